package intent

import (
	"slices"
	"strings"
	"time"

	"gutskin/coach/lang"
)

// part is a piece of a wish about reminders that says what is to become of
// something: "no more water messages", "keep all the others".
type part struct {
	from, to         int
	stop, start      bool
	keep, rest, all  bool // rest: it is about those that aren't named
	kinds, when, act bool
}

// wishes are the wishes of the stretch, in order. What is said of those that
// stay ("leave the rest", "the water ones are fine") changes nothing; where all
// others are to go ("bin the others"), only those named are left.
func (b reminderSpan) wishes() []Remind {
	parts := b.parts()
	stops := slices.ContainsFunc(parts, func(p part) bool { return p.stop })
	goes := slices.ContainsFunc(parts, func(p part) bool { return p.stop && (p.rest || p.all && !p.kinds && len(parts) > 1) })
	var runs []part
	for _, p := range parts {
		stays := p.keep && !p.stop && !p.when && !p.start
		switch {
		case b.toldOfSelf(p) && slices.ContainsFunc(parts, func(o part) bool { return o != p && (o.kinds || o.act) && o.when }):
			continue
		case p.rest && !p.kinds && len(parts) > 1, stays && stops && !goes, goes && p.all && !p.kinds && !stays:
			continue
		}
		last := len(runs) - 1
		if last >= 0 && p.when && !p.kinds && runs[last].kinds && b.looking().anyOf(runs[last].from, runs[last].to, b.class.badWord) {
			runs[last] = runs[last].and(p) // "5pm is no good, I'm asleep, make it 9"
			continue
		}
		if last < 0 || runs[last].to != p.from || p.kinds && (p.when || p.act) && (runs[last].kinds || runs[last].rest || b.looking().anyOf(runs[last].from, runs[last].to, b.class.themWord)) && (runs[last].when || runs[last].act) {
			runs = append(runs, p)
			continue
		}
		runs[last] = runs[last].and(p)
	}
	var list []Remind
	for _, p := range runs {
		r := b.reminders().remind(p.from, p.to)
		if b.asksHow() || r.Op == RemindOff && b.onlyOne(p) && len(r.Kinds)+len(r.Hours)+len(r.Days) == 0 && r.From == nil && r.To == nil {
			r = Remind{Bytes: r.Bytes, Op: RemindShow}
		}
		if len(r.Hours) == 1 && r.Hours[0] < noon && b.loosely(r.Hours[0], p.to) {
			r.Hours[0] += noon // "5pm doesn't work, 8 would be better"
		}
		if goes && r.Op != RemindPause {
			switch {
			case len(r.Hours) > 0:
				r.Op = RemindSet
			case len(r.Kinds) > 0:
				r.Op = RemindOnly
			}
		}
		list = append(list, r)
	}
	return list
}

// onlyOne reports whether the part is of one reminder, whichever its words mean:
// "skip the second one".
func (b reminderSpan) onlyOne(p part) bool {
	for i := p.from + 2; i < p.to; i++ {
		if b.reminders().single(i) && !b.is(i-1, b.class.my) && b.is(i-2, b.class.my) {
			return true
		}
	}
	return false
}

// and is the part with the one that follows it.
func (p part) and(q part) part {
	return part{p.from, q.to, p.stop || q.stop, p.start || q.start, p.keep || q.keep, p.rest || q.rest, p.all || q.all, p.kinds || q.kinds, p.when || q.when, p.act || q.act}
}

// parts cuts the stretch at its clauses, and where a joint comes before what is
// to become of something else.
func (b reminderSpan) parts() []part {
	var list []part
	start := b.from
	for i := b.from + 1; i <= b.to; i++ {
		if i == b.to || b.cutsAt(i) {
			list = append(list, b.partOf(start, i))
			start = i
		}
	}
	return list
}

// actNear is how far after a joint the word may stand that begins a new part.
const actNear = 3

func (b reminderSpan) cutsAt(i int) bool {
	if b.toks[i].Clause && !b.lex.Is(b.toks[i].ID, b.class.butWord) {
		return true
	}
	if !b.lex.Is(b.toks[i-1].ID, b.class.join) || b.toks[i-1].Text == "if" {
		return false
	}
	for k := i; k < min(i+actNear, b.to); k++ {
		if b.is(k, b.class.restWord) || (b.is(k, b.class.stopWord) || b.is(k, b.class.keepOn) || b.is(k, b.class.startWord)) && !b.is(k, b.class.notThis) {
			return true
		}
		if _, end, ok := b.kindAt(k); ok && end < b.to && len(b.reminders().clocks(end, b.to)) > 0 {
			return true
		}
		if _, end, ok := b.reminders().clockHere(k, b.to, true); ok && b.namesKind(end, min(end+actNear, b.to)) && b.namesKind(b.from, i) && len(b.reminders().clocks(b.from, i)) > 0 {
			return true // at 5 about kefir and at 8 about water
		}
	}
	return false
}

