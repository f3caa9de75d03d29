package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gutskin/bot/conversation"
	"gutskin/coach"
)

// Inbox is where updates lie from when they are received until the handler has
// committed them, across restarts. Each method is one transaction.
type Inbox interface {
	// Cursor is the number kept under a name, 0 when there is none.
	Cursor(ctx context.Context, name string) (int64, error)
	// Receive keeps the updates and sets their Tries, and moves the cursor to
	// value unless its name is "".
	Receive(ctx context.Context, list []coach.Received, cursor string, value int64) error
	// Unhandled are those that were received up to the instant before, oldest
	// first, each with one more try.
	Unhandled(ctx context.Context, before time.Time) ([]coach.Received, error)
}

// An update that was about to be handled at two starts, and never was, is not
// handled a third time beside others: it may be what ended the process.
const startsAllowed = 2

// apartMost is up to how many starts such an update is tried in a process of
// its own: enough for one that was only near when the machine went down, and
// an end where its own process takes everything down with it.
const apartMost = 20

// ErrEnded is what DispatcherOptions.Apart answers when its process ended over
// an update.
var ErrEnded = errors.New("it ended the process that handled it")

// receive keeps updates durably, without names, and counts a try of each. From then on they
// needn't be asked for again.
func (d *Dispatcher) receive(ctx context.Context, updates []update, cursor string, value int64) error {
	list := make([]coach.Received, 0, len(updates))
	now := time.Now()
	for _, u := range updates {
		if !u.refused {
			list = append(list, coach.Received{Key: u.event.Key, UserID: u.event.UserID, Number: u.id, At: now, Payload: anonymised(u.raw)})
		}
	}
	if err := d.inbox.Receive(ctx, list, cursor, value); err != nil {
		return fmt.Errorf("receive updates: %w", err)
	}
	for i := range updates {
		if !updates[i].refused {
			updates[i].tries, list = list[0].Tries, list[1:]
		}
	}
	return nil
}

// takeUp has what earlier starts left in the inbox handled. It waits for a
// database that is away.
func (d *Dispatcher) takeUp(ctx context.Context, before time.Time) {
	var list []coach.Received
	pause := newBackOff(50*time.Millisecond, 5*time.Second)
	for {
		var err error
		if list, err = d.inbox.Unhandled(ctx, before); err == nil {
			break
		}
		if !d.outwait(ctx, "updates that are left can't be read for now", err, pause.NextBackOff()) {
			return
		}
	}
	for _, r := range list {
		u, err := decodeUpdate(r.Payload, *d.me.Load())
		if u.event.Key = r.Key; err != nil || !d.claim(u) {
			continue
		}
		u.tries = r.Tries
		d.alone(ctx, u)
	}
}

// outwait waits d after a failure and reports whether to go on.
func (d *Dispatcher) outwait(ctx context.Context, what string, err error, pause time.Duration) bool {
	if ctx.Err() != nil {
		return false
	}
	d.o.Metrics.retries.Inc()
	d.o.Log.Warn(what, "wait", pause.Round(time.Millisecond), "error", err)
	return wait(ctx, pause)
}

// alone has u handled without anybody waiting for that but Drain.
func (d *Dispatcher) alone(ctx context.Context, u update) {
	d.own.Add(1)
	d.dispatch(ctx, u, func(error) { d.own.Done() })
}

// admit takes in hand those updates that are to be handled: not what is in hand
// already, nor what goes beyond its person's share. Of a flood one update stays,
// refused, to tell the person so.
func (d *Dispatcher) admit(updates []update) []update {
	var admitted []update
	for _, u := range updates {
		if spends(u.event) {
			ok, tell := d.shares.take(u.event.ChatID, time.Now())
			if u.refused = !ok; u.refused {
				d.o.Metrics.refused.Inc()
			}
			if u.refused && !tell {
				continue
			}
		}
		if !d.claim(u) {
			continue
		}
		if u.refused {
			d.o.Log.Warn("a person sends more than is taken; what is too much is passed over", "user", u.event.UserID)
		}
		admitted = append(admitted, u)
	}
	return admitted
}

// spends reports whether the event spends of its person's share: whatever they
// would be answered.
func spends(e conversation.Event) bool {
	switch e.Kind {
	case conversation.KindLeft, conversation.KindJoined, conversation.KindService:
		return false
	}
	return e.Private
}

// claim reports whether u isn't in hand yet, and takes it in hand.
func (d *Dispatcher) claim(u update) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.inHand[u.event.Key] {
		return false
	}
	d.inHand[u.event.Key] = true
	return true
}

// holds reports whether u is in hand.
func (d *Dispatcher) holds(u update) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.inHand[u.event.Key]
}

func (d *Dispatcher) release(u update) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.inHand, u.event.Key)
}

// releaseAll lets go of updates that were claimed and not dispatched.
func (d *Dispatcher) releaseAll(updates []update) {
	for _, u := range updates {
		d.release(u)
	}
}

// again handles an update that was about to be handled at two starts before:
// apart from the others where that can be done.
func (d *Dispatcher) again(ctx context.Context, u update) error {
	if d.o.Apart == nil || u.tries > apartMost {
		return hopeless("the process ended " + strconv.Itoa(u.tries-1) + " times while it was to be handled")
	}
	err := d.o.Apart(ctx, u.event)
	if errors.Is(err, ErrEnded) {
		return hopeless(err.Error())
	}
	return err
}
