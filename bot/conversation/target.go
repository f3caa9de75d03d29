package conversation

import (
	"slices"

	"gutskin/coach/intent"
)

// Which entry a reply or a correcting message is about.

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
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-7), t.today())
	if err != nil {
		return "", err
	}
	wanted := t.namesMeant(m)
	for _, e := range slices.Backward(entries) {
		for _, f := range e.Foods {
			if slices.Contains(wanted, f.Name) {
				return e.Source, nil
			}
		}
	}
	return t.lastStanding()
}

// lastStanding is the source that was changed last of those that still have
// entries; "" when none has.
func (t *turn) lastStanding() (string, error) {
	recent, err := t.tx.RecentChanges(t.u.ID, undoDepth)
	if err != nil {
		return "", err
	}
	seen := map[string]bool{}
	for _, c := range slices.Backward(recent) {
		if seen[c.Source] {
			continue
		}
		seen[c.Source] = true
		entries, err := t.tx.EntriesOf(t.u.ID, c.Source)
		if err != nil || len(entries) > 0 {
			return c.Source, err
		}
	}
	return "", nil
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