// namesKind reports whether a kind of reminder is named between the tokens.
func (b reminderSpan) namesKind(from, to int) bool {
	for i := from; i < to; i++ {
		if _, _, ok := b.kindAt(i); ok {
			return true
		}
	}
	return false
}

func (b reminderSpan) partOf(from, to int) part {
	p, peace := part{from: from, to: to}, false
	for i := from; i < to; i++ {
		_, _, kind := b.kindAt(i)
		_, _, clock := b.reminders().clockHere(i, to, false)
		_, _, day := b.value(i, b.class.weekday)
		p.kinds = p.kinds || kind
		p.when = p.when || clock || day && !b.names(i, i+1)
		p.rest = p.rest || b.is(i, b.class.restWord)
		p.all = p.all || b.is(i, b.class.allWord)
		p.keep = p.keep || b.is(i, b.class.keepOn)
		p.start = p.start || b.is(i, b.class.startWord)
		peace = peace || b.is(i, b.class.peaceWord) && !b.undenied(i)
		p.stop = p.stop || b.isAny(i, b.class.stopWord, b.class.offWord) && !b.onlySays(i) && !b.undenied(i) || b.leftAlone(i)
		p.act = p.act || b.is(i, b.class.moveWord) || b.is(i, b.class.addWord) || b.is(i, b.class.onlyWord)
	}
	p.stop = p.stop || peace && p.kinds
	p.act = p.act || p.stop || p.start || p.keep
	return p
}

// undenied reports whether the words at token i, one of denying and one of
// stopping, say together that something is to be done: "don't forget", "never
// stop".
func (b reminderSpan) undenied(i int) bool {
	pair := func(k, next int) bool {
		return k >= b.from && next < b.to && b.lex.Is(b.toks[k].ID, b.class.negation) && b.is(next, b.class.undoneWord)
	}
	over := func(k int) bool { return k >= b.from && k+2 < b.to && b.lex.IsFiller(b.toks[k+1].ID) && pair(k, k+2) }
	within := func(k int) bool { // the "off" of "don't turn off"
		return k > b.from && pair(k-1, k) && slices.ContainsFunc(b.spans[k], func(s lang.Span) bool { return s.Class == b.class.undoneWord && s.End > i })
	}
	return within(i-1) || pair(i, i+1) || pair(i-1, i) || over(i) || over(i-2)
}

// names reports whether the hour or day at token i, which ends before end, is
// the name of a reminder: "the 3 o'clock one", "the noon water nudge".
func (b reminderSpan) names(i, end int) bool {
	if i == b.from || !b.is(i-1, b.class.my) && !b.is(i-1, b.class.notThis) {
		return false
	}
	if b.is(i-1, b.class.my) && b.toks[i-1].Text != "me" && (i-1 == b.from || !b.is(i-2, b.class.at)) && b.endsName(end) {
		return true
	}
	for k := end; k < min(end+actNear, len(b.toks)); k++ {
		if b.is(k, b.class.oneWord) || b.is(k, b.class.reminder) {
			return true
		}
		if _, _, ok := b.kindAt(k); ok {
			return true
		}
		if k > i && b.is(i-1, b.class.my) && b.is(k, b.class.comesWord) {
			return true // "can the 1 o'clock be …"
		}
		if b.toks[k].Text != "oclock" && b.toks[k].Text != "o" && b.toks[k].Text != "clock" && !b.is(k, b.class.halfDay) {
			return false
		}
	}
	return false
}

// endsName reports whether nothing that could be named stands at token i: the end
// of the clause, what the hour before it is to become ("move the 9am to 10"), or
// that it goes ("the 3pm off").
func (b reminderSpan) endsName(i int) bool {
	return i >= b.to || b.toks[i].Clause || b.is(i, b.class.at) || b.is(i, b.class.becomes) || b.is(i, b.class.offWord) ||
		b.lex.IsLeadOut(b.toks[i].ID)
}

// endsAt reports whether nothing but a courtesy comes from token i on in its
// clause.
func (b reminderSpan) endsAt(i int) bool {
	for ; i < b.to && !b.toks[i].Clause && !b.lex.Is(b.toks[i].ID, b.class.join); i++ {
		if !b.lex.IsLeadOut(b.toks[i].ID) && !b.lex.IsFiller(b.toks[i].ID) {
			return false
		}
	}
	return true
}

