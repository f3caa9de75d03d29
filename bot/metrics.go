package main

import (
	"context"
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
		if err != nil || oldest.IsZero() {
			return waiting, 0, err
		}
		return waiting, time.Since(oldest), nil
	})
}
