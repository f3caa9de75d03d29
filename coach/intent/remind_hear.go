package intent

import (
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
)

// reminderSpan is a stretch of a message in which a wish about reminders is listened
// for. It is heard by the kinds of its words, in whatever order they stand: a
// way of reaching somebody, a name for a reminder, what it is about, when, and
// what is to become of it.
type reminderSpan struct {
	*view
	from, to int
}

// reminderCues are the cues of wishes that are heard so, sentence by sentence.
func (v *view) reminderCues() []cue {
	var list []cue
	for i := 0; i < len(v.toks); {
		_, to := v.sentence(i)
		to = min(to, v.claims().claimEnd(i+1), v.looking().partEnd(i, to))
		to = max(to, i+1)
		b := reminderSpan{v, i, to}
		to = b.mendedTo()
		b.to = to
		if start, end, ok := b.hears(); ok {
			list = append(list, cue{intent: string(ReminderSettings), detail: string(ActSet), start: start, end: max(end, to)})
		}
		i = to
	}
	return list
}

// heard is what a stretch holds of what wishes are made of.
type heard struct {
	reach, weak, named     bool // named: by a word that only a reminder is called by
	kind, one, all         bool // one: by "one", "thing", "message" after what it is about or its hour
	stop, start, keep      bool
	move, only, add, fewer bool
	them, about, instead   bool
	hour, weekly           bool // hour: it names a reminder by it
	peace, far, skin       bool
	alone                  bool // leave it alone
	when, until, every     bool
	days                   bool
	first, last, oneAt     int
	asks, ate, food        bool
}

// hears reports whether the stretch wishes something of reminders, and where.
func (b reminderSpan) hears() (start, end int, ok bool) {
	h := b.listen()
	act := h.stop || h.start || h.move || h.only || h.fewer || h.add && (h.kind || h.named || h.hour) // "and another one"
	switch {
	case b.asksHow() && !h.food && (h.reach || h.named || h.one || h.weak && b.looking().anyOf(b.from, b.to, b.class.me)): // "which times are you sending me things?"
		h.first = b.from
		ok = b.speaksOfNothingElse(b.from)
	case h.asks, h.food && !h.named && !h.one && !h.reach, b.asksOfDiary():
		return 0, 0, false
	case h.reach && (h.kind || h.when || h.named || h.stop || h.only || h.every || h.fewer):
		ok = true
	case h.named && (h.kind || act || h.keep || h.when || h.every):
		ok = true
	case h.ate:
	case h.alone && h.days && !h.food:
		h.first = b.from
		ok = b.speaksOfNothingElse(b.from)
	case h.one && (act || h.when || h.every):
		ok = b.speaksOfNothingElse(h.oneAt) || h.stop && h.hour && b.speaksOfNothingElse(h.last-1)
	case h.only && h.when && (h.all || h.them), h.weekly && h.only, h.weak && h.skin && h.when && !b.wanted():
		ok = b.speaksOfNothingElse(b.from)
		h.first = b.from
	case h.peace && h.days && !h.kind && !h.food:
		h.first = b.from
		ok = b.speaksOfNothingElse(b.from)
	case (h.stop || h.peace) && h.about && h.kind, h.weak && h.kind && h.only:
		ok = b.speaksOfNothingElse(b.from)
	case h.weak && h.skin && h.start:
		ok = true
	case h.kind && h.instead && !h.skin && b.wishing().numbered(b.from, b.to):
		ok = b.speaksOfNothingElse(b.from)
		h.first = b.from
	case h.weak && (h.kind || h.skin) && h.stop,
		h.weak && (h.kind || h.skin) && (h.when || h.every) && b.wanted():
		ok = true
	case h.kind && h.when && !h.food && b.looking().anyOf(b.from, b.to, b.class.badWord): // "water at 11 is too early"
		ok = b.speaksOfNothingElse(b.from)
		h.first = b.from
	case h.kind && h.when && b.comesLater():
		ok = b.speaksOfNothingElse(b.from)
		h.first = b.from
	case h.fewer && !h.kind && !h.food:
		h.first = b.from
		ok = b.speaksOfNothingElse(h.last - 1)
	case h.start && (h.them || h.all) && !h.food:
		ok = b.speaksOfNothingElse(h.first)
	case h.kind && h.stop && !h.weekly && !h.food && !h.until && !h.when && !h.instead && b.commandsStop():
		h.first = b.from
		ok = b.speaksOfNothingElse(b.from)
	case h.kind && h.all && h.stop:
		ok = b.speaksOfNothingElse(h.first)
	case h.kind && h.when && !h.food && b.shifts():
		h.first = b.from
		ok = b.speaksOfNothingElse(b.from)
	case h.weekly && h.stop && !h.food && !h.until, h.kind && h.only && h.when && !h.until && b.dayGroup():
		h.first = b.from
		ok = b.speaksOfNothingElse(b.from)
	case h.stop && !h.kind && !h.food && b.bounded():
		h.first = b.from
		ok = b.speaksOfNothingElse(b.from)
	case (h.peace || h.stop && !h.instead || h.far) && h.until && !h.kind && !h.food:
		h.first = b.from
		ok = b.speaksOfNothingElse(b.from)
	}
	return h.first, h.last, ok && h.first >= 0
}

