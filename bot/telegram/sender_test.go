package telegram

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
)

// sending runs test on a sender, a fake Telegram and synctest's clock.
func sending(t *testing.T, test func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		m := newMemory()
		s := NewSender(client, m, SenderOptions{})
		stop := start(t, s.Run)
		test(t, fake, m, s)
		stop()
		fake.Close()
	})
}

func say(chat int64, key, text string) (coach.Delivery, conversation.Message) {
	return coach.Delivery{Key: key, ChatID: chat}, conversation.Message{Text: text}
}

func nudge(d coach.Delivery, m conversation.Message) (coach.Delivery, conversation.Message) {
	d.Class = coach.ClassNudge
	return d, m
}

func botTexts(fake *telegramtest.Server, chat int64) []string {
	var texts []string
	for _, m := range fake.Messages(chat) {
		if m.FromBot {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// A reply goes at once after a Wake, without waiting for the next look.
func TestSendAtOnce(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		fake.User(7)
		time.Sleep(time.Minute + 10*time.Millisecond)
		began := time.Now()
		m.enqueue(say(7, "a", "hello"))
		s.Wake()
		m.await(t, func() bool { return len(m.sent) == 1 })
		if took := time.Since(began); took > time.Millisecond {
			t.Errorf("the reply took %s", took)
		}
		if id := fake.Messages(7)[0].ID; m.sent["a"] != id {
			t.Errorf("kept message id %d, want %d", m.sent["a"], id)
		}
	})
}

// Without a Wake the outbox is found to hold something soon.
func TestSendFound(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, _ *Sender) {
		fake.User(7)
		time.Sleep(time.Minute)
		began := time.Now()
		m.enqueue(say(7, "a", "hello"))
		m.await(t, func() bool { return len(m.sent) == 1 })
		if took := time.Since(began); took > time.Second {
			t.Errorf("the reply took %s", took)
		}
	})
}

// What becomes of a message after each way to fail once.
func TestSendFailures(t *testing.T) {
	said := func(words string) telegramtest.Fault {
		return telegramtest.Fault{Refuse: &telegramtest.Failure{Code: 400, Description: "Bad Request: " + words}}
	}
	tests := []struct {
		name  string
		fault telegramtest.Fault
		reply int // how often it is there in the end
		nudge int
		given string // what is given up: nothing, the "nudge", "both"
		left  bool
		after time.Duration // at the earliest
	}{
		{name: "too many", fault: telegramtest.TooMany(7), reply: 1, nudge: 1, after: 7 * time.Second},
		{name: "a wait without 429", fault: telegramtest.Fault{Refuse: &telegramtest.Failure{Code: 400, Description: "Bad Request: slow down", RetryAfter: 4}}, reply: 1, nudge: 1, after: 4 * time.Second},
		{name: "502", fault: telegramtest.Fault{BadGateway: true}, reply: 1, nudge: 0, given: "nudge"},
		{name: "500", fault: telegramtest.Internal(), reply: 1, nudge: 0, given: "nudge"},
		{name: "hang-up", fault: telegramtest.Fault{HangUp: true}, reply: 1, nudge: 0, given: "nudge"},
		{name: "no answer", fault: telegramtest.Fault{NoAnswer: true}, reply: 2, nudge: 1, given: "nudge"},
		{name: "late answer", fault: telegramtest.Fault{Delay: 3 * time.Second}, reply: 1, nudge: 1},
		{name: "no answer in time", fault: telegramtest.Fault{Delay: 7 * time.Second}, reply: 2, nudge: 1, given: "nudge"},
		{name: "blocked", fault: telegramtest.Blocked(), left: true, given: "both"},
		{name: "no chat", fault: said("chat not found"), left: true, given: "both"},
		{name: "deactivated", fault: telegramtest.Fault{Refuse: &telegramtest.Failure{Code: 403, Description: "Forbidden: user is deactivated"}}, left: true, given: "both"},
		{name: "any 400", fault: said("something new"), given: "both"},
		{name: "markup", fault: said("can't parse entities: Unsupported start tag \"x\""), reply: 1, nudge: 1},
		{name: "thread", fault: said("message thread not found"), given: "both"}, // it names none
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
				fake.User(7)
				fake.User(8)
				time.Sleep(time.Minute)
				for chat, d := range map[int64]coach.Class{7: coach.ClassReply, 8: coach.ClassNudge} {
					fake.FailNext(1, test.fault)
					began := time.Now()
					key := fmt.Sprint(chat)
					delivery, message := say(chat, key, "hello <b>you</b>")
					delivery.Class = d
					m.enqueue(delivery, message)
					s.Wake()
					m.await(t, func() bool { return len(m.waiting) == 0 })
					if took := time.Since(began); took < test.after {
						t.Errorf("%s after %s", key, took)
					}
					left, given := m.given[key]
					if given != (test.given == "both" || test.given == "nudge" && d == coach.ClassNudge) || left != test.left {
						t.Errorf("message %s: given up: %t, left: %t", key, given, left)
					}
					time.Sleep(time.Minute)
				}
				if n := len(botTexts(fake, 7)); n != test.reply {
					t.Errorf("the reply is there %d times, want %d", n, test.reply)
				}
				if n := len(botTexts(fake, 8)); n != test.nudge {
					t.Errorf("the nudge is there %d times, want %d", n, test.nudge)
				}
			})
		})
	}
}

