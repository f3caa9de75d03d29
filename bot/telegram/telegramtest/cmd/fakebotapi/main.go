// Fakebotapi serves a Bot API for one bot, with a page on which to play the
// people who write to it:
//
//	go run ./bot/telegram/telegramtest/cmd/fakebotapi -addr 127.0.0.1:8081
//	TELEGRAM_BOT_TOKEN=4242:telegramtest-token TELEGRAM_API_URL=http://127.0.0.1:8081 go run ./bot
//
// With -messages it plays a crowd itself, prints how that was answered, and
// ends: the benchmark of a whole bot in another process.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"gutskin/bot/telegram/telegramtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "fakebotapi:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("fakebotapi", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "127.0.0.1:8081", "where to listen")
	token := flags.String("token", telegramtest.DefaultToken, "the bot's token")
	unlimited := flags.Bool("unlimited", false, "no rates, for benchmarks")
	fail := flags.Float64("fail", 0, "chance of a call to fail in one of the usual ways, 0 to 1")
	seed := flags.Uint64("seed", 1, "of the failures")
	verbose := flags.Bool("v", false, "a line for each call")
	load := telegramtest.Load{Texts: texts}
	flags.IntVar(&load.Messages, "messages", 0, "play a crowd that writes so many, then end")
	flags.IntVar(&load.Users, "users", 200, "people in the crowd")
	flags.Float64Var(&load.Rate, "rate", 0, "their messages a second; 0: as fast as they are answered")
	if err := flags.Parse(args); err != nil {
		return err
	}
	options := telegramtest.Options{Token: *token, Unlimited: *unlimited}
	if *verbose {
		options.Log = slog.New(slog.NewTextHandler(stderr, nil))
	}
	server := telegramtest.New(options)
	defer server.Close()
	server.FailRandomly(*fail, *seed, telegramtest.EveryWay()...)
	ctx, end := context.WithCancel(ctx)
	defer end()
	if load.Messages > 0 {
		go func() {
			defer end()
			report(ctx, server, load, stdout)
		}()
	}
	return serve(ctx, *addr, *token, server, stdout)
}

// texts are what a crowd writes.
var texts = []string{
	"porridge with blueberries and kefir for breakfast",
	"2 glasses of water",
	"lentil soup, a slice of rye bread and an apple for lunch",
	"salmon with broccoli and brown rice",
	"a handful of walnuts",
}

// report plays a crowd, once the bot has made its first call, and tells how
// that went.
func report(ctx context.Context, server *telegramtest.Server, load telegramtest.Load, out io.Writer) {
	polls := func() bool { return server.Calls("getUpdates")+server.Calls("setWebhook") > 0 }
	if server.Await(ctx, polls) != nil {
		return
	}
	result, err := server.Play(ctx, load)
	violations, _ := server.Violations()
	_, _ = fmt.Fprintf(out, "%s; %d violations\n", result, violations)
	if err != nil {
		_, _ = fmt.Fprintln(out, "the crowd was interrupted")
	}
}

func serve(ctx context.Context, addr, token string, handler http.Handler, stdout io.Writer) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "Play a person at http://%[1]s, and start the bot with\nTELEGRAM_BOT_TOKEN=%[2]s TELEGRAM_API_URL=http://%[1]s go run ./bot\n", listener.Addr(), token)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
