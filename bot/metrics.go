package main

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"gutskin/bot/telegram"
	"gutskin/storage"
)

// newRegistry has the process's own figures; the parts add theirs.
func newRegistry() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return r
}

// observeStorage times what the database is asked for.
func observeStorage(r *prometheus.Registry) storage.Option {
	times := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "gutskin_database_seconds",
		Help:    "Time that database operations took, waiting included.",
		Buckets: prometheus.ExponentialBuckets(0.0002, 4, 8),
	}, []string{"operation", "outcome"})
	r.MustRegister(times)
	for _, operation := range []string{"update", "view", "read", "deliveries", "marks", "tidy"} {
		times.WithLabelValues(operation, "ok") // there from the start, so that the first error is seen as a growth
		times.WithLabelValues(operation, "error")
	}
	return storage.WithObserver(func(what string, took time.Duration, err error) {
		outcome := "ok"
		if err != nil {
			outcome = "error"
		}
		times.WithLabelValues(what, outcome).Observe(took.Seconds())
	})
}

// outboxMetrics tell how many messages wait, and for how long.
func outboxMetrics(db *storage.DB) prometheus.Collector {
	return telegram.OutboxMetrics(func(ctx context.Context) (int, time.Duration, error) {
		waiting, oldest, err := db.OutboxDepth(ctx)
		return waiting, sinceOrNone(oldest, time.Now()), err
	})
}

// sinceOrNone is for how long the oldest of some has been waiting; none: 0.
func sinceOrNone(oldest, now time.Time) time.Duration {
	if oldest.IsZero() {
		return 0
	}
	return now.Sub(oldest)
}

// nudgeLate is by how much a nudge that isn't planned is late: it is due, and
// planned once a minute.
const nudgeLate = 3 * time.Minute

// activeWithin is how lately somebody wrote who counts as active.
const activeWithin = 7 * 24 * time.Hour

// gauges tell how this replica and the coach's people stand. What is of all
// replicas together is told by the leader alone, and so counted once.
type gauges struct {
	db      *storage.DB
	leading atomic.Bool
	counted atomic.Pointer[peopleCount]

	lead, build, receives, people, active, due, late, voice, voiceOldest *prometheus.Desc

	buildInfo []string
	by        string // "polling" or "webhook"
}

type peopleCount struct{ people, active int64 }

func newGauges(db *storage.DB, lexicon, by string) *gauges {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("gutskin_"+name, help, labels, nil)
	}
	return &gauges{
		db:          db,
		lead:        desc("leading", "1 where this replica leads: it alone polls, nudges and sends."),
		build:       desc("build_info", "What this replica runs; always 1.", "version", "revision", "goversion", "lexicon"),
		receives:    desc("receives", "How this replica gets updates; always 1.", "by"),
		people:      desc("people", "People who have a diary and haven't left; told by the leader, counted every ten minutes."),
		active:      desc("people_active_week", "Those of them who wrote within the last seven days."),
		due:         desc("nudges_due", "People whose nudges are due and not planned yet; told by the leader."),
		late:        desc("nudges_late", "Those of them who have been waiting for over three minutes."),
		voice:       desc("voice_notes_waiting", "Voice notes that aren't written out, those in hand among them; told by the leader."),
		voiceOldest: desc("voice_notes_oldest_seconds", "Since when the oldest of them waits; told by the leader."),
		buildInfo:   []string{programVersion(), programRevision(), runtime.Version(), lexicon},
		by:          by,
	}
}

// countPeople counts them anew: it reads the whole table of people, so it is
// done now and then and not at each scrape.
func (g *gauges) countPeople(ctx context.Context, now time.Time) error {
	people, active, err := g.db.People(ctx, now.Add(-activeWithin))
	if err == nil {
		g.counted.Store(&peopleCount{people, active})
	}
	return err
}

// Describe is for the registry.
func (g *gauges) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{g.lead, g.build, g.receives, g.people, g.active, g.due, g.late, g.voice, g.voiceOldest} {
		ch <- d
	}
}

// Collect is for the registry.
func (g *gauges) Collect(ch chan<- prometheus.Metric) {
	tell := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	tell(g.build, 1, g.buildInfo...)
	tell(g.receives, 1, g.by)
	if !g.leading.Load() {
		tell(g.lead, 0)
		return
	}
	tell(g.lead, 1)
	if c := g.counted.Load(); c != nil {
		tell(g.people, float64(c.people))
		tell(g.active, float64(c.active))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	now := time.Now()
	// The database's own figures tell of errors.
	if due, late, err := g.db.NudgesDue(ctx, now, now.Add(-nudgeLate)); err == nil {
		tell(g.due, float64(due))
		tell(g.late, float64(late))
	}
	if waiting, oldest, err := g.db.VoiceNotesDepth(ctx); err == nil {
		tell(g.voice, float64(waiting))
		tell(g.voiceOldest, sinceOrNone(oldest, now).Seconds())
	}
}
