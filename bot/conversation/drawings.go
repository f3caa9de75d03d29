package conversation

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"gutskin/storage"
)

// Drawing a picture takes longer than all else that an event causes, and in a
// transaction it would keep everybody waiting. So a turn that wants a picture
// ends without effect; the picture is drawn, and the turn begins anew and finds
// it. What the turn does and the reply with the picture become lasting together
// all the same.

// drawings are the pictures of one event.
type drawings struct {
	painter Pictures
	log     *slog.Logger
	done    map[string][]byte // by what they show; nil for one that couldn't be drawn
	wanted  func()            // draws the one that the turn ended for
	atOnce  bool              // draw within the turn

	export func() ([]byte, error) // the export that the event asked for, once it is made
}

// errUndrawn ends a turn that wants a picture.
var errUndrawn = errors.New("a picture is wanted first")

// mostTurns is how often a turn is begun for pictures that aren't there: it
// wants other ones only when the diary has changed meanwhile.
const mostTurns = 4

// update runs fn in a transaction, and draws outside of it.
func (s *Service) update(ctx context.Context, fn func(*storage.Tx, *drawings) error) error {
	d := &drawings{painter: s.Pictures, log: s.Log, done: map[string][]byte{}}
	for turn := 1; ; turn++ {
		d.atOnce = turn == mostTurns
		err := s.DB.Update(ctx, func(tx *storage.Tx) error { return fn(tx, d) })
		if !errors.Is(err, errUndrawn) {
			return err
		}
		d.wanted()
	}
}

// drawn is the picture of that name that shows the figures, or nil when there
// is none to be had: the words hold all that is in it. Its error ends the turn.
func (t *turn) drawn(name string, figures any, draw func(Pictures) ([]byte, error)) ([]byte, error) {
	d := t.drawings
	if d == nil || d.painter == nil {
		return nil, nil
	}
	key := fmt.Sprintf("%s %+v", name, figures)
	if _, ok := d.done[key]; !ok {
		d.wanted = func() {
			png, err := draw(d.painter)
			if err != nil {
				d.log.Error("drawing a picture", "user", t.u.ID, "error", err)
			}
			d.done[key] = png
		}
		if !d.atOnce {
			return nil, errUndrawn
		}
		d.wanted()
	}
	return d.done[key], nil
}
