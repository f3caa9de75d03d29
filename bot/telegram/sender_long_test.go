package telegram

import (
	"strings"
	"testing"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
)

func TestSendLongText(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		fake.User(7)
		fake.FailNext(1, telegramtest.Fault{Methods: []string{"answerCallbackQuery"}})
		long := conversation.Message{
			Text:    "<b>" + strings.Repeat("Beans &amp; rice. ", 600) + "</b>",
			Buttons: [][]conversation.Button{{{Text: "Undo", Data: "undo"}}},
		}
		m.enqueue(coach.Delivery{Key: "a", ChatID: 7}, long)
		s.Wake()
		m.await(t, func() bool { return len(m.sent) == 1 })
		parts := fake.Messages(7)
		if len(parts) != 3 || len(parts[0].Buttons) > 0 || len(parts[2].Buttons) != 1 || m.sent["a"] != parts[2].ID {
			t.Errorf("%d parts; kept id %d", len(parts), m.sent["a"])
		}
	})
}

// A failure between two parts doesn't send the first again.
func TestSendLongTextOnce(t *testing.T) {
	sending(t, func(t *testing.T, fake *telegramtest.Server, m *memory, s *Sender) {
		fake.User(7)
		fake.FailNext(1, telegramtest.Fault{Delay: time.Millisecond})
		fake.FailNext(1, telegramtest.TooMany(2))
		m.enqueue(say(7, "a", strings.Repeat("one line of it\n", 500)))
		s.Wake()
		m.await(t, func() bool { return len(m.sent) == 1 })
		if texts := botTexts(fake, 7); len(texts) != 2 {
			t.Errorf("%d parts are there", len(texts))
		}
	})
}
