package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
)

// TestATableComesInAndAReportGoesOut sends the whole program a table, as one
// would on Telegram, and asks for a report of it.
func TestATableComesInAndAReportGoesOut(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	w := newWorld(t, filepath.Join(t.TempDir(), "coach.db"), telegramtest.Options{Unlimited: true})
	running := w.start()
	at := func(ago int) string { return time.Now().AddDate(0, 0, -ago).Format("2006-01-02") }
	data := []byte("Date;Meal;What I ate;Skin (1-5)\n" +
		at(4) + ";Breakfast;1,5 cups of porridge;3\n" + at(4) + ";Lunch;crème brûlée and a coffee;\n" + at(3) + ";Dinner;\"Lentil soup; rye bread\";4\n")
	u := w.server.User(7)
	next := func(want string) telegramtest.Message {
		t.Helper()
		m, err := u.Next(ctx)
		if err != nil || !strings.Contains(m.Text, want) {
			t.Fatalf("%q, %v; want %q\n%s", m.Text, err, want, running.stderr)
		}
		return m
	}
	u.Document("diary.csv", data, "")
	found := next("I found 3 meals and 2 notes")
	if _, err := u.Press(found.ID, "Import"); err != nil {
		t.Fatal(err)
	}
	next("Done: 3 meals and 2 notes")
	u.Document("diary.csv", data, "")
	next("already")
	u.Say("a pdf for my dermatologist, the last three months")
	if m := next("12 weeks"); !strings.HasSuffix(m.Document, ".pdf") || !bytes.HasPrefix(m.File, []byte("%PDF-")) {
		t.Errorf("%s has %d bytes", m.Document, len(m.File))
	}
}
