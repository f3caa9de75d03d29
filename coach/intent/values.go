package intent

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
)

// values reads what was captured as values.
type values struct{ *view }

func (v *view) values() values { return values{v} }

// readValues fills in ratings, tags, hours and minutes.
func (v values) readValues(m *Message) {
	if m.Is(Skin) {
		skin := coach.Skin{Rating: v.skinRating(), Tags: v.skinTags()}
		if skin.Rating > 0 || len(skin.Tags) > 0 {
			m.Skin = &skin
		}
		m.SkinDay = v.calendar().dayNear(Skin)
	}
	if g, ok := v.body().gut(); ok {
		m.Gut, m.GutDay, m.After = &g, v.calendar().dayWhere(v.body().ofGut), v.after
	}
	m.Marks = v.body().marks()
	if m.Is(Lifestyle) {
		if c := v.checkIns().checkIn(); c != (coach.CheckIn{}) {
			m.CheckIn = &c
		}
		m.CheckInDay = v.calendar().dayNear(Lifestyle)
	}
}

// ratioReach is how many tokens may follow a number and make it a ratio: out of 5.
const ratioReach = 3

// skinRating is the rating on the scale 1–5 that the message gives, 0 for
// none: "3/5", "5/10", "4 out of 5", "skin is a 2", "skin was bad today, 2".
func (v values) skinRating() int {
	for _, c := range v.cues {
		if c.intent != string(Skin) {
			continue
		}
		from, to := v.sentence(c.start)
		if c.detail == "rating" {
			if n := v.rated(c, min(to, c.end+ratioReach)); n > 0 {
				return n
			}
		}
		if n, scale, ok := v.ratio(c.start, v.scaleEnd(c, to)); ok {
			return onFive(n, scale)
		}
		if n, scale, ok := v.ratio(v.scaleFrom(c, from), c.start); ok {
			return onFive(n, scale)
		}
		if n := v.loneNumber(c, to); n > 0 {
			return n
		}
		if n := v.acting().ratedBy(c); n > 0 {
			return n
		}
	}
	return 0
}

// rated is the number of a phrase that ends in one, or the ratio that it
// begins, on the scale 1–5; 0 where it counts something else: "skin: 3 spots".
func (v values) rated(c cue, to int) int {
	if n, scale, ok := v.ratio(c.start, to); ok {
		return onFive(n, scale)
	}
	n := v.lastNumber(c.start, c.end)
	if n < 1 || n > 10 || v.requests().isArticle(c.end-1) || v.counts(c.end) {
		return 0
	}
	return onFive(n, scaleOf(n))
}

// counts tells whether the number before token i counts what follows: days,
// minutes, spots. Of one thing there are no two: "skin 2 breakout" counts none.
func (v values) counts(i int) bool {
	for k := i; k < min(i+ratioReach, len(v.toks)) && !v.toks[k].Clause && !v.is(k, v.class.negation); k++ {
		if _, _, length := v.value(k, v.class.length); k == i && length || v.is(k, v.class.spots) && (v.numberAt(i-1) == 1 || strings.HasSuffix(v.toks[k].Text, "s")) {
			return true
		}
	}
	return false
}

// loneNumber is the number from 1 to 5 that stands by itself in the clause
// after the cue's, 0 for none.
func (v values) loneNumber(c cue, to int) int {
	i := c.end
	for i < to && !v.toks[i].Clause {
		i++
	}
	if i >= v.scaleEnd(c, to) || !v.toks[i].Number || i+1 < to && !v.toks[i+1].Clause {
		return 0
	}
	if n := v.numberAt(i); n >= 1 && n <= 5 {
		return onFive(n, 5)
	}
	return 0
}

// scaleEnd is where the number of another scale may begin: before the next cue
// of one, or at to.
func (v values) scaleEnd(c cue, to int) int {
	for _, o := range v.cues {
		if o.start >= c.end && o.start < to && scaleKind(o) != "" && scaleKind(o) != scaleKind(c) {
			to = o.start
		}
	}
	return to
}

// scaleFrom is where the number of another scale has ended: after the last cue
// of one, or at from.
func (v values) scaleFrom(c cue, from int) int {
	for _, o := range v.cues {
		if o.end <= c.start && o.end > from && scaleKind(o) != "" && scaleKind(o) != scaleKind(c) {
			from = min(o.end+ratioReach, c.start)
		}
	}
	return from
}

