package conversation

import (
	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/intent"
)

// alarm answers a red flag with where to find help, and with nothing else. A
// meal that the message states is kept without a word about it.
func (t *turn) alarm(text string, m intent.Message) error {
	t.settle()
	if err := t.keepSilently(text, m); err != nil {
		return err
	}
	if m.About == care.Eating {
		t.u.HideNumbers = true
		if err := t.endExclusion(); err != nil {
			return err
		}
	}
	return t.close("care."+string(m.About), nil)
}

// keepSilently keeps what the message tells, as logging or editing would.
func (t *turn) keepSilently(text string, m intent.Message) error {
	if t.e.Forwarded {
		return nil
	}
	changes, _, err := t.standing(t.source())
	if err != nil {
		return err
	}
	m.Food.Unknown = nil
	entries := t.entries(t.source(), text, t.sent(), m)
	switch {
	case len(changes) > 0:
		_, err = t.append(coach.ChangeEdit, t.source(), 0, entries)
	case len(entries) > 0:
		_, err = t.append(coach.ChangeLog, t.source(), 0, entries)
	}
	return err
}
