package conversation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/diary"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// corrections changes what the diary has: by words ("it was rye"), by an edit of the
// message, by a reply to an answer, or by the buttons under one.
type corrections struct{ *turn }

func (t *turn) corrections() corrections { return corrections{t} }

// correctDays is how far back a correction looks for what it is about.
const correctDays = 14

// edited reads an edited message again and puts what it tells now in the place
// of what it told. A message that told nothing is answered as if it were new.
func (t corrections) edited(text string, m intent.Message) error {
	source := t.source()
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return t.router().intent(text, m)
	}
	at := t.sent()
	if len(entries) > 0 {
		at = entries[0].At
	}
	again := t.Reader.Read(text, t.moment(at))
	list := t.entries(source, text, at, again)
	withPhoto(list, cmp.Or(t.e.Photo, photoOf(entries)))
	if _, err := t.append(coach.ChangeEdit, source, 0, list); err != nil {
		return err
	}
	return t.refreshOrSay(source)
}

// refreshOrSay shows a source's state in the coach's message about it, or in a
// new one when there is none.
func (t corrections) refreshOrSay(source string) error {
	shown, err := t.display().refresh(source)
	if err != nil || shown {
		return err
	}
	return t.display().showSource(source, 0)
}

// sourceRepliedTo is the diary source of the message replied to, or "".
func (t corrections) sourceRepliedTo() (string, error) {
	if t.e.ReplyTo == 0 {
		return "", nil
	}
	source, err := t.tx.SourceOfReply(t.u.ID, t.e.ChatID, t.e.ReplyTo)
	if isNotFound(err) {
		source, err = messageSource(t.e.ChatID, t.e.ReplyTo), nil
	}
	if err != nil {
		return "", err
	}
	changes, err := t.tx.ChangesOf(t.u.ID, source)
	if len(changes) == 0 {
		source = ""
	}
	return source, err
}

// replied handles a reply to a message that stands for a diary entry: the
// person's own, or the coach's answer to it. done is false when the reply is
// about something else.
func (t corrections) replied(m intent.Message) (done bool, err error) {
	source, err := t.sourceRepliedTo()
	if err != nil || source == "" {
		return false, err
	}
	if m.Intent == intent.Undo {
		if m.Request.Action == intent.ActDelete && len(m.Food.NotEaten) == 0 {
			return true, t.undoing().deleteSource(source)
		}
		return false, nil
	}
	if list := m.Corrections(); len(list) > 1 {
		entries, err := t.recent()
		if err != nil {
			return false, err
		}
		if out, ok := t.together(list, entries, source); ok {
			return true, t.corrected(out)
		}
	}
	if c, ok := m.Correction(); ok {
		c.Source = source
		return t.correct(c, m)
	}
	c := diary.Correction{Source: source}
	amount, measures := t.Reader.Amount(strings.TrimSpace(t.e.Text), t.moment(t.sent()))
	switch {
	case measures:
		c.Op, c.Amount = diary.Measure, amount
	case len(m.Food.Items) > 0 && (m.Intent == intent.Meal || m.Intent == intent.Water):
		c.Op, c.Foods = diary.Add, foodsOf(m.Food.Items)
	case len(m.Food.NotEaten) > 0 && m.Intent != intent.Question:
		c.Op, c.Wrong = diary.Remove, t.namesIn(m.Food.NotEaten)
	default:
		return false, nil
	}
	return t.correct(intent.Correct{Correction: c}, m)
}

// namesIn are the foods of spans as a correction names them.
func (t corrections) namesIn(spans []food.Span) []diary.Named {
	var list []diary.Named
	for _, s := range spans {
		n := diary.Named{Words: s.Text}
		for _, item := range t.read(s.Text).Food.Items {
			n.Names = append(n.Names, item.Food)
		}
		list = append(list, n)
	}
	return list
}

