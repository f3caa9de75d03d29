package main

import (
	"context"
	"net/http/httptest"
	"testing"

	"gutskin/bot/telegram/telegramtest"
)

func TestEcho(t *testing.T) {
	fake := telegramtest.New(telegramtest.Options{})
	server := httptest.NewServer(fake)
	defer server.Close()
	defer fake.Close()
	ctx, stop := context.WithCancel(t.Context())
	settings := map[string]string{"TELEGRAM_BOT_TOKEN": telegramtest.DefaultToken, "TELEGRAM_API_URL": server.URL}
	done := make(chan error, 1)
	go func() { done <- run(ctx, func(name string) string { return settings[name] }) }()
	ada := fake.User(7)
	ada.Say("soup")
	if m, err := ada.Next(t.Context()); err != nil || m.Text != "soup" {
		t.Errorf("the echo is %q, %v", m.Text, err)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
