package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/robfig/cron/v3"
	"golang.org/x/sync/errgroup"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram"
	"gutskin/bot/transcribe"
	"gutskin/storage"
)

// server is the coach on Telegram: all its parts, put together.
type server struct {
	log        *slog.Logger
	db         *storage.DB
	service    *conversation.Service
	client     *telegram.Client
	dispatcher *telegram.Dispatcher
	sender     *telegram.Sender
	webhook    *telegram.Webhook // nil: by polling
	apart      *apart
	ears       *ears
	metrics    *prometheus.Registry
	gauges     *gauges
	holder     string

	listenAddr, metricsAddr string // "": don't listen
}

// serve runs the coach on Telegram until ctx ends, then finishes what is
// under way.
func (p *program) serve(ctx context.Context) error {
	if p.cfg.Token == "" {
		return fmt.Errorf("TELEGRAM_BOT_TOKEN is not set: get a token from BotFather on Telegram, or run `%s` for the terminal", p.command("chat"))
	}
	place, err := p.cfg.database()
	if err != nil {
		return err
	}
	p.logger().Info("starting", "version", programVersion(), "revision", programRevision(), "database", kindOfPlace(place))
	metrics := newRegistry()
	db, err := p.awaitStorage(ctx, place, observeStorage(metrics))
	if err != nil {
		return err
	}
	defer db.Close()
	metrics.MustRegister(outboxMetrics(db))
	s, err := p.newServer(db, place, metrics)
	if err != nil {
		return err
	}
	defer s.client.Close()
	saveMemory()
	return s.run(ctx)
}

// newServer puts the parts together.
func (p *program) newServer(db *storage.DB, place string, registry *prometheus.Registry) (*server, error) {
	log := p.logger()
	service, err := p.service(db, time.Now, "", log)
	if err != nil {
		return nil, err
	}
	client, err := p.reach(service)
	if err != nil {
		return nil, err
	}
	s := &server{
		log: log, db: db, service: service, client: client, apart: &apart{stderr: p.stderr},
		metrics: registry, gauges: newGauges(db, service.Lexicon.Version(), p.cfg.receives()), holder: holder(place),
		listenAddr: p.cfg.ListenAddr, metricsAddr: p.cfg.MetricsAddr,
	}
	registry.MustRegister(s.gauges)
	metrics := telegram.NewMetrics(registry)
	s.sender = telegram.NewSender(client, db, telegram.SenderOptions{
		Rate: p.cfg.Rate, PerChat: p.cfg.ChatRate, Grace: grace, Log: log, Metrics: metrics,
	})
	s.ears = newEars(db, service, s.sender.Wake, log, registry)
	s.ears.typing = client.Typing
	s.dispatcher = telegram.NewDispatcher(service, db, client, telegram.DispatcherOptions{
		PerChat: p.cfg.ChatRate, Grace: grace, Handled: s.handled, Apart: s.apart.handle, Log: log, Metrics: metrics,
	})
	if p.cfg.WebhookURL != "" {
		if s.webhook, err = telegram.NewWebhook(client, s.dispatcher, p.cfg.WebhookURL, p.cfg.WebhookSecret); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// handled is called when an update was: what it left is seen to at once.
func (s *server) handled(e conversation.Event) {
	s.sender.Wake()
	if e.Kind == conversation.KindVoice {
		s.ears.Wake()
	}
}

// reach gives the client for Telegram, and has the service fetch files through it
// and voice notes written out.
func (p *program) reach(service *conversation.Service) (*telegram.Client, error) {
	client, err := telegram.NewClient(telegram.ClientOptions{Token: p.cfg.Token, APIURL: p.cfg.APIURL})
	if err != nil {
		return nil, err
	}
	service.Fetch = client.Download
	if p.cfg.TranscribeURL != "" {
		writer, err := p.transcriber()
		if err != nil {
			return nil, err
		}
		service.Transcribe = writer.Transcribe
	}
	return client, nil
}

// transcriber writes out voice notes.
func (p *program) transcriber() (*transcribe.Client, error) {
	return transcribe.New(transcribe.Options{URL: p.cfg.TranscribeURL, Key: p.cfg.TranscribeKey, Model: p.cfg.Transcriber})
}

// holder names this replica in the lease. A SQLite file has one serving
// process at a time, so its next one may lead at once.
func holder(place string) string {
	if !storage.IsPostgres(place) {
		return "sqlite"
	}
	return rand.Text()
}

// run serves until ctx ends or a part fails. It listens from the beginning,
// also while Telegram can't be reached.
func (s *server) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	if s.listenAddr != "" {
		group.Go(func() error { return listen(ctx, "LISTEN_ADDR", s.listenAddr, s.routes()) })
	}
	if s.metricsAddr != "" {
		group.Go(func() error { return listen(ctx, "METRICS_ADDR", s.metricsAddr, s.metricsRoutes()) })
	}
	group.Go(func() error { return s.serveTelegram(ctx) })
	err := group.Wait()
	s.dispatcher.Drain()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// serveTelegram asks Telegram who the bot is, for as long as that takes, and
// serves as that bot.
func (s *server) serveTelegram(ctx context.Context) error {
	me, err := s.client.Introduce(ctx, s.log)
	if err != nil {
		return err
	}
	s.dispatcher.Introduce(me)
	s.log.Info("the coach is on Telegram", "bot", me.Username, "lexicon", s.service.Lexicon.Version())
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := s.register(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("registering the commands; people see the old ones until the next start", "error", err)
		}
		return nil
	})
	group.Go(func() error {
		l := &leader{leases: s.db, holder: s.holder, log: s.log, work: s.lead, leave: s.leave}
		return l.run(ctx)
	})
	return group.Wait()
}

