package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"

	"gutskin/bot/conversation"
	"gutskin/coach"
)

// Handler is the conversation. When Handle returns nil the update's effect is
// committed, and a second Handle of the same event does nothing.
type Handler interface {
	Handle(ctx context.Context, e conversation.Event) error
	// SetAside keeps an update that can't be handled, tells the person, and
	// counts it as handled. why holds none of the person's words.
	SetAside(ctx context.Context, e conversation.Event, raw []byte, why string) error
	// Refuse tells the person that this and what else they sent in a row is
	// too much at once.
	Refuse(ctx context.Context, e conversation.Event) error
}

// DispatcherOptions say how updates are worked on. Zero values take the
// defaults named.
type DispatcherOptions struct {
	Workers int                      // updates handled at once; 64
	PerChat float64                  // messages a second that are taken of one person in the long run; 1
	Slow    time.Duration            // after which "typing" is shown; 500 ms
	Grace   time.Duration            // for what is being handled when the context ends; 4 s
	Handled func(conversation.Event) // called after each handled update
	// Apart does what Handler.Handle does in a process of its own. ErrEnded:
	// that process ended over it. nil: it can't be done.
	Apart   func(ctx context.Context, e conversation.Event) error
	Log     *slog.Logger
	Metrics *Metrics
}

// Dispatcher brings updates to the handler: those of one chat in order, those
// of different chats side by side. So each person has one update handled at a
// time, and as many waiting as their share allows (see shares); what goes
// beyond is refused, with a word to them.
//
// An error that is coach.ErrUnavailable is tried again without limit, for the
// update itself is sound. One that panics, or fails three times in another
// way, is set aside, so that it holds up nothing behind it. So is one that ends
// the process, which its tries in the inbox tell.
type Dispatcher struct {
	handler Handler
	inbox   Inbox
	client  *Client
	o       DispatcherOptions
	me      atomic.Pointer[User]
	shares  *shares
	held    chan struct{}  // a place for each update in hand
	workers chan struct{}  // a place for each update being handled
	answers chan struct{}  // a place for each callback being answered
	own     sync.WaitGroup // updates in hand that only Drain waits for

	mu     sync.Mutex
	last   map[int64]chan struct{} // by chat: closed when its newest update is done
	inHand map[string]bool         // by key
}

const (
	// failuresAllowed is how often an update may fail before it is set aside.
	failuresAllowed = 3
	// heldMost is how many updates are in hand at once. Beyond it, whoever
	// brings more waits.
	heldMost = 1000
)

// NewDispatcher makes a dispatcher. client answers callbacks and shows
// "typing". It has to be introduced before it takes updates.
func NewDispatcher(h Handler, inbox Inbox, client *Client, o DispatcherOptions) *Dispatcher {
	o.Workers = orDefault(o.Workers, 64)
	o.PerChat = orDefault(o.PerChat, 1)
	o.Slow = orDefault(o.Slow, 500*time.Millisecond)
	o.Grace = orDefault(o.Grace, 4*time.Second)
	o.Log = orDefault(o.Log, slog.New(slog.DiscardHandler))
	if o.Metrics == nil {
		o.Metrics = NewMetrics(nil)
	}
	return &Dispatcher{
		handler: h, inbox: inbox, client: client, o: o,
		shares:  newShares(o.PerChat),
		held:    make(chan struct{}, heldMost),
		workers: make(chan struct{}, o.Workers),
		answers: make(chan struct{}, o.Workers),
		last:    map[int64]chan struct{}{},
		inHand:  map[string]bool{},
	}
}

// Introduce tells the dispatcher which bot it works for; see Client.Introduce.
func (d *Dispatcher) Introduce(me User) { d.me.Store(&me) }

