package main

import (
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// testKey is the DATA_KEY of the tests' processes.
const testKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

// world is a fake Telegram and a database, for bots that run as processes of
// their own.
type world struct {
	t      *testing.T
	server *telegramtest.Server
	url    string
	dsn    string
}

func newWorld(t *testing.T, dsn string, o telegramtest.Options) *world {
	server := telegramtest.New(o)
	web := httptest.NewServer(server)
	t.Cleanup(func() {
		server.Close()
		web.Close()
	})
	return &world{t: t, server: server, url: web.URL, dsn: dsn}
}

// bot is a running process.
type bot struct {
	t      *testing.T
	cmd    *exec.Cmd
	stderr *lockedBuffer
	ended  chan struct{}
}

// lockedBuffer collects a process's output.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs the bot: this test binary, which is the program when asProcess is
// set.
func (w *world) start(env ...string) *bot {
	w.t.Helper()
	return w.startProgram(os.Args[0], env...)
}

// startProgram runs the bot as another file has it.
func (w *world) startProgram(path string, env ...string) *bot {
	w.t.Helper()
	b := &bot{t: w.t, stderr: &lockedBuffer{}, ended: make(chan struct{})}
	b.cmd = exec.CommandContext(w.t.Context(), path)
	b.cmd.Env = append(os.Environ(), asProcess+"=1",
		"TELEGRAM_BOT_TOKEN="+telegramtest.DefaultToken, "TELEGRAM_API_URL="+w.url,
		"DATABASE_URL="+w.dsn, "DATA_KEY="+testKey, "TELEGRAM_RATE=100000", "TELEGRAM_CHAT_RATE=100000")
	b.cmd.Env = append(b.cmd.Env, env...)
	b.cmd.Stderr = b.stderr
	if err := b.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	go func() {
		_ = b.cmd.Wait()
		close(b.ended)
	}()
	w.t.Cleanup(b.kill)
	return b
}

// kill ends the process as a power cut would.
func (b *bot) kill() {
	_ = b.cmd.Process.Kill()
	<-b.ended
}

// stop ends the process as an operator does, once it serves, and checks that it
// ends well and in time.
func (b *bot) stop() {
	b.t.Helper()
	b.serves()
	begun := time.Now()
	if err := b.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.t.Error(err)
	}
	<-b.ended
	if took := time.Since(begun); took > stopWithin {
		b.t.Errorf("SIGTERM took %v", took)
	}
	if code := b.cmd.ProcessState.ExitCode(); code != 0 {
		b.t.Errorf("exit code %d:\n%s", code, b.stderr)
	}
}

// serves waits until the bot is on Telegram.
func (b *bot) serves() {
	b.t.Helper()
	select {
	case <-b.ended:
		b.t.Fatalf("it ended by itself:\n%s", b.stderr)
	case <-b.onTelegram():
	}
}

