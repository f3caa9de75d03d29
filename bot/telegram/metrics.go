package telegram

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"gutskin/bot/conversation"
	"gutskin/coach"
)

// Metrics counts what passes. It holds no text, no user and no token.
type Metrics struct {
	updates  *prometheus.CounterVec // by kind
	handled  prometheus.Counter
	failed   prometheus.Counter
	refused  prometheus.Counter
	sent     *prometheus.CounterVec // by class
	givenUp  *prometheus.CounterVec // by class
	retries  prometheus.Counter
	tooMany  prometheus.Counter
	handling prometheus.Histogram
	sending  *prometheus.HistogramVec // by class
	poll     prometheus.Gauge         // when Telegram last answered a poll
	webhook  prometheus.Gauge         // when it last brought an update
}

// seconds from a millisecond to half a minute.
var latencies = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// NewMetrics makes the counters and registers them with r, unless r is nil.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{
		updates:  vector("updates_total", "Updates that came in, by kind.", "kind"),
		handled:  counter("updates_handled_total", "Updates handled or set aside."),
		failed:   counter("updates_failed_total", "Updates set aside because they can't be handled."),
		refused:  counter("updates_refused_total", "Updates passed over because their person sent too many."),
		sent:     vector("messages_sent_total", "Messages that Telegram took, by class.", "class"),
		givenUp:  vector("messages_given_up_total", "Messages that were let go unsent, by class.", "class"),
		retries:  counter("retries_total", "Failures after which the same was tried again, in and out."),
		tooMany:  counter("too_many_requests_total", "Answers of Telegram that asked to wait."),
		handling: prometheus.NewHistogram(latency("handling_seconds", "From an update's turn to its commit.")),
		sending:  prometheus.NewHistogramVec(latency("sending_seconds", "From a message's commit to Telegram's answer, by class."), []string{"class"}),
		poll:     timestamp("last_poll_timestamp_seconds", "When Telegram last answered a poll of this replica; 0: not since it started."),
		webhook:  timestamp("last_webhook_timestamp_seconds", "When Telegram last brought this replica an update that was handled; 0: not since it started."),
	}
	m.fromZero()
	if r != nil {
		r.MustRegister(m.updates, m.handled, m.failed, m.refused, m.sent, m.givenUp, m.retries, m.tooMany, m.handling, m.sending, m.poll, m.webhook)
	}
	return m
}

// fromZero has every labelled counter there from the start, so that its first
// count is seen as a growth.
func (m *Metrics) fromZero() {
	for _, kind := range conversation.Kinds() {
		m.updates.WithLabelValues(string(kind))
	}
	for _, class := range []coach.Class{coach.ClassReply, coach.ClassWeekly, coach.ClassNudge} {
		m.sent.WithLabelValues(className(class))
		m.givenUp.WithLabelValues(className(class))
		m.sending.WithLabelValues(className(class))
	}
}

func timestamp(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "gutskin", Name: name, Help: help})
}

// polled notes that Telegram answered a poll.
func (m *Metrics) polled() { m.poll.SetToCurrentTime() }

// brought notes that Telegram brought an update that was handled.
func (m *Metrics) brought() { m.webhook.SetToCurrentTime() }

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: "gutskin", Name: name, Help: help})
}

func vector(name, help, label string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "gutskin", Name: name, Help: help}, []string{label})
}

func latency(name, help string) prometheus.HistogramOpts {
	return prometheus.HistogramOpts{Namespace: "gutskin", Name: name, Help: help, Buckets: latencies}
}

func (m *Metrics) received(kind conversation.EventKind) {
	m.updates.WithLabelValues(string(kind)).Inc()
}

func (m *Metrics) handledSince(start time.Time) {
	m.handling.Observe(time.Since(start).Seconds())
}

func (m *Metrics) took(d coach.Delivery, now time.Time) {
	class := className(d.Class)
	m.sent.WithLabelValues(class).Inc()
	if !d.Created.IsZero() {
		m.sending.WithLabelValues(class).Observe(now.Sub(d.Created).Seconds())
	}
}

func (m *Metrics) gaveUp(c coach.Class) {
	m.givenUp.WithLabelValues(className(c)).Inc()
}

func className(c coach.Class) string {
	switch c {
	case coach.ClassReply:
		return "reply"
	case coach.ClassWeekly:
		return "weekly"
	}
	return "nudge"
}

// OutboxMetrics collects how many messages wait and for how long the oldest
// has, asking depth at each scrape.
func OutboxMetrics(depth func(context.Context) (waiting int, oldest time.Duration, err error)) prometheus.Collector {
	return outboxCollector{
		depth:   depth,
		waiting: prometheus.NewDesc("gutskin_outbox_messages", "Messages waiting in the outbox.", nil, nil),
		age:     prometheus.NewDesc("gutskin_outbox_oldest_seconds", "Age of the oldest message that waits.", nil, nil),
	}
}

type outboxCollector struct {
	depth        func(context.Context) (int, time.Duration, error)
	waiting, age *prometheus.Desc
}

func (c outboxCollector) Describe(ch chan<- *prometheus.Desc) {
	ch <- c.waiting
	ch <- c.age
}

func (c outboxCollector) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	n, oldest, err := c.depth(ctx)
	if err != nil {
		ch <- prometheus.NewInvalidMetric(c.waiting, err)
		return
	}
	ch <- prometheus.MustNewConstMetric(c.waiting, prometheus.GaugeValue, float64(n))
	ch <- prometheus.MustNewConstMetric(c.age, prometheus.GaugeValue, oldest.Seconds())
}