func orDefault[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// dispatch puts u, which was claimed, in its chat's line, and returns as soon
// as there is a place for it. done gets nil when u is handled or set aside,
// else the reason why ctx ended.
func (d *Dispatcher) dispatch(ctx context.Context, u update, done func(error)) {
	d.o.Metrics.received(u.event.Kind)
	select {
	case d.held <- struct{}{}:
	case <-ctx.Done():
		d.release(u)
		done(context.Cause(ctx))
		return
	}
	before, mine := d.queue(u.event.ChatID)
	go func() {
		d.answer(ctx, u)
		err := d.take(ctx, u, before)
		d.leave(u.event.ChatID, mine)
		d.release(u)
		<-d.held
		done(err)
	}()
}

func (d *Dispatcher) queue(chat int64) (before, mine chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	before, mine = d.last[chat], make(chan struct{})
	d.last[chat] = mine
	return before, mine
}

func (d *Dispatcher) leave(chat int64, mine chan struct{}) {
	close(mine)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last[chat] == mine {
		delete(d.last, chat)
	}
}

// take waits for u's turn and handles it.
func (d *Dispatcher) take(ctx context.Context, u update, before chan struct{}) error {
	if before != nil {
		select {
		case <-before:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	select {
	case d.workers <- struct{}{}:
		defer func() { <-d.workers }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return d.handle(ctx, u)
}

func (d *Dispatcher) handle(ctx context.Context, u update) error {
	defer d.o.Metrics.handledSince(time.Now())
	defer d.typing(ctx, u.event)()
	why, err := d.attempt(ctx, u, func(ctx context.Context) error {
		switch {
		case u.refused:
			return d.handler.Refuse(ctx, u.event)
		case u.tries > startsAllowed:
			return d.again(ctx, u)
		}
		return d.handler.Handle(ctx, u.event)
	})
	if err != nil {
		return err
	}
	if why != "" {
		d.o.Metrics.failed.Inc()
		d.o.Log.Error("an update can't be handled and is set aside", "update", u.id, "user", u.event.UserID, "why", why)
		if err := d.setAside(ctx, u, why); err != nil {
			return err
		}
	}
	d.o.Metrics.handled.Inc()
	if d.o.Handled != nil {
		d.o.Handled(u.event)
	}
	return nil
}

func (d *Dispatcher) setAside(ctx context.Context, u update, why string) error {
	again, err := d.attempt(ctx, u, func(ctx context.Context) error { return d.handler.SetAside(ctx, u.event, anonymised(u.raw), why) })
	if again != "" {
		d.o.Log.Error("an update can't even be set aside and is dropped", "update", u.id, "user", u.event.UserID, "why", again)
	}
	return err
}

// attempt calls f until it succeeds. It gives up with a reason after a panic,
// the end of a process or the third failure that isn't coach.ErrUnavailable, and with an error when
// ctx ends. What has begun may still finish within the grace.
func (d *Dispatcher) attempt(ctx context.Context, u update, f func(context.Context) error) (why string, err error) {
	long, cancel := lingering(ctx, d.o.Grace)
	defer cancel()
	failures := 0
	_, err = backoff.Retry(ctx, func() (struct{}, error) {
		err := safely(d.o.Log, u.id, func() error { return f(long) })
		if err == nil {
			return struct{}{}, nil
		}
		if errors.Is(err, coach.ErrUnavailable) || ctx.Err() != nil {
			d.o.Metrics.retries.Inc()
			return struct{}{}, err
		}
		failures++
		if _, ok := errors.AsType[hopeless](err); ok || failures == failuresAllowed {
			why = err.Error()
			return struct{}{}, nil
		}
		d.o.Log.Warn("an update failed and is tried again", "update", u.id, "user", u.event.UserID, "error", err)
		return struct{}{}, err
	}, backoff.WithBackOff(newBackOff(20*time.Millisecond, 5*time.Second)), backoff.WithMaxElapsedTime(0))
	return why, err
}

// hopeless is why an update isn't tried again. Of a panic it names the kind and
// not the value, which may hold a person's words.
type hopeless string

func (h hopeless) Error() string { return string(h) }

func safely(log *slog.Logger, id int64, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			kind := fmt.Sprintf("%T", v)
			if e, ok := v.(runtime.Error); ok {
				kind = e.Error()
			}
			log.Error("a handler panicked", "update", id, "panic", kind, "stack", string(debug.Stack()))
			err = hopeless("panic: " + kind)
		}
	}()
	return f()
}
