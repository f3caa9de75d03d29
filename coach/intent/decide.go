package intent

import (
	"slices"
	"strings"

	"gutskin/coach/assert"
	"gutskin/coach/care"
	"gutskin/coach/diary"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// verdict decides between the intents that the message may have.
type verdict struct{ *view }

func (v *view) verdict() verdict { return verdict{v} }

// decide weighs the cues into the message's intents.
func (v verdict) decide() Message {
	_, teaches := v.lessons().teach()
	v.weighCare(teaches)
	switch {
	case v.care.Level == care.Alarm:
		v.alarms().keepStated()
		return v.message(v.intents(RedFlag))
	case v.notPlain():
		v.alarms().dropItems(func(*food.Item) bool { return true })
		return v.message(0)
	case v.care.Level == care.Concern:
		v.alarms().keepStated()
	}
	if teaches {
		v.alarms().dropItems(func(*food.Item) bool { return true }) // what a word means wasn't eaten by that
		return v.message(bit(Correction))
	}
	v.after = v.body().hadBefore()
	v.alarms().dropItems(v.notMeant)
	return v.message(v.intents(""))
}

// weighCare drops a sign that is only asked for in the diary, and what only weighs for
// one where the message plainly does something else.
func (v verdict) weighCare(teaches bool) {
	grave := v.care.Kind == care.Crisis || v.care.Kind == care.Emergency
	switch f := v.care.Best(); {
	case v.care.Level == "" || grave && v.care.Level == care.Alarm:
	case !grave && len(v.looking().looks()) > 0 && (v.solidity().asksAt(f.Start) || v.toks[f.Start].Asked): // "how often was I bloated this month?"
		v.care = care.Reading{}
	case v.care.OnlyWeighs() && v.commands(teaches):
		v.care = care.Reading{} // "stop them for ten days, I'm off"
	}
}

// commands reports whether the message corrects, deletes, teaches or wishes
// something of the coach.
func (v verdict) commands(teaches bool) bool {
	return teaches || len(v.fixes) > 0 || v.asksOfReminders() || len(v.wishing().wishActs()) > 0 ||
		slices.ContainsFunc(v.cues, func(c cue) bool { return c.intent == string(Undo) })
}

// asksOfReminders reports whether a wish about reminders stands.
func (v verdict) asksOfReminders() bool {
	return slices.ContainsFunc(v.cues, func(c cue) bool { return c.intent == string(ReminderSettings) })
}

// notMeant tells foods that an idiom names, or that a question, a request or a
// plan is about; and "til", sesame in Hindi, where it says until when.
func (v verdict) notMeant(it *food.Item) bool {
	from, to := v.tokensOf(it.Span)
	if to == from+1 && v.lex.Is(v.toks[from].ID, v.class.until) && v.isTime(to) {
		return true
	}
	for i := from; i < to; i++ {
		if v.toks[i].void || v.toks[i].claimed || v.toks[i].planned {
			return true
		}
	}
	return false
}

// isTime tells whether token i begins an hour, a day or a meal.
func (v verdict) isTime(i int) bool {
	if i == len(v.toks) {
		return false
	}
	for _, class := range [...]int32{v.class.day, v.class.weekday, v.class.partOfDay, v.class.meal} {
		if _, _, ok := v.value(i, class); ok {
			return true
		}
	}
	return v.toks[i].Number || v.is(i, v.class.tomorrow) || v.is(i, v.class.i)
}

// intents is everything that the message speaks for, first included unless "".
func (v verdict) intents(first Intent) intents {
	var all intents
	for _, c := range v.cues {
		all.add(Intent(c.intent))
	}
	if !v.tellsUnknownMeal() {
		all.drop(Meal)
	}
	for i := range v.food.Items {
		if v.food.Items[i].Categories == food.SetOf(food.Water) {
			all.add(Water)
		} else {
			all.add(Meal)
		}
	}
	if first != "" {
		all.add(first)
	}
	v.settle(&all)
	return all
}

// tellsUnknownMeal tells whether the message repeats a meal, or says of words
// that no lexicon holds that they were eaten. "Had a great day" does neither.
func (v verdict) tellsUnknownMeal() bool {
	for _, c := range v.cues {
		if c.intent == string(Meal) && (c.detail == string(ActAgain) || c.detail == "told" && len(v.food.Unknown) > 0) {
			return true
		}
	}
	return false
}

// settle removes what something stronger explains, and finds something for a
// message that no cue speaks for.
func (v verdict) settle(all *intents) {
	if all.has(Meal) && v.onlyPlans() {
		all.drop(Lifestyle)
	}
	if (all.has(Undo) || all.has(ReminderSettings) || all.has(Summary)) && !v.asksBesides() {
		all.drop(Question)
	}
	if all.has(ReminderSettings) {
		all.drop(Undo)
		if !v.asksBesides() {
			all.drop(Summary)
		}
	}
	switch {
	case all.has(Correction) && v.takesOut():
		all.drop(Undo) // "the rice I didn't eat, take it out"
	case all.has(Undo) || all.has(ReminderSettings) && !v.claims().firm():
		all.drop(Correction)
	}
	if all.has(Question) && v.onlyNotes(Question) {
		all.drop(Lifestyle) // "I'm pregnant, can I eat brie?"
	}
	if v.voided() && v.onlyNotes("") {
		all.drop(Lifestyle)
		return
	}
	if (*all == 0 || *all == bit(Greeting)) && v.namesFood() {
		all.add(Lifestyle) // out of yogurt, craving chocolate, no wine tonight
	}
	if *all == 0 && v.tellsOfSelf() {
		all.add(Lifestyle)
	}
	if all.has(Greeting) && v.requests().courtesy() == ActAim && !all.has(Meal) && !all.has(Water) && v.values().skinRating() == 0 {
		all.drop(Skin) // "I have acne and want to fix my gut" tells what for, not how the day is
		all.drop(Lifestyle)
	}
	if all.has(Greeting) && (*all != bit(Greeting) || len(v.food.Unknown) > 0 && v.goesOn()) && v.requests().courtesy() == ActAccept {
		all.drop(Greeting) // the "no" of "wait no, a mango", the "oh" of "oh and a mahberry"
	}
}

// asksBesides reports whether a part of the message asks something that the diary
// or the lexicon answers, and another wishes something of reminders: "fibre
// today? And remind me of water at 6".
func (v verdict) asksBesides() bool {
	return v.looking().wished(0, len(v.toks)) && len(v.looking().looks()) > 0
}

// takesOut reports whether a correction names the food that is to go.
func (v verdict) takesOut() bool {
	return slices.ContainsFunc(v.fixes, func(c cue) bool {
		_, _, named := v.captures().capture(&c, "wrong")
		return named && correctOps[c.detail] == diary.Remove
	})
}

// swaps reports whether a correction, which isn't asked, names what is right,
// and either what is wrong or that something is: "no prawn, is pork".
func (v verdict) swaps(c cue) bool {
	_, _, right := v.captures().capture(&c, "right")
	_, _, wrong := v.captures().capture(&c, "wrong")
	return right && (wrong || !isIf(c.detail)) && !v.toks[c.start].Asked
}

// fewestTold is how many words a message needs to tell something.
const fewestTold = 4

// tellsOfSelf tells whether the message is a statement about the person's own
// life that no phrase knows: it says "I" or "my", starts with what was done, or
// tells of today or these days.
func (v verdict) tellsOfSelf() bool {
	if len(v.toks) < fewestTold-1 || len(v.food.Unknown) > 0 || len(v.food.Items) > 0 || v.figurative() {
		return false
	}
	self := v.did(0) || v.lex.IsLeadIn(v.toks[0].ID) && v.did(1)
	for i := range v.toks {
		if v.toks[i].Asked {
			return false
		}
		self = self || len(v.toks) >= fewestTold && v.lex.Is(v.toks[i].ID, v.class.me) || v.is(i, v.class.lately)
	}
	return self
}

// did tells whether token i is a verb as diaries begin with: "took the dog
// out", "worked late".
func (v verdict) did(i int) bool {
	t := &v.toks[i]
	return v.is(i, v.class.did) || len(t.Text) >= lang.MinTypo && !t.Number && strings.HasSuffix(t.Text, "ed")
}

// figurative tells whether the message speaks in a figure of speech.
func (v verdict) figurative() bool {
	if v.voided() {
		return true
	}
	for i := range v.food.Clauses {
		if v.food.Clauses[i].Kind == assert.Figured {
			return true
		}
	}
	return false
}

// voided tells whether a figure of speech was found by its phrase here. What
// the food reader takes for one may be plain words: "fasting til 12".
func (v verdict) voided() bool {
	for i := range v.toks {
		if v.toks[i].void {
			return true
		}
	}
	return false
}

// onlyPlans tells whether all that the cues tell of life is which foods were
// not eaten.
func (v verdict) onlyPlans() bool {
	for _, c := range v.cues {
		if c.intent == string(Lifestyle) && c.detail != detailPlan && c.detail != detailLost && c.detail != detailOthers {
			return false
		}
	}
	return true
}

// onlyNotes tells whether no cue but those of one intent says more than a mere
// note on life does.
func (v verdict) onlyNotes(but Intent) bool {
	for _, c := range v.cues {
		if c.intent == string(but) {
			continue
		}
		symptom := but == Question && c.detail == detailSymptom
		if c.intent != string(Lifestyle) || c.detail != "note" && c.detail != detailPlan && c.detail != detailLost && !symptom {
			return false
		}
	}
	return len(v.food.Items) == 0
}

// namesFood tells whether a food is named that the person didn't eat: denied,
// wished for, planned, bought, or eaten by others.
func (v verdict) namesFood() bool {
	for _, s := range v.food.NotEaten {
		if from, to := v.tokensOf(s); from < to && !v.toks[from].void {
			return true
		}
	}
	for i := range v.food.Clauses {
		switch c := &v.food.Clauses[i]; c.Kind {
		case assert.Denied, assert.Wished, assert.Planned, assert.Shopped, assert.Others:
			if c.Foods > 0 {
				return true
			}
		}
	}
	return false
}

// message puts the intents in order and adds their values.
func (v verdict) message(all intents) Message {
	v.values().dropNotes()
	m := Message{Intent: Unknown, Food: v.food, Care: v.care.Level, About: v.care.Kind}
	for _, i := range order {
		switch {
		case !all.has(i):
		case m.Intent == Unknown:
			m.Intent = i
		default:
			m.Also = append(m.Also, i)
		}
	}
	v.values().readValues(&m)
	switch {
	case m.Intent == Correction && !v.claims().firm() && len(m.Food.Items) > 0:
		m.lead(Meal)
	case m.Intent == Skin && (m.Skin == nil || m.Skin.Rating == 0):
		m.lead(Question) // "my skin is so dry, what should I eat?"
	}
	if m.Intent == Summary && v.looksForNothing() {
		m.Intent = Question
	}
	if m.Intent == Skin && len(m.Also) == 0 && (m.Skin == nil || m.Skin.Rating == 0 && len(m.Skin.Tags) == 0) && v.ofSkin() {
		m.Intent = Question // "retinol or vitamin c first"
	}
	v.requests().readRequest(&m)
	if m.Request.Action == ActDelete {
		m.Food.NotEaten = slices.DeleteFunc(slices.Clone(m.Food.NotEaten), v.correcting().kept)
	}
	m.Follow = v.looking().follow()
	m.PointsBack, m.GoesOn = v.pointsBack(), v.goesOn()
	m.Acts = v.acting().acts(&m)
	m.NotTaken = v.acting().notTaken(m.Acts)
	return m
}

// looksForNothing reports whether all that asks for a view is a phrase of questions
// about the diary, and what it stands in is none: "how long till I see my skin change".
func (v verdict) looksForNothing() bool {
	return !slices.ContainsFunc(v.cues, func(c cue) bool { return c.intent == string(Summary) && c.detail != detailLook }) &&
		len(v.looking().looks()) == 0
}

// fewestTopic is how many further words a topic has at least that only touches the skin.
const fewestTopic = 2

// ofSkin reports whether a message that tells nothing of the skin speaks of neither
// the teller nor a day, says more than that it is about skin, and has a sign that asks.
func (v verdict) ofSkin() bool {
	topic, asks := 0, false
	for i := range v.toks {
		if v.lex.Is(v.toks[i].ID, v.class.me) || v.is(i, v.class.did) || v.is(i, v.class.ate) || v.is(i, v.class.day) || v.is(i, v.class.lookPeriod) || v.is(i, v.class.lookNoun) || v.toks[i].Number {
			return false
		}
		switch v.asking().signAt(i) {
		case signVersus, "any", "worth", "worth_it", "topic", "tag", "cause", "super":
			asks = true
		}
		if !v.is(i, v.class.lookSubject) && !v.lex.IsFiller(v.toks[i].ID) && !v.lex.IsLeadIn(v.toks[i].ID) {
			topic++
		}
	}
	return asks && topic >= fewestTopic
}

// goesOn reports what Message.GoesOn says.
func (v verdict) goesOn() bool {
	for i := range v.toks {
		if v.is(i, v.class.joinsFoods) {
			return true
		}
		if !v.lex.IsLeadIn(v.toks[i].ID) {
			return false
		}
	}
	return false
}

// pointsBack reports what Message.PointsBack says.
func (v verdict) pointsBack() bool {
	for i := range v.toks {
		if v.is(i, v.class.ate) || v.is(i, v.class.did) || v.is(i, v.class.meToo) || v.is(i, v.class.meal) || i > 0 && v.toks[i].Sentence || v.toks[i].Number && v.toks[i].Food == 0 {
			return false
		}
	}
	for k := range v.food.Items {
		it := &v.food.Items[k]
		if from, _ := v.tokensOf(it.Span); from == 0 || !v.is(from-1, v.class.fixThe) || it.Meal != "" {
			return false
		}
	}
	return len(v.food.Items) > 0
}
