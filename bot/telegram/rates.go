package telegram

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Telegram's rates: 30 messages a second overall, about one a second in a chat
// with short bursts allowed, 20 a minute in a group. Ours stay below, for what
// leaves evenly may arrive bunched.
const (
	// DefaultRate is how many messages go out a second, over all chats.
	DefaultRate = 25

	chatBurst  = 3
	groupBurst = 5
	groupEvery = 4 * time.Second // with the burst, at most 20 in any minute
	// handover is for how long a predecessor's messages may still count.
	handover = 10 * time.Second
)

// rates tells when a message may go. Safe for concurrent use.
type rates struct {
	mu      sync.Mutex
	started time.Time
	overall *rate.Limiter
	held    time.Time // nothing goes before
	perChat rate.Limit
	chats   map[int64]*chatRate
	sweepAt int
}

type chatRate struct {
	limit *rate.Limiter
	group *rate.Limiter // nil in private chats
	held  time.Time
}

func newRates(perSecond, perChat float64, now time.Time) *rates {
	burst := max(1, min(int(perSecond/10), 100))
	r := &rates{
		started: now,
		overall: rate.NewLimiter(rate.Limit(perSecond), burst),
		perChat: rate.Limit(perChat),
		chats:   map[int64]*chatRate{},
		sweepAt: 1024,
	}
	// A predecessor may just have used the burst.
	r.overall.AllowN(now, burst-1)
	return r
}

// take lets one message to chat go now, or tells how long it has to wait, and
// whether everything else has to wait with it.
func (r *rates) take(chat int64, now time.Time) (wait time.Duration, all bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if wait = max(r.held.Sub(now), until(r.overall, now)); wait > 0 {
		return wait, true
	}
	c := r.chat(chat, now)
	wait = max(c.held.Sub(now), until(c.limit, now), until(c.group, now))
	if wait > 0 {
		return wait, false
	}
	r.overall.AllowN(now, 1)
	c.limit.AllowN(now, 1)
	if c.group != nil {
		c.group.AllowN(now, 1)
	}
	return 0, false
}

// until is how long l is short of a token.
func until(l *rate.Limiter, now time.Time) time.Duration {
	if l == nil {
		return 0
	}
	missing := 1 - l.TokensAt(now)
	if missing <= 0 {
		return 0
	}
	return time.Duration(missing/float64(l.Limit())*float64(time.Second)) + time.Microsecond
}

// wait takes as soon as it may, or reports false when ctx ends.
func (r *rates) wait(ctx context.Context, chat int64) bool {
	for {
		d, _ := r.take(chat, time.Now())
		if d == 0 {
			return true
		}
		if !wait(ctx, d) {
			return false
		}
	}
}

// hold keeps messages to chat back until then, because Telegram said so or the
// last one has to be tried again first. Telegram doesn't say whether a 429
// is about one chat or about all; when two more chats are held meanwhile, it is
// taken to be about all.
func (r *rates) hold(chat int64, then, now time.Time, tooMany bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.chat(chat, now)
	c.held = later(c.held, then)
	if !tooMany {
		return
	}
	held := 0
	for _, c := range r.chats {
		if c.held.After(now) {
			held++
		}
	}
	if held >= 3 {
		r.held = later(r.held, then)
	}
}

// holdAll keeps everything back until then.
func (r *rates) holdAll(then time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held = later(r.held, then)
}

func (r *rates) isHeld(chat int64, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.chats[chat]
	return c != nil && c.held.After(now)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (r *rates) chat(id int64, now time.Time) *chatRate {
	if c := r.chats[id]; c != nil {
		return c
	}
	r.sweep(now)
	c := &chatRate{limit: rate.NewLimiter(r.perChat, chatBurst)}
	if id < 0 {
		c.group = rate.NewLimiter(rate.Every(groupEvery), groupBurst)
	}
	if now.Sub(r.started) < handover {
		c.limit.AllowN(now, chatBurst-1)
	}
	r.chats[id] = c
	return c
}

// sweep forgets chats that could send a whole burst: a new entry is the same.
func (r *rates) sweep(now time.Time) {
	if len(r.chats) < r.sweepAt {
		return
	}
	for id, c := range r.chats {
		rested := c.limit.TokensAt(now) >= chatBurst && (c.group == nil || c.group.TokensAt(now) >= groupBurst)
		if rested && !c.held.After(now) {
			delete(r.chats, id)
		}
	}
	r.sweepAt = max(1024, 2*len(r.chats))
}
