package telegramtest

import (
	"encoding/json"
	"slices"
	"time"
)

// Telegram's limits of getUpdates, and how long it keeps what nobody fetches.
const (
	maxBatch   = 100
	maxPoll    = 50 * time.Second
	updatesFor = 24 * time.Hour
	// An offset that lies further past the last update's number is ignored.
	maxFuture = 10
	// A poll with the offset of the one before, begun sooner after that one's
	// end, is given one update.
	repeatedWithin = 500 * time.Millisecond
)

// Telegram's words for a poll that can't go on.
var (
	conflictOther   = &Failure{Code: 409, Description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
	conflictSet     = &Failure{Code: 409, Description: "Conflict: terminated by setWebhook request"}
	conflictWebhook = &Failure{Code: 409, Description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
	conflictClosed  = &Failure{Code: 502, Description: "Bad Gateway"}
)

// update is one update until it is acknowledged.
type update struct {
	id      int64
	chat    int64
	body    json.RawMessage
	made    time.Time
	pushing bool
}

type updateQueue struct {
	next    int64
	waiting []*update
	poll    chan *Failure // the poll that waits now; it gets the reason to end
	offset  int64         // of the last poll
	ended   time.Time     // when that one was answered; zero: there was none
}

// add queues an update, whose number it sets. Called with the server's lock.
func (s *Server) enqueue(chat int64, fields map[string]any) int64 {
	u := &update{id: s.updates.next, chat: chat, made: time.Now()}
	s.updates.next++
	fields["update_id"] = u.id
	body, err := json.Marshal(fields)
	if err != nil {
		panic("telegramtest: an update that isn't JSON: " + err.Error())
	}
	u.body = body
	s.updates.waiting = append(s.updates.waiting, u)
	s.change()
	return u.id
}

// Push queues an update as it stands, setting only its update_id: for what the
// methods of User don't do. chat is whose line it stands in.
func (s *Server) Push(chat int64, raw string) (id int64, err error) {
	var fields map[string]any
	if err := json.Unmarshal([]byte(raw), &fields); err != nil {
		return 0, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.enqueue(chat, fields), nil
}

// RestartNumbers makes the next update have the given number, as Telegram may
// after a week without updates.
func (s *Server) RestartNumbers(next int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.updates.next = next
}

// Pending tells how many updates aren't acknowledged yet.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.updates.waiting)
}

func (s *Server) getUpdates(q *request) (any, *Failure) {
	limit, timeout := s.pollSize(q)
	mine := make(chan *Failure, 1)
	s.mu.Lock()
	if s.hook != nil {
		s.mu.Unlock()
		return nil, conflictWebhook
	}
	if s.updates.poll != nil {
		s.missLocked("two polls at once")
		s.updates.endPoll(conflictOther)
	}
	s.updates.poll = mine
	if s.updates.repeats(q.int("offset")) {
		limit = 1
	}
	s.updates.acknowledge(q.int("offset"))
	s.change()
	s.mu.Unlock()
	return s.await(q, mine, limit, timeout)
}

func (s *Server) pollSize(q *request) (limit int, timeout time.Duration) {
	limit, timeout = int(q.int("limit")), time.Duration(q.int("timeout"))*time.Second
	if limit > maxBatch || timeout > maxPoll {
		s.miss("getUpdates with limit %d and timeout %s", limit, timeout)
	}
	if limit <= 0 || limit > maxBatch {
		limit = maxBatch
	}
	return limit, min(max(timeout, 0), maxPoll)
}

// await gives updates as soon as there are some.
func (s *Server) await(q *request, mine chan *Failure, limit int, timeout time.Duration) (any, *Failure) {
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	defer s.leavePoll(mine)
	for over := timeout == 0; ; {
		s.mu.Lock()
		batch, changed := s.updates.first(limit), s.changed
		s.mu.Unlock()
		if len(batch) > 0 || over {
			return batch, nil
		}
		select {
		case <-changed:
		case <-timer.C:
			over = true
		case failure := <-mine:
			return nil, failure
		case <-q.http.Context().Done():
			return nil, conflictClosed
		}
	}
}

func (s *Server) leavePoll(mine chan *Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.updates.ended = time.Now()
	if s.updates.poll == mine {
		s.updates.poll = nil
	}
}

// repeats notes a poll's offset and reports whether it repeats that of the
// poll before too soon.
func (u *updateQueue) repeats(offset int64) bool {
	again := offset == u.offset && !u.ended.IsZero() && time.Since(u.ended) < repeatedWithin
	u.offset = offset
	return again
}

func (u *updateQueue) endPoll(why *Failure) {
	if u.poll != nil {
		u.poll <- why
		u.poll = nil
	}
}

// acknowledge drops what an offset confirms, and what is too old. An offset
// too far past the last number confirms nothing: the poll is served from the
// first update on.
func (u *updateQueue) acknowledge(offset int64) {
	if offset > u.next+maxFuture {
		offset = 0
	}
	old := time.Now().Add(-updatesFor)
	u.waiting = slices.DeleteFunc(u.waiting, func(w *update) bool {
		return w.id < offset || w.made.Before(old)
	})
}

func (u *updateQueue) first(limit int) []json.RawMessage {
	batch := []json.RawMessage{}
	for _, w := range u.waiting[:min(limit, len(u.waiting))] {
		batch = append(batch, w.body)
	}
	return batch
}
