package intent

import (
	"slices"
	"strconv"
	"strings"
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
	Aspect  string      // of a food or entry: "fibre", "plants", "fluid", "counts", or a category's slug
	About   string      // a figure or group of foods, by its value in the class look_subject; "" for none
	Food    string      // the food asked about, in the message's words; "" for none
	Period  ask.Period
	Versus  ask.Period // set against this one
	Meal    food.Meal
	Tag     string // of the notes on skin or gut: only of days with it
	Mark    string // which mark of a day it is about
	Soft    bool   // the diary's only where it holds some; else the articles'
	Again   bool   // of a food: whether it counts once more
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

// looks are the questions that the diary or the lexicon answers: of a sentence
// those that its parts ask, and where one only goes on with the question before
// ("and wine?"), that question with what it says instead.
func (v looking) looks() []Look {
	var list []Look
	for from := 0; from < len(v.toks); {
		_, to := v.sentence(from)
		if v.wished(from, to) {
			to = v.partEnd(from, to)
		}
		var asked []Look
		if !v.wished(from, to) {
			asked = v.looksAt(v.lookFrom(from, to), to)
		}
		if (len(asked) == 0 || asked[0].Soft) && len(list) > 0 {
			if f, ok := v.followAt(from, to); ok {
				asked = []Look{list[len(list)-1].With(f)}
			}
		}
		list = append(list, asked...)
		from = to
	}
	return list[:min(len(list), mostLooks)]
}

// lookFrom is where the question of a sentence begins: with the sentence before it
// where that only names what is asked about.
func (v looking) lookFrom(from, to int) int {
	for _, c := range v.cues {
		if c.detail == detailAsks && c.start < from && from < c.end && v.askedFood(from, to) == "" {
			return c.start
		}
	}
	return from
}

// wished reports whether the stretch wishes something of reminders.
func (v looking) wished(from, to int) bool {
	return slices.ContainsFunc(v.cues, func(c cue) bool {
		return c.intent == string(ReminderSettings) && c.start < to && from < c.end
	})
}

// mostLooks is how many questions of a message are answered.
const mostLooks = 4

// looksAt are the questions of a sentence.
func (v looking) looksAt(from, to int) []Look {
	l, ok := v.lookAt(from, to)
	if !ok {
		return nil
	}
	if l.Of != LookDiary {
		return append([]Look{l}, v.others(l, from, to)...)
	}
	var list []Look
	for at := from; at < to; {
		end := v.partEnd(at, to)
		for _, one := range v.lookParts(at, end) {
			if one.Period.Kind == ask.NoPeriod {
				one.Period = l.Period
			}
			list = append(list, one)
		}
		at = end
	}
	if len(list) < 2 || l.Tag != "" || l.Mark != "" || l.Soft {
		return []Look{l}
	}
	return list
}

// partEnd is where the part of a sentence ends that begins at token at: before a
// joint after which something else is asked.
func (v looking) partEnd(at, to int) int {
	for i := at + 1; i < to; i++ {
		if !v.lex.Is(v.toks[i-1].ID, v.class.join) && !v.toks[i].Clause {
			continue
		}
		value, _, ok := v.value(i, v.class.lookMeasure)
		if ok && slices.Contains(beginning, ask.Measure(value)) {
			return i
		}
	}
	return to
}

// beginning are the measures whose words begin a question.
var beginning = []ask.Measure{ask.Amount, ask.Count, ask.Days, ask.Last, ask.Which, ask.Ate}

// lookParts are the questions about the diary of a part of a sentence, one for each
// subject or day where several are joined: "fibre and water today", "yesterday
// and on Tuesday".
func (v looking) lookParts(from, to int) []Look {
	whole, ok := v.lookDiary(from, to, true)
	if !ok {
		return nil
	}
	if whole.Measure == ask.Trend || whole.Measure == ask.Low || whole.Measure == ask.Streak {
		return []Look{whole}
	}
	subjects, periods := v.joined(from, to)
	list := []Look{whole}
	if len(subjects) > 1 {
		list = nil
		for _, s := range subjects {
			list = append(list, whole.With(s))
		}
	}
	if len(periods) > 1 && whole.Versus.Kind == ask.NoPeriod {
		var all []Look
		for _, l := range list {
			for _, p := range periods {
				l.Period = p
				l.Period = v.meantPeriod(&l)
				all = append(all, l)
			}
		}
		list = all
	}
	return list
}

// joined are the subjects and the days of a stretch that stand side by side.
func (v looking) joined(from, to int) (subjects []Look, periods []ask.Period) {
	subjectEnd, periodEnd := -1, -1
	for i := from; i < to; {
		if p, end, ok := v.lookPeriod(i, to); ok {
			switch {
			case len(periods) == 0, v.beside(periodEnd, i) && p != periods[len(periods)-1]:
				periods = append(periods, p)
			}
			i, periodEnd = end, end
			continue
		}
		one, end := v.subjectAt(i, to)
		if end == i {
			i++
			continue
		}
		if len(subjects) == 0 || v.beside(subjectEnd, i) {
			subjects = append(subjects, one)
		}
		i, subjectEnd = end, end
	}
	return subjects, periods
}

// besideWords is how many words may stand between things that are joined.
const besideWords = 3

// beside reports whether a joint and little else stands between the tokens.
func (v looking) beside(end, i int) bool {
	if end < 0 || i-end > besideWords || i <= end {
		return end >= 0 && i == end && v.toks[i].Clause
	}
	for k := end; k < i; k++ {
		if v.lex.Is(v.toks[k].ID, v.class.join) || v.asking().signAt(k) == signVersus {
			return true
		}
	}
	return v.toks[end].Clause
}

// subjectAt is the figure, group or food at token i, and where it ends; end is i
// for none.
func (v looking) subjectAt(i, to int) (l Look, end int) {
	if value, end, ok := v.value(i, v.class.lookSubject); ok && end >= v.toks[i].Food && value != string(ask.Fluid) {
		l.About = value
		return l, end
	}
	if end := v.toks[i].Food; end > i && end <= to && !v.isMealWord(v.captures().textOf(i, end)) {
		l.Food = v.captures().textOf(i, end)
		return l, end
	}
	return l, i
}

// compares reports whether the stretch sets foods side by side.
func (v looking) compares(from, to int) bool {
	for i := from; i < to; i++ {
		if v.is(i, v.class.lookCompare) || v.asking().signAt(i) == signVersus {
			return true
		}
	}
	return slices.Contains(v.measures(from, to), ask.Most)
}

// others are the further foods of a question about one: "which has more fibre,
// an apple or a banana?"
func (v looking) others(l Look, from, to int) []Look {
	if l.Of != LookFood || l.Food == "" {
		return nil
	}
	var list []Look
	last, compared := -1, v.compares(from, to)
	for i := from; i < to; {
		end := v.toks[i].Food
		if _, far, aspect := v.value(i, v.class.lookAspect); end <= i || aspect && far >= end {
			i++
			continue
		}
		if name := v.captures().textOf(i, end); last < 0 || compared || v.beside(last, i) {
			if !strings.HasSuffix(l.Food, name) {
				one := l
				one.Food = v.foodWithAmount(max(from, last), i, end)
				list = append(list, one)
			}
		}
		i, last = end, end
	}
	return list
}

// With is the question with what the other one says instead.
func (l Look) With(other Look) Look {
	if other.About != "" || other.Food != "" {
		l.About, l.Food = other.About, other.Food
		if l.Measure == ask.Ate {
			l.Measure = ask.Which
		}
	}
	switch {
	case other.Period.Kind == dayBefore && l.Period.Kind == ask.OneDay:
		l.Period.Day = l.Period.Day.Add(-1)
	case other.Period.Kind != ask.NoPeriod && other.Period.Kind != dayBefore:
		l.Period = other.Period
	}
	if other.Measure != "" {
		l.Measure = other.Measure
	}
	if other.Meal != "" {
		l.Meal = other.Meal
	}
	return l
}

// follow is what the message says where it only goes on with a question: "and
// last week?", "what about cheese".
func (v looking) follow() *Look {
	if len(v.toks) == 0 || len(v.toks) > mostFollow {
		return nil
	}
	if _, to := v.sentence(0); to < len(v.toks) {
		return nil
	}
	if _, open, goesOn := v.value(0, v.class.lookFollow); !goesOn || open == len(v.toks) {
		if l, whole := v.lookAt(0, len(v.toks)); whole && !l.Soft {
			return nil // it asks all by itself
		}
	}
	l, ok := v.followAt(0, len(v.toks))
	if _, _, opens := v.value(0, v.class.lookFollow); !ok || l.Food != "" && v.claims().eatenFrom(0) && !v.toks[0].Asked && (!opens || v.hasArticle() && !v.anyOf(0, len(v.toks), v.class.within)) { // "and a banana" was eaten; "and tea" isn't told
		return nil
	}
	for i := range v.toks {
		if v.toks[i].eaten && v.values().numberAt(i) > 0 {
			return nil // "and 2 beers"
		}
	}
	return &l
}

// hasArticle reports whether an article stands in the message.
func (v looking) hasArticle() bool {
	for i := range v.toks {
		if v.requests().isArticle(i) {
			return true
		}
	}
	return false
}

// mostFollow is how many words go on with a question at most.
const mostFollow = 8

// followAt reads a stretch that names a subject or a period, and nothing besides
// that asks: it begins as such questions do, or ends with a question mark.
func (v looking) followAt(from, to int) (l Look, ok bool) {
	l.Of = LookDiary
	opened := v.toks[from].Asked
	said := false
	for i := from; i < to; {
		if _, end, open := v.value(i, v.class.lookFollow); open {
			opened = true
			i = end
			continue
		}
		if value, end, is := v.value(i, v.class.lookPeriod); is && value == string(dayBefore) {
			l.Period, said, i = ask.Period{Kind: dayBefore}, true, end
			continue
		}
		if p, end, is := v.lookPeriod(i, to); is {
			l.Period, said, i = p, true, end
			continue
		}
		if one, end := v.subjectAt(i, to); end > i {
			if l.About+l.Food != "" {
				return l, false
			}
			l.About, l.Food, said, i = one.About, one.Food, true, end
			continue
		}
		if value, end, is := v.value(i, v.class.lookMeasure); is {
			l.Measure, i = ask.Measure(value), end
			if to-from <= mostMeasured && goesOnWith(l.Measure) {
				opened, said = true, true // "which ones", "when last"
			}
			continue
		}
		if meal, is := v.valueOf(v.toks[i].Text, v.class.meal); is {
			l.Meal, said = food.Meal(meal), true
			i++
			continue
		}
		id := v.toks[i].ID
		if !v.lex.IsFiller(id) && !v.lex.IsLeadIn(id) && !v.is(i, v.class.lookBetween) {
			return l, false
		}
		i++
	}
	l.Period = v.meantPeriod(&l)
	return l, opened && said
}

// mostMeasured is how many words ask only for another measure.
const mostMeasured = 4

// goesOnWith reports whether the measure by itself goes on with a question.
func goesOnWith(m ask.Measure) bool {
	switch m {
	case ask.Which, ask.Last, ask.Days, ask.Count, ask.Most, ask.Least, ask.Mean, ask.Enough, ask.Share, ask.Top, ask.Trend:
		return true
	}
	return false
}

func (v looking) lookAt(from, to int) (Look, bool) {
	l, ok := v.countsAsked(from, to)
	if !ok {
		l, ok = v.lookKnown(from, to)
	}
	if !ok {
		l, ok = v.lookAsked(from, to)
	}
	l.Again = ok && v.anyOf(from, to, v.class.askAgain)
	return l, ok
}

// lookKnown reads a question that a phrase tells.
func (v looking) lookKnown(from, to int) (Look, bool) {
	details := v.lookCues(from, to)
	timed := v.timed(from, to)
	own := v.anyOf(from, to, v.class.lookOwn) || timed
	for _, d := range [...]string{detailLatest, detailFood} {
		if slices.Contains(details, d) && (d == detailLatest && !timed || d == detailFood && !timed && !v.ownBeside(from, to) && !v.anyOf(from, to, v.class.lookNot)) {
			if f := v.askedFood(from, to); d == detailLatest && f != "" && !v.eatenIn(from, to) && !v.anyOf(from, to, v.class.my) {
				d = detailFood // "what about tofu, does that give protein?"
			}
			return v.lookFood(from, to, LookOf(d))
		}
	}
	view := slices.Contains(details, string(Summary))
	if !view && (!slices.Contains(details, string(Question)) || !own) || v.anyOf(from, to, v.class.lookNot) {
		return Look{}, false
	}
	return v.lookDiary(from, to, view)
}

// eatenIn reports whether the stretch tells of something that was eaten.
func (v looking) eatenIn(from, to int) bool {
	return slices.ContainsFunc(v.toks[from:to], func(t token) bool { return t.eaten && !t.claimed })
}

// timed reports whether the stretch asks how much or how many over a period, which
// a food has none of: "how much fibre and water today".
func (v looking) timed(from, to int) bool {
	_, _, period := v.lookPeriod(to-1, to)
	if to-from > 2 && !period {
		_, _, period = v.lookPeriod(to-2, to)
	}
	for i := from; i < to && !v.eatenIn(from, to); i++ { // what was just told isn't asked about: "had a peach, how many plants does it make today"
		if v.is(i, v.class.within) {
			return false // "in an apple"
		}
	}
	return period && slices.ContainsFunc(v.measures(from, to), func(m ask.Measure) bool { return m == ask.Amount || m == ask.Count })
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
	if l.Aspect == aspectCounts && of == LookFood && slices.ContainsFunc(v.measures(from, to), func(m ask.Measure) bool { return m == ask.Amount || m == ask.Count }) {
		return l, false // "how many probiotic capsules a day?"
	}
	return l, l.Food != "" || l.Aspect != aspectCounts
}

// measures are the measures that a stretch names.
func (v looking) measures(from, to int) []ask.Measure {
	var list []ask.Measure
	for i := from; i < to; i++ {
		if value, _, ok := v.value(i, v.class.lookMeasure); ok {
			list = append(list, ask.Measure(value))
		}
	}
	return list
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
		_, far, aspect := v.value(i, v.class.lookAspect)
		_, farther, asked := v.value(i, v.class.askAspect)
		if aspect && far >= end || asked && farther >= end {
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
	return v.foodWithAmount(from, best, bestEnd)
}

// foodWithAmount is the food of the tokens with the amount before it.
func (v looking) foodWithAmount(from, food, end int) string {
	start := food
	for k := food - 1; k >= max(from, food-mostBeforeFood) && !v.toks[k+1].Clause; k-- {
		if v.captures().foodAfter(k) == end {
			start = k
		}
	}
	return v.captures().textOf(start, end)
}

// lookDiary reads a question about the diary from its words, in whatever order
// they stand. view says that a phrase asks for a view of the diary.
func (v looking) lookDiary(from, to int, view bool) (Look, bool) {
	l := Look{Bytes: v.acting().bytes(from, to), Of: LookDiary}
	var measures []ask.Measure
	subject := -1
	for i := from; i < to; {
		if p, end, ok := v.lookPeriod(i, to); ok {
			if l.Period.Kind == ask.NoPeriod || p.Kind != soFar && !earlier(p.Kind, l.Period.Kind) {
				l.Period = p
			}
			i = end
			continue
		}
		end := i + 1
		if value, e, ok := v.value(i, v.class.lookMeasure); ok {
			measures, end = append(measures, ask.Measure(value)), e
		}
		if value, e, ok := v.value(i, v.class.lookSubject); ok && e >= v.toks[i].Food && v.stronger(value, l.About) && !v.setAside(from, i) {
			l.About, subject, end = value, i, max(end, e)
		}
		i = end
	}
	if subject < 0 || l.About == string(ask.Fluid) && !v.is(subject, v.class.fluidNoun) {
		if f := v.askedFood(from, to); f != "" && !v.isMealWord(f) {
			l.About, l.Food = "", f
		}
	}
	l.Meal = v.requests().mealIn(from, to)
	if slices.Contains(measures, ask.Most) || slices.Contains(measures, ask.Least) {
		measures = slices.DeleteFunc(measures, func(m ask.Measure) bool { return m == ask.Last }) // "when was it worst?"
	}
	if l.About != string(ask.Plants) {
		measures = slices.DeleteFunc(measures, func(m ask.Measure) bool { return m == ask.New }) // "new cream"
	}
	l.Measure = strongest(measures)
	switch {
	case l.Measure == ask.Without && slices.Contains(measures, ask.Streak):
		l.Measure = ask.Last // since when
	case l.Measure == ask.Most && v.anyOf(from, to, v.class.lookTop):
		l.Measure = ask.Top
	case l.Measure == ask.Top && l.About == "" && l.Food == "" && l.Period.Kind == soFar:
		l.Period = ask.Period{Kind: ask.Week}
	}
	if l.Measure == ask.Which && subject >= 0 && v.is(subject, v.class.fluidNoun) {
		l.Measure = ask.Amount // "what's my fluid today?"
	}
	l.Period = v.meantPeriod(&l)
	v.compare(&l, from, to)
	mine := subject > 0 && v.is(subject-1, v.class.me)
	return l, v.lookHolds(&l, measures, view, mine)
}

// compare settles the measure and the period of a question that sets two periods
// side by side, or one against what it leaves out: "is my skin better than last
// week?" asks of this one.
func (v looking) compare(l *Look, from, to int) {
	kinds := map[ask.PeriodKind]bool{}
	var days []ask.Period
	for i := from; i < to; {
		p, end, ok := v.lookPeriod(i, to)
		if kinds[p.Kind] = true; !ok {
			end = i + 1
		} else if p.Kind == ask.OneDay && !slices.Contains(days, p) {
			days = append(days, p)
		}
		i = end
	}
	compared := v.looking().anyOf(from, to, v.class.lookCompare)
	if compared && len(days) == 1 && days[0].Day != v.calendar().today() {
		days = append([]ask.Period{v.periodOf("today")}, days...) // "less water than yesterday?"
	}
	switch {
	case compared && len(days) == 2 && l.About+l.Food != "" && !l.ofBody():
		l.Period, l.Versus = days[0], days[1]
		switch l.Measure {
		case ask.Most, ask.Least, ask.Trend, ask.Any, ask.Which, "":
			l.Measure = ask.Amount
		}
	case kinds[ask.Week] && kinds[ask.LastWeek], kinds[ask.Month] && kinds[ask.LastMonth]:
		l.Measure = ask.Trend
	case compared && l.Measure == ask.Last && l.Period.Kind == ask.Week: // "better this week than last"
		l.Measure = ask.Trend
	case compared && l.Period.Kind == ask.LastWeek:
		l.Measure, l.Period = ask.Trend, ask.Period{Kind: ask.Week}
	case compared && l.Period.Kind == ask.LastMonth:
		l.Measure, l.Period = ask.Trend, ask.Period{Kind: ask.Month}
	case l.Measure == ask.Trend && !compared && l.Period.Kind == ask.OneDay && l.About != "" && !l.ofBody():
		l.Measure = ask.Amount // "how was my fibre yesterday?"
	}
	if l.Measure == ask.Enough && l.Period.Kind == ask.NoPeriod && l.About == string(ask.Fibre) {
		l.Period = ask.Period{Kind: ask.Week} // a day isn't over before its dinner
	}
}

// earlier reports whether a period is the one before another, as what that one is
// compared with: "this week and last week".
func earlier(p, than ask.PeriodKind) bool {
	return p == ask.LastWeek && than == ask.Week || p == ask.LastMonth && than == ask.Month
}

// Periods that the subject makes something of.
const (
	soFar     ask.PeriodKind = "so_far"     // the day, but the week for plants
	lastNight ask.PeriodKind = "last_night" // yesterday, but today for sleep
	dayBefore ask.PeriodKind = "day_before" // of the question that it goes on with
)

// meantPeriod is the period with what the subject makes of it.
func (v looking) meantPeriod(l *Look) ask.Period {
	switch {
	case l.Period.Kind == dayBefore && l.Measure == "" && l.About+l.Food == "":
		return l.Period
	case l.Period.Kind == dayBefore:
		return ask.Period{Kind: ask.OneDay, Day: v.calendar().today().Add(-1)}
	case l.Period.Kind == soFar && slices.Contains(overDays, l.Measure),
		l.Period.Kind == soFar && l.About == string(ask.Plants),
		l.Period.Kind == soFar && v.ofGroup(l) && (l.Measure == ask.Which || l.Measure == ask.Days):
		return ask.Period{}
	case l.Period.Kind == lastNight && l.About != string(ask.Sleep):
		return ask.Period{Kind: ask.OneDay, Day: v.calendar().today().Add(-1)}
	case l.Period.Kind == soFar, l.Period.Kind == lastNight:
		return v.periodOf("today")
	}
	return l.Period
}

// overDays are the measures that take several days: "lowest fibre day so far".
var overDays = []ask.Measure{ask.Most, ask.Least, ask.Mean, ask.Days, ask.Streak, ask.Longest, ask.Trend, ask.Share, ask.Without}

// ofGroup reports whether the question is about a group of foods.
func (v looking) ofGroup(l *Look) bool {
	_, figure := ask.FigureNamed(l.About)
	return l.About != "" && !figure
}

// stronger reports whether a subject is more telling than the one before it: a
// drink's name than that something was drunk.
func (v looking) stronger(value, than string) bool {
	return than == "" || than == string(ask.Fluid) && value != string(ask.Fluid)
}

// setAside reports whether a "not" stands before token i: "all fluids, not only water".
func (v looking) setAside(from, i int) bool {
	for k := i - 1; k >= max(from, i-2); k-- {
		if v.is(k, v.class.not) {
			return true
		}
	}
	return false
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
	case ask.Streak, ask.Longest, ask.Top:
		return view
	case ask.Without, ask.Share:
		return named
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
	case "before_yesterday":
		return ask.Period{Kind: ask.OneDay, Day: v.calendar().today().Add(-2)}
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
