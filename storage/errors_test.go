package storage_test

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// Whoever mistypes DATABASE_URL gets one line that says what to do and shows
// no password.
func TestOpenSaysWhatIsWrong(t *testing.T) {
	dsn := storagetest.Postgres(t)
	closed, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := closed.Addr().String()
	closed.Close()
	for _, c := range []struct{ dsn, says string }{
		{"", "DATABASE_URL is empty"},
		{"mysql://coach:hidden@localhost/coach", "a kind of database that isn't supported"},
		{"postgres://coach:hid%zzden@localhost/coach", "DATABASE_URL is no valid address"},
		{"postgres://coach:hidden@localhost:port/coach", "DATABASE_URL is no valid address"},
		{"postgres://coach:hidden@localhost/coach?sslmode=maybe", "sslmode is one of disable"},
		{"postgres://coach:hidden@" + address + "/coach?sslmode=disable", "can't be reached"},
		{strings.Replace(dsn, "test-password", "hidden", 1), `doesn't let "coach" in: check user and password`},
		{dsn[:strings.LastIndex(dsn, "/")] + "/absent?sslmode=disable", `has no database "absent"`},
		{strings.TrimSuffix(dsn, "?sslmode=disable"), "doesn't speak TLS; add ?sslmode=disable"},
		{"/proc/no/such/folder/coach.db", "no such file"},
	} {
		_, err := storage.Open(t.Context(), c.dsn, storagetest.Keys(t))
		text := fmt.Sprint(err)
		if err == nil || !strings.Contains(text, c.says) {
			t.Errorf("%s: %v, want it to say %q", c.dsn, err, c.says)
		}
		for _, never := range []string{"hidden", "hid%zzden", "test-password", "\n"} {
			if strings.Contains(text, never) {
				t.Errorf("%q holds %q", text, never)
			}
		}
	}
}

func TestServerGoneAndBack(t *testing.T) {
	server := storagetest.StartServer(t)
	db := storagetest.Open(t, server.Database(t))
	update(t, db, func(tx *storage.Tx) error { return tx.SaveUser(person(7), now) })
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	for range 20 { // more than there are connections
		err := db.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveUser(person(7), now) })
		if !errors.Is(err, coach.ErrUnavailable) {
			t.Errorf("update while the server is gone: %v, want coach.ErrUnavailable", err)
		}
		if _, err := db.NextDeliveries(t.Context(), now, 1); !errors.Is(err, coach.ErrUnavailable) {
			t.Errorf("look while the server is gone: %v, want coach.ErrUnavailable", err)
		}
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		update(t, db, func(tx *storage.Tx) error { return tx.SaveUser(person(7), now) })
	}
}

// A bot that ends while the server is away ends in peace.
func TestCloseWithoutServer(t *testing.T) {
	server := storagetest.StartServer(t)
	db := storagetest.Open(t, server.Database(t)) // closes it again, which does no harm
	errs := parallel(8, func(w int) error {
		return db.Update(t.Context(), func(tx *storage.Tx) error { return tx.SaveUser(person(int64(w)), now) })
	})
	if err := errors.Join(append(errs, server.Stop(), db.Close(), server.Start())...); err != nil {
		t.Fatal(err)
	}
}

// Updates go on through restarts of the server, each done once.
func TestRestartsUnderLoad(t *testing.T) {
	server := storagetest.StartServer(t)
	db := storagetest.Open(t, server.Database(t))
	const workers, updates = 8, 60
	stopped := make(chan error)
	go func() {
		for range 3 {
			if err := errors.Join(server.Stop(), server.Start()); err != nil {
				stopped <- err
				return
			}
		}
		stopped <- nil
	}()
	persist(t, db, workers, updates, func(int) {})
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
}

// persist has each worker log its meals one after the other, trying again for
// as long as the database is away, and checks that each was logged once. It
// tells before each meal how many are logged.
func persist(t *testing.T, db *storage.DB, workers, updates int, before func(logged int)) {
	t.Helper()
	var done atomic.Int32
	errs := parallel(workers, func(w int) error {
		for i := 0; i < updates; {
			before(int(done.Load()))
			err := once(t.Context(), db, int64(w), i)
			switch {
			case err == nil:
				i++
				done.Add(1)
			case !errors.Is(err, coach.ErrUnavailable):
				return err
			}
		}
		return nil
	})
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	for w := range int64(workers) {
		changes := read(t, db, func(tx *storage.Tx) ([]coach.Change, error) { return tx.RecentChanges(w, 2*updates) })
		same(t, "changes", updates, len(changes))
	}
}

