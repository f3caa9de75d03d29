package telegram

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram/telegramtest"
)

// What hostile updates are made of, all from person 666.
var hostile = []string{
	`{"message":{"message_id":1,"from":{"id":666},"chat":{"id":666,"type":"private"},"date":1700000000,"text":"soup","reply_to_message":{"message_id":2,"from":{"id":4242}}}}`,
	`{"edited_message":{"message_id":1,"from":{"id":666},"chat":{"id":666,"type":"private"},"date":1,"edit_date":1700000000,"text":"rice"}}`,
	`{"callback_query":{"id":"1","from":{"id":666},"message":{"message_id":3,"chat":{"id":7,"type":"private"}},"data":"undo:m:7:3"}}`,
	`{"callback_query":{"id":"2","from":{"id":666},"inline_message_id":"x","game_short_name":"y"}}`,
	`{"message":{"message_id":4,"from":{"id":666},"chat":{"id":-5,"type":"supergroup"},"text":"/today@coachbot"}}`,
	`{"channel_post":{"message_id":5,"chat":{"id":-6,"type":"channel"},"sender_chat":{"id":-6},"text":"kimchi"}}`,
	`{"message":{"message_id":6,"from":{"id":666},"chat":{"id":666,"type":"private"},"poll":{"id":"1","options":[]}}}`,
	`{"message":{"message_id":7,"from":{"id":666},"chat":{"id":666,"type":"private"},"successful_payment":{"total_amount":1}}}`,
	`{"message_reaction":{"chat":{"id":7},"user":{"id":666},"new_reaction":[]}}`,
	`{"my_chat_member":{"chat":{"id":666,"type":"private"},"from":{"id":666},"date":1,"new_chat_member":{"status":"kicked"}}}`,
	`{"business_message":{"from":{"id":666},"chat":{"id":7,"type":"private"},"text":"a"}}`,
	`{"message":{"message_id":8,"from":{"id":666},"chat":{"id":666,"type":"private"},"photo":[{"file_id":"a"}],"caption":"soup"}}`,
}

// odd are values that may stand anywhere.
var odd = []any{nil, true, -1.0, 0.0, 1e300, "", "\x00", "soup\u0000rice", strings.Repeat("x", 1<<16), []any{}, map[string]any{}, "\ufffd", 12.5, "7"}

// A thousand malformed, hostile or unexpected updates are all handled, and none
// speaks for anybody but who sent it.
func TestHostileUpdates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake, client := newInside(t, telegramtest.Options{})
		h := &echo{memory: newMemory()}
		var others atomic.Int32
		h.before = func(_ context.Context, e conversation.Event) error {
			if e.UserID != 0 && e.UserID != 666 || e.Private && e.ChatID != 666 {
				others.Add(1)
			}
			return nil
		}
		random := rand.New(rand.NewPCG(4, 2))
		for range 1000 {
			var fields map[string]any
			if err := json.Unmarshal([]byte(hostile[random.IntN(len(hostile))]), &fields); err != nil {
				t.Fatal(err)
			}
			for range random.IntN(4) {
				telegramtest.Spoil(random, fields, odd)
			}
			raw, err := json.Marshal(fields)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := fake.Push(int64(random.IntN(3)), string(raw)); err != nil {
				t.Fatal(err)
			}
		}
		d := newDispatcher(h, client, DispatcherOptions{PerChat: 1e6})
		stop := start(t, NewPoller(client, d, 0).Run)
		time.Sleep(time.Minute)
		stop()
		if n := fake.Pending(); n > 0 {
			t.Errorf("%d updates are never handled", n)
		}
		if n := others.Load(); n > 0 {
			t.Errorf("%d events speak for somebody else", n)
		}
	})
}