// scaleKind is what the cue tells a value of: "skin", "gut", "stress", "sleep",
// "movement"; "" for none.
func scaleKind(c cue) string {
	if c.intent == string(Skin) {
		return c.intent
	}
	kind, _, _ := strings.Cut(c.detail, "=")
	kind, _, _ = strings.Cut(kind, "_")
	if c.intent != string(Lifestyle) || kind == "note" || kind == detailPlan || kind == detailLost || kind == detailOthers || kind == detailSymptom || kind == kindMark {
		return ""
	}
	return kind
}

// scaleOf is the scale of a bare number: of five, unless that is too short.
func scaleOf(n float64) float64 {
	if n > 5 {
		return 10
	}
	return 5
}

// onFive brings n of scale onto 1–5, halves up: 5 of 10 is 3.
func onFive(n, scale float64) int {
	return min(5, max(1, int(math.Floor(n*5/scale+0.5))))
}

// ratio finds "n/5", "n/10", "n out of 5" among the tokens that aren't food.
func (v values) ratio(from, to int) (n, scale float64, ok bool) {
	for i := from; i < to; i++ {
		t := &v.toks[i]
		if !t.Number || t.eaten || t.Half != "" {
			continue
		}
		if a, b, cut := strings.Cut(t.Text, "/"); cut {
			n, scale = number(a), number(b)
		} else if k := v.captures().outOf(i + 1); k > 0 && k < to {
			n, scale = number(t.Text), v.numberAt(k)
		} else {
			continue
		}
		if (scale == 5 || scale == 10) && n <= scale {
			return n, scale, true
		}
	}
	return 0, 0, false
}

// number is the value of digits, with a comma or a point for the fraction.
func number(s string) float64 {
	if a, b, ok := strings.Cut(s, "/"); ok {
		if d := number(b); d > 0 {
			return number(a) / d
		}
		return 0
	}
	n, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return 0
	}
	return n
}

// numberAt is the number that token i is, in digits or words, 0 for none. A
// time of day ("8am") is none.
func (v values) numberAt(i int) float64 {
	if v.toks[i].Half != "" {
		return 0
	}
	if v.toks[i].Number {
		return number(v.toks[i].Text)
	}
	if value, _, ok := v.value(i, v.class.number); ok {
		return number(value)
	}
	return 0
}

func (v values) lastNumber(from, to int) float64 {
	for i := to - 1; i >= from; i-- {
		if n := v.numberAt(i); n > 0 {
			return n
		}
	}
	return 0
}

// skinTags are the tags of all sentences that speak of skin.
func (v values) skinTags() []string {
	var tags []string
	read := -1 // the start of the sentence that was read last
	for _, c := range v.cues {
		if c.intent != string(Skin) {
			continue
		}
		from, to := v.sentence(c.start)
		if from == read {
			continue
		}
		read = from
		for _, o := range v.others {
			if o.start > from && o.start < to && v.acting().ratedDay(&o) != "" {
				to = o.start // what follows is of another day
			}
		}
		tags = v.tagsIn(from, to, tags)
	}
	return tags
}

// tagsIn adds the skin's tags among the tokens to the list.
func (v values) tagsIn(from, to int, tags []string) []string {
	for i := from; i < to; i++ {
		tag, _, ok := v.value(i, v.class.tag)
		if ok && (!v.toks[i].eaten || v.toks[i].planned) && !v.toks[i].claimed && !v.alarms().denied(cue{start: i}) && (i == from || !v.is(i-1, v.class.fewer)) && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// dropNotes drops the unknown words that are a note on skin or on one of the
// scales: in "skin 4/5, splotchy" nothing was eaten.
func (v values) dropNotes() {
	var kept []food.Span
	for _, s := range v.food.Unknown {
		if from, _ := v.tokensOf(s); !v.inNote(from) && !v.body().tellsGut(from) {
			kept = append(kept, s)
		}
	}
	v.food.Unknown = kept
}

// inNote tells whether what comes before token i in its sentence tells a value
// and, since then, of nothing eaten.
func (v values) inNote(i int) bool {
	from, _ := v.sentence(min(i, len(v.toks)-1))
	for k := i - 1; k >= from && !v.toks[k].eaten && !v.is(k, v.class.ate); k-- {
		for _, c := range v.cues {
			if c.start <= k && k < c.end && (scaleKind(c) != "" || strings.HasPrefix(c.detail, markPrefix)) {
				return true
			}
		}
	}
	return false
}
