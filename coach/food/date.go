package food

import (
	"math"
	"slices"
	"time"

	"gutskin/coach/assert"
	"gutskin/coach/day"
)

// timePart is what of a time is said.
type timePart int

const (
	mealPart timePart = iota
	dayPart
	clockPart
)

// dater is the state while times are given to drafts. A time that stands
// before foods ("breakfast: …", "yesterday I had …") holds from there on; one
// that stands after them ("oats for breakfast") holds for those back to the
// time before it.
type dater struct {
	*state
	today    day.Day
	now      when
	sentence int    // first draft of the sentence
	part     int    // first draft since the last comma or "then"
	since    [3]int // first draft since the last meal, day and clock
	next     int    // the next draft
	strong   bool   // now.meal was said before its foods
	dayTold  bool   // the message names a day
	nightly  bool   // it tells of the night before

	dayFrom, dayTo int       // the drafts that the latest day after foods holds for
	also           []day.Day // further days that stand before the next drafts: "on Monday and Tuesday soup"
}

// date gives every draft its day, meal and clock.
func (s clocks) date() {
	if len(s.drafts) == 0 {
		return
	}
	d := dater{state: s.state, today: day.Of(s.moment.Sent, s.moment.DayEnd)}
	d.now = when{day: d.today, clock: -1}
	for k := range s.marks {
		d.take(k)
	}
}

func (d *dater) take(k int) {
	m := &d.marks[k]
	for d.next < len(d.drafts) && d.drafts[d.next].mark <= k {
		d.drafts[d.next].when, d.drafts[d.next].also = d.now, d.also
		d.next++
	}
	switch {
	case m.kind == signMark:
		if m.sign == ',' {
			d.part = d.next
		}
		if d.endsSentence(k) {
			d.endSentence()
		}
	case m.kind == cueMark && m.cue == ateCue:
		d.since[mealPart] = d.next // "grabbed a bagel, had soup for lunch"
	case m.kind == cueMark && m.cue == thenCue:
		d.part, d.since[mealPart] = d.next, d.next
		d.now.meal, d.now.clock = "", -1
	case m.kind == timeMark && !d.ofNote(k):
		d.takeTime(k)
	case m.kind == clockMark:
		d.takeClock(k)
	case m.kind == numberMark && d.isOrdinal(k):
		d.set(k, func(w *when) { w.day = latestDayOfMonth(d.today, int(m.value)) }, dayPart)
	}
}

// ofNote reports whether the day of mark k belongs to what its clause tells of
// sleep, skin or gut, and to no food: "soup, slept 6 h last night".
func (d *dater) ofNote(k int) bool {
	if d.lexicon.language.isMeal(&d.marks[k]) {
		return false
	}
	return d.notes(k, -1, scaleCue) || d.notes(k, -1, sleepCue) || d.notes(k, 1, sleepCue)
}

// notes reports whether a cue of what is rated stands in the clause of mark k, in
// the direction, with no food between them.
func (d *dater) notes(k, step int, cue cueKind) bool {
	for n := k + step; n >= 0 && n < len(d.marks); n += step {
		m := &d.marks[n]
		if m.cue == cue {
			return true
		}
		if m.kind == foodMark || m.kind == unknownMark || m.kind == signMark && m.sign != '\'' || m.cue == andCue || m.cue == ateCue || m.cue == thenCue || m.cue == toldCue {
			return false
		}
	}
	return false
}

// isOrdinal tells whether the number of mark k is a day of the month: on the
// 14th. A month beside it is read by dayOfMonth.
func (d *dater) isOrdinal(k int) bool {
	m := &d.marks[k]
	if k+1 >= len(d.marks) || d.marks[k+1].cue != measureCue || d.marks[k+1].first != m.last || d.tokens[m.last].spaced {
		return false
	}
	ordinal := d.tokens[m.last].end-d.tokens[m.last].start == 2
	the := k > 0 && d.marks[k-1].cue == theCue && d.marks[k-1].last == m.first
	return ordinal && the && m.value >= 1 && m.value <= 31
}

// takeClock reads a time of day.
func (d *dater) takeClock(k int) {
	m := &d.marks[k]
	d.setClock(k, timeOfDay{m.value, m.stated})
}

