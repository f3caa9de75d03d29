package telegram

import (
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// try is what is remembered, in this process only, of a message that couldn't
// be sent whole at once.
type try struct {
	pause   *backoff.ExponentialBackOff
	parts   int  // of its parts that are there already
	refused bool // certainly not there, so that even a nudge may go again
	touched time.Time
}

// How many tries are remembered, and for how long when there are more: what is
// remembered is of use, but nothing is lost without it.
const (
	triesKept = 4096
	triesFor  = 10 * time.Minute
)

// tries are the messages that failed once. Safe for concurrent use.
type tries struct {
	mu    sync.Mutex
	byKey map[string]*try
}

// of gives a copy of what is remembered of a message.
func (t *tries) of(key string) try {
	t.mu.Lock()
	defer t.mu.Unlock()
	if one := t.byKey[key]; one != nil {
		return *one
	}
	return try{}
}

// note changes what is remembered of a message.
func (t *tries) note(key string, change func(*try)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	one := t.byKey[key]
	if one == nil {
		t.sweep()
		one = &try{pause: newBackOff(300*time.Millisecond, time.Minute)}
		t.byKey[key] = one
	}
	one.touched = time.Now()
	change(one)
}

func (t *tries) forget(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.byKey, key)
}

func (t *tries) sweep() {
	if len(t.byKey) < triesKept {
		return
	}
	for key, one := range t.byKey {
		if time.Since(one.touched) > triesFor {
			delete(t.byKey, key)
		}
	}
}