// The primary is killed and its standby promoted under load: what was
// committed is there, each once, and the rest is done on the other.
func TestFailover(t *testing.T) {
	primary := storagetest.StartServer(t)
	standby := primary.Standby(t)
	db := storagetest.Open(t, strings.Replace(primary.DSN("postgres"), "/postgres", ","+standby.Address()+"/postgres", 1))
	var once sync.Once
	var failed error
	persist(t, db, 8, 60, func(logged int) {
		if logged > 100 {
			once.Do(func() { failed = errors.Join(primary.Kill(), standby.Promote()) })
		}
	})
	if err := errors.Join(failed, db.Ready(t.Context())); err != nil {
		t.Fatal(err)
	}
}

// once logs a meal as a bot does that gets the same update again after an
// error.
func once(ctx context.Context, db *storage.DB, user int64, n int) error {
	key := fmt.Sprintf("%d:%d", user, n)
	return db.Update(ctx, func(tx *storage.Tx) error {
		first, err := tx.MarkHandled(key, now)
		if err != nil || !first {
			return err
		}
		_, err = tx.AppendChange(user, logged("m:"+key, meal("", "leek")))
		return err
	})
}

func TestContextEnds(t *testing.T) {
	each(t, func(t *testing.T, db *storage.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Update(ctx, func(*storage.Tx) error {
			cancel()
			return nil
		})
		if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, coach.ErrUnavailable) {
			t.Errorf("cancelled within: %v", err)
		}
		ran := false
		err = db.Update(ctx, func(*storage.Tx) error { ran = true; return nil })
		if !errors.Is(err, context.Canceled) || ran {
			t.Errorf("cancelled before: %v, ran: %v", err, ran)
		}
		late, cancel := context.WithTimeout(t.Context(), -time.Second)
		defer cancel()
		if err := db.Sent(late, delivery("tg:1:0", 7, coach.ClassReply), 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("too late: %v", err)
		}
	})
}

// A full disk fails some updates, also of those that share a commit, and none
// of them in part.
func TestDiskFull(t *testing.T) {
	db := storagetest.Open(t, ":memory:") // its one connection is the writer's
	if err := db.Exec("PRAGMA max_page_count = 120"); err != nil {
		t.Fatal(err)
	}
	random := make([]byte, 9000)                    // what can't be packed
	_, _ = rand.NewChaCha8([32]byte{}).Read(random) // never fails
	big := hex.EncodeToString(random)
	fill := func(user int) error {
		return db.Update(t.Context(), func(tx *storage.Tx) error {
			for source := range 3 {
				if _, err := tx.AppendChange(int64(user), logged(fmt.Sprint("m:", source), meal(big, "leek"))); err != nil {
					return err
				}
			}
			return nil
		})
	}
	kept := 0
	for user, err := range parallel(20, fill) {
		switch {
		case err == nil:
			kept++
		case !errors.Is(err, coach.ErrUnavailable):
			t.Errorf("disk full: %v, want coach.ErrUnavailable", err)
		}
		n := read(t, db, func(tx *storage.Tx) (int, error) {
			c, err := tx.RecentChanges(int64(user), 9)
			return len(c), err
		})
		same(t, "changes", map[bool]int{true: 3, false: 0}[err == nil], n)
	}
	if kept == 0 || kept == 20 {
		t.Errorf("%d of 20 updates fitted, the test wants some", kept)
	}
	if err := errors.Join(db.Exec("PRAGMA max_page_count = 100000"), fill(99)); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestObserver(t *testing.T) {
	seen := map[string]int{}
	db := storagetest.Open(t, ":memory:", storage.WithObserver(func(what string, took time.Duration, err error) {
		if took < 0 || err != nil {
			t.Error(what, took, err)
		}
		seen[what]++
	}))
	before := seen["update"] // opening checks the key
	update(t, db, func(tx *storage.Tx) error { return tx.SaveUser(person(7), now) })
	next(t, db, now)
	if err := db.Sent(t.Context(), delivery("tg:1:0", 7, coach.ClassReply), 1); err != nil {
		t.Fatal(err)
	}
	same(t, "operations", map[string]int{"update": before + 1, "deliveries": 1, "marks": 1}, seen)
}
