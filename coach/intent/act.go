package intent

import (
	"slices"

	"gutskin/coach"
	"gutskin/coach/assert"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// acting gives what was read as the acts of the message, in the order of its words.
type acting struct{ *view }

func (v *view) acting() acting { return acting{v} }

// Act is one thing that a message does. The acts of a message stand in the
// order of its words.
type Act interface {
	// Span is where the message says so, in bytes.
	Span() (start, end int)
}

// ActName is the kind of an act in lower-case words joined by "_": "check_in".
func ActName(a Act) string {
	switch a.(type) {
	case Log:
		return "log"
	case Rate:
		return "rate"
	case RateToo:
		return "rate_too"
	case Feel:
		return "feel"
	case Mark:
		return "mark"
	case CheckIn:
		return "check_in"
	case Correct:
		return "correct"
	case Remind:
		return "remind"
	case Look:
		return "look"
	case Ask:
		return "ask"
	case Teach:
		return "teach"
	case Unsaid:
		return "unsaid"
	case Wish:
		return "wish"
	case More:
		return "more"
	}
	return "answer"
}

// Bytes is a stretch of the message.
type Bytes struct{ Start, End int }

// Span gives the stretch's ends.
func (b Bytes) Span() (start, end int) { return b.Start, b.End }

// Log tells what was eaten and drunk.
type Log struct {
	Bytes
	Items   []food.Item
	Unknown []food.Span
	SameDay bool // on the day of the entry before: "the same evening"
}

// Rate tells how the skin is.
type Rate struct {
	Bytes
	coach.Skin
	Day day.Day
}

// RateToo rates another day, of what the message leaves to the entry before:
// "yesterday it was 3".
type RateToo struct{ Rate }

// Feel tells how the gut is.
type Feel struct {
	Bytes
	coach.Gut
	Day day.Day
}

// Mark tells of a period, antibiotics, a new moisturiser.
type Mark struct {
	Bytes
	coach.Mark
	Day day.Day
}

// CheckIn tells of sleep, stress and movement.
type CheckIn struct {
	Bytes
	coach.CheckIn
	Day day.Day
}

// Unsaid is a meal that was had, or is to be logged, without a word of what it
// was: "had lunch".
type Unsaid struct {
	Bytes
	Meal food.Meal
	When string // its day, in the message's words; "" for today
}

// unsaid is the meal of which the message tells no more than its name.
func (v acting) unsaid() (Unsaid, bool) {
	for i := range v.cues {
		c := &v.cues[i]
		if c.detail != detailUnsaid || len(v.food.Items) > 0 {
			continue
		}
		u := Unsaid{Bytes: v.bytes(c.start, c.end), Meal: v.requests().mealIn(c.start, c.end)}
		if from, to, ok := v.captures().capture(c, "when"); ok && v.calendar().dayIn(from, to) != v.calendar().today() && v.calendar().dayIn(from, to) != "" {
			u.When = v.captures().textOf(from, to)
		}
		return u, u.Meal != ""
	}
	return Unsaid{}, false
}

// Unsaid is the meal of which the message tells no more than its name; ok is
// false for none.
func (m *Message) Unsaid() (u Unsaid, ok bool) {
	for _, a := range m.Acts {
		if u, ok = a.(Unsaid); ok {
			return u, true
		}
	}
	return Unsaid{}, false
}

// Ask is a question for the articles, or about a food.
type Ask struct{ Bytes }

// questions are the sentences that ask something no Look answers.
func (v acting) questions() []Act {
	var list []Act
	last := -1
	for _, c := range v.cues {
		if c.intent != string(Question) {
			continue
		}
		from, to := v.sentence(c.start)
		if from == last {
			continue
		}
		last = from
		if _, looked := v.looking().lookAt(from, to); !looked {
			list = append(list, Ask{v.bytes(from, to)})
		}
	}
	return list
}

// notTaken are the foods that the message names as somebody else's, wished for,
// planned or bought, and that no act is about.
func (v acting) notTaken(acts []Act) []food.Span {
	var list []food.Span
	for _, s := range v.food.NotEaten {
		switch s.As {
		case assert.Others, assert.Wished, assert.Planned, assert.Shopped:
		default:
			continue
		}
		if !slices.ContainsFunc(acts, func(a Act) bool { return isAbout(a, s) }) {
			list = append(list, s)
		}
	}
	return list
}

// isAbout reports whether the act is about the food that the span names.
func isAbout(a Act, s food.Span) bool {
	switch a.(type) {
	case Log, Wish:
		return false
	}
	start, end := a.Span()
	return start <= s.Start && s.End <= end
}

// More is another amount of what was had last: "another 12 ounces".
type More struct {
	Bytes
	Amount string // in the message's words; "" for one more
}

// more is the amount of what was had last that the message tells.
func (v acting) more() (More, bool) {
	c := v.requests().cueOf(Meal, detailMore)
	if c.detail != detailMore {
		return More{}, false
	}
	m := More{Bytes: v.bytes(c.start, c.end)}
	if from, to, ok := v.captures().capture(&c, "amount"); ok {
		m.Amount = v.captures().textOf(from, to)
	}
	return m, true
}

// More is the amount of what was had last that the message tells; ok is false
// for none.
func (m *Message) More() (more More, ok bool) {
	for _, a := range m.Acts {
		if more, ok = a.(More); ok {
			return more, true
		}
	}
	return More{}, false
}

// otherRates are the ratings of other days that the message tells beside the
// one at hand.
func (v acting) otherRates() []Rate {
	var list []Rate
	for i := range v.others {
		c := &v.others[i]
		on := v.ratedDay(c)
		at, _, rated := v.captures().capture(c, "rating")
		if !rated {
			continue
		}
		n, _, ok := v.captures().ratingAt(at)
		if ok && on != "" {
			_, end := v.sentence(c.start)
			if i+1 < len(v.others) {
				end = min(end, max(c.end, v.others[i+1].start))
			}
			list = append(list, Rate{v.bytes(c.start, c.end), coach.Skin{Rating: n, Tags: v.values().tagsIn(c.start, end, nil)}, on})
		}
	}
	return list
}

// ratedDay is the day that such a rating is of; "" for none.
func (v acting) ratedDay(c *cue) day.Day {
	from, to, ok := v.captures().capture(c, "when")
	if !ok {
		return ""
	}
	return v.captures().whenIn(from, to).day
}

// Rates are the ratings of the skin that the message tells.
func (m *Message) Rates() []Rate {
	var list []Rate
	for _, a := range m.Acts {
		if r, ok := a.(Rate); ok {
			list = append(list, r)
		}
	}
	return list
}

// RatesToo are the ratings whose subject the message leaves to the entry before.
func (m *Message) RatesToo() []RateToo {
	var list []RateToo
	for _, a := range m.Acts {
		if r, ok := a.(RateToo); ok {
			list = append(list, r)
		}
	}
	return list
}

// bytes is the stretch of the tokens.
func (v acting) bytes(from, to int) Bytes {
	if from >= to || from >= len(v.toks) {
		return Bytes{}
	}
	return Bytes{v.toks[from].Start, v.toks[to-1].End}
}

// acts puts together what the message does.
func (v acting) acts(m *Message) []Act {
	var list []Act
	if items := v.told(m); len(items) > 0 || len(v.fixes) == 0 && m.Is(Meal) && len(m.Food.Unknown) > 0 {
		l := Log{Items: items, Unknown: m.Food.Unknown, SameDay: v.looking().anyOf(0, len(v.toks), v.class.sameDay)}
		if len(l.Items) > 0 {
			l.Bytes = Bytes{l.Items[0].Start, l.Items[len(l.Items)-1].End}
		} else {
			l.Bytes = Bytes{l.Unknown[0].Start, l.Unknown[0].End}
		}
		list = append(list, l)
	}
	if m.Skin != nil {
		others := v.otherRates()
		if len(others) > 0 && m.Skin.Rating == 0 && others[0].Day == m.SkinDay {
			m.Skin.Rating, others = others[0].Rating, others[1:]
		}
		list = append(list, Rate{v.firstOf(Skin), *m.Skin, m.SkinDay})
		for _, r := range others {
			list = append(list, r)
		}
	} else if len(list) == 0 {
		for _, r := range v.otherRates() {
			list = append(list, RateToo{r})
		}
	}
	if more, ok := v.more(); ok && len(list) == 0 {
		list = append(list, more)
	}
	if m.Gut != nil && m.Gut.Told() {
		list = append(list, Feel{v.firstWhere(v.body().ofGut), *m.Gut, m.GutDay})
	}
	for _, k := range m.Marks {
		list = append(list, k)
	}
	if m.CheckIn != nil {
		list = append(list, CheckIn{v.firstOf(Lifestyle), *m.CheckIn, m.CheckInDay})
	}
	if a, ok := v.answer(); ok {
		list = append(list, a)
	}
	if u, ok := v.unsaid(); ok {
		list = append(list, u)
	}
	list = append(list, v.wishing().wishActs()...)
	if t, ok := v.lessons().teach(); ok {
		list = append(list, t)
	}
	if m.Is(Correction) {
		for i := range v.fixes {
			list = append(list, v.correcting().correction(&v.fixes[i]))
		}
	}
	if c, ok := v.correcting().notHad(); ok && !v.asking().whole() { // "never had kefir, how to begin"
		list = append(list, c)
	}
	if i, ok := v.suggesting().ideas(); ok && m.Is(Question) {
		list = append(list, i)
	}
	if m.Is(Summary) || m.Is(Question) {
		for _, l := range v.looking().looks() {
			list = append(list, l)
		}
	}
	if m.Is(ReminderSettings) {
		for _, r := range v.reminders().reminds() {
			list = append(list, r)
		}
	}
	if m.Is(Question) {
		list = append(list, v.questions()...)
	}
	slices.SortStableFunc(list, func(a, b Act) int {
		x, _ := a.Span()
		y, _ := b.Span()
		return x - y
	})
	return list
}

// told are the foods that the message tells besides those that a correction
// names.
func (v acting) told(m *Message) []food.Item {
	if !v.claims().firm() || !m.Is(Correction) {
		return v.food.Items
	}
	var list []food.Item
	for _, it := range v.food.Items {
		if from, to := v.tokensOf(it.Span); from < to && !v.toks[from].fixed {
			list = append(list, it)
		}
	}
	return list
}

// Log is what the message tells as eaten; ok is false for nothing.
func (m *Message) Log() (l Log, ok bool) {
	for _, a := range m.Acts {
		if l, ok = a.(Log); ok {
			return l, true
		}
	}
	return Log{}, false
}

// TakenUp leaves out of what the message logs the foods of the stretch, and a
// rating of the skin: they were a correction's.
func (m *Message) TakenUp(b Bytes) {
	m.Acts = slices.DeleteFunc(slices.Clone(m.Acts), func(a Act) bool {
		r, ok := a.(Rate)
		return ok && b.Start <= r.Start && r.End <= b.End
	})
	for i, a := range m.Acts {
		l, ok := a.(Log)
		if !ok {
			continue
		}
		l.Items = slices.DeleteFunc(slices.Clone(l.Items), func(it food.Item) bool { return b.Start <= it.Start && it.End <= b.End })
		if m.Acts[i] = l; len(l.Items) == 0 {
			m.Acts = slices.Delete(m.Acts, i, i+1)
		}
		return
	}
}

// firstWhere is where the first such cue stands.
func (v acting) firstWhere(meant func(cue) bool) Bytes {
	for _, c := range v.cues {
		if meant(c) {
			return v.bytes(c.start, max(c.end, c.start+1))
		}
	}
	return Bytes{}
}

// firstOf is where the first cue of the intent stands.
func (v acting) firstOf(i Intent) Bytes {
	c, _ := v.solidity().has(i)
	return v.bytes(c.start, max(c.end, c.start+1))
}

// Reminds are the wishes about reminders that the message tells, in order.
func (m *Message) Reminds() []Remind {
	var list []Remind
	for _, a := range m.Acts {
		if r, ok := a.(Remind); ok {
			list = append(list, r)
		}
	}
	return list
}

// Looks are the questions that the diary or the lexicon answers, in order.
func (m *Message) Looks() []Look {
	var list []Look
	for _, a := range m.Acts {
		if l, ok := a.(Look); ok {
			list = append(list, l)
		}
	}
	return list
}