// minutesPast reads "ten past" before the hour at token at; at is 0 where it
// isn't there.
func (v *view) minutesPast(i, to int) (minutes time.Duration, at int) {
	n := v.values().numberAt(i)
	if n != 5 && n != 10 && n != 20 && n != 25 {
		return 0, 0
	}
	k := i + 1
	if k < to && (v.toks[k].Text == "minutes" || v.toks[k].Text == "mins") {
		k++
	}
	if k+1 >= to || v.toks[k].Text != "past" || v.values().numberAt(k+1) < 1 || v.values().numberAt(k+1) > 12 {
		return 0, 0
	}
	return time.Duration(n) * time.Minute, k + 1
}

// complains reports whether the clause of token i says that what it names comes
// at no good time.
func (b reminderSpan) complains(i int) bool {
	for k := max(b.from, b.clauseFrom(i)); k < b.to && (k <= i || !b.toks[k].Clause); k++ {
		if b.is(k, b.class.badWord) {
			return true
		}
	}
	return false
}

// takesBack reports whether the word at token i only takes back what was said
// before, and the wish comes after it: "scrap that, start again".
func (b reminderSpan) takesBack(i int) bool {
	return b.is(i, b.class.stopWord) && i+2 < b.to && b.toks[i+1].Text == "that" && (b.toks[i+2].Clause || b.is(i+2, b.class.startWord))
}

// onDay reports whether the word at token i is the "on" of "on Saturdays".
func (b reminderSpan) onDay(i int) bool {
	if b.toks[i].Text != "on" || i+1 >= b.to {
		return false
	}
	_, _, day := b.value(i+1, b.class.weekday)
	_, _, days := b.value(i+1, b.class.weekdays)
	return day || days
}

// setAside reports whether the day at token i is one that another takes the place
// of: "instead of Sunday", "rather than Sundays".
func (b reminderSpan) setAside(i int) bool {
	for k := max(b.from, i-2); k < i; k++ {
		if end := b.classEnd(k, b.class.notThis); end == i && b.toks[k].Text != "not" && b.toks[k].Text != "from" {
			return true
		}
	}
	return false
}

// inBad reports whether token i is a word of a complaint: the "no" of "no good".
func (b reminderSpan) inBad(i int) bool {
	for k := max(b.from, i-2); k <= i; k++ {
		for _, s := range b.spans[k] {
			if s.Class == b.class.badWord && s.End > i {
				return true
			}
		}
	}
	return b.is(i, b.class.badWord)
}

// untilNext is how long it is until "next Monday" begins, 0 for none.
func (b reminderSpan) untilNext() time.Duration {
	for i := b.from; i+2 < b.to; i++ {
		if !b.is(i, b.class.until) || b.toks[i+1].Text != "next" && b.toks[i+1].Text != "this" && b.toks[i+1].Text != "coming" {
			continue
		}
		if value, _, ok := b.value(i+2, b.class.weekday); ok {
			ahead := (int(number(value))-int(b.moment.Sent.Weekday())+6)%7 + 1
			return b.calendar().untilMidnight(ahead)
		}
	}
	return 0
}

// eachDay reports whether the stretch speaks of every day: "each morning".
func (b reminderSpan) eachDay() bool {
	for i := b.from; i < b.to; i++ {
		if t := b.toks[i].Text; b.is(i, b.class.daily) || t == "every" || t == "each" || t == "mornings" {
			return true
		}
	}
	return false
}

// halfAfter is the half or quarter hour that is told without its hour: "make the
// 1 o'clock one half past".
func (b reminderSpan) halfAfter() time.Duration {
	for i := b.from; i+1 < b.to; i++ {
		last := i+2 == b.to || b.toks[i+2].Clause || b.lex.IsLeadOut(b.toks[i+2].ID) || b.lex.IsFiller(b.toks[i+2].ID)
		if !last || b.toks[i+1].Text != "past" {
			continue
		}
		switch b.toks[i].Text {
		case "half":
			return 30 * time.Minute
		case "quarter":
			return 15 * time.Minute
		}
	}
	return 0
}

// toldOfSelf reports whether the part says only what the person does then: "I'm
// at choir at five", "I'm never home by 5".
func (b reminderSpan) toldOfSelf(p part) bool {
	i := p.from
	for i < p.to-1 && (b.lex.IsLeadIn(b.toks[i].ID) || b.lex.IsFiller(b.toks[i].ID)) {
		i++
	}
	never := i+1 < p.to && (b.lex.Is(b.toks[i+1].ID, b.class.negation) || b.toks[i+1].Text == "never")
	return !p.kinds && (!p.act || never) && !p.rest && b.is(i, b.class.i) && !b.is(i, b.class.ask)
}

