package conversation

import (
	"testing"
	"time"
)

// TestLetGoOfThoseWhoDoNotWrite drops what is old of somebody who is silent,
// once, and leaves those alone who keep everything.
func TestLetGoOfThoseWhoDoNotWrite(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	for _, user := range []int64{7, 8} {
		w.user = user
		w.do("apple and kefir")
	}
	w.user = 7
	w.do("keep my diary for half a year")
	w.do("[1]")
	w.now = w.now.AddDate(0, 5, 0)
	w.do("banana")
	for _, c := range []struct{ months, want int }{{5, 2}, {7, 1}} {
		w.now = wednesday.AddDate(0, c.months, 0).Add(time.Hour)
		if err := w.service.LetGo(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := len(w.entries()); got != c.want {
			t.Errorf("after %d months: %d entries, want %d", c.months, got, c.want)
		}
	}
	w.user = 8
	if got := len(w.entries()); got != 1 {
		t.Errorf("who keeps everything has %d entries, want 1", got)
	}
}

func TestRepliesStayInTheTopic(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	e := Event{Key: "tg:1", Kind: KindMessage, UserID: 7, ChatID: 7, Private: true, Topic: 5, MessageID: 1, Text: "apple", Sent: w.now}
	if err := w.service.Handle(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	list, err := w.db.NextDeliveries(t.Context(), w.now, 10)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d deliveries: %v", len(list), err)
	}
	if m, err := Decode(list[0].Payload); err != nil || m.Topic != 5 {
		t.Errorf("the reply goes to topic %d: %v", m.Topic, err)
	}
}