// Replies overtake nudges that wait for Telegram's rates.
func TestSendReplyFirst(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		for id := range int64(300) {
			fake.User(id + 1)
			m.enqueue(nudge(say(id+1, fmt.Sprint("n", id), "kefir?")))
		}
		fake.User(1000)
		s.Wake()
		time.Sleep(3 * time.Second)
		m.enqueue(say(1000, "reply", "hello"))
		s.Wake()
		began := time.Now()
		m.await(t, func() bool { _, ok := m.sent["reply"]; return ok })
		if took := time.Since(began); took > 200*time.Millisecond {
			t.Errorf("the reply took %s", took)
		}
		m.await(t, func() bool { return len(m.waiting) == 0 })
		if took := time.Since(began); took < 8*time.Second || took > 10*time.Second {
			t.Errorf("300 nudges took %s", took)
		}
		if n, misses := fake.Violations(); n > 0 {
			t.Errorf("%d violations: %q", n, misses)
		}
		if m.mostRead > lookMost {
			t.Errorf("%d messages were held at once", m.mostRead)
		}
	})
}

// A chat's replies stay in order when one has to be tried again.
func TestSendOrder(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		fake.User(7)
		fake.FailNext(1, telegramtest.TooMany(5))
		fake.FailNext(2, telegramtest.Fault{BadGateway: true})
		for i := range 12 {
			m.enqueue(say(7, fmt.Sprint(i), fmt.Sprintf("answer %02d", i)))
		}
		s.Wake()
		m.await(t, func() bool { return len(m.waiting) == 0 })
		texts := botTexts(fake, 7)
		for i, text := range texts {
			if text != fmt.Sprintf("answer %02d", i) {
				t.Fatalf("the order is %q", texts)
			}
		}
		if n, misses := fake.Violations(); n > 0 {
			t.Errorf("%d violations: %q", n, misses)
		}
	})
}

// Whoever wrote a lot waits for Telegram's rate alone.
func TestSendOthersMeanwhile(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		fake.User(7)
		fake.User(8)
		for i := range 10 {
			m.enqueue(say(7, fmt.Sprint(i), "a lot"))
		}
		s.Wake()
		time.Sleep(1700 * time.Millisecond)
		began := time.Now()
		m.enqueue(say(8, "other", "hello"))
		s.Wake()
		m.await(t, func() bool { _, ok := m.sent["other"]; return ok })
		if took := time.Since(began); took > 100*time.Millisecond {
			t.Errorf("the other's reply took %s", took)
		}
	})
}

// A nudge whose sending had begun before a crash isn't sent again; one that is
// too late, or was withdrawn, isn't sent at all.
func TestSendNudgeOnce(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		fake.User(7)
		begun, text := nudge(say(7, "begun", "kefir?"))
		begun.Attempts = 1
		m.enqueue(begun, text)
		late, text := nudge(say(7, "late", "water?"))
		late.Expires = time.Now().Add(-time.Second)
		m.enqueue(late, text)
		s.Wake()
		m.await(t, func() bool { return len(m.given) == 2 })
		if texts := botTexts(fake, 7); len(texts) > 0 {
			t.Errorf("sent: %q", texts)
		}
	})
}

func TestSendOutageOfDatabase(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		fake.User(7)
		m.mu.Lock()
		m.down = true
		m.mu.Unlock()
		m.enqueue(say(7, "a", "hello"))
		s.Wake()
		time.Sleep(time.Minute)
		m.mu.Lock()
		m.down = false
		m.mu.Unlock()
		m.await(t, func() bool { return len(m.sent) == 1 })
		if texts := botTexts(fake, 7); len(texts) != 1 {
			t.Errorf("sent: %q", texts)
		}
	})
}

// When the database goes away after a message went out, its record is made up
// for, and the message isn't sent again.
func TestSendRecordedLate(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		fake.User(7)
		fake.FailNext(1, telegramtest.Fault{Delay: time.Second})
		m.enqueue(say(7, "a", "hello"))
		s.Wake()
		time.Sleep(500 * time.Millisecond)
		m.mu.Lock()
		m.down = true
		m.mu.Unlock()
		time.Sleep(time.Minute)
		m.mu.Lock()
		m.down = false
		m.mu.Unlock()
		m.await(t, func() bool { return len(m.sent) == 1 })
		if texts := botTexts(fake, 7); len(texts) != 1 {
			t.Errorf("sent: %q", texts)
		}
	})
}