// commandsStop reports whether a word that stops something ends the stretch, but for
// a courtesy: "water stop please".
func (b reminderSpan) commandsStop() bool {
	i := b.to - 1
	for i > b.from && !b.is(i, b.class.stopWord) && (b.lex.IsLeadOut(b.toks[i].ID) || b.lex.IsFiller(b.toks[i].ID)) {
		i--
	}
	return i > b.from && b.is(i, b.class.stopWord) && !b.is(i-1, b.class.fixThe) // "no kefir in the end"
}

// asksOfDiary reports whether the stretch wants to be told of the person's own
// figure: "tell me my water for Tuesday".
func (b reminderSpan) asksOfDiary() bool {
	for i := b.from + 1; i < b.to; i++ {
		kind, _, ok := b.kindAt(i)
		if ok && kind != string(coach.NudgeWeekly) && kind != string(coach.NudgeSkin) && b.toks[i-1].Text == "my" && b.looking().anyOf(b.from, i, b.class.tell) {
			return !b.looking().anyOf(i, b.to, b.class.reminder) && len(b.reminders().clocks(b.from, b.to)) == 0
		}
	}
	return false
}

// shifts reports whether the stretch begins with a word that can only move
// something to another time.
func (b reminderSpan) shifts() bool {
	i := b.from
	for i < b.to-1 && (b.lex.IsLeadIn(b.toks[i].ID) || b.lex.IsFiller(b.toks[i].ID)) {
		i++
	}
	return b.is(i, b.class.shift)
}

// dayGroup reports whether the stretch names several weekdays: "Mon to Fri".
func (b reminderSpan) dayGroup() bool { return len(b.reminders().dayList(b.from, b.to)) > 1 }

// bounded reports whether a time of day stands after "before" or "after": "not
// before ten in the morning".
func (b reminderSpan) bounded() bool {
	for i := b.from + 1; i < b.to; i++ {
		if !b.is(i-1, b.class.before) && !b.is(i-1, b.class.after) {
			continue
		}
		if _, _, clock := b.reminders().clockHere(i, b.to, true); clock {
			return true
		}
	}
	return false
}

// listen gathers what the stretch holds.
func (b reminderSpan) listen() heard {
	h := heard{first: -1}
	for i := b.from; i < b.to; i++ {
		if b.note(&h, i) {
			h.last = i + 1
		}
	}
	return h
}

