package intent

import (
	"strings"

	"gutskin/coach/food"
)

// order is which intent of a mixed message comes first.
var order = [...]Intent{
	RedFlag, Undo, Correction, Meal, Water, ReminderSettings, Summary, Skin, Lifestyle, Question, Greeting,
}

// decide weighs the cues into the message's intents.
func (v *view) decide() Message {
	if alarm := v.alarm(); alarm != "" {
		v.keepStated()
		return v.message(v.intents(RedFlag), alarm)
	}
	if v.notPlain() {
		v.dropItems(func(*food.Item) bool { return true })
		return v.message(map[Intent]bool{Unknown: true}, "")
	}
	v.dropItems(v.notMeant)
	return v.message(v.intents(""), "")
}

// notMeant tells foods that an idiom names, or that a question or a request
// is about.
func (v *view) notMeant(it *food.Item) bool {
	from, to := v.tokensOf(it.Span)
	for i := from; i < to; i++ {
		if v.void[i] || v.asked[i] {
			return true
		}
	}
	return false
}

// intents is everything that the message speaks for, first included unless "".
func (v *view) intents(first Intent) map[Intent]bool {
	all := map[Intent]bool{}
	for _, c := range v.cues {
		all[Intent(c.intent)] = true
	}
	delete(all, Unknown)
	if !v.tellsUnknownMeal() {
		delete(all, Meal)
	}
	for i := range v.food.Items {
		if v.food.Items[i].Categories == food.SetOf(food.Water) {
			all[Water] = true
		} else {
			all[Meal] = true
		}
	}
	if first != "" {
		all[first] = true
	}
	v.settle(all)
	return all
}

// tellsUnknownMeal tells whether the message repeats a meal, or says of words
// that no lexicon holds that they were eaten. "Had a great day" does neither.
func (v *view) tellsUnknownMeal() bool {
	for _, c := range v.cues {
		if c.intent == string(Meal) && (c.detail == string(ActAgain) || c.detail == "told" && len(v.food.Unknown) > 0) {
			return true
		}
	}
	return false
}

// settle removes what something stronger explains, and finds something for a
// message that no cue speaks for.
func (v *view) settle(all map[Intent]bool) {
	if all[Undo] || all[ReminderSettings] || all[Summary] {
		delete(all, Question)
	}
	if all[ReminderSettings] {
		delete(all, Undo)
	}
	if all[Undo] || all[ReminderSettings] {
		delete(all, Correction)
	}
	if v.isCorrectionMark() {
		all[Correction] = true
	}
	if v.figurative() && v.onlyNotes() {
		delete(all, Lifestyle)
		return
	}
	if len(all) > 0 && !onlyGreeting(all) {
		return
	}
	switch {
	case v.namesFood() && v.asks():
		all[Question] = true
	case v.namesFood():
		all[Lifestyle] = true // out of yogurt, craving chocolate, no wine tonight
	case v.asks() && !all[Greeting]:
		all[Question] = true
	}
}

// isCorrectionMark tells "*kefir" or "kefir*", as people correct themselves.
func (v *view) isCorrectionMark() bool {
	text := strings.TrimSpace(v.text)
	n := len(text)
	if n < 2 || len(v.toks) > 6 || strings.Count(text, "*") != 1 {
		return false
	}
	return text[0] == '*' && text[1] != ' ' || text[n-1] == '*'
}

// figurative tells whether the message speaks in a figure of speech.
func (v *view) figurative() bool {
	for i := range v.void {
		if v.void[i] {
			return true
		}
	}
	for i := range v.food.Clauses {
		if v.food.Clauses[i].Kind == food.Figured {
			return true
		}
	}
	return false
}

// onlyNotes tells whether no cue says more than a mere note on life does.
func (v *view) onlyNotes() bool {
	for _, c := range v.cues {
		if c.intent != string(Lifestyle) || c.detail != "note" {
			return false
		}
	}
	return len(v.food.Items) == 0
}

func onlyGreeting(all map[Intent]bool) bool { return len(all) == 1 && all[Greeting] }

// namesFood tells whether a food is named that wasn't eaten.
func (v *view) namesFood() bool {
	for _, s := range v.food.NotEaten {
		if from, to := v.tokensOf(s); from < to && !v.void[from] {
			return true
		}
	}
	return false
}

// asks tells whether the message ends with a question mark.
func (v *view) asks() bool {
	for i := len(v.text) - 1; i >= 0; i-- {
		switch c := v.text[i]; {
		case c == '?':
			return len(v.toks) > 0
		case c >= 0x80, c|0x20 >= 'a' && c|0x20 <= 'z', isDigit(rune(c)):
			return false
		}
	}
	return false
}

// message puts the intents in order and adds their values.
func (v *view) message(all map[Intent]bool, alarm Alarm) Message {
	m := Message{Intent: Unknown, Food: v.food, Alarm: alarm}
	for _, i := range order {
		switch {
		case !all[i]:
		case m.Intent == Unknown:
			m.Intent = i
		default:
			m.Also = append(m.Also, i)
		}
	}
	v.readValues(&m)
	v.readRequest(&m)
	return m
}
