package intent

import (
	"regexp"
	"slices"
	"strings"

	"gutskin/coach/ask"
)

// A question that no phrase knows is read from what its words are: a food and an
// aspect of it, the last entry, or a measure, a subject and a period of the
// diary, wherever they stand. What an article would answer is left to the cards.

// lookAsked reads such a question; ok is false where the words make none.
func (v looking) lookAsked(from, to int) (l Look, ok bool) {
	if from, to, ok = v.askedIn(from, to); !ok || len(v.fixes) > 0 || v.ofArticles(from, to) {
		return l, false
	}
	if l, ok = v.foodAsked(from, to); ok {
		return l, true
	}
	if l, ok = v.latestAsked(from, to); ok {
		return l, true
	}
	return v.diaryAsked(from, to)
}

// askedIn is the part of a sentence that asks, of which nothing was eaten.
func (v looking) askedIn(from, to int) (int, int, bool) {
	i := slices.IndexFunc(v.cues, func(c cue) bool {
		return (c.intent == string(Question) || c.intent == string(Summary)) && c.start < to && from < c.end
	})
	if i < 0 {
		return from, to, false
	}
	if c := v.cues[i]; c.detail == detailAsks {
		from, to = max(c.start, v.topicOf(c, from)), min(to, c.end)
	}
	told := slices.ContainsFunc(v.toks[from:to], func(t token) bool { return t.eaten && !t.claimed })
	return from, to, !told
}

// topicOf is where the sentence begins, or the one before it that names only what it
// is about.
func (v looking) topicOf(c cue, from int) int {
	if v.askedFood(from, c.end) != "" {
		return from
	}
	return min(from, c.start)
}

// ofArticles reports whether the stretch asks what causes or helps something, of
// which articles are asked and neither the diary nor the lexicon.
func (v looking) ofArticles(from, to int) bool {
	for i := from; i < to; i++ {
		switch v.asking().signAt(i) {
		case "topic":
			if _, _, aspect := v.value(i, v.class.askAspect); !aspect {
				return true
			}
		case "condition", "aim", "cause", "worth":
			return true
		}
	}
	measures := v.measures(from, to)
	if v.anyOf(from, to, v.class.askNeed) && !slices.Contains(measures, ask.Left) {
		return true // "how much fibre do I need?"
	}
	return v.anyOf(from, to, v.class.lookNot) && !slices.Contains(measures, ask.Low)
}

// aspectIn is what of a food the stretch asks for, "" for none.
func (v looking) aspectIn(from, to int) string {
	for i := from; i < to; i++ {
		for _, class := range [...]int32{v.class.askAspect, v.class.lookAspect} {
			if value, end, ok := v.value(i, class); ok && value != aspectCounts && (v.toks[i].Food <= end && (i == from || v.toks[i-1].Food <= i)) {
				return value
			}
		}
	}
	return ""
}

// weightAsked is a weight that a question tells, wherever it stands.
var weightAsked = regexp.MustCompile(`\b\d{1,4} ?(g|grams?)\b`)

// foodAsked reads a question about a food: it names one and, besides, an aspect or
// a verdict.
func (v looking) foodAsked(from, to int) (l Look, ok bool) {
	l = Look{Bytes: v.acting().bytes(from, to), Of: LookFood, Aspect: v.aspectIn(from, to)}
	if l.Food = v.askedFood(from, to); l.Food == "" || v.isMealWord(l.Food) || v.ofDiary(from, to, l.Aspect) {
		return l, false
	}
	if v.anyOf(from, to, v.class.askCanned) {
		l.Food = "canned " + l.Food
	}
	if weight := weightAsked.FindString(v.text[l.Start:l.End]); weight != "" && !strings.Contains(l.Food, weight) && !strings.Contains(l.Food, ",") {
		l.Food = weight + " " + l.Food // "chickpeas, 100 g"
	}
	if l.Aspect != "" {
		return l, true
	}
	l.Aspect = aspectCounts
	for i := from; i < to; i++ {
		switch v.asking().signAt(i) {
		case "aim", "habit", "measure", "period":
			return l, false
		case signJudge, "coach", "coach_weak", signAspect:
			ok = true
		}
		if value, _, is := v.value(i, v.class.lookSubject); is && (value == "skin" || value == "gut" || value == "sleep" || value == "stress") {
			return l, false
		}
	}
	return l, ok || v.onlyFood(from, to)
}

