package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

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
	b := &bot{t: w.t, stderr: &lockedBuffer{}, ended: make(chan struct{})}
	b.cmd = exec.CommandContext(w.t.Context(), os.Args[0])
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

// stop ends the process as an operator does, and checks that it ends well and
// in time.
func (b *bot) stop() {
	b.t.Helper()
	begun := time.Now()
	if err := b.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.t.Error(err)
	}
	<-b.ended
	if took := time.Since(begun); took > 5*time.Second {
		b.t.Errorf("SIGTERM took %v", took)
	}
	if code := b.cmd.ProcessState.ExitCode(); code != 0 {
		b.t.Errorf("exit code %d:\n%s", code, b.stderr)
	}
}

// storage opens the database once no process has it.
func (w *world) storage() *storage.DB {
	w.t.Helper()
	keys, err := storage.ParseKeys(testKey)
	if err != nil {
		w.t.Fatal(err)
	}
	db, err := storage.Open(context.Background(), w.dsn, keys)
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

// fileOrPostgres runs the test on a SQLite file and on PostgreSQL.
func fileOrPostgres(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "coach.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, storagetest.Postgres(t)) })
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
		if err := w.server.Await(ctx, func() bool { return w.server.Pending() == 0 }); err != nil {
			t.Fatalf("%v\n%s", err, second.stderr)
		}
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

// crowd are the numbers of a test under load: at full scale with SOAK set, a
// tenth otherwise.
type crowd struct{ users, messages, kills int }

func scaled(c crowd) crowd {
	if os.Getenv("SOAK") != "" {
		return c
	}
	return crowd{users: c.users / 10, messages: c.messages / 10, kills: c.kills / 10}
}

// meals are what the crowd writes, each read as one meal.
var meals = []string{
	"porridge with blueberries", "lentil soup and rye bread", "2 eggs on toast", "kimchi fried rice",
	"a banana", "chicken curry with rice", "yogurt and walnuts", "miso soup", "an apple and 30 g almonds",
}

// TestSoakKilled kills the bot again and again under a stream of messages.
// Moments are drawn by how many messages were answered, so that a fast machine
// is hit as often as a slow one.
func TestSoakKilled(t *testing.T) {
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		c := scaled(crowd{users: 200, messages: 5000, kills: 100})
		if !filepath.IsAbs(dsn) && os.Getenv("SOAK") == "" {
			c.kills = 2 // each takes the lease's 12 s
		}
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		random := rand.New(rand.NewPCG(1, uint64(c.messages)))
		running := w.start()
		played := make(chan error, 1)
		go func() {
			_, err := w.server.Play(t.Context(), telegramtest.Load{Users: c.users, Messages: c.messages, Texts: meals})
			played <- err
		}()
		answered := func() int { return w.server.Calls("sendMessage") }
		kills := 0
		for ; kills < c.kills; kills++ {
			next := answered() + random.IntN(2*c.messages/(c.kills+1)) + 1
			if err := w.server.Await(t.Context(), func() bool { return answered() >= min(next, c.messages-1) }); err != nil {
				t.Fatalf("%v\n%s", err, running.stderr)
			}
			running.kill()
			running = w.start()
		}
		if err := <-played; err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		w.settle(c)
		running.stop()
		w.checkCrowd(c, kills)
	})
}

// settle waits until the bot has taken every update and answered it. A crowd
// takes a repeated reply for the answer to its next message, so it may be
// through before the bot is.
func (w *world) settle(c crowd) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	if err := w.server.Await(ctx, func() bool { return w.server.Pending() == 0 }); err != nil {
		w.t.Fatalf("%d updates are left: %v", w.server.Pending(), err)
	}
	_ = w.server.Await(ctx, func() bool { return w.answers(c) >= c.messages })
}

// answers are the messages of the bot that answer one of the crowd's: in each
// chat at most as many as were told.
func (w *world) answers(c crowd) int {
	n := 0
	for i := range c.users {
		told, said := 0, 0
		for _, m := range w.server.Messages(firstOfCrowd + int64(i)) {
			if m.FromBot {
				said++
			} else {
				told++
			}
		}
		n += min(told, said)
	}
	return n
}

// firstOfCrowd is the id of the first person that telegramtest plays.
const firstOfCrowd = 1_000_000

