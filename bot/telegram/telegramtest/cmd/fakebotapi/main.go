// Fakebotapi serves a Bot API for one bot, with a page on which to play the
// people who write to it:
//
//	go run ./bot/telegram/telegramtest/cmd/fakebotapi -addr 127.0.0.1:8081
//	TELEGRAM_BOT_TOKEN=4242:telegramtest-token TELEGRAM_API_URL=http://127.0.0.1:8081 go run ./bot
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
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
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
	return serve(ctx, *addr, *token, server, stdout)
}

func serve(ctx context.Context, addr, token string, handler http.Handler, stdout io.Writer) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Play a person at http://%[1]s, and start the bot with\nTELEGRAM_BOT_TOKEN=%[2]s TELEGRAM_API_URL=http://%[1]s go run ./bot\n", listener.Addr(), token)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