// onlyFood reports whether the stretch is a food and nothing else, with a question
// mark: "olives?".
func (v looking) onlyFood(from, to int) bool {
	for i := from; i < to; i++ {
		if v.toks[i].Food == 0 && !v.lex.IsFiller(v.toks[i].ID) && !v.lex.IsLeadIn(v.toks[i].ID) {
			return false
		}
	}
	return v.toks[from].Asked
}

// ofDiary reports whether the stretch asks of what the person had rather than of a
// food as such.
func (v looking) ofDiary(from, to int, aspect string) bool {
	for i := from; i < to; i++ {
		if p, _, ok := v.lookPeriod(i, to); ok && p.Kind != soFar {
			return true
		}
		switch v.asking().signAt(i) {
		case signOwnTag, "measure":
			return true
		}
	}
	for _, m := range v.measures(from, to) {
		switch m {
		case ask.Days, ask.Mean, ask.Streak:
			return true
		case ask.Last, ask.Count, ask.Amount:
			if aspect == "" {
				return true
			}
		}
	}
	return aspect == "" && v.ownBut(from, to)
}

// ownBut reports whether the stretch speaks of what the person had, by more than a
// "my".
func (v looking) ownBut(from, to int) bool {
	for i := from; i < to; i++ {
		if v.is(i, v.class.lookOwn) && v.toks[i].Text != "my" {
			return true
		}
	}
	return false
}

// countsAsked reads a question whether a food counts as something: a verb before its
// subject, a food, what it is to count as, and neither days nor a meal.
func (v looking) countsAsked(from, to int) (l Look, ok bool) {
	if !v.asking().inverts(v.asking().firstOf(from, to), to) || v.anyOf(from, to, v.class.meal) {
		return l, false
	}
	if from, to, ok = v.askedIn(from, to); !ok || v.ofArticles(from, to) {
		return l, false
	}
	l, ok = v.foodAsked(from, to)
	return l, ok && l.Aspect != aspectCounts
}

// ofWhatMayBe reports whether the stretch opens by asking what may be or what
// something does: "can antibiotics …", "does stress …"; not "do I", "can you tell me".
func (v looking) ofWhatMayBe(from, to int) bool {
	i := v.asking().firstOf(from, to)
	return i+1 < to && v.is(i, v.class.askModal) && !v.is(i+1, v.class.i) && v.toks[i+1].Text != "you" && v.toks[i+1].Text != "u" && v.toks[i+1].Text != "we"
}

// latestAsked reads a question about the last entry: an aspect with no food but
// "it", or why one of mine has no tick.
func (v looking) latestAsked(from, to int) (l Look, ok bool) {
	l = Look{Bytes: v.acting().bytes(from, to), Of: LookLatest, Aspect: v.aspectIn(from, to)}
	that := v.anyOf(from, to, v.class.lookThat) || v.anyOf(from, to, v.class.askThat)
	tick := v.anyOf(from, to, v.class.askTick)
	if l.Aspect == "" && that && v.anyOf(from, to, v.class.askGain) {
		l.Aspect = aspectCounts
	}
	if v.ofDiary(from, to, l.Aspect) || !that && !tick {
		return l, false
	}
	if slices.Contains(v.measures(from, to), ask.Most) {
		l.Measure = ask.Most
	}
	return l, l.Aspect != ""
}

