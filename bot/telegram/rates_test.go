package telegram

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Whoever asks whenever, what goes out stays within Telegram's rates.
func TestRatesHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(1_700_000_000, 0)
		r := newRates(DefaultRate, 1, now)
		var all []time.Time
		byChat := map[int64][]time.Time{}
		for range rapid.IntRange(1, 400).Draw(t, "asks") {
			now = now.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "ms")) * time.Millisecond)
			chat := rapid.SampledFrom([]int64{1, 2, 3, -4}).Draw(t, "chat")
			if wait, _ := r.take(chat, now); wait > 0 {
				continue
			}
			all = append(all, now)
			byChat[chat] = append(byChat[chat], now)
		}
		atMost(t, all, time.Second, 28)
		for chat, times := range byChat {
			atMost(t, times, time.Second, chatBurst+1)
			atMost(t, times, 10*time.Second, chatBurst+10)
			if chat < 0 {
				atMost(t, times, time.Minute, 20)
			}
		}
	})
}

func atMost(t *rapid.T, times []time.Time, span time.Duration, most int) {
	for i := range times {
		n := 0
		for _, later := range times[i:] {
			if later.Sub(times[i]) < span {
				n++
			}
		}
		if n > most {
			t.Fatalf("%d messages within %s, more than %d", n, span, most)
		}
	}
}

// The wait that take tells is enough, and not for ever.
func TestRatesWaitIsRight(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	r := newRates(DefaultRate, 1, now)
	for range 50 {
		wait, all := r.take(7, now)
		if all { // first all, then the chat
			now = now.Add(wait)
			wait, _ = r.take(7, now)
		}
		if wait == 0 {
			continue
		}
		if wait > 1100*time.Millisecond {
			t.Fatalf("wait %s for one chat's second", wait)
		}
		now = now.Add(wait)
		if again, _ := r.take(7, now); again != 0 {
			t.Fatalf("after waiting %s another %s", wait, again)
		}
	}
}

func TestRatesHoldBack(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	r := newRates(DefaultRate, 1, now)
	r.take(1, now)
	now = now.Add(time.Minute)
	r.hold(1, now.Add(5*time.Second), now, true)
	if wait, all := r.take(1, now); wait != 5*time.Second || all {
		t.Errorf("the held chat waits %s, all: %t", wait, all)
	}
	if wait, _ := r.take(2, now); wait != 0 {
		t.Errorf("another chat waits %s", wait)
	}
	r.hold(2, now.Add(4*time.Second), now, true)
	r.hold(3, now.Add(3*time.Second), now, true)
	if wait, all := r.take(4, now.Add(time.Second)); wait != 2*time.Second || !all {
		t.Errorf("after a third chat's 429 a fourth waits %s, all: %t", wait, all)
	}
}

func TestRatesForget(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	r := newRates(1e6, 1, now)
	for chat := range int64(20_000) {
		now = now.Add(10 * time.Millisecond)
		r.take(chat+1, now)
	}
	if len(r.chats) > 2048 {
		t.Errorf("%d chats are remembered", len(r.chats))
	}
}
