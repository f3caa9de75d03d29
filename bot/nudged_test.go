package main

import (
	"context"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
	"gutskin/storage"
)

// TestSoakNudgesKilled kills the bot while it sends everybody their nudge.
// Nobody gets it twice. Who doesn't get it, since nobody can know whether it
// was sent, are at most those whose sending was under way at a kill.
func TestSoakNudgesKilled(t *testing.T) {
	notShort(t)
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		c := scaled(crowd{users: 2000, kills: 100})
		if storage.IsPostgres(dsn) {
			c.kills /= 5 // each takes the lease's 12 s, and the slot is open for an hour
		}
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		w.seedDue(c.users)
		random := rand.New(rand.NewPCG(3, uint64(c.users)))
		rate := "TELEGRAM_RATE=" + strconv.Itoa(max(100, c.users/10))
		sent := func() int { return w.server.Calls("sendMessage") }
		running := w.start(rate)
		for range c.kills {
			next := sent() + random.IntN(2*c.users/(c.kills+1)) + 1
			if err := w.server.Await(t.Context(), func() bool { return sent() >= min(next, c.users/2) }); err != nil {
				t.Fatalf("%v\n%s", err, running.stderr)
			}
			running.kill()
			running = w.start(rate)
		}
		w.outboxEmpty(running)
		running.stop()
		missed := 0
		for i := range c.users {
			switch n := len(w.server.Messages(firstOfCrowd + int64(i))); n {
			case 0:
				missed++
			case 1:
			default:
				t.Errorf("user %d is nudged %d times", i, n)
			}
		}
		if missed > c.kills*inFlight {
			t.Errorf("%d nudges are lost in %d kills", missed, c.kills)
		}
		t.Logf("%d users, %d kills, %d nudges under way at a kill and not repeated", c.users, c.kills, missed)
	})
}

// inFlight is how many messages the sender sends at once.
const inFlight = 32

// seedDue fills the database with users whose fermented nudge fell due a
// minute ago.
func (w *world) seedDue(users int) {
	w.t.Helper()
	db := w.storage()
	defer db.Close()
	now := time.Now().UTC()
	due := now.Add(-time.Minute)
	hour := time.Duration(due.Hour())*time.Hour + time.Duration(due.Minute())*time.Minute
	err := db.Update(context.Background(), func(tx *storage.Tx) error {
		for i := range users {
			u := coach.NewUser(firstOfCrowd+int64(i), now.Add(-48*time.Hour))
			u.Zone, u.Started, u.LastWrote = "Etc/UTC", u.Created, u.Created
			u.Reminders = coach.Reminders{Fermented: coach.Schedule{On: true, Hours: []time.Duration{hour}}}
			if err := tx.SaveUser(u, coach.NextDue(&u, now)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for i := range users {
		w.server.User(firstOfCrowd + int64(i))
	}
}

// outboxEmpty waits until the bot sends no more: on PostgreSQL for longer than
// a lease lasts, after which a killed sender's messages go on.
func (w *world) outboxEmpty(running *bot) {
	w.t.Helper()
	running.serves() // on a busy machine it takes a while to start
	quiet := 2 * leaseRenew
	if storage.IsPostgres(w.dsn) {
		quiet += leaseTime
	}
	for {
		before := w.server.Calls("sendMessage")
		ctx, cancel := context.WithTimeout(w.t.Context(), quiet)
		err := w.server.Await(ctx, func() bool { return w.server.Calls("sendMessage") > before })
		cancel()
		if w.t.Context().Err() != nil {
			w.t.Fatalf("%v\n%s", err, running.stderr)
		}
		if err != nil {
			return
		}
	}
}
