package care

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach/lang"
)

// People say the same thing in words that no rule foresees. So each word of a message,
// each group of words in it, and each pair of groups that stand near each other
// ("clothes" and "looser"), also weighs something for or against each kind, as
// groups.tsv and weights.tsv have it. The weights are log odds, and add up. They are
// learned from the messages of testdata: train_test.go tells how, and how the bounds
// below were found.
//
// Evidence speaks where no rule does. An alarm about eating, which hides numbers, takes
// a rule or the person's own answer.
const (
	// For a sign of any kind, in log odds. Of look-alikes that nothing was learned from,
	// fewer than 3 in 100 lie above evidenceConcern, and fewer than 1 is of a crisis or
	// an emergency and above evidenceAlarm.
	evidenceConcern  = 1.6  // from which a message is asked about
	evidenceAlarm    = 2.7  // from which a crisis or an emergency is an alarm
	evidenceReferral = 4.0  // from which what a doctor should see is one
	evidenceLift     = 4.0  // from which a rule's concern is one, of a crisis or an emergency
	evidenceAgainst  = -1.0 // below which what a rule heard is a level less, but for an alarm about eating

	reach        = 8  // words that the groups of a pair are apart at most
	stretch      = 48 // words that are weighed together
	leastWords   = 3  // of a message that is weighed
	againstWords = 8  // of a message in which a rule is outweighed
)

const (
	groupsHeader  = "group\twords\tnote"
	weightsHeader = "feature\tcrisis\temergency\teating\tmedical"
	bias          = "(bias)" // what every message weighs
	numeral       = "#"      // any number
)

// weights are what something adds to the log odds of each of the kinds.
type weights [len(kinds)]float32

func (w *weights) add(other *weights) {
	for k := range w {
		w[k] += other[k]
	}
}

// odds are the log odds for a sign of any kind, and the likeliest kind.
func (w *weights) odds() (float64, Kind) {
	best, sum := 0, 0.0
	for k, x := range w {
		sum += math.Exp(float64(x))
		if x > w[best] {
			best = k
		}
	}
	return math.Log(sum), kinds[best]
}

// evidence is the two files, loaded. It never changes.
type evidence struct {
	names   []string            // of groups, by number; 0 stands for no group
	groups  map[string][]uint16 // of a word or words with spaces between, sorted
	longest int                 // words of the longest of them
	words   map[string]int32    // by stem: its place in weigh
	weigh   []weights           // of words
	pairs   []weights           // of pairs of groups; of one alone it is its pair with 0
	bias    weights
}

// pair is the place of a pair of groups in pairs.
func (e *evidence) pair(a, b uint16) int {
	return int(min(a, b))*len(e.names) + int(max(a, b))
}

// loadEvidence reads the two files; its errors name file and line.
func loadEvidence(fsys fs.FS) (*evidence, error) {
	e := &evidence{names: []string{""}, groups: map[string][]uint16{}, words: map[string]int32{}}
	number := map[string]uint16{}
	group := func(cells []string) error {
		if _, ok := number[cells[0]]; ok || cells[0] == "" {
			return fmt.Errorf("%q is no new name of a group", cells[0])
		}
		n := uint16(len(e.names))
		number[strings.Clone(cells[0])] = n
		e.names = append(e.names, strings.Clone(cells[0]))
		for member := range strings.SplitSeq(cells[1], ";") {
			words := lang.Words(member)
			if len(words) == 0 {
				return fmt.Errorf("a member of %s is empty", cells[0])
			}
			key := joined(words)
			if !slices.Contains(e.groups[key], n) {
				e.groups[key] = append(e.groups[key], n)
			}
			e.longest = max(e.longest, len(words))
		}
		return nil
	}
	if err := (lang.Table{Path: "care/groups.tsv", Header: groupsHeader, Short: true}).Each(fsys, group); err != nil {
		return nil, err
	}
	e.pairs = make([]weights, len(e.names)*len(e.names))
	weight := func(cells []string) error {
		var w weights
		for k := range w {
			x, err := strconv.ParseFloat(cells[k+1], 32)
			if err != nil || math.IsNaN(x) || math.Abs(x) > 100 {
				return fmt.Errorf("%q is no weight", cells[k+1])
			}
			w[k] = float32(x)
		}
		return e.set(cells[0], w, number)
	}
	return e, lang.Table{Path: "care/weights.tsv", Header: weightsHeader}.Each(fsys, weight)
}

// set gives a feature its weights: "(bias)", a stem, "<group>" or "<group> <group>".
func (e *evidence) set(feature string, w weights, number map[string]uint16) error {
	if feature == bias {
		e.bias = w
		return nil
	}
	if feature == "" || feature[0] != '<' {
		e.words[strings.Clone(feature)] = int32(len(e.weigh))
		e.weigh = append(e.weigh, w)
		return nil
	}
	var pair [2]uint16
	names := strings.Fields(feature)
	if len(names) > len(pair) {
		return fmt.Errorf("%q names more than two groups", feature)
	}
	for i, name := range names {
		n, ok := number[strings.Trim(name, "<>")]
		if !ok {
			return fmt.Errorf("there is no group %s", name)
		}
		pair[i] = n
	}
	e.pairs[e.pair(pair[0], pair[1])] = w
	return nil
}

