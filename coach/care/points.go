package care

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach/lang"
)

// People say the same thing in more ways than rules can list. points.tsv hears
// them as scores of medicine do: each of its lines is something that often
// stands beside a sign, and gives its topic some points. From fewPoints on a
// topic is a concern, an emergency an alarm; from manyPoints on a crisis and what a
// doctor should see are alarms, too. What speaks against a topic takes points away.
const (
	fewPoints  = 4
	manyPoints = 6
	leastOwn   = 2 // of the words themselves
	barePoints = 2 // for talk of oneself without a food, which a diary's messages have
	bareWords  = 6 // that such talk has at least
)

// Topic is what points are added up for: a kind, maybe narrowed down
// ("medical gut"); "" for what speaks against them all.
type topic string

func (t topic) kind() Kind {
	kind, _, _ := strings.Cut(string(t), " ")
	if kind == fasting {
		return Eating
	}
	return Kind(kind)
}

// ofMind tells topics of what somebody thinks or does to themselves.
func (t topic) ofMind() bool { return t.kind() == Crisis || t.kind() == Eating }

// bare is what the topic is given of the points for talk without food: a body is
// talked about beside meals as much as without.
func (t topic) bare(points int) int {
	switch t.kind() {
	case Crisis:
		return points + 1
	case Eating:
		return points
	}
	return 0
}

// alarms reports whether so many points of the topic, one of them strong or not, are
// an alarm. An emergency can't wait for an answer; a crisis is one when a single thing
// says it. Numbers are hidden by an alarm about eating, which takes a rule.
func (t topic) alarms(points int, strong bool) bool {
	switch t.kind() {
	case Emergency:
		return true
	case Crisis:
		return strong || points >= manyPoints
	case Medical:
		return points >= manyPoints
	}
	return false
}

// window is how many words may lie between the first and the last thing that
// speaks for a topic.
func (t topic) window() int {
	if t.ofMind() {
		return 2 * apart
	}
	return apart
}

// points reads the level of a line that gives points, 0 for another line's.
func points(level string) int {
	n, err := strconv.Atoi(level)
	if err != nil {
		return 0
	}
	return n
}

// hint is something in a message that gives a topic points.
type hint struct {
	rule       int32
	line       int32 // the phrase: each line of a rule gives its own points, once
	topic      topic
	points     int
	start, end int
	asked      bool // "is it …?"
	foodless   bool // nothing about foods stands beside it: in the message; of a crisis, in the clause
}