// setClock gives foods a time of day, and where no day is named the day that it
// was on. What follows a time of day isn't of the meal that was told before it:
// "breakfast at 8 porridge, at 11 a banana".
func (d *dater) setClock(k int, c timeOfDay) {
	switch from := d.trailFrom(clockPart); {
	case d.now.meal == "" || d.next <= d.since[mealPart] || d.saysWhenAll(k):
	case !d.trails(k):
		if last := d.drafts[d.next-1].when.clock; last < 0 || areApart(last, c.hours) {
			d.now.meal, d.strong, d.since[mealPart] = "", false, d.next
		}
	case from >= d.since[mealPart] && from > 0 && areApart(d.drafts[from-1].when.clock, c.hours): // porridge for breakfast at 8, an apple at 11
		for i := from; i < d.next; i++ {
			d.drafts[i].when.meal = ""
		}
		d.now.meal, d.strong = "", false
	}
	sent := d.moment.Sent
	now := float64(sent.Hour()) + float64(sent.Minute())/minutesShown
	d.set(k, func(w *when) {
		w.clock = c.settled(now, w.meal, !d.dayTold || w.day == d.today)
		if !d.dayTold && now >= d.moment.DayEnd.Hours() {
			w.day = d.dayAt(w.clock, now, c.sure)
		}
	}, clockPart)
}

// mealHours is how long a meal lasts at most, in hours.
const mealHours = 1.5

// areApart reports whether two times of day, in hours on either half of it, aren't of
// one meal. A negative first one isn't known.
func areApart(a, b float64) bool {
	d := math.Mod(math.Abs(a-b), faceHours)
	return a >= 0 && min(d, faceHours-d) > mealHours
}

// eveningFrom is the hour from which a time of day, told in the morning, was the
// evening before.
const eveningFrom = 17

// dayAt is the day that somebody means by a time of day. One before the day's end
// is of the night that belongs to the day before, and so is an evening that is
// told in the morning. A night that is told from its evening on goes on: "11 pm
// soup, at 2 a pear". sure tells that the half of the day is said.
func (d *dater) dayAt(clock, now float64, sure bool) day.Day {
	early := clock < d.moment.DayEnd.Hours()
	ahead := sure && clock >= eveningFrom && now < faceHours
	d.nightly = d.nightly || ahead || early && sure
	if early && (sure || d.nightly) || ahead {
		return d.today.Add(-1)
	}
	return d.today
}

func (d *dater) endSentence() {
	d.sentence, d.part = d.next, d.next
	if !d.strong {
		d.now.meal = ""
	}
	d.now.clock = -1
}

// takeTime reads one time.
func (d *dater) takeTime(k int) {
	t := d.lexicon.language.times[d.marks[k].index]
	switch t.kind {
	case mealTime, headingTime:
		if t.meal != "" && d.marks[k].mode != assert.Denied { // "skipped breakfast"
			d.set(k, func(w *when) { w.meal = t.meal }, mealPart)
		}
	case clockTime:
		d.setClock(k, timeOfDay{float64(t.value), true})
	case partTime:
		switch {
		case t.meal != "" && d.rightAfterDay(k): // Sunday evening
			d.set(k, func(w *when) { w.meal = t.meal }, mealPart)
		case !d.trails(k):
			d.now.meal, d.since[mealPart] = "", d.next
		}
	default:
		if d.isCooking(k) {
			return
		}
		if on, ok := d.dayOf(k, t); ok {
			if d.dayTold && d.onceMore(k, on) {
				return
			}
			d.dayTold, d.also = true, nil
			d.dayFrom, d.dayTo = 0, 0
			if d.trails(k) && !d.saysWhenAll(k) {
				d.dayFrom, d.dayTo = d.trailFrom(dayPart), d.next
			}
			d.set(k, func(w *when) { w.day = on }, dayPart)
			if meal := d.mealWithin(k); meal != "" {
				d.set(k, func(w *when) { w.meal = meal }, mealPart)
			}
		}
	}
}

// onceMore takes the day of mark k, joined to the day right before it, for one more
// on which the same was had: "kefir on Monday, Tuesday and today".
func (d *dater) onceMore(k int, on day.Day) bool {
	n := k - 1
	for n >= 0 && d.marks[n].last == d.marks[n+1].first && (d.marks[n].cue == andCue || d.marks[n].sign == ',' || d.marks[n].cue == withCue) {
		n--
	}
	if n < 0 || n == k-1 || d.marks[n].kind != timeMark || d.marks[n].last != d.marks[n+1].first {
		return false
	}
	switch before := d.lexicon.language.times[d.marks[n].index]; {
	case before.meal != "", before.kind == dayTime && before.value == 0: // "I meant to write earlier, Monday …"
		return false
	case d.dayTo == 0:
		d.also = append(slices.Clone(d.also), on)
		return true
	case d.foodAhead(k), d.tellsAfter(k):
		return false
	}
	for i := d.dayFrom; i < d.dayTo; i++ {
		d.drafts[i].also = append(slices.Clone(d.drafts[i].also), on)
	}
	return true
}

