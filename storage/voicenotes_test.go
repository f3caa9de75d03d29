package storage_test

import (
	"errors"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
)

func keepVoiceNotes(t testing.TB, db *storage.DB, list ...coach.VoiceNote) {
	t.Helper()
	update(t, db, func(tx *storage.Tx) error {
		var all error
		for _, v := range list {
			all = errors.Join(all, tx.VoiceNotes().Keep(v))
		}
		return all
	})
}

func takeVoiceNotes(t testing.TB, db *storage.DB, at time.Time, limit int) []coach.VoiceNote {
	t.Helper()
	list, err := db.TakeVoiceNotes(t.Context(), at, at.Add(time.Minute), limit)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func voiceNote(key string, user int64) coach.VoiceNote {
	return coach.VoiceNote{Key: key, UserID: user, At: now, Payload: []byte("the event of " + key)}
}

// What waits is counted, from the oldest on: received updates until they are
// handled, voice notes until they are written out.
func TestDepths(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		depths := func() []any {
			updates, received, err1 := db.InboxDepth(t.Context())
			notes, kept, err2 := db.VoiceNotesDepth(t.Context())
			return []any{updates, received, notes, kept, errors.Join(err1, err2)}
		}
		none := []any{0, time.Time{}, 0, time.Time{}, nil}
		same(t, "at first", none, depths())
		later := voiceNote("tg:1:2", 8)
		later.At = now.Add(time.Minute)
		keepVoiceNotes(t, db, later, voiceNote("tg:1:1", 7))
		list := []coach.Received{
			{Key: "tg:1:4", UserID: 7, Number: 4, At: now.Add(time.Hour), Payload: []byte("{}")},
			{Key: "tg:1:3", UserID: 8, Number: 3, At: now.Add(time.Second), Payload: []byte("{}")},
		}
		if err := db.Receive(t.Context(), list, "", 0); err != nil {
			t.Fatal(err)
		}
		takeVoiceNotes(t, db, now, 1) // one in hand waits still
		same(t, "waiting", []any{2, now.Add(time.Second), 2, now, nil}, depths())
		update(t, db, func(tx *storage.Tx) error {
			_, err := tx.VoiceNotes().End(7, "tg:1:1")
			return errors.Join(err, tx.LeaveInbox(8, "tg:1:3"))
		})
		same(t, "one of each is done", []any{1, now.Add(time.Hour), 1, now.Add(time.Minute), nil}, depths())
		update(t, db, func(tx *storage.Tx) error {
			_, err := tx.VoiceNotes().Drop(8, "tg:1:2")
			return errors.Join(err, tx.LeaveInbox(7, "tg:1:4"))
		})
		same(t, "all are", none, depths())
	})
}

// Each person's voice notes are taken in their order, one at a time, counted, and
// again when nobody ends the try; what came of one is kept until it is taken.
func TestVoiceNotes(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		keepVoiceNotes(t, db, voiceNote("tg:1:2", 7), voiceNote("tg:1:1", 7), voiceNote("tg:1:3", 8), voiceNote("tg:1:2", 7))
		same(t, "wait", 2, read(t, db, func(tx *storage.Tx) (int, error) { return tx.VoiceNotes().Waiting(7) }))
		tried := func(v coach.VoiceNote, n int) coach.VoiceNote { v.Tries = n; return v }
		first, other, second := voiceNote("tg:1:2", 7), voiceNote("tg:1:3", 8), voiceNote("tg:1:1", 7)
		same(t, "taken", []coach.VoiceNote{tried(first, 1), tried(other, 1)}, takeVoiceNotes(t, db, now, 10))
		same(t, "in hand", 0, len(takeVoiceNotes(t, db, now, 10)))
		same(t, "nobody ended them", []coach.VoiceNote{tried(first, 2), tried(other, 2)}, takeVoiceNotes(t, db, now.Add(time.Minute), 10))

		if err := db.HurryVoiceNotes(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		same(t, "a new start", []coach.VoiceNote{tried(first, 3)}, takeVoiceNotes(t, db, now, 1))
		if err := db.PutOffVoiceNote(t.Context(), first, now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		same(t, "put off, and what is behind it", []coach.VoiceNote{tried(other, 3)}, takeVoiceNotes(t, db, now.Add(time.Minute), 10))

		end := func(v coach.VoiceNote) (waited bool) {
			update(t, db, func(tx *storage.Tx) (err error) { waited, err = tx.VoiceNotes().End(v.UserID, v.Key); return err })
			return waited
		}
		over := func(v coach.VoiceNote) bool {
			return read(t, db, func(tx *storage.Tx) (bool, error) { return tx.VoiceNotes().IsOver(v.UserID, v.Key) })
		}
		same(t, "before its end", false, over(first))
		same(t, "ended, and again, and another's", []bool{true, false, false}, []bool{end(first), end(first), end(voiceNote("tg:1:2", 8))})
		same(t, "after its end", true, over(first))
		if err := db.PutOffVoiceNote(t.Context(), first, now); err != nil {
			t.Fatal(err)
		}
		same(t, "the next", []coach.VoiceNote{tried(second, 1)}, takeVoiceNotes(t, db, now, 10))

		take := func() (outcome string, err error) {
			err = db.Update(t.Context(), func(tx *storage.Tx) error {
				plain, err := tx.VoiceNotes().TakeOutcome(7, first.Key)
				outcome = string(plain)
				return err
			})
			return outcome, err
		}
		update(t, db, func(tx *storage.Tx) error { return tx.VoiceNotes().KeepOutcome(7, first.Key, []byte("a change")) })
		outcome, err := take()
		same(t, "what came of it", []any{"a change", nil}, []any{outcome, err})
		if _, err := take(); !errors.Is(err, coach.ErrNotFound) {
			t.Errorf("taken twice: %v, want coach.ErrNotFound", err)
		}
	})
}