// note notes what token i adds, and reports whether it is a part of a wish.
func (b reminderSpan) note(h *heard, i int) bool {
	before := *h
	of, _, kind := b.kindAt(i)
	h.kind = h.kind || kind
	h.reach = h.reach || b.is(i, b.class.reach) && b.reachesMe(i)
	h.weak = h.weak || b.is(i, b.class.reachWeak)
	h.named = h.named || b.is(i, b.class.reminder) && !b.is(i, b.class.oneWord) && !b.reachesMe(i)
	_, end, clock := b.reminders().clockHere(i, b.to, false)
	if b.standsFor(i) || clock && b.names(i, end) {
		h.one, h.oneAt = true, i
		h.hour = h.hour || clock
	}
	h.all = h.all || b.is(i, b.class.allWord) || b.is(i, b.class.restWord)
	h.stop = h.stop || b.is(i, b.class.stopWord) && !b.onlySays(i) || b.leftAlone(i)
	h.alone = h.alone || b.leftAlone(i)
	h.start = h.start || b.is(i, b.class.startWord)
	h.keep = h.keep || b.is(i, b.class.keepOn)
	h.move = h.move || b.is(i, b.class.moveWord) || b.is(i, b.class.becomes)
	h.only = h.only || b.is(i, b.class.onlyWord)
	h.add = h.add || b.is(i, b.class.addWord)
	h.fewer = h.fewer || b.is(i, b.class.fewerWord)
	if i > b.from && kind {
		h.about = h.about || b.toks[i-1].Text == "about" || b.toks[i-1].Text == "re" || b.toks[i-1].Text == "for"
	}
	h.them = h.them || b.is(i, b.class.themWord) && b.toks[i].Text != "it" && b.toks[i].Text != "that"
	h.peace = h.peace || b.is(i, b.class.peaceWord)
	h.skin = h.skin || kind && of == string(coach.NudgeSkin)
	h.weekly = h.weekly || kind && of == string(coach.NudgeWeekly)
	if h.first < 0 && *h != before && !kind {
		h.first = i
	}
	h.instead = h.instead || b.is(i, b.class.notThis)
	h.far = h.far || b.is(i, b.class.farWord)
	b.noteWhen(h, i, clock)
	h.asks = h.asks || i == b.from && b.is(i, b.class.asking) || b.is(i, b.class.whatWord) && (i == b.from || b.is(i-1, b.class.me))
	h.ate = h.ate || b.is(i, b.class.ate) && !kind && !b.is(i, b.class.moveWord) && !b.is(i, b.class.keepOn)
	h.food = h.food || b.toks[i].eaten && !kind && !b.is(i, b.class.oneWord)
	after := *h
	before.first, after.first = 0, 0
	after.ate, after.food, after.asks = before.ate, before.food, before.asks
	return after != before
}

// noteWhen notes the hours, days and lengths that begin at token i, where a time of day
// may.
func (b reminderSpan) noteWhen(h *heard, i int, clock bool) {
	_, _, part := b.value(i, b.class.partOfDay)
	_, _, day := b.value(i, b.class.weekday)
	_, _, days := b.value(i, b.class.weekdays)
	daily := b.is(i, b.class.daily)
	h.days = h.days || day || days
	h.when = h.when || clock || part || day || days || daily
	h.every = h.every || daily || b.toks[i].Text == "hourly" || (b.toks[i].Text == "every" || b.toks[i].Text == "each") && i+1 < b.to
	if i == b.from {
		return
	}
	bound := b.is(i-1, b.class.until) || b.is(i-1, b.class.before) || b.is(i-1, b.class.after) || b.is(i-1, b.class.between) || b.toks[i-1].Text == "on" || b.toks[i-1].Text == "in"
	date := b.is(i-1, b.class.until) && b.calendar().daysUntilDate(i) > 0
	_, _, length := b.value(i, b.class.length)
	if i > b.from+1 && b.toks[i-1].Text == "the" {
		bound = bound || b.is(i-2, b.class.until) || b.toks[i-2].Text == "in" || b.toks[i-2].Text == "at"
	}
	_, _, month := b.value(i, b.class.monthName)
	date = date || month && b.is(i-1, b.class.until)
	h.until = h.until || bound && (clock || part || day || days || b.toks[i].Number) || date || length && (b.values().numberAt(i-1) > 0 || b.calendar().isToday(i)) ||
		b.is(i-1, b.class.until) && b.is(i, b.class.tomorrow)
}

// kindAt is the kind of reminder that is named at token i.
func (b reminderSpan) kindAt(i int) (kind string, end int, ok bool) { return b.view.kindAt(i) }