// joined are words with spaces between.
func joined(words []lang.Word) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[i].Text)
	}
	return b.String()
}

// endings are what a word of more than shortestWhole letters is stripped of.
var endings = [...]string{"ing", "ed", "es", "s", "er", "ly"}

const shortestWhole = 5

// stem is what a word is weighed as.
func stem(w *lang.Word) string {
	switch {
	case w.Number:
		return numeral
	case len(w.Text) <= shortestWhole:
		return w.Text
	}
	for _, ending := range endings {
		if s, ok := strings.CutSuffix(w.Text, ending); ok {
			return s
		}
	}
	return w.Text
}

// groupsOf finds the groups of each word of the view, for which the first word of
// several stands.
func (v *view) groupsOf() {
	v.grouped = slices.Grow(v.grouped[:0], len(v.words))[:len(v.words)]
	for i := range v.words {
		v.grouped[i] = v.grouped[i][:0]
		v.key = v.key[:0]
		for n := 0; n < v.evidence.longest && i+n < len(v.words); n++ {
			if n > 0 {
				v.key = append(v.key, ' ')
			}
			v.key = append(v.key, v.words[i+n].Text...)
			for _, g := range v.evidence.groups[string(v.key)] {
				if !slices.Contains(v.grouped[i], g) {
					v.grouped[i] = append(v.grouped[i], g)
				}
			}
		}
	}
}

// features tells word and pair of the features of the words from from up to to,
// each maybe more than once: the stems, and the places of pairs of groups. Foods and
// figures of speech have none.
func (v *view) features(from, to int, word func(string), pair func(int)) {
	for i := from; i < to; i++ {
		if v.weightless(i) {
			continue
		}
		word(stem(&v.words[i]))
		for _, a := range v.grouped[i] {
			pair(v.evidence.pair(0, a))
			for j := i + 1; j < min(to, i+reach); j++ {
				if v.weightless(j) {
					continue
				}
				v.steps++
				for _, b := range v.grouped[j] {
					pair(v.evidence.pair(a, b))
				}
			}
		}
	}
}

// weightless reports whether word i is a food's or a figure of speech's.
func (v *view) weightless(i int) bool { return v.void[i] || v.words[i].Food != 0 }

// weigh adds to a reading what the words of the message weigh: nothing of what is only
// asked in general, or of a fast that is excused. Words that weigh much against all kinds
// lower what the rules heard.
func (v *view) weigh(r *Reading) {
	if len(v.words) < leastWords {
		return
	}
	v.groupsOf()
	odds, kind := v.weighWords(0, len(v.words))
	grave := kind == Crisis || kind == Emergency
	switch {
	case odds < evidenceAgainst:
		if len(v.words) >= againstWords && (r.Level != Alarm || r.Kind != Eating) {
			r.lower()
		}
	case r.Level == Alarm:
	case odds < evidenceConcern, kind == Eating && v.excused:
	case r.Level == "":
		f := Finding{Level: Concern, Kind: kind, Rule: noRule}
		f.Start, f.End = v.weightiest()
		if kind != Crisis && v.asked(f, own) == inGeneral {
			return
		}
		if odds >= evidenceAlarm && grave || odds >= evidenceReferral && kind == Medical {
			f.Level = Alarm
		}
		r.Level, r.Kind, r.Findings = f.Level, kind, []Finding{f}
	case odds >= evidenceLift && grave && r.Kind == kind && !v.holds(0, len(v.words), v.class.joking):
		r.Level = Alarm
		for i := range r.Findings {
			if r.Findings[i].Kind == kind {
				r.Findings[i].Level = Alarm
			}
		}
	}
}

// weightiest is the sentence that weighs most.
func (v *view) weightiest() (start, end int) {
	most := math.Inf(-1)
	for from := 0; from < len(v.words); {
		_, to := v.sentence(from)
		if odds, _ := v.weighWords(from, to); odds > most {
			most, start, end = odds, from, to
		}
		from = to
	}
	return start, end
}

// weighWords is what the stretch of the words from from up to to weighs that weighs most.
func (v *view) weighWords(from, to int) (odds float64, kind Kind) {
	odds = math.Inf(-1)
	for at := from; at == from || at+stretch/2 < to; at += stretch / 2 {
		if o, k := v.weighStretch(at, min(at+stretch, to)); o > odds {
			odds, kind = o, k
		}
	}
	return odds, kind
}

// weighStretch adds up the weights of the words from from up to to, each feature's once.
func (v *view) weighStretch(from, to int) (float64, Kind) {
	e := v.evidence
	v.turn++
	sum := e.bias
	v.features(from, to, func(stem string) {
		if at, ok := e.words[stem]; ok && v.weighed[at] != v.turn {
			v.weighed[at] = v.turn
			sum.add(&e.weigh[at])
		}
	}, func(pair int) {
		if v.paired[pair] != v.turn {
			v.paired[pair] = v.turn
			sum.add(&e.pairs[pair])
		}
	})
	return sum.odds()
}
