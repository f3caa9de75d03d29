package conversation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// Which entry a reply or a correcting message is about.

// meantWithin is how far back a food that is named may lie.
const meantWithin = 7 * 24 * time.Hour

// sourceRepliedTo is the diary source of the message replied to, or "".
func (t *turn) sourceRepliedTo() (string, error) {
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

// sourceMeant is the source that words such as "delete the kefir" mean: the
// latest of the last days that holds a food named as not eaten, else the
// latest change's; "" when there is nothing.
func (t *turn) sourceMeant(m intent.Message) (string, error) {
	return t.latest(m, func([]coach.Entry) bool { return true })
}

// sourceCorrected is the source that a correction means which replies to
// nothing: the latest, unless it states an amount that suits nothing there but
// something of today or yesterday.
func (t *turn) sourceCorrected(m intent.Message) (string, error) {
	if m.Request.Action == intent.ActMove && m.Request.Meal == "" || m.Request.Action == intent.ActWrong {
		return t.sourceMeant(m)
	}
	source, err := t.latest(m, hasFoods)
	here, elsewhere := t.suited(m)
	if err != nil || source == "" || here == nil {
		return source, err
	}
	entries, err := t.tx.EntriesOf(t.u.ID, source)
	if err != nil || here(entries) {
		return source, err
	}
	better, err := t.latest(m, t.lately(elsewhere))
	return cmp.Or(better, source), err
}

// suited are what entries must hold for an amount to suit them, in the latest
// source and in an earlier one: what is drunk from glasses for an amount of
// those, and for one of a food something like it, or that very food. Both are
// nil for a correction that states none.
func (t *turn) suited(m intent.Message) (here, elsewhere func([]coach.Entry) bool) {
	if _, drunk := t.sip(m.Request.Text); drunk && m.Request.Action == intent.ActAmount {
		return holdsDrink, holdsDrink
	}
	if !measures(m) {
		return nil, nil
	}
	said := foodOf(m.Food.Items[0])
	here = func(entries []coach.Entry) bool { _, _, ok := alike(entries, said); return ok }
	elsewhere = func(entries []coach.Entry) bool { _, _, ok := named(entries, []string{said.Name}); return ok }
	return here, elsewhere
}

// lately tells whether entries fit that are of today or yesterday.
func (t *turn) lately(fits func([]coach.Entry) bool) func([]coach.Entry) bool {
	return func(entries []coach.Entry) bool {
		return len(entries) > 0 && entries[0].Day >= t.today().Add(-1) && fits(entries)
	}
}

// latest is sourceMeant among the sources whose entries fit.
func (t *turn) latest(m intent.Message, fits func([]coach.Entry) bool) (string, error) {
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return "", err
	}
	wanted, last := t.namesMeant(m), ""
	seen := map[string]bool{}
	for _, c := range slices.Backward(recent) {
		if seen[c.Source] {
			continue
		}
		seen[c.Source] = true
		entries, err := t.tx.EntriesOf(t.u.ID, c.Source)
		if err != nil {
			return "", err
		}
		if last == "" && len(entries) > 0 && fits(entries) {
			last = c.Source
		}
		switch {
		case holdsAny(entries, wanted):
			return c.Source, nil
		case last != "" && (len(wanted) == 0 || t.now.Sub(c.At) > meantWithin):
			return last, nil
		}
	}
	return last, nil
}

// namesMeant are the lexicon's names of the foods that a message takes back.
func (t *turn) namesMeant(m intent.Message) []string {
	var names []string
	for _, span := range m.Food.NotEaten {
		for _, item := range t.read(span.Text).Food.Items {
			names = append(names, item.Food)
		}
	}
	return names
}

// holdsAny tells whether the entries hold one of the named foods.
func holdsAny(entries []coach.Entry, names []string) bool {
	for _, e := range entries {
		if slices.ContainsFunc(e.Foods, func(f coach.Food) bool { return isAny(f, names) }) {
			return true
		}
	}
	return false
}

// isAny tells whether the food is one of the named, or a kind of one: "boiled
// egg" is an "egg", and "oatmeal with milk" is "oatmeal".
func isAny(f coach.Food, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return strings.HasSuffix(" "+f.Name, " "+name) || strings.HasPrefix(f.Name, name+" with ")
	})
}
