package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// TestSoakDiskFull fills the database's disk under the stream of messages, and
// on PostgreSQL until the server itself goes. /readyz says 503 meanwhile, and with
// room again everything is stored once and answered.
func TestSoakDiskFull(t *testing.T) {
	notShort(t)
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		folder := storagetest.SmallDisk(t, 40)
		fillsUp(t, filepath.Join(folder, "coach.db"), folder, nil)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		folder := storagetest.SmallDisk(t, 400)
		pg := storagetest.StartServerIn(t, folder)
		fillsUp(t, pg.Database(t), folder, pg)
	})
}

// fillsUp has a crowd write while the disk is full from a fifth of its messages on.
func fillsUp(t *testing.T, dsn, folder string, pg *storagetest.Server) {
	c := scaled(crowd{users: 200, messages: 5000})
	w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
	address := freeAddress(t)
	running := w.start("LISTEN_ADDR=" + address)
	played := w.play(c)
	answered := func() int { return w.server.Calls("sendMessage") }
	if err := w.server.Await(t.Context(), func() bool { return answered() >= c.messages/5 }); err != nil {
		t.Fatalf("%v\n%s", err, running.stderr)
	}
	becomes := func(want int) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		for status(ctx, t, http.MethodGet, "http://"+address+"/readyz") != want {
			select {
			case <-time.After(50 * time.Millisecond):
			case <-ctx.Done():
				t.Fatalf("/readyz doesn't become %d\n%s", want, running.stderr)
			}
		}
	}
	begun := time.Now()
	ballast := storagetest.FillDisk(t, folder)
	becomes(http.StatusServiceUnavailable)
	told := time.Since(begun)
	if pg != nil {
		db := storagetest.Raw(t, dsn)
		for range 100 { // each wants a fresh file for the log, which ends the server
			if _, err := db.ExecContext(t.Context(), "SELECT pg_switch_wal(), txid_current()"); err != nil {
				t.Log("a log without room:", err)
				break
			}
		}
		becomes(http.StatusServiceUnavailable)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if pg != nil {
		_ = pg.Kill() // it may be gone, or be trying to come back, and then waits for no one
		if err := pg.Start(); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-played; err != nil {
		t.Fatalf("%v\n%s", err, running.stderr)
	}
	w.settle(c)
	becomes(http.StatusOK)
	running.checkMemory()
	running.stop()
	w.checkCrowd(c, 1)
	t.Logf("503 %v after the disk was full", told.Round(time.Millisecond))
	if db := storagetest.Raw(t, dsn); storage.IsPostgres(dsn) && db.PingContext(t.Context()) != nil {
		t.Error("the server isn't back")
	}
}