// correctAll does what the corrections of a message say: those of one entry as
// one change, with one answer. What they tell isn't left in the message, to be
// logged beside.
func (t corrections) correctAll(m *intent.Message) (done bool, err error) {
	list := m.Corrections()
	if len(list) > 1 {
		if done, err = t.correctTogether(list); err != nil {
			return false, err
		}
	}
	if done {
		for _, c := range list {
			m.TakenUp(c.Bytes)
		}
		return true, nil
	}
	for _, c := range list {
		did, err := t.correct(c, *m)
		if err != nil {
			return did, err
		}
		if did && (c.If || c.Op == diary.Rate) {
			m.TakenUp(c.Bytes)
		}
		done = done || did
		t.unsure = t.unsure || !did && c.If
	}
	return done, nil
}

// correctTogether does several corrections that change one entry: the one that
// each of them finds, else the newest, where it holds all that they name. done is
// false where there is none.
func (t corrections) correctTogether(list []intent.Correct) (done bool, err error) {
	entries, err := t.recent()
	if err != nil {
		return false, err
	}
	out, ok := t.together(list, entries, "")
	if n := len(entries); !ok && n > 0 {
		out, ok = t.together(list, entries, entries[n-1].Source)
	}
	if !ok {
		return false, nil
	}
	return true, t.corrected(out)
}

// together is what several corrections come to that change one entry, that of the
// source where one is given; ok is false where they don't.
func (t corrections) together(list []intent.Correct, entries []coach.Entry, source string) (all diary.Outcome, ok bool) {
	ed := diary.Editor{Lexicon: measurer{t.turn}, Today: t.today()}
	for _, c := range list {
		if c.Vague || c.Same || c.Kind != "" || c.Op == diary.Restore || c.Op == diary.Move || wantsFood(c.Correction) {
			return all, false
		}
		c.Source = source
		if c.Op == diary.Add && len(c.Wrong) == 0 {
			c.Source = cmp.Or(source, all.Source)
		}
		after, out := ed.Apply(entries, t.meant(c.Correction, c.If, entries))
		switch {
		case out.Result == diary.Unchanged:
			continue // the others say more
		case out.Result != diary.Changed || all.Source != "" && out.Source != all.Source:
			return all, false
		case all.Source == "":
			all = diary.Outcome{Source: out.Source, Before: out.Before}
		}
		entries = after
		all.After, all.Missing = out.After, append(all.Missing, out.Missing...)
	}
	return all, all.Source != ""
}

// wantsFood reports whether the correction puts in a food that nobody knows.
func wantsFood(c diary.Correction) bool {
	return (c.Op == diary.Replace && c.Kind == "" || c.Op == diary.Add) && len(c.Foods) == 0
}

// correct does what a correction says. done is false when the diary holds
// nothing of what it would change, and the words tell something new then.
func (t corrections) correct(c intent.Correct, m intent.Message) (done bool, err error) {
	switch {
	case c.Vague:
		return true, t.fixNamed(c)
	case c.Op == diary.Move && c.Day > t.today():
		return true, t.say("move.future", nil)
	case c.Op == diary.Move && c.Day == "" && c.Meal == "" && c.Clock == nil:
		return true, t.fixNamed(c)
	}
	if c.Op == diary.Restore {
		return t.restore(c)
	}
	entries, err := t.recent()
	if err != nil {
		return false, err
	}
	c.Correction = t.meant(c.Correction, c.If, entries)
	if wantsFood(c.Correction) {
		if c.If {
			return false, nil
		}
		return true, t.say("correct.unknown", firstUnknown(m))
	}
	if c.Same && c.Source == "" {
		kind, ok := t.kindIn(c.Foods[0].Name, entries, c.OnDay)
		if !ok {
			return false, nil
		}
		c.Wrong = []diary.Named{{Names: []string{kind}}}
	}
	if c.Guess && c.Op == diary.Replace && len(c.Wrong) == 0 && c.Source == "" {
		if c.Correction, err = t.inGap(c.Correction); err != nil {
			return false, err
		}
	}
	ed := diary.Editor{Lexicon: measurer{t.turn}, Today: t.today()}
	_, out := ed.Apply(entries, c.Correction)
	if c.Kind != "" && out.Result != diary.Changed {
		c.OnDay = t.today()
		_, out = ed.Apply(entries, c.Correction)
		return t.remarked(out, m)
	}
	switch out.Result {
	case diary.Changed:
		return true, t.corrected(out)
	case diary.Unchanged:
		return true, t.say("corrected.same", entriesNames(ofSource(entries, out.Source)))
	case diary.NotFound:
		if c.If && c.Source == "" {
			return false, nil
		}
		return true, t.askWhich("correct.absent", out, entries, wordsOf(out.Missing))
	case diary.Ambiguous:
		return true, t.askWhich("correct.which", out, entries, nil)
	}
	if c.If {
		return false, nil
	}
	if len(c.Foods) > 0 {
		return true, t.logFoods(c.Foods)
	}
	return true, t.say("correct.nothing", nil)
}

