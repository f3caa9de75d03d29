package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// TestRightTakenAway: what people write while the bot's database user lacks a
// right waits as for a database that is away, and is answered once the right is
// back. /readyz and the log tell meanwhile.
func TestRightTakenAway(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	dsn := storagetest.StartServer(t).Database(t)
	raw := storagetest.Raw(t, dsn)
	do := func(query string) {
		t.Helper()
		if _, err := raw.ExecContext(ctx, query); err != nil {
			t.Fatal(err)
		}
	}
	do("CREATE ROLE deprived LOGIN PASSWORD 'test-password'; GRANT CREATE ON SCHEMA public TO deprived")
	w := newWorld(t, strings.Replace(dsn, "coach:", "deprived:", 1), telegramtest.Options{})
	address := freeAddress(t)
	b := w.start("LISTEN_ADDR=" + address)
	ada := w.server.User(7)
	answered := func(food string) {
		t.Helper()
		m, err := ada.Next(ctx)
		if err != nil {
			t.Fatalf("%v\n%s", err, b.stderr)
		}
		if !strings.Contains(m.Text, food) {
			t.Errorf("answered %q, want it to be of the %s", m.Text, food)
		}
	}
	becomes := func(want int) {
		t.Helper()
		for status(ctx, t, http.MethodGet, "http://"+address+"/readyz") != want {
			select {
			case <-time.After(20 * time.Millisecond):
			case <-ctx.Done():
				t.Fatalf("/readyz doesn't become %d\n%s", want, b.stderr)
			}
		}
	}
	ada.Say("an apple")
	answered("apple")
	do("REVOKE ALL ON outbox FROM deprived")
	ada.Say("a pear")
	becomes(http.StatusServiceUnavailable)
	b.says(ctx, "permission denied for table outbox")
	for _, table := range []string{"inbox", "entries", "changes", "replies"} {
		do("REVOKE ALL ON " + table + " FROM deprived")
	}
	ada.Say("a plum")
	becomes(http.StatusServiceUnavailable)
	do("GRANT ALL ON ALL TABLES IN SCHEMA public TO deprived")
	answered("pear")
	answered("plum")
	becomes(http.StatusOK)
	b.stop()
	for _, line := range []string{"set aside", "isn't recorded"} {
		if strings.Contains(b.stderr.String(), line) {
			t.Errorf("the log says %q:\n%s", line, b.stderr)
		}
	}
	if n := strings.Count(b.stderr.String(), "permission denied"); n != 1 { // all this takes less than a minute
		t.Errorf("said %d times:\n%s", n, b.stderr)
	}
}

// Lines about a right that is lacking come once a minute, others always.
func TestRarely(t *testing.T) {
	var out bytes.Buffer
	h := newRarely(slog.NewTextHandler(&out, nil)).WithGroup("a").WithAttrs([]slog.Attr{slog.Int("b", 1)})
	begun := time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC)
	denied := fmt.Errorf("looking: %w", storage.ErrDenied)
	for _, line := range []struct {
		after time.Duration
		what  string
		err   error
	}{
		{0, "one", denied},
		{time.Second, "two", denied},
		{time.Second, "three", context.Canceled},
		{59 * time.Second, "four", denied},
		{time.Minute, "five", denied},
		{61 * time.Second, "six", denied},
		{61 * time.Second, "seven", nil},
	} {
		r := slog.NewRecord(begun.Add(line.after), slog.LevelWarn, line.what, 0)
		r.Add("wait", time.Second, "error", line.err)
		if err := h.Handle(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		_, rest, _ := strings.Cut(line, "msg=")
		what, _, _ := strings.Cut(rest, " ")
		got = append(got, what)
	}
	if want := "one three five seven"; strings.Join(got, " ") != want {
		t.Errorf("said %q, want %q", got, want)
	}
}
