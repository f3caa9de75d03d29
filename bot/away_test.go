package main

import (
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestTelegramAway: while Telegram can't be reached, the bot tells that it
// lives, takes no updates for good, and can be stopped.
func TestTelegramAway(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	w := &world{t: t, url: "http://127.0.0.1:1", dsn: filepath.Join(t.TempDir(), "coach.db")}
	addr := freeAddress(t)
	b := w.start("LISTEN_ADDR="+addr, "WEBHOOK_URL=https://coach.example.org/telegram")
	for status(ctx, t, http.MethodGet, "http://"+addr+"/readyz") != http.StatusOK {
		select {
		case <-b.ended:
			t.Fatalf("it ended by itself:\n%s", b.stderr)
		case <-time.After(5 * time.Millisecond):
		}
	}
	if got := status(ctx, t, http.MethodPost, "http://"+addr+"/telegram"); got != http.StatusUnauthorized {
		t.Errorf("an update without the secret is answered %d", got)
	}
	if err := b.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-b.ended
	if code := b.cmd.ProcessState.ExitCode(); code != 0 || !strings.Contains(b.stderr.String(), "Telegram can't be reached") {
		t.Errorf("exit code %d:\n%s", code, b.stderr)
	}
}

// status is how the address answers, 0 while nobody does.
func status(ctx context.Context, t *testing.T, method, address string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0
	}
	response.Body.Close()
	return response.StatusCode
}
