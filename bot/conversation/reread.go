package conversation

import (
	"context"
	"fmt"
	"math"
	"reflect"

	"gutskin/coach"
	"gutskin/storage"
)

// rereadPage is how many people, or changes of one person, are gone through
// at a time.
const rereadPage = 500

// Reread reads everybody's stored messages again, as this version's lexicon
// understands them. What people corrected by hand stays. It tells how many
// messages it read and how many are now understood differently, and progress,
// after each person, how many it has read. The bot must not be serving
// meanwhile.
func (s *Service) Reread(ctx context.Context, progress func(read int)) (read, changed int, err error) {
	for after := int64(math.MinInt64); ; {
		ids, err := s.DB.UserIDs(ctx, after, rereadPage)
		if err != nil {
			return read, changed, err
		}
		for _, id := range ids {
			after = id
			r, c, err := s.rereadUser(ctx, id)
			if err != nil {
				return read, changed, fmt.Errorf("reading the messages of user %d again: %w", id, err)
			}
			read, changed = read+r, changed+c
			progress(read)
		}
		if len(ids) < rereadPage {
			return read, changed, nil
		}
	}
}

// rereadUser reads one person's messages again, all or none.
func (s *Service) rereadUser(ctx context.Context, id int64) (read, changed int, err error) {
	err = s.DB.Update(ctx, func(tx *storage.Tx) error {
		read, changed = 0, 0
		t := s.newTurn(ctx, tx, Event{UserID: id, ChatID: id, Private: true})
		if _, err := t.known(); err != nil {
			return err
		}
		sources, err := t.sources()
		if err != nil {
			return err
		}
		for _, source := range sources {
			again, err := t.rereadSource(source)
			if err != nil {
				return err
			}
			read++
			if again {
				changed++
			}
		}
		return nil
	})
	return read, changed, err
}

// sources are the sources of all the person's changes, oldest first.
func (t *turn) sources() ([]string, error) {
	var sources []string
	seen := map[string]bool{}
	for last := int64(0); ; {
		changes, err := t.tx.ChangesAfter(t.u.ID, last, rereadPage)
		if err != nil {
			return nil, err
		}
		for _, c := range changes {
			last = c.Seq
			if !seen[c.Source] {
				seen[c.Source] = true
				sources = append(sources, c.Source)
			}
		}
		if len(changes) < rereadPage {
			return sources, nil
		}
	}
}

// rereadSource reads one message again and keeps the new reading where it
// differs. What was corrected by hand since is left alone, and so is what was
// deleted.
func (t *turn) rereadSource(source string) (differs bool, err error) {
	changes, entries, err := t.standing(source)
	if err != nil || len(entries) == 0 {
		return false, err
	}
	base, ok := coach.Undoable(changes)
	text := textOf(entries)
	if !ok || base.Kind == coach.ChangeCorrect || text == "" {
		return false, nil
	}
	at := entries[0].At
	again := t.entries(source, text, at, t.Reader.Read(text, t.moment(at)))
	withPhoto(again, photoOf(entries))
	if len(again) == 0 || sameReading(entries, again) {
		return false, nil
	}
	_, err = t.append(coach.ChangeReread, source, base.Seq, again)
	return err == nil, err
}

// sameReading tells whether two readings of a message agree in everything but
// the version that read them.
func sameReading(a, b []coach.Entry) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		x.Lexicon, y.Lexicon = "", ""
		x.At, y.At = x.At.UTC(), y.At.UTC()
		if !reflect.DeepEqual(x, y) {
			return false
		}
	}
	return true
}
