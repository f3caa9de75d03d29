package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// listen serves handler at the address that setting holds until ctx ends.
func listen(ctx context.Context, setting, address string, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      time.Minute, // a webhook is answered once its update is committed
		IdleTimeout:       time.Minute,
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("%s %s can't be listened on: %w", setting, address, err)
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		stopped <- server.Shutdown(ctx)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("listening: %w", err)
	}
	return <-stopped
}

// routes is what LISTEN_ADDR serves: the webhook, /healthz and /readyz, and
// /metrics where that has no address of its own and none of this is public.
func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", s.ready)
	if s.webhook == nil {
		if s.metricsAddr == "" {
			mux.Handle("GET /metrics", s.measures())
		}
		return mux
	}
	// The webhook's path is the operator's, not a pattern: "{" means nothing in it.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && cmp.Or(r.URL.Path, "/") == s.webhook.Path() {
			s.webhook.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// measures answers Prometheus, also with a database that doesn't answer.
func (s *server) measures() http.Handler {
	return promhttp.HandlerFor(s.metrics, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

// metricsRoutes is what METRICS_ADDR serves.
func (s *server) metricsRoutes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", s.measures())
	return mux
}

// ready answers 200 when the database takes what it is told.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.db.Ready(ctx); err != nil {
		s.log.Warn("not ready", "error", err)
		http.Error(w, "the database takes nothing", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// health asks the bot that runs at LISTEN_ADDR whether it is well.
func (p *program) health(ctx context.Context) error {
	host, port, err := net.SplitHostPort(p.cfg.ListenAddr)
	if err != nil {
		return errors.New("LISTEN_ADDR is not set: there is nothing to ask")
	}
	if host == "" {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("the bot does not answer: %w", err)
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the bot is not ready: %s", response.Status)
	}
	return nil
}