// inGap puts what a correction says in the place of what was just taken out: "no
// salad, sorry", "it was veg".
func (t corrections) inGap(c diary.Correction) (diary.Correction, error) {
	changes, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil || len(changes) == 0 || t.now.Sub(changes[len(changes)-1].At) > completedWithin {
		return c, err
	}
	if source, ok := diary.TakenOut(changes); ok {
		c.Op, c.Source, c.Guess = diary.Add, source, false
	}
	return c, nil
}

// restore puts back what was taken out and was had after all, as it was. Where
// no change has taken it out it is something new.
func (t corrections) restore(c intent.Correct) (done bool, err error) {
	changes, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return false, err
	}
	out := diary.Restored(changes, c.Wrong, t.today().Add(-1), func(source string) []coach.Entry {
		var entries []coach.Entry
		if err == nil {
			_, entries, err = t.standing(source)
		}
		return entries
	})
	switch {
	case err != nil:
		return false, err
	case out.Result == diary.Changed:
		return true, t.corrected(out)
	case c.If:
		return false, nil
	}
	var foods []coach.Food
	for _, n := range c.Wrong {
		foods = append(foods, foodsOf(t.read(n.Words).Food.Items)...)
	}
	if len(foods) == 0 {
		return true, t.say("correct.unknown", "")
	}
	return true, t.logFoods(foods)
}

// meant fills in what the words leave to the diary: a rating or a number that
// is of the newest entry, and the food that an amount names.
func (t corrections) meant(c diary.Correction, loose bool, entries []coach.Entry) diary.Correction {
	switch {
	case (c.Op == diary.Remove || c.Op == diary.Keep) && loose && c.Source == "" && c.OnDay == "":
		c.OnDay = t.today() // "no rice" takes nothing out of yesterday
	case c.Op == diary.Measure && c.Amount.Bare >= 1 && c.Amount.Bare <= 5 && len(c.Wrong) == 0 && c.Source == "" && (newestIsRating(entries) || c.Rating > 0 && t.ratesToday(entries)):
		c.Op, c.Rating = diary.Rate, int(c.Amount.Bare)
	case c.Op == diary.Replace && loose && len(c.Wrong) == 1 && len(c.Foods) == 1 && holdsBoth(entries, c):
		c.Op, c.Foods = diary.Remove, nil // never touched the fries, only the burger
	case c.Op == diary.Replace && len(c.Wrong) == 0 && c.Source == "" && len(c.Foods) > 0:
		for _, e := range slices.Backward(entries) {
			if e.Day < t.today().Add(-1) {
				break
			}
			if slices.ContainsFunc(e.Foods, func(f coach.Food) bool { return f.Name == c.Foods[0].Name }) {
				c.Source = e.Source
				break
			}
		}
	}
	return c
}

// holdsBoth reports whether the newest message that told the food named as wrong told
// the right one too, as another.
func holdsBoth(entries []coach.Entry, c diary.Correction) bool {
	if diary.Holds([]coach.Entry{{Foods: c.Foods}}, c.Wrong[0]) {
		return false // the soup was lentil
	}
	right := diary.Named{Names: []string{c.Foods[0].Name}}
	for _, e := range slices.Backward(entries) {
		if told := ofSource(entries, e.Source); diary.Holds(told, c.Wrong[0]) {
			return diary.Holds(told, right)
		}
	}
	return false
}

