package telegram

import (
	"context"
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"

	"gutskin/coach"
)

// How many messages a look at the outbox asks for beyond those that can't go,
// and in all: a message may carry a picture, and they are held in memory.
const (
	lookAhead = 32
	lookMost  = 256
)

// watch is one run of a sender. Its queue is a copy of the head of the outbox,
// which is looked at again whenever that may have changed.
type watch struct {
	*Sender
	rates *rates
	done  chan coach.Delivery
	pause *backoff.ExponentialBackOff // for an outbox that can't be read

	queue   []coach.Delivery // due and not being sent, most urgent first
	flying  map[string]bool  // being sent, by key
	busy    map[int64]bool   // chats that are being sent to
	pressed bool             // a reply waits for the overall rate, or a free place
	stale   bool             // the outbox may hold something that the queue lacks
	more    bool             // it did at the last look
	lookAt  time.Time        // when to look in any case, and the earliest after a failure
	failed  bool             // the last look did
}

func newWatch(s *Sender) *watch {
	now := time.Now()
	return &watch{
		Sender: s,
		rates:  newRates(s.o.Rate, s.o.PerChat, now),
		done:   make(chan coach.Delivery, s.o.InFlight),
		pause:  newBackOff(200*time.Millisecond, 10*time.Second),
		flying: map[string]bool{},
		busy:   map[int64]bool{},
		lookAt: now,
	}
}

// look reads the outbox anew if that is due, or if it may hold something that
// could go before what waits.
func (w *watch) look(ctx context.Context) {
	now := time.Now()
	if now.Before(w.lookAt) && (w.failed || !w.stale || w.pressed) {
		return
	}
	limit := min(lookAhead+len(w.flying)+len(w.queue), lookMost)
	due, err := w.outbox.NextDeliveries(ctx, now, limit)
	if w.failed = err != nil; w.failed {
		if ctx.Err() == nil {
			d := w.pause.NextBackOff()
			w.lookAt = now.Add(d)
			w.o.Log.Warn("the outbox can't be read for now", "wait", d.Round(time.Millisecond), "error", err)
		}
		return
	}
	w.pause.Reset()
	w.lookAt = now.Add(w.o.Every)
	w.stale, w.more = false, len(due) >= limit
	w.queue = slices.DeleteFunc(due, func(d coach.Delivery) bool { return w.flying[d.Key] })
}

// send starts whatever may go now and returns for how long nothing else may.
func (w *watch) send(ctx context.Context) time.Duration {
	next := max(0, time.Until(w.lookAt))
	kept := w.queue[:0]
	w.pressed = false
	for i, d := range w.queue {
		if len(w.flying) >= w.o.InFlight {
			kept = append(kept, w.queue[i:]...)
			w.pressed = d.Class == coach.ClassReply
			break
		}
		if w.busy[d.ChatID] {
			kept = append(kept, d)
			continue
		}
		wait, all := w.rates.take(d.ChatID, time.Now())
		if wait == 0 {
			w.launch(ctx, d)
			continue
		}
		next = min(next, wait)
		if all {
			kept = append(kept, w.queue[i:]...)
			w.pressed = d.Class == coach.ClassReply
			break
		}
		kept = append(kept, d)
	}
	clear(w.queue[len(kept):])
	w.queue = kept
	if w.more && len(w.queue) < lookAhead/2 {
		w.stale = true
	}
	return next
}

func (w *watch) launch(ctx context.Context, d coach.Delivery) {
	w.flying[d.Key], w.busy[d.ChatID] = true, true
	go func() {
		w.deliver(ctx, w.rates, d)
		w.done <- d
	}()
}

// landed notes that d is over with. If it has to be tried again, what waits
// behind it in its chat is left to a later look, which finds d before it.
func (w *watch) landed(d coach.Delivery) {
	delete(w.flying, d.Key)
	delete(w.busy, d.ChatID)
	w.stale = w.stale || d.Class != coach.ClassNudge // the outbox shows a chat's replies one by one
	if w.rates.isHeld(d.ChatID, time.Now()) {
		w.queue = slices.DeleteFunc(w.queue, func(q coach.Delivery) bool { return q.ChatID == d.ChatID })
	}
}

// rest waits until something changed or d has passed.
func (w *watch) rest(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-w.wake:
		w.stale = true
	case d := <-w.done:
		w.landed(d)
	case <-timer.C:
	}
	for {
		select {
		case d := <-w.done:
			w.landed(d)
		default:
			return
		}
	}
}