// lead is what the leading replica does: it polls or sees to the webhook,
// nudges every minute, has voice notes written out, and sends.
func (s *server) lead(ctx context.Context) error {
	s.gauges.leading.Store(true)
	defer s.gauges.leading.Store(false)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return s.sender.Run(ctx) })
	group.Go(func() error { return s.schedule(ctx) })
	group.Go(func() error { return s.ears.run(ctx) })
	if s.webhook != nil {
		group.Go(func() error { return s.webhook.Keep(ctx) })
	} else {
		poller := telegram.NewPoller(s.client, s.dispatcher, 0)
		group.Go(func() error { return poller.Run(ctx) })
	}
	return group.Wait()
}

// leave is what a leader does last when it is stopped. The webhook goes with
// it: without a bot Telegram keeps the updates rather than try again and
// again, and where another replica runs, it leads within seconds and registers
// the webhook anew. A leader that was killed leaves it, and nothing is lost
// either.
func (s *server) leave(ctx context.Context) {
	if s.webhook == nil {
		return
	}
	if err := s.webhook.Unregister(ctx); err != nil {
		s.log.Warn("the webhook stays registered", "error", err)
	}
}

// schedule nudges once a minute and tidies up now and then, until ctx ends. It
// begins with a nudging, for the minutes in which nobody led. The scheduler
// waits for instants of the wall clock; when that is set it is started anew.
func (s *server) schedule(ctx context.Context) error {
	logger := cronLogger{s.log}
	c := cron.New(cron.WithLogger(logger), cron.WithChain(cron.SkipIfStillRunning(logger), cron.Recover(logger)))
	jobs := []struct {
		spec, what string
		atOnce     bool
		do         func(context.Context, time.Time) error
	}{
		{"* * * * *", "nudging", true, s.nudge},
		{"* * * * *", "writing a trial to the database", false, func(ctx context.Context, _ time.Time) error { return s.db.Ready(ctx) }},
		{"*/10 * * * *", "tidying", false, s.db.Tidy},
		{"*/10 * * * *", "giving memory back", false, giveBack},
		{"*/10 * * * *", "counting people", true, s.gauges.countPeople},
		{"41 3 * * *", "letting go of old diaries", false, s.letGo},
	}
	var atOnce []cron.Job
	for _, job := range jobs {
		id, err := c.AddFunc(job.spec, func() {
			if err := job.do(ctx, time.Now()); err != nil && ctx.Err() == nil {
				s.log.Error(job.what, "error", err)
			}
		})
		if err != nil {
			return fmt.Errorf("scheduling: %w", err)
		}
		if job.atOnce {
			atOnce = append(atOnce, c.Entry(id).WrappedJob)
		}
	}
	start := func() {
		s.setBack(ctx)
		for _, job := range atOnce {
			job.Run()
		}
		c.Start()
	}
	start()
	ticker := time.NewTicker(clockLook)
	defer ticker.Stop()
	systemClocks().follow(ctx, ticker.C, func(by time.Duration) {
		s.log.Warn("the machine's clock was set, and reminders follow it", "by", by.Round(time.Second))
		<-c.Stop().Done()
		start()
	})
	<-c.Stop().Done()
	return nil
}

// setBack sees to what was written by a clock that was ahead, now or before the
// start.
func (s *server) setBack(ctx context.Context) {
	if err := s.db.SetBack(ctx, time.Now()); err != nil && ctx.Err() == nil {
		s.log.Error("following a clock that was set back", "error", err)
	}
}

func (s *server) nudge(ctx context.Context, now time.Time) error {
	defer s.sender.Wake()
	return s.service.Nudge(ctx, now)
}

func (s *server) letGo(ctx context.Context, _ time.Time) error { return s.service.LetGo(ctx) }

// register tells Telegram the commands and how the bot introduces itself.
func (s *server) register(ctx context.Context) error {
	description, short, err := s.service.Profile()
	if err != nil {
		return err
	}
	profile := telegram.Profile{Description: description, ShortDescription: short}
	for _, c := range s.service.Commands() {
		profile.Commands = append(profile.Commands, telegram.Command{Name: c.Name, Description: c.Description})
	}
	return s.client.Register(ctx, profile)
}

// cronLogger passes what the scheduler has to say on to the log.
type cronLogger struct{ log *slog.Logger }

// Info is for the scheduler's comings and goings.
func (l cronLogger) Info(msg string, keysAndValues ...any) {
	l.log.Debug("scheduler: "+msg, keysAndValues...)
}

// Error is for a nudging that panicked.
func (l cronLogger) Error(err error, msg string, keysAndValues ...any) {
	l.log.Error("scheduler: "+msg, append(keysAndValues, "error", err)...)
}
