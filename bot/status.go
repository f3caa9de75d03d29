package main

import (
	"context"
	"fmt"
	"time"

	"gutskin/storage"
)

// status tells how the coach is doing, from its database, beside the bot that
// serves it or without.
func (p *program) status(ctx context.Context) error {
	place, err := p.cfg.place()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	db, err := storage.Look(ctx, place, storage.Keys{})
	if err != nil {
		return err
	}
	defer db.Close()
	s, err := lookAround(ctx, db, time.Now())
	if err != nil {
		return err
	}
	p.tell(place, s)
	return nil
}

// state is how the coach is doing.
type state struct {
	found, known   int64 // steps of the schema
	serving        bool
	people, active int64
	last           time.Time // update handled
	received       queue     // updates that aren't handled
	voice          queue     // voice notes that aren't written out
	outbox         queue     // messages
	due, late      int64     // people's nudges
	failed         int64     // updates set aside
	size           int64     // bytes
	now            time.Time
}

// queue is how many wait, and since when the oldest does.
type queue struct {
	waiting int
	oldest  time.Time
}

func lookAround(ctx context.Context, db *storage.DB, now time.Time) (state, error) {
	s := state{now: now}
	for _, look := range []func() error{
		func() (err error) { s.found, s.known, err = db.Schema(ctx); return err },
		func() error {
			if s.found == 0 {
				return fmt.Errorf("the database is empty: no bot has served it yet")
			}
			return nil
		},
		func() (err error) { s.serving, err = db.InUse(ctx); return err },
		func() (err error) { s.people, s.active, err = db.People(ctx, now.Add(-activeWithin)); return err },
		func() (err error) { s.last, err = db.LastHandled(ctx); return err },
		func() (err error) { s.received.waiting, s.received.oldest, err = db.InboxDepth(ctx); return err },
		func() (err error) { s.voice.waiting, s.voice.oldest, err = db.VoiceNotesDepth(ctx); return err },
		func() (err error) { s.outbox.waiting, s.outbox.oldest, err = db.OutboxDepth(ctx); return err },
		func() (err error) { s.due, s.late, err = db.NudgesDue(ctx, now, now.Add(-nudgeLate)); return err },
		func() (err error) { s.failed, err = db.FailedCount(ctx); return err },
		func() (err error) { s.size, err = db.Size(ctx); return err },
	} {
		if err := look(); err != nil {
			return state{}, err
		}
	}
	return s, nil
}

// tell prints the state, a line each.
func (p *program) tell(place string, s state) {
	line := func(what, format string, args ...any) {
		fmt.Fprintf(p.stdout, "%-12s  %s\n", what, fmt.Sprintf(format, args...))
	}
	line("database", "%s, %.1f MB, schema at step %d of %d", kindOfPlace(place), float64(s.size)/1e6, s.found, s.known)
	line("serving", "%s", map[bool]string{true: "yes, a bot leads", false: "no"}[s.serving])
	line("people", "%d, of whom %d wrote within the last seven days", s.people, s.active)
	line("last update", "%s", ago(s.last, s.now))
	for _, q := range []struct {
		what string
		queue
	}{{"inbox", s.received}, {"voice notes", s.voice}, {"outbox", s.outbox}} {
		line(q.what, "%d waiting; the oldest: %s", q.waiting, ago(q.oldest, s.now))
	}
	line("nudges", "due and not planned yet: %d, late: %d", s.due, s.late)
	line("set aside", "%d (`%s` lists them)", s.failed, p.command("failed"))
}

func ago(at, now time.Time) string {
	if at.IsZero() {
		return "none"
	}
	return fmt.Sprintf("%s, %v ago", at.UTC().Format(time.RFC3339), now.Sub(at).Round(time.Second))
}
