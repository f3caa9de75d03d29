package intent

import (
	"slices"
	"strconv"
	"time"

	"gutskin/coach/ask"
	"gutskin/coach/food"
)

// looking reads questions about the diary and about foods.
type looking struct{ *view }

func (v *view) looking() looking { return looking{v} }

// Look is a question about the person's own diary, about a food, or about the
// last entry.
type Look struct {
	Bytes
	Of      LookOf
	Measure ask.Measure // of the diary
	Aspect  string      // of a food or entry: "fibre", "plants", "counts", or a category's slug
	About   string      // a figure or group of foods, by its value in the class look_subject; "" for none
	Food    string      // the food asked about, in the message's words; "" for none
	Period  ask.Period
	Meal    food.Meal
}

// LookOf is what a Look is about.
type LookOf string

// What a Look is about.
const (
	LookDiary  LookOf = "diary"
	LookFood   LookOf = "food"
	LookLatest LookOf = "latest"
)

// Details of the phrases of questions.
const (
	detailLook   = "look"           // a summary that is asked for in a sentence
	detailFood   = string(LookFood) // a question about a food
	detailLatest = string(LookLatest)
)

// groupDrinks is the group of all drinks.
const groupDrinks = "drinks"

// aspectCounts is whether, and as what, a food counts.
const aspectCounts = "counts"

// looks are the questions that the diary or the lexicon answers, one a
// sentence at most.
func (v looking) looks() []Look {
	var list []Look
	for from := 0; from < len(v.toks); {
		_, to := v.sentence(from)
		if l, ok := v.lookAt(from, to); ok {
			list = append(list, l)
		}
		from = to
	}
	return list
}

func (v looking) lookAt(from, to int) (Look, bool) {
	details := v.lookCues(from, to)
	own := v.anyOf(from, to, v.class.lookOwn)
	for _, d := range [...]string{detailLatest, detailFood} {
		if slices.Contains(details, d) && (d == detailLatest || !v.ownBeside(from, to) && !v.anyOf(from, to, v.class.lookNot)) {
			return v.lookFood(from, to, LookOf(d))
		}
	}
	view := slices.Contains(details, string(Summary))
	if !view && (!slices.Contains(details, string(Question)) || !own) || v.anyOf(from, to, v.class.lookNot) {
		return Look{}, false
	}
	return v.lookDiary(from, to, view)
}

// ownBeside reports whether the sentence speaks of the person's diary outside of
// what asks about a food: "does jicama count for my 30?" doesn't.
func (v looking) ownBeside(from, to int) bool {
	for i := from; i < to; i++ {
		if v.is(i, v.class.lookOwn) && !slices.ContainsFunc(v.cues, func(c cue) bool { return c.detail == detailFood && c.start <= i && i < c.end }) {
			return true
		}
	}
	return false
}

// lookCues says what asks in the sentence: a view of the diary or a question,
// and the details of those that are told apart.
func (v looking) lookCues(from, to int) []string {
	var list []string
	for _, c := range v.cues {
		if c.start >= to || c.end <= from {
			continue
		}
		switch {
		case c.detail == detailFood || c.detail == detailLatest:
			list = append(list, c.detail)
		case c.intent == string(Summary):
			list = append(list, c.intent)
		case c.intent == string(Question):
			list = append(list, c.intent)
		}
	}
	return list
}

// anyOf reports whether a token of the stretch is of the class.
func (v looking) anyOf(from, to int, class int32) bool {
	for i := from; i < to; i++ {
		if v.is(i, class) {
			return true
		}
	}
	return false
}

// lookFood reads a question about a food or the last entry.
func (v looking) lookFood(from, to int, of LookOf) (Look, bool) {
	l := Look{Bytes: v.acting().bytes(from, to), Of: of, Aspect: aspectCounts}
	for i := from; i < to; i++ {
		value, _, ok := v.value(i, v.class.lookAspect)
		if ok && v.toks[i].Food > 0 && value != aspectCounts && of == LookFood && v.inLongFood(i) {
			continue // the word is part of the food's name
		}
		if ok && l.Aspect == aspectCounts {
			l.Aspect = value
		}
	}
	if of == LookLatest {
		l.Meal = v.requests().mealIn(from, to)
		return l, true
	}
	l.Food = v.askedFood(from, to)
	return l, l.Food != "" || l.Aspect != aspectCounts
}