// hints are what the matches say for and against the topics, those alone that
// could add up to something.
func (v *view) hints() []hint {
	sums, some := map[topic]int{}, false
	for _, m := range v.pointed {
		if rule := &v.rules[v.ruled[m.Phrase]]; rule.Points > 0 {
			sums[rule.topic] += rule.Points
			some = true
		}
	}
	v.bare = 0
	if !some {
		return nil
	}
	v.bare = v.barely()
	foodless := !v.ofFood(0, len(v.words))
	hints := make([]hint, 0, len(v.pointed))
	for _, m := range v.pointed {
		n := v.ruled[m.Phrase]
		rule := &v.rules[n]
		if rule.topic != "" && sums[rule.topic]+rule.topic.bare(v.bare) < fewPoints || rule.topic == "" && len(sums) == 0 {
			continue
		}
		h := hint{rule: n, line: m.Phrase, topic: rule.topic, points: rule.Points, start: m.Start, end: m.End, foodless: foodless || rule.topic.kind() == Crisis && v.foodless[m.Start]}
		if rule.Points < 0 && v.denied(m.Start) < 0 || rule.Points > 0 && !v.isFood(m) && v.claimed(&h) {
			hints = append(hints, h)
		}
	}
	slices.SortStableFunc(hints, func(a, b hint) int {
		return cmp.Or(cmp.Compare(a.topic, b.topic), cmp.Compare(abs(b.points), abs(a.points)), cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	return hints
}

// barely is what a message gives for talk that is no diary's: clauses in which
// people talk of themselves, of no food, and neither ask nor talk about the coach's
// work. It marks the words of such clauses.
func (v *view) barely() int {
	clear(v.foodless)
	if v.isOf(0, v.class.question) {
		return 0
	}
	n, ofSelf := 0, false
	for from := 0; from < len(v.words); {
		to := v.clauseEnd(from)
		if !v.ofFood(from, to) {
			if v.holds(from, to, v.class.work) {
				return 0
			}
			n += to - from
			ofSelf = ofSelf || v.holds(from, to, v.class.self)
			for i := from; i < to; i++ {
				v.foodless[i] = true
			}
		}
		from = to
	}
	if n < bareWords || !ofSelf {
		return 0
	}
	return barePoints
}

// clauseEnd is where the clause that starts at word from ends.
func (v *view) clauseEnd(from int) int {
	to := from + 1
	for to < len(v.words) && !v.words[to].Clause && !v.words[to].Sentence {
		to++
	}
	return to
}

// ofFood reports whether one of the words from from up to to is a food.
func (v *view) ofFood(from, to int) bool {
	return slices.ContainsFunc(v.words[from:to], func(w lang.Word) bool { return w.Food != 0 })
}

// isFood reports whether all words of the match are foods: "whole milk" and
// "black beans" speak for nothing.
func (v *view) isFood(m lang.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if v.words[i].Food == 0 {
			return false
		}
	}
	return true
}

func abs(n int) int { return max(n, -n) }

// claimed tells whether the message claims of the teller, or of somebody beside
// them, what the hint says.
func (v *view) claimed(h *hint) bool {
	mind := h.topic.ofMind()
	if v.denied(h.start) >= 0 || v.excused && h.topic.kind() == Eating {
		return false
	}
	f := Finding{Kind: h.topic.kind(), Start: h.start, End: h.end}
	of := v.holder(h.start, h.end, mind)
	if of == far || !mind && v.isSupposed(h.start) || v.isOver(f, v.class.longAgo) {
		return false
	}
	switch f.Kind {
	case Eating:
		if v.isOver(f, v.class.recovered) {
			return false
		}
	case Medical:
		if v.isOver(f, v.class.over) {
			return false
		}
	}
	if f.Kind != Crisis {
		switch v.asked(f, of) {
		case inGeneral:
			return false
		case pointed:
			h.asked = true
		}
	}
	return true
}

// weigh adds up the points of each topic, without those of the rule left out (-1
// for none), and gives what the one with the most of them amounts to.
func weigh(hints []hint, bare, without int) []Finding {
	against, most := 0, 0
	var best []Finding
	for from := 0; from < len(hints); {
		to := from
		for to < len(hints) && hints[to].topic == hints[from].topic {
			to++
		}
		t := hints[from].topic
		if t == "" {
			against = sum(hints[from:to], without)
		} else if f, n := weighTopic(hints[from:to], without, against); n >= leastOwn && n+bareOf(hints[from:to], bare) >= fewPoints {
			strong := slices.ContainsFunc(hints[from:to], func(h hint) bool { return h.points >= fewPoints && int(h.rule) != without })
			asked := slices.ContainsFunc(hints[from:to], func(h hint) bool { return h.asked })
			if t.alarms(n+bareOf(hints[from:to], bare), strong) && !asked {
				f.Level = Alarm
			}
			if n > most {
				best, most = []Finding{f}, n
			}
		}
		from = to
	}
	return best
}

// bareOf is what the hints of one topic are given of the points for talk without
// food: nothing where all that speaks for it stands beside foods.
func bareOf(hints []hint, points int) int {
	if !slices.ContainsFunc(hints, func(h hint) bool { return h.points > 0 && h.foodless }) {
		return 0
	}
	return hints[0].topic.bare(points)
}

// within tells whether the words of h, which speak against the topic, are part of
// what speaks for it: the "cold" of "a cold sweat" is no cold.
func within(h hint, hints []hint) bool {
	return slices.ContainsFunc(hints, func(o hint) bool { return o.points > 0 && o.start <= h.start && h.end <= o.end })
}

// sum adds up the points of hints against all topics, each line once.
func sum(hints []hint, without int) (n int) {
	seen := make(map[int32]bool, len(hints))
	for _, h := range hints {
		if !seen[h.line] && int(h.rule) != without {
			n += h.points
		}
		seen[h.line] = true
	}
	return n
}

// weighTopic adds up the hints of one topic, the weightiest first, to what
// speaks against all.
func weighTopic(hints []hint, without, against int) (f Finding, most int) {
	t := hints[0].topic
	taken := make([]hint, 0, len(hints))
	used := map[int]bool{} // words
	for _, h := range hints {
		if int(h.rule) == without || h.points > 0 && (used[h.start] || used[h.end-1]) {
			continue
		}
		if h.points > 0 {
			used[h.start], used[h.end-1] = true, true
		}
		taken = append(taken, h)
	}
	slices.SortStableFunc(taken, func(a, b hint) int { return cmp.Compare(a.start, b.start) })
	total, first := against, 0
	counts := map[int32]int{}
	for _, h := range taken {
		if h.points < 0 && counts[h.line] == 0 && !within(h, taken) {
			total += h.points
			counts[h.line] = 1
		}
	}
	for last, h := range taken {
		if h.points < 0 {
			continue
		}
		if counts[h.line]++; counts[h.line] == 1 {
			total += h.points
		}
		for ; h.start-taken[first].start > t.window(); first++ {
			if out := taken[first]; out.points > 0 {
				if counts[out.line]--; counts[out.line] == 0 {
					total -= out.points
				}
			}
		}
		if total > most {
			most = total
			f = Finding{Level: Concern, Kind: t.kind(), Rule: int(h.rule), Start: taken[first].start, End: taken[last].end, Points: total}
			f.Signs, f.Apart = counted(taken[first : last+1])
		}
	}
	return f, most
}

// counted is how many things speak for a topic among its hints, and the points of
// those that no food stands beside; each line counts once.
func counted(hints []hint) (signs, apart int) {
	seen := map[int32]bool{}
	for _, h := range hints {
		if h.points <= 0 || seen[h.line] {
			continue
		}
		seen[h.line] = true
		signs++
		if h.foodless {
			apart += h.points
		}
	}
	return signs, apart
}