// checkCrowd checks that every meal is kept exactly once and every message
// answered, with at most one repeated reply a chat and kill.
func (w *world) checkCrowd(c crowd, kills int) {
	w.t.Helper()
	db := w.storage()
	defer db.Close()
	told, kept, said := 0, 0, 0
	for i := range c.users {
		user := firstOfCrowd + int64(i)
		byPerson, byBot := 0, 0
		for _, m := range w.server.Messages(user) {
			if m.FromBot {
				byBot++
			} else {
				byPerson++
			}
		}
		list := w.diary(db, user)
		if len(list) != byPerson {
			w.t.Errorf("user %d told %d meals, %d are kept", user, byPerson, len(list))
		}
		if byBot < byPerson || byBot > byPerson+kills {
			w.t.Errorf("user %d told %d meals and got %d answers", user, byPerson, byBot)
		}
		told, kept, said = told+byPerson, kept+len(list), said+byBot
	}
	if told != c.messages {
		w.t.Errorf("%d messages were told, not %d", told, c.messages)
	}
	w.t.Logf("%d messages, %d meals kept, %d answers, %d kills", told, kept, said, kills)
}

// TestSoakFaults has Telegram fail one call in five, in every way.
func TestSoakFaults(t *testing.T) {
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		c := scaled(crowd{users: 200, messages: 5000})
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		w.server.FailRandomly(0.2, 1, telegramtest.EveryWay()...)
		running := w.start()
		result, err := w.server.Play(t.Context(), telegramtest.Load{Users: c.users, Messages: c.messages, Texts: meals})
		if err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		t.Log(result)
		w.server.FailRandomly(0, 1)
		w.settle(c)
		running.stop()
		w.checkCrowd(c, c.messages) // a call that was carried out but not answered is made again
	})
}

// TestSoakDatabaseGone stops PostgreSQL under the stream and starts it again.
func TestSoakDatabaseGone(t *testing.T) {
	c := scaled(crowd{users: 200, messages: 5000, kills: 10})
	pg := storagetest.StartServer(t)
	w := newWorld(t, pg.Database(t), telegramtest.Options{Unlimited: true})
	running := w.start()
	played := make(chan error, 1)
	go func() {
		_, err := w.server.Play(t.Context(), telegramtest.Load{Users: c.users, Messages: c.messages, Texts: meals})
		played <- err
	}()
	answered := func() int { return w.server.Calls("sendMessage") }
	for i := range c.kills {
		next := (i + 1) * c.messages / (c.kills + 1)
		if err := w.server.Await(t.Context(), func() bool { return answered() >= next }); err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		if err := pg.Stop(); err != nil {
			t.Fatal(err)
		}
		if err := pg.Start(); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-played; err != nil {
		t.Fatalf("%v\n%s", err, running.stderr)
	}
	w.settle(c)
	running.stop()
	w.checkCrowd(c, c.kills)
}

// TestSoakReplicas runs three bots on one database and kills one after the
// other, under Telegram's rates.
func TestSoakReplicas(t *testing.T) {
	c := scaled(crowd{users: 200, messages: 1000, kills: 10})
	w := newWorld(t, storagetest.Postgres(t), telegramtest.Options{})
	rates := []string{"TELEGRAM_RATE=25", "TELEGRAM_CHAT_RATE=1"}
	replicas := []*bot{w.start(rates...), w.start(rates...), w.start(rates...)}
	played := make(chan error, 1)
	go func() {
		_, err := w.server.Play(t.Context(), telegramtest.Load{Users: c.users, Messages: c.messages, Texts: meals})
		played <- err
	}()
	answered := func() int { return w.server.Calls("sendMessage") }
	for i := range c.kills {
		next := (i + 1) * c.messages / (c.kills + 1)
		if err := w.server.Await(t.Context(), func() bool { return answered() >= next }); err != nil {
			t.Fatal(err)
		}
		replicas[i%3].kill()
		replicas[i%3] = w.start(rates...)
	}
	if err := <-played; err != nil {
		t.Fatal(err)
	}
	w.settle(c)
	for _, r := range replicas {
		r.stop()
	}
	w.checkCrowd(c, c.kills)
	if n, list := w.server.Violations(); n > 0 {
		t.Errorf("%d violations: %v", n, list)
	}
}

// TestWrongToken: one clear line, no token.
func TestWrongToken(t *testing.T) {
	w := newWorld(t, filepath.Join(t.TempDir(), "coach.db"), telegramtest.Options{})
	b := w.start("TELEGRAM_BOT_TOKEN=4242:wrong")
	<-b.ended
	out := b.stderr.String()
	if code := b.cmd.ProcessState.ExitCode(); code != 1 || bytes.Contains([]byte(out), []byte("4242:wrong")) || !bytes.HasPrefix([]byte(out), []byte("bot: ")) {
		t.Errorf("exit code %d:\n%s", code, out)
	}
}
