package telegramtest

import (
	"encoding/json"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestRates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		s.User(7)
		for i := range chatBurst {
			if r := post(t, s, "sendMessage", "chat_id", "7", "text", "a"); !r.OK {
				t.Fatalf("message %d of a burst is refused", i)
			}
		}
		r := post(t, s, "sendMessage", "chat_id", "7", "text", "a")
		if r.Code != 429 || r.Parameters.RetryAfter != 1 {
			t.Errorf("one too many is answered %+v", r)
		}
		time.Sleep(time.Second)
		if r := post(t, s, "sendMessage", "chat_id", "7", "text", "a"); !r.OK {
			t.Errorf("after the wait: %+v", r)
		}
		refused := 0
		for id := int64(100); id < 140; id++ {
			s.User(id)
			if r := post(t, s, "sendMessage", "chat_id", itoa(int(id)), "text", "a"); !r.OK {
				refused++
			}
		}
		if refused != 11 {
			t.Errorf("%d of 40 at once are refused, after one before", refused)
		}
		if n, _ := s.Violations(); n != 12 {
			t.Errorf("%d violations", n)
		}
	})
}

func TestGroupRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		s.SayInGroup(-5, 7, "hello")
		refused := 0
		for range 25 {
			if r := post(t, s, "sendMessage", "chat_id", "-5", "text", "a"); !r.OK {
				refused++
			}
			time.Sleep(2 * time.Second)
		}
		if refused != 5 {
			t.Errorf("%d of 25 within a minute are refused", refused)
		}
	})
}

func TestGetUpdates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		ada := s.User(7)
		for range 120 {
			ada.Say("soup")
		}
		if got := updateIDs(t, post(t, s, "getUpdates", "limit", "500")); len(got) != 100 || got[0] != 1000 {
			t.Errorf("%d updates from %d on", len(got), got[0])
		}
		if got := updateIDs(t, post(t, s, "getUpdates")); got[0] != 1000 {
			t.Error("updates are gone without being acknowledged")
		}
		if got := updateIDs(t, post(t, s, "getUpdates", "offset", "1110", "limit", "3")); len(got) != 3 || got[0] != 1110 {
			t.Errorf("updates %v", got)
		}
		post(t, s, "getUpdates", "offset", "1120")
		began := time.Now()
		if got := updateIDs(t, post(t, s, "getUpdates", "timeout", "30")); len(got) != 0 || time.Since(began) != 30*time.Second {
			t.Errorf("an empty poll gives %v after %s", got, time.Since(began))
		}
		time.AfterFunc(10*time.Second, func() { ada.Say("rice") })
		began = time.Now()
		if got := updateIDs(t, post(t, s, "getUpdates", "timeout", "30")); len(got) != 1 || time.Since(began) != 10*time.Second {
			t.Errorf("a poll gives %v after %s", got, time.Since(began))
		}
		time.Sleep(25 * time.Hour)
		if got := updateIDs(t, post(t, s, "getUpdates")); len(got) != 0 {
			t.Error("updates are kept for more than a day")
		}
		if n, _ := s.Violations(); n != 1 {
			t.Errorf("%d violations, want the one limit", n)
		}
	})
}

func updateIDs(t *testing.T, r reply) (ids []int64) {
	t.Helper()
	var updates []struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(r.Result, &updates); err != nil {
		t.Fatal(err)
	}
	for _, u := range updates {
		ids = append(ids, u.ID)
	}
	return ids
}

func TestTwoPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		first := make(chan reply)
		go func() { first <- post(t, s, "getUpdates", "timeout", "50") }()
		synctest.Wait()
		second := make(chan reply)
		go func() { second <- post(t, s, "getUpdates", "timeout", "50") }()
		if r := <-first; r.Code != 409 {
			t.Errorf("the first poll ends with %+v", r)
		}
		if r := <-second; !r.OK {
			t.Errorf("the second ends with %+v", r)
		}
	})
}

// Telegram's two rules for odd offsets: one too far past the last update is
// ignored, and one that is repeated at once gives one update at a time.
func TestOddOffsets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{FirstID: 500})
		for range 3 {
			s.User(7).Say("soup") // 500 to 502; the next would be 503
		}
		for _, test := range []struct {
			offset string
			pause  time.Duration
			want   []int64
		}{
			{"900000", 0, []int64{500, 501, 502}},
			{"900000", 499 * time.Millisecond, []int64{500}},
			{"900000", 500 * time.Millisecond, []int64{500, 501, 502}},
			{"514", 0, []int64{500, 501, 502}},
			{"501", 0, []int64{501, 502}},
			{"501", 0, []int64{501}},
			{"513", 0, []int64{}},
		} {
			time.Sleep(test.pause)
			if got := updateIDs(t, post(t, s, "getUpdates", "offset", test.offset)); !slices.Equal(got, test.want) {
				t.Errorf("offset %s after %s gives %v, want %v", test.offset, test.pause, got, test.want)
			}
		}
	})
}