// tellsAfter reports whether words follow mark k at once that are of something
// else: "soup last night and now I'm bloated".
func (d *dater) tellsAfter(k int) bool {
	next := int(d.marks[k].last)
	if next == len(d.tokens) || d.tokens[next].kind != wordToken {
		return false
	}
	if k+1 == len(d.marks) || int(d.marks[k+1].first) != next || d.marks[k+1].kind == unknownMark {
		return d.tokens[next].class&onDays == 0
	}
	return d.marks[k+1].cue == selfCue
}

// mealWithin is the meal that the words of mark k end in: sat lunch.
func (d *dater) mealWithin(k int) Meal {
	m := &d.marks[k]
	if m.last-m.first < 2 {
		return ""
	}
	l := d.lexicon.language
	v := l.phrases.find([]wordID{d.tokens[m.last-1].word})
	if v < 0 || l.meanings[v].kind != timeMark {
		return ""
	}
	return l.times[l.meanings[v].index].meal
}

// set gives a part of a time to the foods before it or to those after.
func (d *dater) set(k int, change func(*when), part timePart) {
	if d.saysWhenAll(k) {
		for i := range d.drafts[:d.next] {
			change(&d.drafts[i].when)
		}
		return
	}
	if d.trails(k) {
		for i := d.next - 1; i >= d.trailFrom(part); i-- {
			if at, last := d.drafts[i].when.clock, d.drafts[d.next-1].when.clock; part == mealPart && at >= 0 && (last < 0 || areApart(at, last)) {
				break // cake at 4, fish at 7 for dinner
			}
			change(&d.drafts[i].when)
		}
		if part == mealPart {
			d.strong = false
		}
	} else if part == mealPart {
		d.strong = true
	}
	d.since[part] = d.next
	change(&d.now)
}

// saysWhenAll reports whether the time of mark k, in a sentence without foods,
// says when all was eaten that was told before: "That was Tuesday lunch." With
// more foods to come it must be told of something: "Lunch." heads them.
func (d *dater) saysWhenAll(k int) bool {
	if d.next == 0 || d.next != d.sentence {
		return false
	}
	told := d.next == len(d.drafts)
	for n := k - 1; n >= 0 && !d.endsSentence(n); n-- {
		switch m := &d.marks[n]; {
		case m.cue == wasCue:
			told = true
		case m.kind == timeMark, m.cue == theCue, m.cue == toldCue, m.cue == fillerCue:
		default:
			return false
		}
	}
	return told && d.endsWithTime(k) && int(d.marks[k].first)-d.sentenceStart(k) <= maxWhenAll
}

// endsWithTime reports whether nothing but times follows mark k in its sentence.
func (d *dater) endsWithTime(k int) bool {
	last := d.marks[k].last
	for n := k + 1; n < len(d.marks); n++ {
		m := &d.marks[n]
		if m.first != last {
			return false // "today nothing yet"
		}
		if d.endsSentence(n) {
			return true
		}
		if m.kind != timeMark && m.kind != signMark {
			return false
		}
		last = m.last
	}
	return int(last) == len(d.tokens)
}

// maxWhenAll is how many words may stand before such a time.
const maxWhenAll = 4

// sentenceStart is the first token of the sentence that mark k stands in.
func (d *dater) sentenceStart(k int) int {
	for k > 0 && !d.endsSentence(k-1) {
		k--
	}
	if k == 0 {
		return 0
	}
	return int(d.marks[k-1].last)
}

// rightAfterDay tells whether a day stands right before mark k.
func (d *dater) rightAfterDay(k int) bool {
	if k == 0 || d.marks[k-1].kind != timeMark || d.marks[k-1].last != d.marks[k].first {
		return false
	}
	switch d.lexicon.language.times[d.marks[k-1].index].kind {
	case dayTime, weekdayTime, lastweekTime, dateTime:
		return true
	}
	return false
}

// trails tells whether the time of mark k belongs to the foods before it.
func (d *dater) trails(k int) bool {
	if d.next == d.sentence || d.heads(k) || d.opens(k) || d.begins(k) {
		return false
	}
	return d.next > d.part || !d.foodAhead(k)
}

// begins tells whether the time of mark k, after a comma, begins what the teller did
// then: "fri pad thai, yesterday we did brunch, French toast".
func (d *dater) begins(k int) bool {
	return k > 0 && d.marks[k-1].sign == ',' && d.marks[k-1].last == d.marks[k].first && k+1 < len(d.marks) && d.marks[k+1].cue == selfCue && d.marks[k+1].first == d.marks[k].last
}

// heads tells whether the time of mark k is a heading: "dinner: …", "dinner
// was …".
func (d *dater) heads(k int) bool {
	for end := k + 6; k+1 < min(len(d.marks), end); {
		k++
		m := &d.marks[k]
		switch {
		case m.sign == ':' || m.cue == wasCue || m.cue == ateCue:
			return true
		case m.kind == timeMark || m.kind == numberMark || m.kind == clockMark:
		default:
			return false
		}
	}
	return false
}

