package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage/storagetest"
)

// buildBefore builds the program as it was at a commit, or skips t where that
// can't be had: without the project's history, or its libraries of then.
func buildBefore(t *testing.T, commit string) (path string) {
	t.Helper()
	tree := t.TempDir()
	path = filepath.Join(tree, "before")
	cmd := exec.CommandContext(t.Context(), "sh", "-ec", `git archive "$0" | tar -x -C "$1"; cd "$1"; CGO_ENABLED=0 go build -trimpath -o before ./bot`, commit, tree)
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("the version at %s can't be built here: %v: %s", commit, err, out)
	}
	return path
}

// schemaBegan is the commit of the main line that brought the schema of today.
func schemaBegan(t *testing.T) string {
	t.Helper()
	steps, err := filepath.Glob("../migrations/*.sql")
	if err != nil || len(steps) == 0 {
		t.Fatal("no migrations", err)
	}
	newest := "migrations/" + filepath.Base(steps[len(steps)-1])
	cmd := exec.CommandContext(t.Context(), "git", "log", "--first-parent", "-m", "--diff-filter=A", "--format=%H", "--", newest)
	cmd.Dir = ".."
	out, err := cmd.Output()
	commits := strings.Fields(string(out))
	if err != nil || len(commits) == 0 {
		t.Skipf("the project's history isn't here, or doesn't have %s yet: %v", newest, err)
	}
	return commits[len(commits)-1]
}

// TestSoakRollingUpgrade has replicas of the oldest version that has today's
// schema replaced by this one, one after the other under the stream of messages,
// which go through both meanwhile, and back again: nothing is lost or done twice.
func TestSoakRollingUpgrade(t *testing.T) {
	notShort(t)
	t.Parallel()
	before := buildBefore(t, schemaBegan(t))
	c := scaled(crowd{users: 200, messages: 3000})
	w := newWorld(t, storagetest.Postgres(t), telegramtest.Options{Unlimited: true, PushAgain: 100 * time.Millisecond})
	front := newFront(t, 2)
	start := func(path string, i int) *bot {
		return w.startProgram(path, "WEBHOOK_URL="+front.url+"/telegram", "LISTEN_ADDR="+front.behind[i])
	}
	now := os.Args[0]
	replicas := []*bot{start(before, 0), start(before, 1)}
	played := w.play(c)
	steps := []struct {
		program string
		replica int
	}{{now, 1}, {now, 0}, {before, 1}, {now, 1}}
	for i, step := range steps {
		next := (i + 1) * c.messages / (len(steps) + 1)
		if err := w.server.Await(t.Context(), func() bool { return w.server.Calls("sendMessage") >= next }); err != nil {
			t.Fatalf("%v\n%s\n%s", err, replicas[0].stderr, replicas[1].stderr)
		}
		t.Logf("taken so far: %v", front.counts())
		replicas[step.replica].stop()
		replicas[step.replica] = start(step.program, step.replica)
		replicas[step.replica].serves()
	}
	if err := <-played; err != nil {
		t.Fatalf("%v\n%s\n%s", err, replicas[0].stderr, replicas[1].stderr)
	}
	w.settle(c)
	for _, r := range replicas {
		r.stop()
	}
	w.checkCrowd(c, 0)
	if n := front.counts(); n[0] == 0 || n[1] == 0 {
		t.Errorf("one of the replicas took nothing: %v", n)
	}
}

// TestSoakSchemaUpgrade upgrades from the version before today's schema. Beside
// one that serves, this one either serves too or says that it wants all stopped,
// and leaves everything as it was. Afterwards
// that version is refused. What is told meanwhile is stored once.
func TestSoakSchemaUpgrade(t *testing.T) {
	notShort(t)
	t.Parallel()
	began := schemaBegan(t)
	before := buildBefore(t, began+"^1")
	for _, engine := range storagetest.Engines { // that version knew no PgBouncer
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			upgradeSchema(t, before, storagetest.DSN(t, engine))
		})
	}
}

func upgradeSchema(t *testing.T, before, dsn string) {
	c := scaled(crowd{users: 200, messages: 3000})
	w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
	old := w.startProgram(before)
	played := w.play(c)
	half := func() bool { return w.server.Calls("sendMessage") >= c.messages/2 }
	if err := w.server.Await(t.Context(), func() bool { return w.server.Calls("sendMessage") >= c.messages/4 }); err != nil {
		t.Fatalf("%v\n%s", err, old.stderr)
	}
	running := w.start()
	select {
	case <-running.ended:
		if said := running.stderr.String(); !strings.Contains(said, "wants all replicas stopped") && !strings.Contains(said, "in use") {
			t.Fatalf("it doesn't serve beside the version before, and doesn't say why:\n%s", said)
		}
		if err := w.server.Await(t.Context(), half); err != nil {
			t.Fatalf("the version before doesn't go on: %v\n%s", err, old.stderr)
		}
		old.stop()
		running = w.start()
	case <-running.onTelegram():
		old.stop()
	}
	if err := <-played; err != nil {
		t.Fatalf("%v\n%s", err, running.stderr)
	}
	w.settle(c)
	running.stop()
	again := w.startProgram(before)
	<-again.ended
	if code := again.cmd.ProcessState.ExitCode(); code == 0 {
		t.Error("the version before serves a database of this one")
	}
	said := strings.Split(strings.TrimSpace(again.stderr.String()), "\n")
	t.Log("the version before says: ", said[len(said)-1])
	// A version before may not record in time, when it is stopped, what Telegram
	// has taken already: that is sent again.
	w.checkCrowd(c, 1)
}
