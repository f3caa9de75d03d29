package intent

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gutskin/coach/lang"
)

// wishing reads what is asked of the settings, the data and the coach itself.
type wishing struct{ *view }

func (v *view) wishing() wishing { return wishing{v} }

// Wish is something that a message asks of the settings, of the diary's data or
// of the coach itself: "my day ends at 4", "use ounces", "what are you?".
//
// Its phrase (phrases_wishes.tsv) says only what it is about. The values come
// from the sentence, wherever they stand in it, by the kinds that the wish
// needs; a wish whose sentence lacks one is none.
type Wish struct {
	Bytes
	Name    string        // one of WishNames
	Words   string        // the person's own words: a place, foods, a meal
	Clock   time.Duration // since midnight
	Weekday time.Weekday
	Fluid   Fluid
	Vessel  string // "glass", "cup", "mug", "bottle"

	line int32 // of the phrase: of two readings the earlier line's goes first
}

// Fluid is an amount of drink.
type Fluid struct {
	N  float64
	ML float64 // of one; 0 where the number has no unit
}

// wishKind is the kind of the phrases of wishes. They speak for no intent: what
// else a message may be is read beside them.
const wishKind = "wish"

// wishNeeds is what a wish takes from its sentence.
type wishNeeds uint8

const (
	needsWords wishNeeds = 1 << iota
	needsClock
	needsWeekday
	needsFluid
	needsVessel
	needsSystem // of measures, which becomes part of the name
	needsNoNumber
)

// wishes are the wishes by their names, with what each needs.
var wishes = map[string]wishNeeds{
	"zone": needsWords, "zone.later": needsWords, "zone.ask": 0,
	"dayend": needsClock, "weekstart": needsWeekday, "units": needsSystem | needsNoNumber,
	"cup": needsVessel | needsFluid, "aim": needsFluid,
	"numbers.hide": needsNoNumber, "numbers.show": needsNoNumber,
	"answers.short": needsNoNumber, "answers.reaction": 0, "answers.full": needsNoNumber,
	"avoid": needsWords, "dislike": needsWords, "eat": needsWords, "leaveout": needsWords, "diet": needsWords,
	"unwanted": needsWords, "wanted": needsWords, "nottoday": 0,
	"keep": 0, "keep.ever": 0, "export": 0, "import": 0, "erase": 0, "privacy": 0,
	"calories": 0, "triggers": 0, "howto.change": 0, "howto": 0, "howto.log": 0, "forget": needsWords, "fermented": needsWords,
	"settings": 0, "words": 0, "help": 0, "about": 0, "cost": 0, "fix": 0, "bye": 0, "stop": 0, "cancel": 0, "start": 0, "why": 0,
	"skin.history": 0, "skin.photos": 0, "water": 0, "week": 0, "week.last": 0, "plants": 0, "checkin": 0, "again": 0, "idea": 0,
	wishSip: needsWords, wishDish: needsWords,
}

// Wishes that aren't granted by themselves: an amount of drink and nothing else,
// and a meal in words that nobody knows.
const (
	wishSip  = "sip"
	wishDish = "dish"
)

// systems are the names of a wish for measures, by the values of unit_system.
var systems = map[string]string{"us": "units.us", "metric": "units.metric"}

