package main

import (
	"os"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage/storagetest"
)

// TestSoakPatroni runs two bots on a PostgreSQL of three nodes, as Patroni, etcd
// and HAProxy keep one, and has its primary go twenty times under the stream of
// messages, in every way: none is lost, and none stored twice.
func TestSoakPatroni(t *testing.T) {
	if os.Getenv("SOAK") == "" {
		t.Skip("three servers and what keeps them are for make soak")
	}
	c := crowd{users: 200, messages: 5000, kills: 20}
	cluster := storagetest.StartCluster(t)
	w := newWorld(t, cluster.DSN("postgres"), telegramtest.Options{Unlimited: true})
	replicas := []*bot{w.start(), w.start()}
	logs := func() string { return replicas[0].stderr.String() + "\n" + replicas[1].stderr.String() }
	played := w.playFor(c, time.Hour)
	answered := func() int { return w.server.Calls("sendMessage") }
	begun := time.Now()
	away := map[storagetest.Failure][]time.Duration{} // until there was a primary again
	ways := []storagetest.Failure{storagetest.ServerDies, storagetest.Switchover, storagetest.MachineDies}
	for i := range c.kills {
		next := (i + 1) * c.messages / (c.kills + 1)
		if err := w.server.Await(t.Context(), func() bool { return answered() >= next }); err != nil {
			t.Fatalf("%v\n%s", err, logs())
		}
		way := ways[i%len(ways)]
		took, err := cluster.FailOver(t.Context(), way)
		if err != nil {
			t.Fatal(err)
		}
		away[way] = append(away[way], took.Round(100*time.Millisecond))
	}
	if err := <-played; err != nil {
		t.Fatalf("%v\n%s", err, logs())
	}
	w.settle(c)
	for _, r := range replicas {
		r.checkMemory()
		r.stop()
	}
	w.checkCrowd(c, c.kills)
	t.Logf("%d failovers in %v; until there was a primary again: %v", c.kills, time.Since(begun).Round(time.Second), away)
	if t.Failed() {
		t.Log(logs())
	}
}