// untilDate is how long it is until a date begins that names its month first:
// "until April 1st"; 0 for none.
func (b reminderSpan) untilDate() time.Duration {
	for i := b.from; i+2 < b.to; i++ {
		month, end, ok := b.value(i+1, b.class.monthName)
		if !b.is(i, b.class.until) || !ok || end >= b.to {
			continue
		}
		n := int(b.values().numberAt(end))
		for ahead := 1; ahead <= 366; ahead++ {
			if t := b.calendar().today().Add(ahead).Time(); t.Day() == n && int(t.Month()) == int(number(month)) {
				return b.calendar().untilMidnight(ahead)
			}
		}
	}
	return 0
}

// loose reports whether the hour at token i, which ends before end, leaves out
// in which half of the day it is.
func (b reminderSpan) loose(i, end int) bool {
	t, _ := b.captures().timeAt(i)
	return (t == nil || !t.Sure) && b.toks[i].Half == "" && b.calendar().halfDay(end, b.to) == "" && !strings.HasPrefix(b.toks[i].Text, "0")
}

const noon = 12 * time.Hour

// loosely reports whether the hour leaves out its half of the day, and one of an
// afternoon or evening was named before it.
func (b reminderSpan) loosely(hour time.Duration, to int) bool {
	later := false
	for i := b.from; i < to; i++ {
		c, end, ok := b.reminders().clockHere(i, to, true)
		if ok && later && c == hour {
			return b.loose(i, end)
		}
		later = later || ok && c >= noon && !b.loose(i, end)
	}
	return false
}

// farAlone is how far before "alone" its "leave" stands at most: "leave the water one
// alone".
const farAlone = 5

// leftAlone reports whether token i is the "alone" that what is named is to be left.
func (b reminderSpan) leftAlone(i int) bool {
	return b.toks[i].Text == "alone" && slices.ContainsFunc(b.toks[max(b.from, i-farAlone):i], func(t token) bool { return t.Text == "leave" })
}

// mendedTo is the end of the sentence after the stretch, where the stretch only says
// what is wrong with a reminder, and that one what would be right; else the end of the
// stretch.
func (b reminderSpan) mendedTo() int {
	_, from := b.sentence(b.to - 1)
	if from == len(b.toks) {
		return b.to
	}
	_, end := b.sentence(from)
	next := reminderSpan{b.view, from, end}
	if slices.ContainsFunc(b.toks[from:end], func(t token) bool { return t.eaten }) || next.listen().kind {
		return b.to
	}
	h, hours := b.listen(), len(b.reminders().clocks(from, end))+len(b.reminders().bareHours(from, end))
	if hours > 0 && (h.kind && b.looking().anyOf(b.from, b.to, b.class.badWord) || h.fewer && !h.food && next.listen().only) {
		return end
	}
	return b.to
}

// except reports whether the weekdays of the stretch are those left out: "every
// day except Sunday".
func (b reminderSpan) except() bool {
	for i := b.from + 1; i < b.to; i++ {
		_, _, day := b.value(i, b.class.weekday)
		_, _, days := b.value(i, b.class.weekdays)
		if !day && !days {
			continue
		}
		for k := max(b.from, i-2); k < i; k++ {
			if b.is(k, b.class.butWord) {
				return true
			}
		}
	}
	return false
}

// reachedOf reports whether the stretch asks to be reached of something that
// isn't a reminder's: "ping me when the oven is done".
func (b reminderSpan) reachedOf() bool {
	for i := b.from; i < b.to; i++ {
		if b.is(i, b.class.reach) && b.reachesMe(i) {
			for k := i + 1; k < min(i+1+actNear, b.to); k++ {
				if b.toks[k].Text == "when" || b.toks[k].Text == "once" {
					return !b.speaksOfNothingElse(i)
				}
			}
		}
	}
	return false
}

// asksHow reports whether the sentence asks how or when reminders come or are
// changed, and wishes nothing yet: "how do I stop the reminders?"
func (b reminderSpan) asksHow() bool {
	i, _ := b.sentence(b.from)
	for i < b.to-1 && b.lex.IsLeadIn(b.toks[i].ID) {
		i++
	}
	return b.is(i, b.class.howWord)
}

// isFor reports whether "for" and something stand at token i that no reminder
// speaks of: "for my tablets", but not "for weekends".
func (b reminderSpan) isFor(i int) bool {
	if i < b.to && b.is(i, b.class.me) {
		i++
	}
	if i >= b.to || b.toks[i].Text != "for" {
		return false
	}
	for i++; i < b.to && b.is(i, b.class.my); i++ {
	}
	return i < b.to && !b.toks[i].Clause && b.wishWord(i) == 0
}