// WishNames are the names that a Wish may have, sorted, without those that only
// Sip and Dish tell.
func WishNames() []string {
	var names []string
	for name := range wishes {
		if name != wishSip && name != wishDish && name != "units" {
			names = append(names, name)
		}
	}
	for _, name := range systems {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// wishDetails is what the second column may say of a wish.
func wishDetails() string {
	var names []string
	for name := range wishes {
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

// Bounds of what is taken for a wish, in words.
const (
	mostWishWords = 24
	mostDishWords = 4
	mostSipWords  = 4
)

// wishActs are the wishes that the message may be.
func (v wishing) wishActs() []Act {
	if len(v.toks) > mostWishWords || strings.ContainsAny(v.text, "\n=") {
		return nil
	}
	var list []Act
	for i := range v.asks {
		if w, ok := v.wish(&v.asks[i]); ok {
			list = append(list, w)
		}
	}
	return list
}

// wish is what a phrase wishes, with its values.
func (v wishing) wish(c *asked) (w Wish, ok bool) {
	needs := wishes[c.detail]
	from, to := v.sentence(c.start)
	if needs&needsSystem != 0 && v.looking().counts(from, to) { // "how much water in litres so far" wants no other unit
		return w, false
	}
	if needs == 0 && v.asking().signIn(from, to, "topic") { // "dysbiosis, what is it"
		return w, false
	}
	w = Wish{Bytes: v.acting().bytes(c.start, max(c.end, c.start+1)), Name: c.detail, line: c.line}
	about, end := c.start, c.end // where the foods of the wish may stand
	if needs&needsFluid != 0 {
		about, end = from, to
	}
	if needs&needsWords == 0 && v.eatenBut(about, end) || needs&needsNoNumber != 0 && v.numbered(from, to) {
		return w, false
	}
	if needs&needsWords != 0 {
		w.Words = v.ownWords(&c.cue)
		ok = w.Words != "" && v.fitsWords(w)
	} else {
		ok = v.fill(&w, needs, from, to)
	}
	return w, ok
}

// fill takes the values that the wish needs from its sentence.
func (v wishing) fill(w *Wish, needs wishNeeds, from, to int) bool {
	ok := true
	if needs&needsClock != 0 {
		w.Clock, ok = v.nightClock(from, to)
	}
	if needs&needsWeekday != 0 {
		days := v.reminders().weekdays(from, to)
		if ok = len(days) > 0; ok {
			w.Weekday = days[0]
		}
	}
	if needs&needsFluid != 0 {
		w.Fluid, ok = v.fluid(from, to, needs&needsVessel == 0)
	}
	if needs&needsVessel != 0 && ok {
		w.Vessel, ok = v.firstValue(from, to, v.class.vessel)
		ok = ok && !v.looking().anyOf(from, to, v.class.ate)
	}
	if needs&needsSystem != 0 {
		var system string
		system, ok = v.system(from, to)
		w.Name = systems[system]
	}
	return ok
}

// fitsWords reports whether the person's own words can be what they should.
func (v wishing) fitsWords(w Wish) bool {
	n := len(strings.Fields(w.Words))
	switch w.Name {
	case wishSip:
		words := lang.Words(w.Words)
		last := words[len(words)-1]
		_, measured := v.lex.ValueOf(v.lex.ID(last.Text), v.class.fluidUnit)
		return measured && n <= mostSipWords
	case wishDish:
		return n <= mostDishWords && !strings.Contains(v.text, "?")
	case "dislike":
		return n <= mostDishWords // more tells a story
	}
	return true
}

// ownWords are the words that a phrase leaves to the person, without what says
// nothing at their ends.
func (v wishing) ownWords(c *cue) string {
	if len(c.captures) == 0 {
		return ""
	}
	from, to := c.captures[0].Start, c.captures[0].End
	for to > from && v.lex.IsLeadOut(v.toks[to-1].ID) {
		to--
	}
	for from < to-1 && v.is(from, v.class.beforeOwn) {
		from++
	}
	return v.captures().textOf(from, to)
}

// eatenBut reports whether the message tells of foods eaten outside of the
// tokens.
func (v wishing) eatenBut(from, to int) bool {
	for i := range v.toks {
		if (i < from || i >= to) && v.toks[i].eaten && !v.is(i, v.class.vessel) && !v.is(i, v.class.waterWord) {
			return true
		}
	}
	return false
}

func (v wishing) numbered(from, to int) bool {
	for i := from; i < to; i++ {
		if v.toks[i].Number {
			return true
		}
	}
	return false
}

// firstValue is the first value of the class among the tokens.
func (v wishing) firstValue(from, to int, class int32) (string, bool) {
	for i := from; i < to; i++ {
		if value, _, ok := v.value(i, class); ok {
			return value, true
		}
	}
	return "", false
}

// system is the system of measures that is wanted: the first one that isn't
// named as what goes, as the second is in "ounces instead of ml".
func (v wishing) system(from, to int) (system string, ok bool) {
	for i := from; i < to; i++ {
		value, _, ok := v.value(i, v.class.unitSystem)
		switch {
		case !ok || v.goesAt(i, from):
		case i > from && v.is(i-1, v.class.into) || system == "":
			system = value // "swap ml for ounces", "from ml to ounces"
		}
	}
	return system, system != ""
}

// goesAt reports whether a word before token i says that what it names goes:
// "instead of", "not", "rather than".
func (v wishing) goesAt(i, from int) bool {
	for k := max(from, i-2); k < i; k++ {
		if v.is(k, v.class.notThis) {
			return true
		}
	}
	return false
}

// nightClock is the one time of day of a sentence about where a day ends: a bare
// hour is one of the night.
func (v wishing) nightClock(from, to int) (time.Duration, bool) {
	var found []time.Duration
	for i := from; i < to; {
		c, end, ok := v.reminders().clockHere(i, to, false)
		if !ok {
			i++
			continue
		}
		t, _ := v.captures().timeAt(i)
		told := t != nil && t.Sure || v.calendar().halfDay(i+1, to) == "pm" || v.toks[i].Half == "pm"
		if written, ok := lang.ParseClock(v.toks[i].Text); ok && written >= 12*time.Hour {
			told = true // "14:30"
		}
		if !told && c >= 12*time.Hour && c < 19*time.Hour {
			c -= 12 * time.Hour
		}
		found = append(found, c)
		i = end
	}
	if len(found) == 1 {
		return found[0], true
	}
	return 0, false
}

// fluid is the amount of drink that the tokens name; one without a unit counts
// where bare says so and no other is named.
func (v wishing) fluid(from, to int, bare bool) (f Fluid, ok bool) {
	for i := from; i < to; i++ {
		n := v.amountAt(i)
		if n <= 0 {
			continue
		}
		k := i + 1
		for k < to && v.toks[k].Number {
			k++
		}
		if end := v.halfMore(k); end > 0 && end < to {
			n, k = n+0.5, end
		}
		if k < to {
			if value, end, is := v.value(k, v.class.fluidUnit); is {
				if v.halfMore(end) > 0 {
					n += 0.5
				}
				return Fluid{n, number(value)}, true
			}
		}
		if bare && !ok && v.toks[i].Number {
			f, ok = Fluid{N: n}, true
		}
	}
	return f, ok
}

// amountAt is the number at token i, as thousands are set off: "1,800".
func (v wishing) amountAt(i int) float64 {
	text := v.toks[i].Text
	if a, b, cut := strings.Cut(text, ","); cut && len(b) == 3 && v.toks[i].Number {
		return number(a + b)
	}
	return v.values().numberAt(i)
}

// halfMore is the end of "and a half" at token i, 0 where it doesn't stand there.
func (v wishing) halfMore(i int) int {
	if i+halfWords <= len(v.toks) && v.toks[i].Text == "and" && v.requests().isArticle(i+1) && v.toks[i+2].Text == "half" {
		return i + halfWords
	}
	return 0
}

// Wishes are the readings of the message as a wish, likeliest first. Whoever
// grants them takes the first one whose words make sense.
func (m *Message) Wishes() []Wish {
	var list []Wish
	for _, a := range m.Acts {
		if w, ok := a.(Wish); ok && w.Name != wishSip && w.Name != wishDish {
			list = append(list, w)
		}
	}
	slices.SortStableFunc(list, func(a, b Wish) int { return cmp.Compare(a.line, b.line) })
	return list
}

// Sip is an amount of drink, in the message's words, where it says nothing else:
// "2 glasses"; "" for any other message.
func (m *Message) Sip() string { return m.wordsOf(wishSip) }

// Dish is what a message calls a meal in words that nobody may know; "" for any
// other.
func (m *Message) Dish() string { return m.wordsOf(wishDish) }

func (m *Message) wordsOf(name string) string {
	for _, a := range m.Acts {
		if w, ok := a.(Wish); ok && w.Name == name {
			return w.Words
		}
	}
	return ""
}

// Wished reports whether the message may be a wish of that name.
func (m *Message) Wished(name string) bool {
	return slices.ContainsFunc(m.Wishes(), func(w Wish) bool { return w.Name == name })
}
