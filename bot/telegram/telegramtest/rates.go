package telegramtest

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// Telegram's published rates: 30 messages a second overall, one a second in a
// chat with short bursts let pass, 20 a minute in a group.
const (
	overallPerSecond = 30
	chatBurst        = 5
	groupPerMinute   = 20
)

// rateWatch is when messages went out.
type rateWatch struct {
	overall []time.Time          // in the last second
	chats   map[int64]*chatWatch //
	waiting map[int64]time.Time  // until when a chat was told to wait
}

type chatWatch struct {
	tokens float64
	at     time.Time
	minute []time.Time // groups: messages of the last minute
}

func (w *rateWatch) init() {
	w.chats = map[int64]*chatWatch{}
	w.waiting = map[int64]time.Time{}
}

// allow notes a message to a chat, or refuses it as Telegram does. A message
// sent before the wait that it was told is over counts as a violation, too.
func (s *Server) allow(c *chat) *Failure {
	if s.o.Unlimited {
		return nil
	}
	now := time.Now()
	if wait := s.rates.waiting[c.id].Sub(now); wait > 0 {
		s.missLocked("chat %d: a message %s before the end of the wait that it was told", c.id, wait.Round(time.Millisecond))
		return tooMany(wait)
	}
	if wait := s.rates.note(c, now); wait > 0 {
		s.missLocked("chat %d: faster than Telegram's rates", c.id)
		s.rates.waiting[c.id] = now.Add(wait)
		return tooMany(wait)
	}
	return nil
}

func tooMany(wait time.Duration) *Failure {
	return TooMany(int(math.Ceil(wait.Seconds()))).Refuse
}

// note counts a message; a wait above 0 means that it was one too many.
func (w *rateWatch) note(c *chat, now time.Time) time.Duration {
	w.overall = since(w.overall, now.Add(-time.Second))
	if len(w.overall) >= overallPerSecond {
		return time.Second
	}
	watch := w.chats[c.id]
	if watch == nil {
		watch = &chatWatch{tokens: chatBurst, at: now}
		w.chats[c.id] = watch
	}
	watch.tokens = min(chatBurst, watch.tokens+now.Sub(watch.at).Seconds())
	watch.at = now
	if watch.tokens < 1 {
		return time.Second
	}
	if c.id < 0 {
		watch.minute = since(watch.minute, now.Add(-time.Minute))
		if len(watch.minute) >= groupPerMinute {
			return time.Minute - now.Sub(watch.minute[0])
		}
		watch.minute = append(watch.minute, now)
	}
	watch.tokens--
	w.overall = append(w.overall, now)
	return 0
}

// since drops what is as old or older.
func since(times []time.Time, start time.Time) []time.Time {
	for len(times) > 0 && !times[0].After(start) {
		times = times[1:]
	}
	return times
}

// miss notes something that a well-behaved bot doesn't do.
func (s *Server) miss(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.missLocked(format, args...)
}

func (s *Server) missLocked(format string, args ...any) {
	s.missed++
	if len(s.misses) < s.o.KeepMisses {
		s.misses = append(s.misses, fmt.Sprintf(format, args...))
	}
}

// Violations tells how often the bot broke Telegram's rules, and the first of
// those in words: rates, concurrent polls, unknown methods, limits.
func (s *Server) Violations() (int, []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.missed, append([]string(nil), s.misses...)
}

func itoa(n int) string { return strconv.Itoa(n) }