// says waits until the bot's log holds the text.
func (b *bot) says(ctx context.Context, text string) {
	b.t.Helper()
	for !strings.Contains(b.stderr.String(), text) {
		select {
		case <-b.ended:
			b.t.Fatalf("it ended by itself:\n%s", b.stderr)
		case <-ctx.Done():
			b.t.Fatalf("it doesn't say %q:\n%s", text, b.stderr)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// onTelegram is closed when the bot is.
func (b *bot) onTelegram() <-chan struct{} {
	there := make(chan struct{})
	go func() {
		for !strings.Contains(b.stderr.String(), "the coach is on Telegram") {
			select {
			case <-b.ended:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
		close(there)
	}()
	return there
}

// stopWithin is how long a container runner waits before it kills.
const stopWithin = 10 * time.Second

// memoryBound is what a bot never holds more of, in MB, whatever fails.
const memoryBound = 150

func (b *bot) checkMemory() {
	b.t.Helper()
	if n := memoryOf(b.cmd.Process.Pid); n > memoryBound {
		b.t.Errorf("the bot holds %d MB", n)
	}
}

// storage opens the database once no process has it, and waits for a database
// that is away, as the bot does.
func (w *world) storage() *storage.DB {
	w.t.Helper()
	keys, err := storage.ParseKeys(testKey)
	if err != nil {
		w.t.Fatal(err)
	}
	db, err := backoff.Retry(w.t.Context(), func() (*storage.DB, error) {
		db, err := storage.Open(context.Background(), storagetest.Direct(w.dsn), keys)
		if err != nil && !errors.Is(err, coach.ErrUnavailable) {
			err = backoff.Permanent(err)
		}
		return db, err
	}, backoff.WithMaxElapsedTime(time.Minute))
	if err != nil {
		w.t.Fatal(err)
	}
	return db
}

// diary are the meals that the database has of a person.
func (w *world) diary(db *storage.DB, user int64) []coach.Entry {
	w.t.Helper()
	var list []coach.Entry
	err := db.View(context.Background(), func(tx *storage.Tx) (err error) {
		today := day.Of(time.Now().UTC(), 0)
		list, err = tx.Entries(user, today.Add(-3), today.Add(3))
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

// fileOrPostgres runs the test on a SQLite file and, side by side, on
// PostgreSQL, and without -short on one as some have it, behind PgBouncer and
// serializable by default.
func fileOrPostgres(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Parallel() // most of the time they wait for a lease to lapse
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); test(t, filepath.Join(t.TempDir(), "coach.db")) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); test(t, storagetest.Postgres(t)) })
	if !testing.Short() {
		t.Run("pgbouncer", func(t *testing.T) { t.Parallel(); test(t, storagetest.PgBouncer(t)) })
	}
}

// allHandled waits until the bot has received every update and handled it.
func (w *world) allHandled(ctx context.Context) {
	w.t.Helper()
	if err := w.server.Await(ctx, func() bool { return w.server.Pending() == 0 }); err != nil {
		w.t.Fatalf("%d updates are left: %v", w.server.Pending(), err)
	}
	w.none(ctx, "SELECT COUNT(*) FROM inbox", "updates aren't handled")
}

// none waits until the query counts none of what is left to be done.
func (w *world) none(ctx context.Context, count, what string) {
	w.t.Helper()
	db := storagetest.Raw(w.t, w.dsn)
	for left := 1; left > 0; {
		if err := db.QueryRowContext(ctx, count).Scan(&left); err != nil {
			w.t.Fatal(err)
		}
		select {
		case <-ctx.Done():
			w.t.Fatalf("%d %s", left, what)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// TestProcess: a message in, stored, a reply out; killed and started again,
// the bot neither loses nor repeats.
func TestProcess(t *testing.T) {
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		w := newWorld(t, dsn, telegramtest.Options{})
		first := w.start()
		ada := w.server.User(7)
		ada.Say("porridge with blueberries and kefir")
		if _, err := ada.Next(ctx); err != nil {
			t.Fatalf("%v\n%s", err, first.stderr)
		}
		first.kill()
		ada.Say("2 glasses of water")
		second := w.start()
		if _, err := ada.Next(ctx); err != nil { // the first answer may come again
			t.Fatalf("%v\n%s", err, second.stderr)
		}
		w.allHandled(ctx)
		second.stop()
		db := w.storage()
		defer db.Close()
		if list := w.diary(db, 7); len(list) != 2 || list[0].Text != "porridge with blueberries and kefir" {
			t.Errorf("the diary holds %d entries, not the 2 that were told", len(list))
		}
		if n, list := w.server.Violations(); n > 0 {
			t.Errorf("%d violations: %v", n, list)
		}
	})
}

// TestColdStart: a bot that was away finds more waiting than it has
// connections to its database, with no statement prepared on any.
func TestColdStart(t *testing.T) {
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		const backlog = 400
		for i := range backlog {
			w.server.User(firstOfCrowd + int64(i)).Say(meals[i%len(meals)])
		}
		running := w.start()
		if err := w.server.Await(ctx, func() bool { return w.server.Calls("sendMessage") >= backlog }); err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		running.stop()
		w.checkCrowd(crowd{users: backlog, messages: backlog}, 0)
	})
}

// TestWrongToken: one clear line at the end, no token.
func TestWrongToken(t *testing.T) {
	w := newWorld(t, filepath.Join(t.TempDir(), "coach.db"), telegramtest.Options{})
	b := w.start("TELEGRAM_BOT_TOKEN=4242:wrong")
	<-b.ended
	out := b.stderr.String()
	if code := b.cmd.ProcessState.ExitCode(); code != 1 || bytes.Contains([]byte(out), []byte("4242:wrong")) || !strings.Contains(out, "\nbot: ") {
		t.Errorf("exit code %d:\n%s", code, out)
	}
}
