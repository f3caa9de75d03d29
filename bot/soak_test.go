package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage/storagetest"
)

// crowd are the numbers of a test under load: at full scale with SOAK set, a
// tenth otherwise.
type crowd struct{ users, messages, kills int }

func scaled(c crowd) crowd {
	if os.Getenv("SOAK") != "" {
		return c
	}
	return crowd{users: c.users / 10, messages: c.messages / 10, kills: c.kills / 10}
}

// notShort skips a test that takes half a minute when haste is asked for.
func notShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it takes half a minute")
	}
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
	notShort(t)
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		c := scaled(crowd{users: 200, messages: 5000, kills: 100})
		if !filepath.IsAbs(dsn) && os.Getenv("SOAK") == "" {
			c.kills = 2 // each takes the lease's 12 s
		}
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		random := rand.New(rand.NewPCG(1, uint64(c.messages)))
		running := w.start()
		played := w.play(c)
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

// playTime is when a crowd has waited long enough for its answers, in which
// case the test tells what the bot logged.
const playTime = 5 * time.Minute

// play lets the crowd write, and tells when it has been answered.
func (w *world) play(c crowd) (played <-chan error) { return w.playFor(c, playTime) }

// playFor is play for a crowd that waits so long.
func (w *world) playFor(c crowd, long time.Duration) (played <-chan error) {
	over := make(chan error, 1)
	ctx, cancel := context.WithTimeout(w.t.Context(), long)
	w.t.Cleanup(cancel)
	go func() {
		_, err := w.server.Play(ctx, telegramtest.Load{Users: c.users, Messages: c.messages, Texts: meals})
		over <- err
	}()
	return over
}

// settle waits until the bot has taken every update and answered it. A crowd
// takes a repeated reply for the answer to its next message, so it may be
// through before the bot is.
func (w *world) settle(c crowd) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	w.allHandled(ctx)
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
// answered, with at most one repeated reply a chat for each kill, and for each
// reply that Telegram took without saying so.
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
		if byBot < byPerson || byBot > byPerson+kills+w.server.Unheard(user) {
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
	notShort(t)
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		c := scaled(crowd{users: 200, messages: 5000})
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		w.server.FailRandomly(0.2, 1, telegramtest.EveryWay()...)
		running := w.start()
		ctx, cancel := context.WithTimeout(t.Context(), playTime)
		defer cancel()
		result, err := w.server.Play(ctx, telegramtest.Load{Users: c.users, Messages: c.messages, Texts: meals})
		if err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		t.Log(result)
		w.server.FailRandomly(0, 1)
		w.settle(c)
		running.checkMemory()
		running.stop()
		w.checkCrowd(c, 0)
	})
}

// TestSoakDatabaseGone stops PostgreSQL under the stream and starts it again.
func TestSoakDatabaseGone(t *testing.T) {
	notShort(t)
	t.Parallel()
	c := scaled(crowd{users: 200, messages: 5000, kills: 10})
	pg := storagetest.StartServer(t)
	w := newWorld(t, pg.Database(t), telegramtest.Options{Unlimited: true})
	running := w.start()
	played := w.play(c)
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
	running.checkMemory()
	running.stop()
	w.checkCrowd(c, c.kills)
	if t.Failed() {
		t.Logf("the bot logged:\n%s", running.stderr)
	}
}

// TestSoakStopped stops the bot under the stream as an operator does, and starts
// it again: what it has begun it finishes, so no reply comes twice. Not behind
// PgBouncer: before 1.21 that dies of queries which are cancelled at a stop, and
// the bot's next start finds nobody and wants to be restarted.
func TestSoakStopped(t *testing.T) {
	notShort(t)
	t.Parallel()
	for _, engine := range storagetest.Engines {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			c := scaled(crowd{users: 200, messages: 3000, kills: 40})
			w := newWorld(t, storagetest.DSN(t, engine), telegramtest.Options{Unlimited: true})
			running := w.start()
			played := w.play(c)
			for i := range c.kills {
				next := (i + 1) * c.messages / (c.kills + 1)
				if err := w.server.Await(t.Context(), func() bool { return w.server.Calls("sendMessage") >= next }); err != nil {
					t.Fatalf("%v\n%s", err, running.stderr)
				}
				running.stop()
				running = w.start()
			}
			if err := <-played; err != nil {
				t.Fatalf("%v\n%s", err, running.stderr)
			}
			w.settle(c)
			running.stop()
			w.checkCrowd(c, 0)
		})
	}
}
