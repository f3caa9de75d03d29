package telegram

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"gutskin/coach"
)

// Outbox is where messages wait. Each method is one transaction of its own.
type Outbox interface {
	// NextDeliveries gives messages that are due, by class and then by age: of
	// the replies to one chat only the oldest.
	NextDeliveries(ctx context.Context, now time.Time, limit int) ([]coach.Delivery, error)
	// BeginAttempt records that a nudge is about to be sent, so that it isn't
	// sent again if that ends without an answer. coach.ErrNotFound: it was
	// withdrawn.
	BeginAttempt(ctx context.Context, d coach.Delivery) error
	// Sent lets go of a message that is there, under messageID.
	Sent(ctx context.Context, d coach.Delivery, messageID int) error
	// Retry keeps a message that certainly isn't there, or is no nudge, for
	// later. A nudge counts as not attempted again.
	Retry(ctx context.Context, d coach.Delivery, notBefore time.Time) error
	// GiveUp lets go of a message unsent. left: the person can't be reached
	// any more.
	GiveUp(ctx context.Context, d coach.Delivery, left bool) error
}

// SenderOptions say how messages go out. Zero values take the defaults named.
type SenderOptions struct {
	Rate     float64       // messages a second over all chats; DefaultRate
	PerChat  float64       // messages a second to one private chat; 1
	InFlight int           // sent at once; 64
	Every    time.Duration // how often the outbox is looked at without a Wake; 500 ms
	Grace    time.Duration // for what is being sent when Run's context ends; 4 s
	Log      *slog.Logger
	Metrics  *Metrics
}

// Sender sends what waits in the outbox: the most urgent first, to each chat
// in order and one at a time, to several chats at once. Only one sender may run
// on an outbox.
type Sender struct {
	client *Client
	outbox Outbox
	o      SenderOptions
	wake   chan struct{}

	tries    tries
	failures atomic.Int32 // in a row, over all messages
}

// NewSender makes a sender.
func NewSender(c *Client, outbox Outbox, o SenderOptions) *Sender {
	o.Rate = orDefault(o.Rate, DefaultRate)
	o.PerChat = orDefault(o.PerChat, 1)
	o.InFlight = orDefault(o.InFlight, 64)
	o.Every = orDefault(o.Every, 500*time.Millisecond)
	o.Grace = orDefault(o.Grace, 4*time.Second)
	o.Log = orDefault(o.Log, slog.New(slog.DiscardHandler))
	if o.Metrics == nil {
		o.Metrics = NewMetrics(nil)
	}
	return &Sender{client: c, outbox: outbox, o: o, wake: make(chan struct{}, 1), tries: tries{byKey: map[string]*try{}}}
}

// Wake tells that something new waits. It never blocks, and does nothing when
// the sender isn't running here.
func (s *Sender) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Run sends until ctx ends, then lets what is being sent finish within the
// grace.
func (s *Sender) Run(ctx context.Context) error {
	long, cancel := lingering(ctx, s.o.Grace)
	defer cancel()
	w := newWatch(s)
	for ctx.Err() == nil {
		w.look(ctx)
		w.rest(ctx, w.send(long))
	}
	for len(w.flying) > 0 {
		w.landed(<-w.done)
	}
	return nil
}
