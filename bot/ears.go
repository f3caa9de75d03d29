package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"gutskin/bot/conversation"
	"gutskin/bot/transcribe"
	"gutskin/coach"
	"gutskin/storage"
)

const (
	// earsAtOnce is how many voice notes are written out at once, each of another
	// person: servers on one machine take one after the other anyway, and each is
	// held in memory.
	earsAtOnce = 4
	// earsEvery is how often waiting voice notes are looked for without a Wake:
	// those of other replicas, and those that are tried again.
	earsEvery = time.Second
)

// ears have voice notes written out, those of different people side by side. Only
// the replica that leads has ears that run.
type ears struct {
	db      *storage.DB
	service *conversation.Service
	heard   func()                                                 // called when something is to be sent
	typing  func(ctx context.Context, chat int64, topic int) error // nil: nobody is shown that the coach is at it
	log     *slog.Logger
	notes   *prometheus.CounterVec
	times   prometheus.Histogram
	wake    chan struct{}
}

func newEars(db *storage.DB, service *conversation.Service, heard func(), log *slog.Logger, registry prometheus.Registerer) *ears {
	e := &ears{db: db, service: service, heard: heard, log: log, wake: make(chan struct{}, 1)}
	e.notes = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "gutskin_voice_notes_total", Help: "Tries to have a voice note written out, by what became of it.",
	}, []string{"outcome"})
	e.times = prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "gutskin_voice_seconds", Help: "Time from taking up a voice note to its answer, or to the try's failure.",
		Buckets: prometheus.ExponentialBuckets(0.25, 2, 10),
	})
	registry.MustRegister(e.notes, e.times)
	for _, what := range conversation.Hearings() {
		e.notes.WithLabelValues(string(what)) // there from the start, so that the first is seen as a growth
	}
	return e
}

// Wake tells that a voice note waits. It never blocks.
func (e *ears) Wake() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// run has what waits written out until ctx ends. Where nobody listens any more,
// those who wait are told so, and that is all.
func (e *ears) run(ctx context.Context) error {
	var busy sync.WaitGroup
	defer busy.Wait()
	if err := e.db.HurryVoiceNotes(ctx, time.Now()); err != nil && ctx.Err() == nil {
		e.log.Warn("voice notes of an earlier start wait a little longer", "error", err)
	}
	slots := make(chan struct{}, earsAtOnce)
	done := make(chan struct{}, earsAtOnce)
	ticker := time.NewTicker(earsEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		list, err := e.next(ctx, cap(slots)-len(slots))
		for _, v := range list {
			slots <- struct{}{}
			busy.Go(func() {
				e.hear(ctx, v)
				<-slots
				done <- struct{}{}
			})
		}
		if e.service.Transcribe == nil && err == nil && len(list) == 0 && len(slots) == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
		case <-done:
		case <-e.wake:
		case <-ticker.C:
		}
	}
	return nil
}

// next takes up voice notes that are due.
func (e *ears) next(ctx context.Context, most int) ([]coach.VoiceNote, error) {
	if most == 0 {
		return nil, nil
	}
	now := time.Now()
	list, err := e.db.TakeVoiceNotes(ctx, now, now.Add(transcribe.Timeout+conversation.HearWithin), most)
	if err != nil && ctx.Err() == nil {
		e.log.Warn("voice notes can't be taken up for now", "error", err)
	}
	return list, err
}

func (e *ears) hear(ctx context.Context, v coach.VoiceNote) {
	begun := time.Now()
	stop := e.show(ctx, v)
	what, err := e.service.Hear(ctx, v)
	stop()
	e.times.Observe(time.Since(begun).Seconds())
	e.notes.WithLabelValues(string(what)).Inc()
	switch {
	case ctx.Err() != nil: // it comes again at the next start
	case what == conversation.GivenUp:
		e.log.Error("a voice note can't be written out, and the person was told", "user", v.UserID, "tries", v.Tries, "error", err)
	case err != nil:
		e.log.Warn("a voice note waits after a failure", "user", v.UserID, "tries", v.Tries, "error", err)
	}
	e.heard()
}

// show shows that the coach is at it. The function it returns ends that.
func (e *ears) show(ctx context.Context, v coach.VoiceNote) (stop func()) {
	var event conversation.Event
	if e.typing == nil || json.Unmarshal(v.Payload, &event) != nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		if err := e.typing(ctx, event.ChatID, event.Topic); err != nil {
			e.log.Debug("typing wasn't shown", "user", v.UserID, "error", err)
		}
	}()
	return func() { cancel(); <-over }
}