// diaryAsked reads a question about the diary, which speaks of the teller, of days
// or of a count.
func (v looking) diaryAsked(from, to int) (l Look, ok bool) {
	if v.ofWhatMayBe(from, to) {
		return l, false
	}
	own, several := false, false
	for i := from; i < to; i++ {
		p, _, is := v.lookPeriod(i, to)
		several = several || is && p.Kind != ""
		switch v.asking().signAt(i) {
		case "measure", "measure_weak", signOwnTag, signGauge:
			own = true
		case signPolar, "coach":
			own = own || slices.Contains(v.measures(from, to), ask.Last)
		}
		own = own || v.is(i, v.class.lookOwn) || v.is(i, v.class.i) && (v.anyOf(i, to, v.class.ate) || v.anyOf(i, to, v.class.did))
	}
	l, ok = v.lookDiary(from, to, true)
	v.noted(&l, from, to)
	own = own || l.ofBody() && l.Measure == ask.Trend && !v.asking().signIn(from, to, signOpen) && !v.asking().signIn(from, to, signOpenSure)
	if l.ofBody() && l.Period.Kind == ask.NoPeriod && l.Tag == "" && l.Measure != ask.Last && l.Measure != ask.Days && (v.asking().signIn(from, to, signOpenSure) || v.asking().signIn(from, to, "open_weak")) {
		return l, false // "when does the gut start changing once I eat better"
	}
	if l.Period.Kind == ask.OneDay && v.anyOf(from, to, v.class.lookCompare) && l.Measure == ask.Trend {
		return l, false // "was yesterday better than Monday?"
	}
	if !own && !several {
		l.Soft = v.onlySubject(from, to)
		l.Measure = ask.Which
		return l, l.Soft && l.About != ""
	}
	if l.Measure == "" && v.asking().signIn(from, to, "wish") {
		l.Measure = ask.Which
	}
	if l.Measure == "" && l.About+l.Food != "" && !l.ofBody() && v.ownBut(from, to) && !v.asking().signIn(from, to, signOpen) && !v.asking().signIn(from, to, signOpenSure) {
		l.Measure, ok = ask.Which, true // "fruits eaten?"
	}
	if l.Mark != "" && l.Period.Kind == ask.NoPeriod && !v.ownBut(from, to) && !slices.ContainsFunc(v.measures(from, to), telling) {
		return l, false // "do I still need moisturiser?"
	}
	return l, ok || l.Mark != "" || l.Tag != "" || l.Measure == ask.Low
}

// noted finds what of a note on skin or gut, or which mark, the stretch is about.
func (v looking) noted(l *Look, from, to int) {
	for i := from; i < to; i++ {
		if v.toks[i].Food > i+1 {
			continue // "red pepper" is no redness
		}
		if value, _, ok := v.value(i, v.class.lookMark); ok && l.Mark == "" {
			l.Mark, l.About, l.Food = value, "", ""
		}
		if value, _, ok := v.value(i, v.class.gutTag); ok && l.Tag == "" {
			l.Tag, l.About, l.Food = value, string(ask.Gut), ""
		}
		if value, _, ok := v.value(i, v.class.tag); ok && l.Tag == "" {
			l.Tag, l.About, l.Food = value, string(ask.Skin), ""
		}
	}
	if (l.Tag != "" || l.Mark != "") && l.Measure != ask.Last {
		l.Measure = ask.Days
	}
}

// onlySubject reports whether the stretch is the name of a figure or a group and
// nothing else, with a question mark: "omega 3s??".
func (v looking) onlySubject(from, to int) bool {
	for i := from; i < to; {
		_, end, ok := v.value(i, v.class.lookSubject)
		if !ok && !v.lex.IsFiller(v.toks[i].ID) && !v.lex.IsLeadIn(v.toks[i].ID) {
			return false
		}
		i = max(end, i+1)
	}
	return v.toks[from].Asked
}

// counts reports whether the stretch asks how much or how many of a figure.
func (v looking) counts(from, to int) bool {
	measures := v.measures(from, to)
	if !slices.Contains(measures, ask.Amount) && !slices.Contains(measures, ask.Count) {
		return false
	}
	for i := from; i < to; i++ {
		if _, _, ok := v.value(i, v.class.lookSubject); ok {
			return true
		}
	}
	return false
}
