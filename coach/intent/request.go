package intent

import (
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// requests reads what is asked for besides: undo, repeat, a summary.
type requests struct{ *view }

func (v *view) requests() requests { return requests{v} }

// readRequest fills in the parameters of what the message asks for.
func (v requests) readRequest(m *Message) {
	r := &m.Request
	switch {
	case m.Is(Undo):
		c, _ := v.solidity().has(Undo)
		r.Action = Action(c.detail)
		from, to := v.sentence(c.start)
		clause := c.end
		for clause < to && !v.toks[clause].Clause {
			clause++
		}
		r.Day, r.Meal = v.calendar().dayIn(from, to), v.mealIn(from, clause) // "…, that's my housemate's breakfast"
		r.Times = v.times(c, to)
	case m.Is(Correction):
		v.readAgain(r) // "same again but make it two eggs" corrects what is repeated
	case m.Is(ReminderSettings):
	case m.Is(Summary):
		v.readSummary(r)
	case m.Is(Meal):
		v.readAgain(r)
	case m.Intent == Greeting:
		r.Action = v.courtesy()
	}
}

// courtesy tells what a greeting is: thanks before a hello, a hello before "ok".
func (v requests) courtesy() Action {
	action := ActAccept
	for _, c := range v.cues {
		switch {
		case c.intent != string(Greeting):
		case c.detail == detailDeclined:
			return ActAccept
		case c.detail == string(ActAim):
			return ActAim
		case c.detail == string(ActThank):
			action = ActThank
		case c.detail == "" && action != ActThank:
			action = ""
		}
	}
	return action
}

// cueOf is the cue of the intent with the detail, else any of the intent.
func (v requests) cueOf(i Intent, detail string) cue {
	for _, c := range v.cues {
		if c.intent == string(i) && c.detail == detail {
			return c
		}
	}
	c, _ := v.solidity().has(i)
	return c
}

// readAgain reads which meal is to be repeated.
func (v requests) readAgain(r *Request) {
	c := v.cueOf(Meal, string(ActAgain))
	if c.detail != string(ActAgain) {
		return
	}
	from, to := v.sentence(c.start)
	r.Action = ActAgain
	r.Day, r.Meal, r.As = v.repeated(from, to)
	for i := from; i < to; i++ {
		r.Usual = r.Usual || v.is(i, v.class.usual)
	}
}

// repeated is the day and the meal that is had again, as far as they are said,
// and the meal that it is now: "lunch was the same as last night's dinner". What
// is said of today tells when it is had, not what it was.
func (v requests) repeated(from, to int) (d day.Day, meal, as food.Meal) {
	last := -1 // where the day repeated is named
	for i := from; i < to; i++ {
		if found := v.calendar().dayIn(i, i+1); found != "" && found != v.calendar().today() && !v.afterNot(i, from) {
			d, last = found, i
		} else if value, end, ok := v.value(i, v.class.day); ok && d == "" && value != "0" && end > i+1 {
			d, last = v.calendar().dayIn(i, end), i
		}
	}
	for i := from; i < to; i++ {
		value, _, ok := v.value(i, v.class.meal)
		switch {
		case !ok || v.afterNot(i, from):
		case meal == "":
			meal = food.Meal(value)
		case last > i || as != "":
		default:
			meal, as = food.Meal(value), meal
		}
	}
	if as == meal {
		as = ""
	}
	if d == v.calendar().today() {
		d = ""
	}
	return d, meal, as
}

func (v requests) mealIn(from, to int) food.Meal {
	for i := from; i < to; i++ {
		if value, _, ok := v.value(i, v.class.meal); ok && !v.afterNot(i, from) {
			return food.Meal(value)
		}
	}
	return ""
}

// mostUndone is how many entries one message can undo.
const mostUndone = 10

// times is how many entries are to be undone or deleted, where more than one is
// said: "undo 3 times", "delete the last two".
func (v requests) times(c cue, to int) int {
	for i := c.start + 1; i < to; i++ {
		n := v.values().numberAt(i)
		alone := i+1 == len(v.toks) || v.toks[i+1].Clause || v.is(i+1, v.class.several)
		told := v.is(i-1, v.class.latest) || c.detail == string(ActUndo)
		if n >= 2 && n <= mostUndone && alone && told && !v.toks[i].eaten {
			return int(n)
		}
	}
	return 0
}

// afterNot tells whether token i names what something wasn't: "not today,
// yesterday".
func (v requests) afterNot(i, from int) bool {
	return i > from && v.lex.Is(v.toks[i-1].ID, v.class.not)
}

// readSummary reads which view is asked for.
func (v requests) readSummary(r *Request) {
	if c := v.cueOf(Summary, string(WhichReport)); c.detail == string(WhichReport) {
		r.Which, r.Weeks = WhichReport, v.weeksSaid(v.sentence(c.start))
		return
	}
	c := v.longest(Summary, detailLook)
	from, to := v.clauseFrom(c.start), v.claims().claimEnd(c.end)
	r.Which = Which(c.detail)
	if c.detail == string(WhichSearch) {
		r.Find = v.find(c.end, to)
		return
	}
	if c.detail != "period" && c.detail != detailLook {
		return
	}
	r.Which = WhichWeek
	if day := v.calendar().dayIn(from, to); day != "" {
		r.Which, r.Day = WhichDay, day
		if day == v.calendar().today() {
			r.Which, r.Day = WhichToday, ""
		}
	}
	for i := from; i < to; i++ {
		if value, end, ok := v.value(i, v.class.period); ok {
			r.Which, r.Day = Which(value), ""
			i = end - 1 // "last week" holds no "week"
		}
	}
}

// The hours of a week, by which language/classes.tsv tells lengths of time, and
// the fewest that a length in days or more has.
const (
	weekHours = 7 * 24
	dayHours  = 24
)

// weeksSaid is the length of time that the tokens tell, in whole weeks: "the last
// 3 months", "6 weeks", "last month". It is 0 where none is told.
func (v requests) weeksSaid(from, to int) int {
	for i := from; i < to; i++ {
		value, _, ok := v.value(i, v.class.length)
		hours := number(value)
		if !ok || hours < dayHours {
			continue
		}
		n := 1.0
		if i > from {
			n = max(n, v.values().numberAt(i-1))
		}
		return max(1, int(n*hours/weekHours))
	}
	return 0
}

// longest is the intent's longest cue; one of the detail last only where there
// is no other.
func (v requests) longest(i Intent, last string) cue {
	var best cue
	for _, c := range v.cues {
		longer := c.end-c.start > best.end-best.start
		if c.intent == string(i) && (best.intent == "" || best.detail == last && c.detail != last || longer && (c.detail != last || best.detail == last)) {
			best = c
		}
	}
	return best
}

// foodIn reports whether a food, eaten or not, is among the tokens.
func (v requests) foodIn(from, to int) bool {
	for i := from; i < to; i++ {
		if v.toks[i].Food > 0 {
			return true
		}
	}
	return false
}

// isArticle reports whether token i is "a" or "an".
func (v requests) isArticle(i int) bool { return v.toks[i].Text == "a" || v.toks[i].Text == "an" }

// find is the food that is searched for: the first one named, else the words
// that remain.
func (v requests) find(from, to int) string {
	for i := from; i < to; i++ {
		if end := v.toks[i].Food; end > i {
			return v.text[v.toks[i].Start:v.toks[end-1].End]
		}
	}
	if from >= to {
		return ""
	}
	return v.text[v.toks[from].Start:v.toks[to-1].End]
}
