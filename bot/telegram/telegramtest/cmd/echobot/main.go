// Echobot repeats whatever is said to it and remembers nothing: the yardstick
// for what the coach's durability costs. It takes the same settings:
//
//	TELEGRAM_BOT_TOKEN=4242:telegramtest-token TELEGRAM_API_URL=http://127.0.0.1:8081 go run ./bot/telegram/telegramtest/cmd/echobot
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"gutskin/bot/telegram"
)

// atOnce is how many answers are sent side by side, as many as the coach does.
const atOnce = 32

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Getenv)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "echobot:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, getenv func(string) string) error {
	client, err := telegram.NewClient(telegram.ClientOptions{
		Token:  getenv("TELEGRAM_BOT_TOKEN"),
		APIURL: getenv("TELEGRAM_API_URL"),
	})
	if err != nil {
		return err
	}
	defer client.Close()
	places := make(chan struct{}, atOnce)
	for offset := 0; ctx.Err() == nil; {
		var updates []tgbotapi.Update
		params := tgbotapi.Params{"offset": strconv.Itoa(offset), "limit": "100", "timeout": "5"}
		if err := client.Call(ctx, "getUpdates", params, &updates); err != nil && ctx.Err() == nil {
			return err
		}
		var batch sync.WaitGroup
		for _, u := range updates {
			offset = u.UpdateID + 1
			places <- struct{}{}
			batch.Go(func() {
				defer func() { <-places }()
				echo(ctx, client, u.Message)
			})
		}
		batch.Wait()
	}
	return nil
}

func echo(ctx context.Context, client *telegram.Client, m *tgbotapi.Message) {
	if m == nil || m.Text == "" {
		return
	}
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(m.Chat.ID, 10), "text": m.Text}
	if err := client.Call(ctx, "sendMessage", params, nil); err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "echobot:", err)
	}
}
