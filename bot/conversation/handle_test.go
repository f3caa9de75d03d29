package conversation

import (
	"reflect"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/storage"
)

var wednesday = time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)

func TestSameEventTwiceCountsOnce(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	for range 3 {
		w.events = 0
		w.handle(Event{Kind: KindMessage, MessageID: 1, Text: "apple"})
	}
	if entries := w.entries(); len(entries) != 1 {
		t.Errorf("%d entries, want 1", len(entries))
	}
}

// entries are the person's whole diary.
func (w *world) entries() []coach.Entry {
	w.t.Helper()
	var entries []coach.Entry
	w.view(func(tx *storage.Tx) (err error) {
		entries, err = tx.Entries(w.user, "2000-01-01", "2100-01-01")
		return err
	})
	return entries
}

func (w *world) view(fn func(*storage.Tx) error) {
	w.t.Helper()
	if err := w.db.View(w.t.Context(), fn); err != nil {
		w.t.Fatal(err)
	}
}

func TestSetAsideKeepsTheEventAndTellsThePerson(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	e := Event{Key: "tg:9", Kind: KindMessage, UserID: 42, ChatID: 42, Private: true, Text: "secret", MessageID: 3}
	for range 2 {
		if err := w.service.SetAside(t.Context(), e, []byte("raw"), "panicked"); err != nil {
			t.Fatal(err)
		}
	}
	list, err := w.db.NextDeliveries(t.Context(), w.now, 10)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d deliveries, want 1: %v", len(list), err)
	}
	failed, err := w.db.FailedUpdates(t.Context(), 10)
	if err != nil || len(failed) != 1 || string(failed[0].Payload) != "raw" {
		t.Errorf("set aside %v, %v", failed, err)
	}
}

func TestNudgesOfOneDoNotWaitForAnother(t *testing.T) {
	w := newWorld(t, wednesday, "Europe/Berlin")
	for user := range int64(5) {
		w.user = 100 + user
		w.do("/start")
		w.do("skip")
	}
	w.said.Reset()
	w.user = 100
	w.wait(6 * time.Hour)
	for user := range int64(5) {
		if n := w.chats[100+user].last; n < 6 {
			t.Errorf("user %d got %d messages in all", 100+user, n)
		}
	}
}

func TestDeletedLeavesNothing(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	for _, line := range []string{"/start", "skip", "kefir and zorblax", "skin 3/5", "wait 8h", "zorblax = apple", "/delete", "[1]"} {
		w.do(line)
	}
	w.view(func(tx *storage.Tx) error {
		if _, err := tx.User(w.user); !isNotFound(err) {
			t.Errorf("the user is still there: %v", err)
		}
		changes, err := tx.ChangesAfter(w.user, 0, 10)
		if len(changes) > 0 {
			t.Errorf("%d changes left", len(changes))
		}
		return err
	})
	if waiting, _, err := w.db.OutboxDepth(t.Context()); err != nil || waiting != 0 {
		t.Errorf("%d deliveries left, %v", waiting, err)
	}
}

// FuzzHandle hands the coach any text and any button data. It must answer,
// without failing, and never touch another person's diary.
func FuzzHandle(f *testing.F) {
	for _, seed := range []string{
		"apple", "/start", "/week last", "undo m:1:1 1", "fix m:1:1", "rm m:1:1 abc all", "again m:1:1 0.0", "entry m:1:1",
		"teach m:1:1 0", "zone yes Europe/Berlin", "zone yes ../x", "nudge 1h water 2026-03-18 11:00", "week 2026-03-16",
		"day 0000-00-00", "set forget 0.", "rem hour water 25:99", "delete yes", "skin 9", "tag m:1:1 itch", "/settings zone \x00", "= =",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w := newWorld(t, wednesday, "UTC")
		w.user = 1
		w.do("kefir and banana")
		others := w.entries()
		w.user = 2
		w.do("apple")
		w.handle(w.message(text))
		w.handle(Event{Kind: KindButton, MessageID: 2, Text: text})
		w.handle(Event{Kind: KindEdited, MessageID: 1, Text: text})
		w.handle(Event{Kind: KindMessage, MessageID: 90, ReplyTo: 1, Text: text})
		w.user = 1
		if now := w.entries(); !reflect.DeepEqual(others, now) {
			t.Errorf("another's diary changed: %v", now)
		}
	})
}

func TestPickVariesFromDayToDay(t *testing.T) {
	seen := map[int]bool{}
	for i := range 3 {
		seen[pick(7, day.Day("2026-03-18").Add(i), "x")%3] = true
	}
	if len(seen) != 3 {
		t.Error("three days give", len(seen), "of three wordings")
	}
}

func TestEncodeDecode(t *testing.T) {
	m := Message{Text: "a <b>b</b>", Buttons: [][]Button{{{Text: "x", Data: "y"}}}, Edit: 3, Photo: []byte{1}, Document: &Document{Name: "n", Data: []byte{2}}}
	back, err := Decode(m.Encode())
	if err != nil || !reflect.DeepEqual(back, m) {
		t.Errorf("%+v, %v", back, err)
	}
}

func TestRereadKeepsPhotosAndCorrections(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	for _, line := range []string{"photo skin 3/5", "tofu with rice", "reply 3 no rice", "zorblax"} {
		w.do(line)
	}
	read, changed, err := w.service.Reread(t.Context(), func(int) {})
	if err != nil || read != 3 || changed != 0 {
		t.Errorf("read %d, changed %d, %v", read, changed, err)
	}
	if photo := photoOf(w.entries()); photo != "photo-id" {
		t.Errorf("the photo is %q", photo)
	}
}
