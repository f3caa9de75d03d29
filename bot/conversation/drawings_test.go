package conversation

import (
	"context"
	"errors"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
)

// easel is a painter of one picture, the week's, which takes its time.
type easel struct {
	Pictures
	week func(coach.Week) ([]byte, error)
}

func (e easel) Week(w coach.Week, _ string, _ bool) ([]byte, error) { return e.week(w) }

// pictured is a world with a painter of weeks, and a week ago two meals.
func pictured(t *testing.T, week func(coach.Week) ([]byte, error)) *world {
	w := newWorld(t, time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC), "UTC")
	w.service.Pictures = easel{week: week}
	w.do("apple for breakfast, lentil soup for lunch")
	w.now = w.now.Add(7 * 24 * time.Hour)
	return w
}

// pictures delivers what lies in the outbox and counts the pictures.
func (w *world) pictures() (n int) {
	w.t.Helper()
	for {
		list, err := w.db.NextDeliveries(w.t.Context(), w.now, 20)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(list) == 0 {
			return n
		}
		for i, d := range list {
			m, err := Decode(d.Payload)
			if err := errors.Join(err, w.db.BeginAttempt(w.t.Context(), d), w.db.Sent(w.t.Context(), d, 500+i)); err != nil {
				w.t.Fatal(err)
			}
			if len(m.Photo) > 0 {
				n++
			}
		}
	}
}

// event hands the person's message or press to the coach and leaves the
// answers in the outbox.
func (w *world) event(kind EventKind, text string) {
	w.t.Helper()
	w.events++
	e := Event{Key: time.Duration(w.events).String(), Kind: kind, UserID: w.user, ChatID: w.user, Private: true, MessageID: 900 + w.events, Text: text, Sent: w.now}
	if err := w.service.Handle(w.t.Context(), e); err != nil {
		w.t.Fatal(err)
	}
}

func TestPicturesAreDrawnOutsideOfTransactions(t *testing.T) {
	var w *world
	drawn := 0
	w = pictured(t, func(coach.Week) ([]byte, error) {
		drawn++
		ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
		defer stop()
		return []byte("png"), w.db.View(ctx, func(tx *storage.Tx) error { _, err := tx.User(42); return err })
	})
	w.event(KindMessage, "/week last")
	if n := w.pictures(); n != 1 || drawn != 1 {
		t.Errorf("%d pictures in the outbox, %d drawn", n, drawn)
	}
}

func TestAPictureThatCantBeDrawnLeavesTheWords(t *testing.T) {
	w := pictured(t, func(coach.Week) ([]byte, error) { return nil, errors.New("no paint") })
	w.do("/week last")
	if n := len(w.chat().buttons); n == 0 {
		t.Error("there is no summary")
	}
}

func TestADiaryThatChangesWhileItIsDrawn(t *testing.T) {
	var w *world
	changes := 0
	w = pictured(t, func(coach.Week) ([]byte, error) {
		if changes < 2 {
			changes++
			w.do("banana for breakfast, kefir for lunch 6 days ago")
		}
		return []byte("png"), nil
	})
	w.event(KindMessage, "/week last")
	if n := w.pictures(); n != 1 || changes != 2 {
		t.Errorf("%d pictures in the outbox after %d changes", n, changes)
	}
}

// TestWeeksTurnInPlaceWithTheirPicture: of two messages with pictures one can
// become the other; else the week comes in a new message.
func TestWeeksTurnInPlaceWithTheirPicture(t *testing.T) {
	for _, tt := range []struct {
		data  string
		edits int
	}{{"week 2026-03-09 p", 1}, {"week 2026-03-09", 0}, {"week 2026-02-02 p", 0}} {
		w := pictured(t, func(coach.Week) ([]byte, error) { return []byte("png"), nil })
		w.event(KindButton, tt.data)
		list, err := w.db.NextDeliveries(t.Context(), w.now, 20)
		if err != nil || len(list) != 1 {
			t.Fatalf("%s: %d messages: %v", tt.data, len(list), err)
		}
		m, err := Decode(list[0].Payload)
		if edits := min(m.Edit, 1); err != nil || edits != tt.edits || m.Text == "" {
			t.Errorf("%s: edits %d, want %d, with %d bytes of picture (%v)", tt.data, m.Edit, tt.edits, len(m.Photo), err)
		}
	}
}