// kindAt is the kind of reminder that is named at token i: by a word that is
// nothing else, or by one that can be where reminders are spoken of.
func (v *view) kindAt(i int) (kind string, end int, ok bool) {
	if i > 0 && i+1 < len(v.toks) && v.toks[i-1].Text == "to" && v.toks[i].Text == "water" && v.is(i+1, v.class.my) {
		return "", i, false // to water the plants
	}
	kind, end, ok = v.value(i, v.class.nudge)
	if more, far, is := v.value(i, v.class.kindMore); is && far > end {
		return more, far, true
	}
	return kind, end, ok
}

// AlsoKind is the kind of reminder that a message names with a word for also, and
// nothing else: "and water", "the weekly one too". ok is false for any other.
func (r *Reader) AlsoKind(text string, m food.Moment) (kind coach.NudgeKind, ok bool) {
	v := r.look(text, m)
	defer r.views.Put(v)
	also := false
	for i := 0; i < len(v.toks); {
		name, end, named := v.kindAt(i)
		switch {
		case named && kind == "":
			kind, i = coach.NudgeKind(name), end
			continue
		case v.lex.Is(v.toks[i].ID, v.class.join), v.is(i, v.class.addWord):
			also = true
		case v.isAny(i, v.class.my, v.class.oneWord, v.class.reminder), v.lex.IsLeadIn(v.toks[i].ID), v.lex.IsLeadOut(v.toks[i].ID):
		default:
			return "", false
		}
		i++
	}
	return kind, also && kind != ""
}

// reachNear is how far after a way of reaching somebody "me" may stand.
const reachNear = 2

// reachesMe reports whether the way of reaching somebody at token i reaches the
// writer.
func (b reminderSpan) reachesMe(i int) bool {
	if t := b.toks[i].Text; strings.HasPrefix(t, "remind") && !strings.HasPrefix(t, "reminder") && t != "reminded" { // what reminded me of home reminds of nothing now
		return i == b.from || !b.is(i-1, b.class.i)
	}
	for _, s := range b.spans[i] {
		if s.Class == b.class.reach && s.End > i+1 {
			return true
		}
	}
	if strings.HasSuffix(b.toks[i].Text, "ed") && i > b.from && b.is(i-1, b.class.passive) {
		return true // "I want to be pinged"
	}
	if i > b.from && (b.toks[i-1].Text == "you" || b.toks[i-1].Text == "u") {
		return true
	}
	for k := i + 1; k <= i+reachNear && k < b.to; k++ {
		if b.is(k, b.class.me) {
			return i == b.from || !b.is(i-1, b.class.i)
		}
	}
	return false
}

// standsFor reports whether the word at token i stands for a reminder: after
// what it is about ("the water one"), its hour ("the 3 o'clock one"), its day or
// "the other".
func (b reminderSpan) standsFor(i int) bool {
	if !b.is(i, b.class.oneWord) || i == b.from {
		return false
	}
	if b.is(i-1, b.class.addWord) {
		return true // "a third one"
	}
	if b.is(i-1, b.class.my) && i+1 < b.to && b.is(i+1, b.class.at) {
		return true // "the one at 3"
	}
	for k := max(b.from, i-3); k < i; k++ {
		if _, end, ok := b.kindAt(k); ok && end <= i && b.joined(end, i) {
			return true
		}
		_, part, isPart := b.value(k, b.class.partOfDay)
		_, day, isDay := b.value(k, b.class.weekday)
		if isPart && b.joined(part, i) || isDay && b.joined(day, i) {
			return true
		}
	}
	return b.hourBefore(i)
}

// hourBefore reports whether an hour stands before token i as a name: "the 3
// o'clock one", "the 11 am prod", "the noon one".
func (b reminderSpan) hourBefore(i int) bool {
	for k := max(b.from, i-3); k < i; k++ {
		if k > b.from && b.is(k-1, b.class.my) && (b.toks[k].Number || b.values().numberAt(k) > 0 && !b.requests().isArticle(k)) {
			return true
		}
		if t, _ := b.captures().timeAt(k); t != nil && t.Clock >= 0 && k > b.from && b.is(k-1, b.class.my) {
			return true
		}
	}
	return false
}

