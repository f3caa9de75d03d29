package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkPeers measures the coach beside what others would use in its place,
// each pair in turns within one run, so that the ratios hold however fast the
// machine is and whatever else it does:
//
//   - read: messages read by `parse --json` on one core, and by parse-ingredient,
//     a JavaScript library that parts amounts from names; both as processes, by
//     the processor's time beyond what a single message takes, which is mostly
//     their start
//   - warm: the same of ten times as many, most of which JavaScript's compiler
//     has seen
//   - answer: messages answered a second by the bot on SQLite, by a small grammY
//     bot that keeps each text with better-sqlite3 and answers, and by a bot that
//     keeps nothing
//
// A ratio above 1 is in the coach's favour. The peers are installed by npm; where
// it or node is missing they are left out. PEERS_MESSAGES names a file of
// messages, one a line, to be read in place of the made-up ones.
func BenchmarkPeers(b *testing.B) {
	programs := buildPrograms(b)
	peers := installPeers(b)
	messages := peerMessages(b)
	b.Run("read", func(b *testing.B) { compareReading(b, programs, peers, messages, 1) })
	b.Run("warm", func(b *testing.B) { compareReading(b, programs, peers, messages, 10) })
	b.Run("answer", func(b *testing.B) { compareAnswering(b, programs, peers) })
}

// turns is how often each of a pair is measured; the median counts.
const turns = 5

// installPeers installs the peers into a temporary folder, "" where they can't be.
func installPeers(b *testing.B) string {
	b.Helper()
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			b.Logf("there is no %s here, so the peers are left out", program)
			return ""
		}
	}
	folder := b.TempDir()
	if err := os.CopyFS(folder, os.DirFS("testdata/peers")); err != nil {
		b.Fatal(err)
	}
	install := exec.CommandContext(b.Context(), "npm", "install", "--no-audit", "--no-fund", "--loglevel=error")
	install.Dir = folder
	if out, err := install.CombinedOutput(); err != nil {
		b.Logf("the peers can't be installed and are left out: %v\n%s", err, out)
		return ""
	}
	return folder
}

// peerMessages are messages that tell of three foods each, in the contexts of
// the metamorphic tests.
func peerMessages(b *testing.B) []string {
	b.Helper()
	if name := os.Getenv("PEERS_MESSAGES"); name != "" {
		return linesOf(b, name)
	}
	const folder = "../coach/intent/testdata/metamorphic"
	meals := linesOf(b, filepath.Join(folder, "bases.tsv"))
	contexts := linesOf(b, filepath.Join(folder, "contexts.tsv"))
	random := rand.New(rand.NewPCG(1, 2))
	meal := func() string { return meals[random.IntN(len(meals))] }
	var messages []string
	for len(messages) < 2000 {
		cells := strings.Split(contexts[len(messages)%len(contexts)], "\t")
		messages = append(messages, strings.Replace(cells[2], "{meal}", meal()+", "+meal()+" and "+meal(), 1))
	}
	return messages
}

func linesOf(b *testing.B, name string) []string {
	b.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	return slices.DeleteFunc(strings.Split(string(data), "\n"), func(line string) bool { return line == "" })
}

// compareReading reads the messages so many times over.
func compareReading(b *testing.B, programs, peers string, messages []string, times int) {
	all := []byte(strings.Repeat(strings.Join(messages, "\n")+"\n", times))
	one := []byte(messages[0] + "\n")
	n := float64(len(messages) * times)
	read := func(input []byte, name string, args ...string) time.Duration {
		cmd := exec.CommandContext(b.Context(), name, args...)
		cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
		cmd.Stdin = bytes.NewReader(input)
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	beyondStart := func(name string, args ...string) float64 {
		return (read(all, name, args...) - read(one, name, args...)).Seconds()
	}
	for b.Loop() {
		var ours, theirs, ratios []float64
		for range turns {
			us := beyondStart(filepath.Join(programs, "bot"), "parse", "--json")
			ours = append(ours, n/us)
			if peers == "" {
				continue
			}
			them := beyondStart("node", filepath.Join(peers, "read.mjs"))
			theirs = append(theirs, n/them)
			ratios = append(ratios, them/us)
		}
		b.ReportMetric(median(ours), "messages/s")
		if peers != "" {
			b.ReportMetric(median(theirs), "parse-ingredient/s")
			b.ReportMetric(median(ratios), "x-parse-ingredient")
		}
	}
}

// compareAnswering has the same crowd write to each bot.
func compareAnswering(b *testing.B, programs, peers string) {
	fake := filepath.Join(programs, "fakebotapi")
	coach := measured{fake: fake, program: filepath.Join(programs, "bot")}
	echo := measured{fake: fake, program: filepath.Join(programs, "echobot")}
	peer := measured{fake: fake, program: "node", args: []string{filepath.Join(peers, "bot.mjs")}}
	const messages, users = 3000, 1000
	rate := func(m measured, dsn string) float64 {
		var perSecond float64
		m.play(b, dsn, messages, users, 0, func(found []string) { _, _ = fmt.Sscan(found[1], &perSecond) })
		return perSecond
	}
	for b.Loop() {
		var ours, echos, theirs, toEcho, toPeer []float64
		for range turns {
			us := rate(coach, filepath.Join(b.TempDir(), "coach.db"))
			ours = append(ours, us)
			e := rate(echo, "")
			echos, toEcho = append(echos, e), append(toEcho, us/e)
			if peers != "" {
				p := rate(peer, filepath.Join(b.TempDir(), "peer.db"))
				theirs, toPeer = append(theirs, p), append(toPeer, us/p)
			}
		}
		b.ReportMetric(median(ours), "messages/s")
		b.ReportMetric(median(echos), "echo/s")
		b.ReportMetric(median(toEcho), "x-echo")
		if peers != "" {
			b.ReportMetric(median(theirs), "grammy/s")
			b.ReportMetric(median(toPeer), "x-grammy")
		}
	}
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