// foodAhead tells whether a food follows before the next comma or time, but for
// one that stands right behind ("today breakfast only coffee").
func (d *dater) foodAhead(k int) bool {
	for k++; k < len(d.marks); k++ {
		switch m := &d.marks[k]; {
		case m.kind == timeMark && m.first <= d.marks[k-1].last+1 && d.marks[k-1].kind == timeMark: // today for lunch
		case m.kind == foodMark:
			return true
		case m.kind == timeMark, m.kind == signMark && d.endsSentence(k):
			return false
		}
	}
	return false
}

// trailFrom is the first draft that a time after foods holds for.
func (d *dater) trailFrom(part timePart) int {
	from := max(d.sentence, d.since[part])
	if part == mealPart && d.strong || part == clockPart || part == dayPart && d.nightly {
		from = max(from, d.part)
	}
	return from
}

// dayOf is the day that a time names; false when it names none.
func (d *dater) dayOf(k int, t timeWord) (day.Day, bool) {
	switch t.kind {
	case possessiveTime:
		meal := k+1 < len(d.marks) && d.marks[k+1].kind == timeMark && d.marks[k+1].first == d.marks[k].last
		return d.today.Add(t.value), meal
	case dayTime:
		return d.today.Add(t.value), true
	case weekdayTime, headdayTime:
		back := (int(d.today.Weekday()) - t.value + 7) % 7
		return d.today.Add(-back), true
	case lastweekTime:
		back := (int(d.today.Weekday()) - t.value + 6) % 7
		return d.today.Add(-back - 1), true
	case agoTime:
		if k > 0 && d.marks[k-1].kind == numberMark && d.marks[k-1].value <= 366 {
			return d.today.Add(-int(d.marks[k-1].value) * t.value), true
		}
	case dateTime:
		return t.date.latest(d.today), true
	case monthTime:
		return d.dayOfMonth(k, time.Month(t.value))
	}
	return "", false
}

// dayOfMonth reads "3 march", "march 3rd".
func (d *dater) dayOfMonth(k int, month time.Month) (day.Day, bool) {
	for _, n := range [3]int{k - 1, k + 1, k - 2} { // 3 march, march 3, 3rd of march
		if n < 0 || n >= len(d.marks) || d.marks[n].kind != numberMark || d.marks[n].value < 1 || d.marks[n].value > 31 {
			continue
		}
		return namedDate{month: month, day: int(d.marks[n].value)}.latest(d.today), true
	}
	return "", false
}

// opens reports whether the day or meal of mark k opens a part of its own: right
// after a comma or "and", with a food behind it ("soup on Monday and on Tuesday
// a pizza").
func (d *dater) opens(k int) bool {
	if !d.foodAhead(k) {
		return false
	}
	n := k - 1
	for n >= 0 && d.marks[n].last == d.marks[n+1].first && (d.marks[n].cue == withCue || d.marks[n].cue == theCue) {
		n--
	}
	if n < 0 || d.marks[n].last < d.marks[n+1].first-1 {
		return false
	}
	m := &d.marks[n]
	return m.cue == andCue && (d.foodBeforeMark(n) || n > 0 && d.marks[n-1].sign == ',') || m.kind == signMark && m.sign == ','
}

// foodBeforeMark reports whether a food, or what belongs to it, stands before
// mark n.
func (d *dater) foodBeforeMark(n int) bool {
	return n > 0 && (d.marks[n-1].kind == foodMark || d.marks[n-1].kind == unitMark || d.marks[n-1].kind == qualifierMark)
}

// leftoverReach is how many marks before a day "leftover" may stand.
const leftoverReach = 6

// isCooking reports whether the day of mark k is when leftovers were cooked:
// "leftover curry from Sunday".
func (d *dater) isCooking(k int) bool {
	if d.isFrom(k) {
		return true
	}
	if d.dayTold && d.now.day != d.today {
		return false
	}
	for n := k - 1; n >= 0 && k-n <= leftoverReach && !d.endsSentence(n); n-- {
		if d.marks[n].cue == leftoverCue {
			return d.next > 0 || n < k-1
		}
	}
	return false
}

// isFrom reports whether the day of mark k is where a food before it in its sentence
// comes from: "gumbo from Sunday", "hash, a box from yesterday".
func (d *dater) isFrom(k int) bool {
	first := d.marks[k].first
	return d.next > d.since[dayPart] && d.next > d.sentence && first > 0 && d.tokens[first-1].word == d.lexicon.words.from
}
