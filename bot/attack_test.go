package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
)

// TestDeadlyUpdate: an update over which the process ends, again and again, is
// set aside at its third start, and its person told. What else came is handled.
func TestDeadlyUpdate(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("it finds the helper's process in /proc")
	}
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		// Whoever handles it is killed while it fetches the file.
		w.server.FailNext(3, telegramtest.Fault{Delay: time.Minute}.On("getFile"))
		w.server.User(7).Document("export.zip", []byte("PK\x03\x04"), "")
		running := w.start()
		fetches := func(n int) {
			t.Helper()
			for w.server.Calls("getFile") < n { // at once, not when the call is over
				select {
				case <-ctx.Done():
					t.Fatalf("the file isn't fetched\n%s", running.stderr)
				case <-time.After(5 * time.Millisecond):
				}
			}
		}
		for n := 1; n <= 2; n++ {
			fetches(n)
			running.kill()
			running = w.start()
		}
		fetches(3)
		if err := syscall.Kill(helperOf(t, running), syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		for user, want := range map[int64]string{7: "something went wrong", 8: "apple"} {
			u := w.server.User(user)
			if user == 8 {
				u.Say("an apple")
			}
			if m, err := u.Next(ctx); err != nil || !strings.Contains(m.Text, want) {
				t.Fatalf("user %d is told %q, %v\n%s", user, m.Text, err, running.stderr)
			}
		}
		running.stop()
		db := w.storage()
		defer db.Close()
		failed, err := db.FailedUpdates(ctx, 10)
		if err != nil || len(failed) != 1 || failed[0].UserID != 7 || !strings.Contains(failed[0].Why, "ended the process") {
			t.Errorf("set aside: %v, %v", failed, err)
		}
		if left, err := db.Unhandled(ctx, time.Now()); err != nil || len(left) > 0 {
			t.Errorf("%d updates are left in the inbox, %v", len(left), err)
		}
	})
}

// helperOf is the process that the bot has started.
func helperOf(t *testing.T, b *bot) int {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range stats {
		stat, err := os.ReadFile(file)
		if err != nil {
			continue // it is gone
		}
		_, rest, _ := strings.Cut(string(stat), ") ")
		if fields := strings.Fields(rest); len(fields) > 1 && fields[1] == strconv.Itoa(b.cmd.Process.Pid) {
			child, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
			if err != nil {
				t.Fatal(err)
			}
			return child
		}
	}
	t.Fatalf("no helper runs\n%s", b.stderr)
	return 0
}

// waitMost is how many answers to a flood go out at most before somebody else
// gets theirs: as many as are sent in a second. It is counted in messages,
// since how long those take is the machine's.
const waitMost = 30

// TestSoakFlood: while some send hundreds of texts each as fast as they can,
// with Telegram's own rates, nobody else waits for their answer.
func TestSoakFlood(t *testing.T) {
	notShort(t)
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		c := scaled(crowd{users: 10, messages: 10_000})
		w := newWorld(t, dsn, telegramtest.Options{})
		random := rand.New(rand.NewPCG(10, 6))
		running := w.start(realRates...)
		w.server.User(7).Say("an apple")
		if _, err := w.server.User(7).Next(ctx); err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		for range c.messages {
			w.server.User(100 + int64(random.IntN(c.users))).Say(floodText(random))
		}
		longest, most := time.Duration(0), 0
		sent := func() int { return w.server.Calls("sendMessage") }
		for i := range int64(20) {
			u := w.server.User(firstOfCrowd + i)
			began, before := time.Now(), sent()
			u.Say(meals[random.IntN(len(meals))])
			if _, err := u.Next(ctx); err != nil {
				t.Fatalf("%v\n%s", err, running.stderr)
			}
			longest, most = max(longest, time.Since(began)), max(most, sent()-before)
		}
		t.Logf("beside %d texts of %d people the longest wait is %s, %d messages", c.messages, c.users, longest.Round(time.Millisecond), most)
		if most > waitMost {
			t.Errorf("somebody waits for %d messages to others", most)
		}
		if err := w.server.Await(ctx, func() bool { return w.server.Pending() == 0 }); err != nil {
			t.Errorf("%d updates are left: %v", w.server.Pending(), err)
		}
		running.checkMemory()
		running.stop()
		if n, list := w.server.Violations(); n > 0 {
			t.Errorf("%d violations: %v", n, list)
		}
	})
}

// floodText is what somebody floods with: meals, commands, or something odd.
func floodText(random *rand.Rand) string {
	switch random.IntN(4) {
	case 0:
		return "/week"
	case 1:
		text := fmt.Sprint(odd[random.IntN(len(odd))])
		return text[:min(len(text), 4096)] // Telegram's own limit
	case 2:
		return strings.Repeat("rice and beans, ", 1+random.IntN(20))
	}
	return meals[random.IntN(len(meals))]
}