// kindIn is the last word of a food's name ("noodles" of rice noodles) where a
// food of today or yesterday, or of the day that is said, is named by it.
func (t corrections) kindIn(name string, entries []coach.Entry, on day.Day) (kind string, ok bool) {
	words := strings.Fields(name)
	kind = words[len(words)-1]
	for _, e := range slices.Backward(entries) {
		if on != "" && e.Day != on || on == "" && e.Day < t.today().Add(-1) {
			continue
		}
		for _, f := range e.Foods {
			if slices.Contains(strings.Fields(f.Name), kind) {
				return kind, true
			}
		}
	}
	return "", false
}

// ratesToday reports whether one of today's entries has a rating.
func (t corrections) ratesToday(entries []coach.Entry) bool {
	return slices.ContainsFunc(entries, func(e coach.Entry) bool { return e.Day == t.today() && (e.Skin != nil || e.Gut != nil) })
}

func newestIsRating(entries []coach.Entry) bool {
	return newestIsSkin(entries) || len(entries) > 0 && entries[len(entries)-1].Gut != nil
}

func newestIsSkin(entries []coach.Entry) bool {
	return len(entries) > 0 && entries[len(entries)-1].Skin != nil
}

// corrected keeps what a correction came to and says before and after.
func (t corrections) corrected(out diary.Outcome) error {
	kind := coach.ChangeCorrect
	if len(out.After) == 0 {
		kind = coach.ChangeDelete
	}
	c, err := t.append(kind, out.Source, 0, numbered(out.After, textOf(out.Before)))
	if err != nil {
		return err
	}
	t.standsNow = out.After
	if t.e.Kind == KindButton {
		return t.showPressed(out.Source)
	}
	if _, err := t.display().refresh(out.Source); err != nil {
		return err
	}
	k := t.keyboard().add("button.undo", nil, "undo", out.Source, strconv.FormatInt(c.Seq, 10))
	if len(out.After) == 0 {
		return t.display().sayOf(out.Source, 0, "deleted", entriesNames(out.Before), k)
	}
	view, err := t.correctedView(out.Before, out.After)
	if err != nil {
		return err
	}
	view.Missing = wordsOf(out.Missing)
	return t.display().sayOf(out.Source, 0, "corrected", view, k)
}

// remarked answers words on a food that today's diary holds and that make no
// other of it ("the soup was delicious"): they tell no second one. done is false
// where it holds none.
func (t corrections) remarked(out diary.Outcome, m intent.Message) (done bool, err error) {
	if out.Result != diary.Unchanged && out.Result != diary.Ambiguous {
		return false, nil
	}
	var names []string
	for _, s := range m.Food.Items {
		names = append(names, s.Text)
	}
	return len(names) > 0, doubt{t: t.turn}.remarked(names)
}

// resaid puts a value in the place of the one that the newest entry tells: "slept 6
// hours", "actually 7". Of a meal it is only a share of a food: "half a pizza", "no,
// a third". done is false for anything else.
func (t corrections) resaid(text string, m intent.Message) (done bool, err error) {
	if len(strings.Fields(text)) > mostMoreWords || len(m.Food.Items)+len(m.Food.NotEaten)+len(m.Food.Unknown) > 0 || m.Skin != nil || m.Gut != nil || m.CheckIn != nil {
		return false, nil
	}
	entries, err := t.recent()
	if err != nil || len(entries) == 0 {
		return false, err
	}
	newest := entries[len(entries)-1]
	share := false
	if c, ok := m.Correction(); ok {
		share = c.Op == diary.Measure && c.Amount.Times > 0 && c.Amount.Times < 1 && len(c.Wrong) == 0
	}
	if newest.CheckIn == nil && !share || newest.Part != 0 || t.now.Sub(newest.At) > resaidWithin {
		return false, nil
	}
	again, ok := t.Reader.Resaid(newest.Text, text, t.moment(t.sent()))
	if !ok {
		return false, nil
	}
	after := t.entries(newest.Source, again, newest.At, t.Reader.Read(again, t.moment(newest.At)))
	if len(after) == 0 {
		return false, nil
	}
	return true, t.corrected(diary.Outcome{Result: diary.Changed, Source: newest.Source, Before: ofSource(entries, newest.Source), After: after})
}

