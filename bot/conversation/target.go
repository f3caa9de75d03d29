package conversation

import (
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
