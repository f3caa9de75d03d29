package telegram

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// shareBurst is how many messages of one person are taken at once, before more
// than are answered in that time are refused: more than a day's diary that was
// sent while the bot was away.
const shareBurst = 100

// shares tell whether a person's message is still within what is taken of one
// person. What is taken in the long run is what can be answered, for a chat is
// sent so many messages a second and no more. Safe for concurrent use.
type shares struct {
	perSecond rate.Limit

	mu      sync.Mutex
	chats   map[int64]*share
	sweepAt int
}

type share struct {
	limit *rate.Limiter
	told  bool // of the flood that lasts
}

func newShares(perSecond float64) *shares {
	return &shares{perSecond: rate.Limit(perSecond), chats: map[int64]*share{}, sweepAt: 1024}
}

// take reports whether one more message of the chat may be taken, and if not,
// whether the person is to be told: once a flood, which is over when half of
// the burst is there again.
func (s *shares) take(chat int64, now time.Time) (ok, tell bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one := s.chats[chat]
	if one == nil {
		s.sweep(now)
		one = &share{limit: rate.NewLimiter(s.perSecond, shareBurst)}
		s.chats[chat] = one
	}
	one.told = one.told && one.limit.TokensAt(now) < shareBurst/2
	if one.limit.AllowN(now, 1) {
		return true, false
	}
	tell = !one.told
	one.told = true
	return false, tell
}

// sweep forgets chats whose burst is whole: a new share is the same.
func (s *shares) sweep(now time.Time) {
	if len(s.chats) < s.sweepAt {
		return
	}
	for id, one := range s.chats {
		if one.limit.TokensAt(now) >= shareBurst {
			delete(s.chats, id)
		}
	}
	s.sweepAt = max(1024, 2*len(s.chats))
}