// resaidWithin is how long after a check-in a message that is nothing but a value
// corrects it.
const resaidWithin = time.Hour

// completed takes a few words that say only how much there was of the one food that
// was just told, or of which kind the only one was that comes in it: "yoghurt",
// "greek", "150 g". done is false for anything else.
func (t corrections) completed(text string, m intent.Message) (done bool, err error) {
	if m.Intent != intent.Unknown && m.Intent != intent.Lifestyle || len(m.Food.Items)+len(m.Food.NotEaten)+len(m.Food.Unknown) > 0 || len(strings.Fields(text)) > mostMoreWords {
		return false, nil
	}
	entries, err := t.recent()
	if err != nil || len(entries) == 0 {
		return false, err
	}
	newest := entries[len(entries)-1]
	if newest.Kind != coach.KindMeal || len(ofSource(entries, newest.Source)) > 1 || len(newest.Foods) == 0 || t.now.Sub(newest.At) > completedWithin {
		return false, nil
	}
	c := diary.Correction{Source: newest.Source}
	if amount, ok := t.Reader.Amount(text, t.moment(t.sent())); ok {
		if len(newest.Foods) > 1 {
			return false, nil
		}
		f := newest.Foods[0]
		m, measured := measurer{t.turn}.Measured(f.Name, amount.Words)
		if amount.Times > 0 || amount.Bare > 0 || f.Count > 0 && (!measured || !diary.IsExact(m) || diary.IsExact(f)) {
			return false, nil
		}
		c.Op, c.Amount = diary.Measure, amount
	} else {
		c.Op, c.Kind = diary.Replace, t.Reader.Kind(text, t.moment(t.sent()))
		if c.Kind == "" {
			return false, nil
		}
	}
	ed := diary.Editor{Lexicon: measurer{t.turn}, Today: t.today()}
	switch _, out := ed.Apply(entries, c); {
	case out.Result == diary.Changed:
		return true, t.corrected(out)
	case out.Result == diary.Unchanged && c.Op == diary.Measure:
		return true, t.say("corrected.same", entriesNames(ofSource(entries, newest.Source)))
	}
	return false, nil
}

// narrows reports whether all that is told is a kind of a food that was just told: a
// tuna salad, after a salad.
func (t corrections) narrows(told []coach.Entry) (bool, error) {
	if len(told) != 1 || len(told[0].Foods) != 1 || !strings.Contains(told[0].Foods[0].Name, " ") {
		return false, nil
	}
	entries, err := t.recent()
	if err != nil || len(entries) == 0 {
		return false, err
	}
	newest := entries[len(entries)-1]
	if t.now.Sub(newest.At) > completedWithin {
		return false, nil
	}
	return slices.ContainsFunc(newest.Foods, func(was coach.Food) bool {
		return strings.HasSuffix(told[0].Foods[0].Name, " "+was.Name)
	}), nil
}

// completedWithin is how long after a food a few words more are of it.
const completedWithin = 10 * time.Minute

// pointedBack answers a message that only speaks of "the" foods which the latest
// entry of today holds, in words that aren't understood: it is asked about, and
// logs none a second time unsaid. done is false where it holds none of them.
func (t corrections) pointedBack(m *intent.Message) (done bool, err error) {
	entries, err := t.recent()
	if err != nil || len(entries) == 0 || entries[len(entries)-1].Day != t.today() {
		return false, err
	}
	newest := ofSource(entries, entries[len(entries)-1].Source)
	var names []string
	for _, item := range m.Food.Items {
		if !diary.Holds(newest, diary.Named{Words: item.Text, Names: []string{item.Food}}) {
			return false, nil
		}
		names = append(names, item.Text)
	}
	for _, item := range slices.Clone(m.Food.Items) {
		m.TakenUp(intent.Bytes{Start: item.Start, End: item.End})
	}
	return true, doubt{t: t.turn}.remarked(names)
}

// correctedView is what a correction has changed of an entry.
type correctedView struct {
	Out, In []string // what it doesn't tell any more, and what it tells now
	After   retold
	Missing []string // what was named and isn't there
}

