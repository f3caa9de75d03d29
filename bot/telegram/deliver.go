package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"gutskin/bot/conversation"
	"gutskin/coach"
)

const (
	// failuresInARow are taken for a general failure: everything waits a
	// little.
	failuresInARow = 3
	// mendings are tried on a call that Telegram refuses.
	mendings = 4
)

// deliver sends d and records what became of it.
func (s *Sender) deliver(ctx context.Context, r *rates, d coach.Delivery) {
	now := time.Now()
	if !d.Expires.IsZero() && now.After(d.Expires) {
		s.giveUp(ctx, d, false, "it is too late for it")
		return
	}
	if d.Class == coach.ClassNudge && !s.begin(ctx, d) {
		return
	}
	id, err := s.sendAll(ctx, r, d)
	switch v := s.weigh(err); {
	case v == taken:
		s.failures.Store(0)
		s.tries.forget(d.Key)
		s.o.Metrics.took(d, time.Now())
		s.record(ctx, d, func(ctx context.Context) error { return s.outbox.Sent(ctx, d, id) })
	case v == gone:
		s.giveUp(ctx, d, d.ChatID > 0, err.Error())
	case v == refused, v == unclear && d.Class == coach.ClassNudge:
		s.giveUp(ctx, d, false, err.Error())
	default:
		s.later(ctx, r, d, err, v)
	}
}

// weigh is judge for whatever sendAll returns.
func (s *Sender) weigh(err error) verdict {
	if err == nil {
		return taken
	}
	e, ok := asError(err)
	if !ok {
		return refused // it can't even be read
	}
	return judge(e)
}

// begin records that a nudge is about to go. One that was begun before and
// whose end nobody knows isn't sent again, nor is one that was withdrawn.
func (s *Sender) begin(ctx context.Context, d coach.Delivery) bool {
	if d.Attempts > 0 && !s.tries.of(d.Key).refused {
		s.giveUp(ctx, d, false, "nobody knows whether it was sent before")
		return false
	}
	err := s.outbox.BeginAttempt(ctx, d)
	if err != nil && !errors.Is(err, coach.ErrNotFound) {
		s.o.Log.Warn("a nudge waits since its sending can't be recorded", "user", d.UserID, "error", err)
	}
	return err == nil
}

// sendAll makes the calls that d becomes and returns the id of the message
// that carries its buttons. Parts that are there already aren't sent again.
func (s *Sender) sendAll(ctx context.Context, r *rates, d coach.Delivery) (int, error) {
	m, err := conversation.Decode(d.Payload)
	if err != nil {
		return 0, errors.New("a message that can't be decoded")
	}
	id := m.Edit
	calls := compose(d.ChatID, m)
	for i := s.tries.of(d.Key).parts; i < len(calls); i++ {
		if i > 0 && !r.wait(ctx, d.ChatID) {
			return 0, &Error{Method: calls[i].method, Unsent: true, cause: context.Cause(ctx)}
		}
		n, err := s.make(ctx, calls[i])
		if e, ok := asError(err); ok && judge(e) != taken {
			return 0, err
		}
		if n != 0 {
			id = n
		}
		if len(calls) > 1 {
			s.tries.note(d.Key, func(t *try) { t.parts = i + 1 })
		}
	}
	return id, nil
}

// make makes one call, mended if Telegram refuses it.
func (s *Sender) make(ctx context.Context, c call) (messageID int, err error) {
	for range mendings {
		var raw json.RawMessage
		err = s.client.Upload(ctx, c.method, c.params, c.files, &raw)
		if err == nil {
			return messageIn(raw), nil
		}
		e, ok := asError(err)
		if !ok {
			return 0, err
		}
		next, ok := mend(c, e)
		if !ok {
			return 0, err
		}
		s.o.Log.Warn("a message is changed since Telegram refused it", "method", c.method, "error", err)
		c = next
	}
	return 0, err
}

// messageIn is the id of the message that a call returned; 0 where it returned
// none, as a reaction does.
func messageIn(result json.RawMessage) int {
	var m struct {
		MessageID int `json:"message_id"`
	}
	if json.Unmarshal(result, &m) != nil {
		return 0
	}
	return m.MessageID
}

// later keeps d for another time, and its chat waiting for it.
func (s *Sender) later(ctx context.Context, r *rates, d coach.Delivery, err error, v verdict) {
	e, _ := asError(err)
	pause := e.RetryAfter
	s.tries.note(d.Key, func(t *try) {
		t.refused = v == notNow
		pause = max(pause, t.pause.NextBackOff())
	})
	now := time.Now()
	then := now.Add(pause)
	s.o.Metrics.retries.Inc()
	if e.RetryAfter > 0 {
		s.o.Metrics.tooMany.Inc()
	} else if s.failures.Add(1) >= failuresInARow {
		r.holdAll(now.Add(min(pause, 5*time.Second)))
	}
	r.hold(d.ChatID, then, now, e.RetryAfter > 0)
	s.o.Log.Warn("a message waits after a failure", "user", d.UserID, "wait", pause.Round(time.Millisecond), "error", err)
	s.record(ctx, d, func(ctx context.Context) error { return s.outbox.Retry(ctx, d, then) })
}

func (s *Sender) giveUp(ctx context.Context, d coach.Delivery, left bool, why string) {
	s.tries.forget(d.Key)
	s.o.Metrics.gaveUp(d.Class)
	s.o.Log.Warn("a message is let go unsent", "user", d.UserID, "class", className(d.Class), "left", left, "why", why)
	s.record(ctx, d, func(ctx context.Context) error { return s.outbox.GiveUp(ctx, d, left) })
}

// record writes down what became of d, as often as it takes: until then d
// counts as being sent. When ctx ends first, a reply is sent again at the next
// start.
func (s *Sender) record(ctx context.Context, d coach.Delivery, write func(context.Context) error) {
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := write(ctx)
		if err != nil && !errors.Is(err, coach.ErrUnavailable) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(newBackOff(50*time.Millisecond, 5*time.Second)), backoff.WithMaxElapsedTime(0))
	if err != nil && !errors.Is(err, coach.ErrNotFound) {
		s.o.Log.Error("what became of a message isn't recorded", "user", d.UserID, "error", err)
	}
}