// inLongFood reports whether token i is part of a food of several words.
func (v looking) inLongFood(i int) bool {
	end := v.toks[i].Food
	return end > i+1 || i > 0 && v.toks[i-1].Food == end
}

// askedFood is the food of a stretch that isn't an aspect, the longest first, with
// the amount before it.
func (v looking) askedFood(from, to int) string {
	best, bestEnd := -1, -1
	for i := from; i < to; i++ {
		end := v.toks[i].Food
		if end <= i {
			continue
		}
		if _, to, ok := v.value(i, v.class.lookAspect); ok && to >= end {
			i = end - 1
			continue
		}
		if best < 0 || end-i > bestEnd-best {
			best, bestEnd = i, end
		}
		i = end - 1
	}
	if best < 0 {
		return ""
	}
	start := best
	for k := best - 1; k >= max(from, best-mostBeforeFood) && !v.toks[k+1].Clause; k-- {
		if v.captures().foodAfter(k) == bestEnd {
			start = k
		}
	}
	return v.captures().textOf(start, bestEnd)
}

// lookDiary reads a question about the diary from its words, in whatever order
// they stand. view says that a phrase asks for a view of the diary.
func (v looking) lookDiary(from, to int, view bool) (Look, bool) {
	l := Look{Bytes: v.acting().bytes(from, to), Of: LookDiary}
	var measures []ask.Measure
	subject := -1
	for i := from; i < to; {
		if p, end, ok := v.lookPeriod(i, to); ok {
			if p.Kind != soFar || l.Period.Kind == ask.NoPeriod {
				l.Period = p
			}
			i = end
			continue
		}
		end := i + 1
		if value, e, ok := v.value(i, v.class.lookMeasure); ok {
			measures, end = append(measures, ask.Measure(value)), e
		}
		if value, e, ok := v.value(i, v.class.lookSubject); ok && e >= v.toks[i].Food && v.stronger(value, l.About) {
			l.About, subject, end = value, i, max(end, e)
		}
		i = end
	}
	if subject < 0 || l.About == string(ask.Fluid) {
		if f := v.askedFood(from, to); f != "" && !v.isMealWord(f) {
			l.About, l.Food = "", f
		}
	}
	l.Meal = v.requests().mealIn(from, to)
	l.Measure = strongest(measures)
	l.Period = v.meantPeriod(&l)
	mine := subject > 0 && v.is(subject-1, v.class.me)
	return l, v.lookHolds(&l, measures, view, mine)
}

// Periods that the subject makes something of.
const (
	soFar     ask.PeriodKind = "so_far"     // the day, but the week for plants
	lastNight ask.PeriodKind = "last_night" // yesterday, but today for sleep
)

// meantPeriod is the period with what the subject makes of it.
func (v looking) meantPeriod(l *Look) ask.Period {
	switch {
	case l.Period.Kind == soFar && l.About == string(ask.Plants):
		return ask.Period{}
	case l.Period.Kind == lastNight && l.About != string(ask.Sleep):
		return ask.Period{Kind: ask.OneDay, Day: v.calendar().today().Add(-1)}
	case l.Period.Kind == soFar, l.Period.Kind == lastNight:
		return v.periodOf("today")
	}
	return l.Period
}

// stronger reports whether a subject is more telling than the one before it: a
// drink's name than that something was drunk.
func (v looking) stronger(value, than string) bool {
	return than == "" || than == string(ask.Fluid) && value != string(ask.Fluid)
}

func (v looking) isMealWord(s string) bool {
	_, ok := v.valueOf(s, v.class.meal)
	return ok
}

// strongest is the measure of those named that is meant.
func strongest(named []ask.Measure) ask.Measure {
	for _, m := range ask.Measures() {
		if slices.Contains(named, m) {
			return m
		}
	}
	return ""
}