func (t corrections) correctedView(before, after []coach.Entry) (correctedView, error) {
	had, err := t.toldIn(before)
	if err != nil {
		return correctedView{}, err
	}
	has, err := t.toldIn(after)
	if err != nil {
		return correctedView{}, err
	}
	v := correctedView{Out: without(had, has), In: without(has, had), After: t.retold(before, after)}
	if v.After.Moved {
		v.After.Entries = slices.DeleteFunc(v.After.Entries, func(e toldEntry) bool { return !e.moved })
	}
	weighs := func(x thing) bool { return x.Grams > 0 }
	for i := range v.After.Entries {
		if e := &v.After.Entries[i]; !v.After.Moved && slices.ContainsFunc(e.Things, weighs) {
			e.Things = slices.DeleteFunc(e.Things, func(x thing) bool { return !weighs(x) }) // what hasn't changed needs no word
		}
	}
	return v, nil
}

// toldIn is what entries tell: foods in the person's own words, and notes with
// their values.
func (t corrections) toldIn(entries []coach.Entry) ([]string, error) {
	var names []string
	for i := range entries {
		e := &entries[i]
		if e.Kind == coach.KindMeal {
			names = append(names, toldFoods(e.Foods)...)
			continue
		}
		note, err := t.words.Label("note.told", e)
		if err != nil {
			return nil, err
		}
		names = append(names, note)
	}
	return names, nil
}

// without are the names of a list that another doesn't hold.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(name string) bool { return slices.Contains(other, name) })
}

func wordsOf(list []diary.Named) []string {
	var words []string
	for _, n := range list {
		words = append(words, n.Words)
	}
	return words
}

func ofSource(entries []coach.Entry, source string) []coach.Entry {
	var list []coach.Entry
	for _, e := range entries {
		if e.Source == source {
			list = append(list, e)
		}
	}
	return list
}

// offerReplace adds a button that takes the meal before out of the diary, for a
// message that was added though it may have been meant in its place.
func (t corrections) offerReplace(k *keyboard, source string) error {
	entries, err := t.recent()
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(entries) {
		if e.Source != source && len(e.Foods) > 0 {
			if e.Day >= t.today().Add(-1) {
				k.row().add("button.replace", e.Foods[0].Shown(), "replace", source, e.Source)
			}
			break
		}
	}
	return nil
}

// pressReplace takes the meal before out of the diary, in whose place the one of
// source was meant.
func (t corrections) pressReplace(source, before string) error {
	_, stays, err := t.standing(source)
	if err != nil {
		return err
	}
	_, goes, err := t.standing(before)
	if err != nil {
		return err
	}
	if len(stays) == 0 || len(goes) == 0 {
		return t.say("button.gone", nil)
	}
	c, err := t.append(coach.ChangeDelete, before, 0, nil)
	if err != nil {
		return err
	}
	if _, err := t.display().refresh(before); err != nil {
		return err
	}
	if err := t.display().showSource(source, t.e.MessageID); err != nil {
		return err
	}
	k := t.keyboard().add("button.undo", nil, "undo", before, strconv.FormatInt(c.Seq, 10))
	return t.display().sayOf(before, 0, "corrected", correctedView{Out: entriesNames(goes), In: entriesNames(stays)}, k)
}

// askWhich asks which food or entry a correction is about, with the ones that
// it may be as buttons.
func (t corrections) askWhich(wording string, out diary.Outcome, entries []coach.Entry, missing []string) error {
	k := t.keyboard()
	for _, p := range out.Candidates {
		for _, e := range entries {
			if e.Source == p.Source && e.Part == p.Part && p.Index >= 0 && p.Index < len(e.Foods) {
				k.flow(2, "button.food", foodLabel{Name: e.Foods[p.Index].Shown()}, "swap", p.Source, mark(ofSource(entries, p.Source)), place(p.Part, p.Index))
			}
		}
	}
	t.ask("swap", strings.TrimSpace(t.e.Text))
	return t.sayWith(wording, missing, k)
}