// onlySays reports whether a "no" or "not" at token i denies nothing that comes
// after it: "no wait", "no thanks", "no, …".
func (b reminderSpan) onlySays(i int) bool {
	if b.toks[i].Text != "no" && b.toks[i].Text != "nah" && b.toks[i].Text != "nope" {
		return false
	}
	if i+1 >= len(b.toks) || b.toks[i+1].Clause {
		return true
	}
	switch b.toks[i+1].Text {
	case "wait", "sorry", "thanks", "thank", "actually", "hang", "hold":
		return true
	}
	return false
}

// wanted reports whether the stretch opens as something wanted: "can you …",
// "I'd like …", or with the verb itself.
func (b reminderSpan) wanted() bool {
	for i := b.from; i < b.to; i++ {
		switch {
		case b.is(i, b.class.ask), b.is(i, b.class.reachWeak), b.is(i, b.class.startWord), b.is(i, b.class.moveWord):
			return true
		case !b.lex.IsLeadIn(b.toks[i].ID) && !b.lex.IsFiller(b.toks[i].ID):
			return false
		}
	}
	return false
}

// joined reports whether nothing but a kind or a filler stands between two
// tokens of one clause.
func (b reminderSpan) joined(end, i int) bool {
	for k := end; k <= i; k++ {
		if b.toks[k].Clause {
			return false
		}
		if _, _, kind := b.kindAt(k); k < i && !kind && !b.lex.IsFiller(b.toks[k].ID) {
			return false
		}
	}
	return end <= i
}

// speaksOfNothingElse reports whether the clause of token i holds no word but of
// the kinds that a wish about reminders is made of.
func (b reminderSpan) speaksOfNothingElse(i int) bool {
	from := max(b.from, b.clauseFrom(i))
	for k := from; k < b.to && (k == from || !b.toks[k].Clause); {
		end := b.wishWord(k)
		if end == 0 {
			return false
		}
		k = end
	}
	return true
}

// wishWord is the end of what is told of a wish at token i, 0 for what isn't of
// one.
func (b reminderSpan) wishWord(i int) int {
	id := b.toks[i].ID
	if _, end, ok := b.kindAt(i); ok {
		return end
	}
	if t, end := b.captures().timeAt(i); t != nil && t.Meal == "" {
		return end
	}
	end := 0
	for _, s := range b.spans[i] {
		for _, class := range b.class.wishClasses() {
			if s.Class == class {
				end = max(end, s.End)
			}
		}
	}
	if end > 0 {
		return end
	}
	known := b.toks[i].Number || b.values().numberAt(i) > 0 || b.lex.IsFiller(id) || b.lex.IsLeadIn(id) || b.lex.IsLeadOut(id)
	for _, class := range b.class.wishClasses() {
		known = known || b.lex.Is(id, class)
	}
	for _, class := range [...]int32{b.class.partOfDay, b.class.weekday, b.class.weekdays, b.class.length, b.class.monthName} {
		if _, far, ok := b.value(i, class); ok {
			return far
		}
	}
	if known {
		return i + 1
	}
	return 0
}

// wishClasses are the classes of words that a wish about reminders is made of.
func (c *classIDs) wishClasses() [21]int32 {
	return [...]int32{c.wishWord, c.reach, c.reachWeak, c.oneWord, c.stopWord, c.startWord, c.keepOn, c.moveWord, c.peaceWord, c.farWord,
		c.reminder, c.allWord, c.restWord, c.ask, c.fewerWord, c.addWord, c.themWord, c.badWord, c.passive, c.thenWord, c.becomes}
}

// fewestHours is how many hours a list has that asks for reminders by itself.
const fewestHours = 2

// comesLater reports whether the stretch lists hours of which the last one is
// still to come, at which nothing can have been drunk: "water at 9, 12 and 3".
func (b reminderSpan) comesLater() bool {
	hours := b.reminders().clocks(b.from, b.to)
	if len(hours) < fewestHours {
		return false
	}
	sent := b.moment.Sent
	return hours[len(hours)-1] > time.Duration(sent.Hour())*time.Hour+time.Duration(sent.Minute())*time.Minute
}
