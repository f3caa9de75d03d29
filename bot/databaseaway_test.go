package main

import (
	"context"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage/storagetest"
)

// TestDatabaseAway: a bot that starts while its PostgreSQL is away waits for it,
// tells so, and then answers.
func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	server := storagetest.StartServer(t)
	dsn := server.Database(t)
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	w := newWorld(t, dsn, telegramtest.Options{})
	b := w.start()
	b.says(ctx, "the database can't be reached for now")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ada := w.server.User(7)
	ada.Say("an apple")
	if _, err := ada.Next(ctx); err != nil {
		t.Fatalf("%v\n%s", err, b.stderr)
	}
	b.stop()
}