// swapAsked does the correction that waits to the food chosen.
func (t corrections) swapAsked(source string, entries []coach.Entry, part, index int) error {
	words := t.u.Dialog.About
	if t.asked() != "swap" {
		return t.openFix(source, t.e.MessageID)
	}
	t.settle()
	m := t.read(words)
	c, ok := t.waiting(m)
	if !ok || part >= len(entries) {
		return t.openFix(source, t.e.MessageID)
	}
	c.Source, c.If = source, false
	c.Wrong = []diary.Named{{Names: []string{entries[part].Foods[index].Name}}}
	if done, err := t.correct(c, m); done || err != nil {
		return err
	}
	return t.openFix(source, t.e.MessageID)
}

// waiting is the correction of a message of which it was asked what it is about.
func (t corrections) waiting(m intent.Message) (c intent.Correct, ok bool) {
	if c, ok = m.Correction(); ok {
		return c, true
	}
	c.Op, c.Wrong = diary.Remove, t.namesIn(m.Food.NotEaten)
	return c, m.Is(intent.Undo) && len(c.Wrong) > 0
}

// picked does the correction that waits to the food that the words choose: "the 3
// o'clock one". done is false for words that choose none.
func (t corrections) picked(text string) (done bool, err error) {
	pick, ok := t.Reader.Pick(text, t.moment(t.sent()))
	if !ok {
		return false, nil
	}
	c, ok := t.waiting(t.read(t.u.Dialog.About))
	entries, err := t.recent()
	if !ok || err != nil {
		return false, err
	}
	ed := diary.Editor{Lexicon: measurer{t.turn}, Today: t.today()}
	_, out := ed.Apply(entries, c.Correction)
	var may []coach.Entry
	for _, e := range entries {
		if slices.ContainsFunc(out.Candidates, func(p diary.Place) bool { return p.Source == e.Source && p.Part == e.Part }) {
			e.At = e.At.In(t.u.ZoneAt(e.At))
			may = append(may, e)
		}
	}
	i := pick.Of(may)
	if i < 0 {
		return false, nil
	}
	for _, p := range out.Candidates {
		if e := may[i]; p.Source == e.Source && p.Part == e.Part {
			return true, t.swapAsked(p.Source, ofSource(entries, p.Source), p.Part, p.Index)
		}
	}
	return false, nil
}

// fixNamed opens the Fix menu of the entry that a correction is about.
func (t corrections) fixNamed(c intent.Correct) error {
	if c.Source != "" {
		return t.openFix(c.Source, 0)
	}
	return t.fixLatest()
}

func firstUnknown(m intent.Message) string {
	if len(m.Food.Unknown) > 0 {
		return m.Food.Unknown[0].Text
	}
	return ""
}

func foodsOf(items []food.Item) []coach.Food {
	var foods []coach.Food
	for _, item := range items {
		foods = append(foods, coach.FoodOf(item))
	}
	return foods
}

// measurer is what corrections need to know of foods.
type measurer struct{ t *turn }

// Measured is a food in an amount in somebody's words.
func (x measurer) Measured(name, amount string) (coach.Food, bool) {
	for _, wording := range []string{"read.amountof", "read.amount"} {
		items := x.t.readAs(wording, amountView{strings.TrimSpace(amount), name}).Food.Items
		if len(items) == 1 && items[0].Stated && items[0].Food == name {
			return coach.FoodOf(items[0]), true
		}
	}
	return coach.Food{}, false
}

// Parts are the foods that a dish is named after, with its weight.
func (x measurer) Parts(f coach.Food) []coach.Food {
	var parts []coach.Food
	grams := 0.0
	for _, name := range x.t.Lexicon.Parts(f.Name) {
		for _, item := range x.t.read(name).Food.Items {
			parts = append(parts, coach.FoodOf(item))
			grams += item.Grams
		}
	}
	for i := range parts {
		if grams > 0 && f.Grams > 0 {
			parts[i] = diary.Scaled(parts[i], f.Grams/grams)
		}
		parts[i].Called, parts[i].Said, parts[i].Count, parts[i].Unit = "", "", 0, ""
	}
	return parts
}

