package storage

import "sync"

// combiner does many callers' work in few strokes. A caller who finds nobody
// at work does, in one stroke, its own item and all that gathered meanwhile;
// the others find theirs done. So a lone caller waits for nobody, and a crowd
// shares the cost.
type combiner[T any] struct {
	do   func([]T)     // does all of them; leaves the outcome in each
	most int           // items in one stroke
	turn chan struct{} // holds one token: whoever takes it is at work

	mu      sync.Mutex
	waiting []waiting[T]
}

type waiting[T any] struct {
	item T
	done chan struct{}
}

func newCombiner[T any](do func([]T), most int) *combiner[T] {
	c := &combiner[T]{do: do, most: most, turn: make(chan struct{}, 1)}
	c.turn <- struct{}{}
	return c
}

// add returns when the item is done.
func (c *combiner[T]) add(item T) {
	w := waiting[T]{item, make(chan struct{})}
	c.mu.Lock()
	c.waiting = append(c.waiting, w)
	c.mu.Unlock()
	for {
		select {
		case <-w.done:
			return
		case <-c.turn:
			c.stroke()
		}
	}
}

// stroke does the items that wait, oldest first, and ends the turn.
func (c *combiner[T]) stroke() {
	batch := c.take()
	defer func() {
		for _, w := range batch {
			close(w.done)
		}
		c.turn <- struct{}{}
	}()
	if len(batch) == 0 {
		return
	}
	items := make([]T, len(batch))
	for i, w := range batch {
		items[i] = w.item
	}
	c.do(items)
}

func (c *combiner[T]) take() []waiting[T] {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := min(len(c.waiting), c.most)
	batch := c.waiting[:n:n]
	c.waiting = c.waiting[n:]
	return batch
}