// lookHolds reports whether the words make a question that one figure answers.
// view says that a phrase asks for a view, mine that "my" stands before the subject.
func (v looking) lookHolds(l *Look, measures []ask.Measure, view, mine bool) bool {
	named := l.About != "" || l.Food != ""
	switch l.Measure {
	case ask.Which:
		if l.About == string(ask.Fluid) {
			l.About = groupDrinks // "what did I drink?"
		}
	case ask.Low:
		if named {
			l.Measure = ask.Enough
		}
		return view
	case ask.Streak:
		return view
	case ask.Ate:
		if named && l.Meal == "" {
			l.Measure = ask.Which
		}
		return true
	case ask.Overview:
		if !named {
			return l.Period.Kind == ask.NamedMonth
		}
		l.Measure = ""
	}
	switch {
	case named:
	case l.Meal != "":
		return len(measures) > 0 && (l.Period.Kind == ask.OneDay || l.Period.Kind == ask.NoPeriod) && l.set(ask.Ate)
	default:
		return l.Period.Kind == ask.NamedMonth && l.set(ask.Overview)
	}
	_, figure := ask.FigureNamed(l.About)
	if l.ofBody() && l.Period.Kind == ask.NoPeriod && !slices.ContainsFunc(measures, func(m ask.Measure) bool { return telling(m) || (view || mine) && m == ask.Trend }) {
		return false // "does my skin have bacteria?"
	}
	return len(measures) > 0 || l.Period.Kind != ask.NoPeriod || view && figure && l.About != string(ask.Plants) && l.About != string(ask.Skin)
}

// ofBody reports whether the question is about the skin or the gut, of which
// articles are asked more often than the diary.
func (l *Look) ofBody() bool { return l.About == string(ask.Skin) || l.About == string(ask.Gut) }

// telling reports whether a measure by itself makes a question about skin or gut
// one about the diary.
func telling(m ask.Measure) bool {
	return !slices.Contains([]ask.Measure{ask.Any, ask.Which, ask.Amount, ask.Count, ask.Enough, ask.Left, ask.Low, ask.Trend, ""}, m)
}

func (l *Look) set(m ask.Measure) bool {
	l.Measure = m
	return true
}

// recentDays is what "lately" means, in days.
const recentDays = 14

// lookPeriod is the period that begins at token i, and where it ends.
func (v looking) lookPeriod(i, to int) (ask.Period, int, bool) {
	if v.is(i, v.class.lookSince) && i+1 < to {
		if d := v.calendar().dayIn(i+1, min(to, i+3)); d != "" {
			return ask.Period{Kind: ask.Since, Day: d}, min(to, i+3), true
		}
	}
	if n, end, ok := v.lastDays(i, to); ok {
		return ask.Period{Kind: ask.LastDays, N: n}, end, true
	}
	if value, end, ok := v.value(i, v.class.monthName); ok {
		n, _ := strconv.Atoi(value)
		return ask.Period{Kind: ask.NamedMonth, Month: time.Month(n)}, end, true
	}
	if value, end, ok := v.value(i, v.class.lookPeriod); ok {
		return v.periodOf(value), end, true
	}
	for _, class := range [...]int32{v.class.day, v.class.weekday} {
		if _, end, ok := v.value(i, class); ok {
			if d := v.calendar().dayIn(max(0, i-1), end); d != "" {
				return ask.Period{Kind: ask.OneDay, Day: d}, end, true
			}
		}
	}
	return ask.Period{}, i, false
}

func (v looking) periodOf(value string) ask.Period {
	switch value {
	case "today":
		return ask.Period{Kind: ask.OneDay, Day: v.calendar().today()}
	case "recent":
		return ask.Period{Kind: ask.LastDays, N: recentDays}
	case "weekend":
		saturday := v.calendar().latest(time.Saturday)
		if v.calendar().today().Weekday() == time.Saturday {
			saturday = v.calendar().today()
		}
		return ask.Period{Kind: ask.Between, Day: saturday, N: 2}
	}
	return ask.Period{Kind: ask.PeriodKind(value)}
}

// lastDays reads "last 7 days", "past two weeks", "last 30 days".
func (v looking) lastDays(i, to int) (n, end int, ok bool) {
	if !v.is(i, v.class.latest) || i+2 >= to {
		return 0, i, false
	}
	count := v.values().numberAt(i + 1)
	value, end, is := v.value(i+2, v.class.length)
	hours, err := strconv.Atoi(value)
	if count <= 0 || !is || err != nil || hours < 24 {
		return 0, i, false
	}
	return min(ask.EverDays, int(count)*hours/24), end, true
}