// OfKind is the food in the kind that the words say, where the lexicon knows it
// or the words are qualifiers: bread that was wholegrain, a beer without alcohol.
func (x measurer) OfKind(f coach.Food, kind string) (coach.Food, bool) {
	for _, base := range []string{f.Name, f.Name[strings.LastIndexByte(f.Name, ' ')+1:]} {
		m := x.t.readAs("read.kind", kindView{kind, base})
		if len(m.Food.Items) != 1 || len(m.Food.Unknown) > 0 {
			continue
		}
		of := coach.FoodOf(m.Food.Items[0])
		if base != f.Name && !strings.HasSuffix(of.Name, base) {
			continue // a chocolate bar is no protein bar
		}
		bare := f
		if plain := x.t.read(base).Food.Items; len(plain) == 1 {
			bare = coach.FoodOf(plain[0])
		}
		if (of.Name != f.Name || of.Categories != f.Categories) && (of.Name != bare.Name || of.Categories != bare.Categories) { // a delicious soup is a soup
			if of.Said = ""; of.Name == f.Name {
				of.Called = kind + " " + f.Bare()
			}
			return of, true
		}
		if of.Name == f.Name && len(x.t.read(kind).Food.Items) > 0 { // a chocolate protein bar
			of.Said, of.Called = "", kind+" "+f.Bare()
			return of, true
		}
	}
	return coach.Food{}, false
}

// kindView is the kind of a food, in somebody's words, and the food.
type kindView struct{ Kind, Food string }

// Plural is a food's name as several are said.
func (x measurer) Plural(name string) string { return x.t.Guide.Plural(name) }

// Named is the food of that name in its usual serving.
func (x measurer) Named(name string) (coach.Food, bool) {
	if !x.t.Lexicon.Has(name) {
		return coach.Food{}, false
	}
	items := x.t.read(name).Food.Items
	if len(items) != 1 {
		return coach.Food{}, false
	}
	f := coach.FoodOf(items[0])
	f.Said = ""
	return f, true
}

// amountView is an amount in somebody's words, and the food that it is of.
type amountView struct{ Amount, Food string }

// amountSaid gives a food the amount that the words state: "200 g", "2 cups",
// "half". ok is false for words that state none.
func (t corrections) amountSaid(list []coach.Entry, part, index int, words string) (ok bool) {
	amount, ok := t.Reader.Amount(words, t.moment(t.sent()))
	if !ok {
		return false
	}
	f := list[part].Foods[index]
	c := diary.Correction{Op: diary.Measure, Source: list[part].Source, Wrong: []diary.Named{{Names: []string{f.Name}}}, Amount: amount}
	ed := diary.Editor{Lexicon: measurer{t.turn}, Today: t.today()}
	_, out := ed.Apply(list, c)
	if out.Result != diary.Changed && out.Result != diary.Unchanged {
		return false
	}
	if out.Result == diary.Changed {
		copy(list, out.After)
	}
	return true
}

// unclearAmount asks again after words that state no amount, unless they are
// about something else.
func (t corrections) unclearAmount(f coach.Food, m intent.Message) error {
	if m.Intent != intent.Unknown {
		t.settle()
		return nil
	}
	return t.say("fix.amount.unclear", f.Bare())
}

// swap puts foods in the place of one food.
func (t corrections) swap(source string, entries []coach.Entry, part, index int, foods []coach.Food) error {
	list := copyOf(entries)
	list[part].Foods = slices.Replace(list[part].Foods, index, index+1, foods...)
	return t.rewrite(source, list)
}

// moveEntries moves a source's entries to another day, another meal, another
// time of day, or several of these.
func (t corrections) moveEntries(source string, d day.Day, meal food.Meal, clock *time.Duration) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	ed := diary.Editor{Lexicon: measurer{t.turn}, Today: t.today()}
	c := diary.Correction{Op: diary.Move, Source: source, Day: d, Meal: meal, Clock: clock}
	if len(entries) > 0 {
		c.OnDay = ""
	}
	_, out := ed.Apply(entries, c)
	if out.Result != diary.Changed {
		return t.unchanged(source, entries)
	}
	return t.rewrite(source, out.After)
}
