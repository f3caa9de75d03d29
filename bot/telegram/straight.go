package telegram

import (
	"context"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"gutskin/bot/conversation"
)

// Answers to callbacks and "typing" pass no outbox: they are of use at once or
// not at all.

// answerWithin bounds the answer to a callback.
const answerWithin = 3 * time.Second

// answer stops the button's clock before anything else is done: it begins
// before u's turn comes, and nothing waits for it.
func (d *Dispatcher) answer(ctx context.Context, u update) {
	if u.callback == "" {
		return
	}
	select {
	case d.answers <- struct{}{}:
	default: // Telegram is slow to take them, and the update itself goes on
		return
	}
	go func() {
		defer func() { <-d.answers }()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerWithin)
		defer cancel()
		if err := d.client.answerCallback(ctx, u.callback); err != nil {
			d.o.Log.Debug("a callback stays unanswered", "update", u.id, "error", err)
		}
	}()
}

// Drain waits until all that is in hand is over with and the last callback is
// answered, a few seconds at most. To be called when no more updates come.
func (d *Dispatcher) Drain() {
	d.own.Wait()
	for range cap(d.answers) {
		d.answers <- struct{}{}
	}
	for range cap(d.answers) {
		<-d.answers
	}
}

// answerCallback tolerates a query that is too old: an update that waited
// while the bot was down.
func (c *Client) answerCallback(ctx context.Context, id string) error {
	err := c.Call(ctx, "answerCallbackQuery", tgbotapi.Params{"callback_query_id": id}, nil)
	if e, ok := asError(err); ok && strings.Contains(e.Description, "query is too old") {
		return nil
	}
	return err
}

// Typing shows for 5 s, or until the next message, that the bot writes in a chat;
// topic 0: it has none.
func (c *Client) Typing(ctx context.Context, chat int64, topic int) error {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10), "action": "typing"}
	params.AddNonZero("message_thread_id", topic)
	return c.Call(ctx, "sendChatAction", params, nil)
}

// typing shows that the coach is at it if handling takes long. The function it
// returns ends that.
func (d *Dispatcher) typing(ctx context.Context, e conversation.Event) func() {
	if !e.Private || e.Kind == conversation.KindLeft {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	timer := time.AfterFunc(d.o.Slow, func() {
		defer close(over)
		if err := d.client.Typing(ctx, e.ChatID, e.Topic); err != nil {
			d.o.Log.Debug("typing wasn't shown", "user", e.UserID, "error", err)
		}
	})
	return func() {
		cancel()
		if !timer.Stop() {
			<-over
		}
	}
}
