package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage/storagetest"
)

// BenchmarkDelivery measures the bot as a process, with the fake Telegram in
// another one and all rates lifted; beside it an echo bot that keeps nothing.
//
//   - rush: as many messages a second as are answered, of 2,000 people with ten
//     meals each
//   - calm: 25 messages a second, and how long each waits for its answer
//   - start: from the process's start to its first poll
func BenchmarkDelivery(b *testing.B) {
	programs := buildPrograms(b)
	durable := storagetest.StartDurableServer(b)
	places := []struct {
		name    string
		program string
		dsn     func() string
	}{
		{"echo", filepath.Join(programs, "echobot"), func() string { return "" }},
		{"sqlite", filepath.Join(programs, "bot"), func() string { return filepath.Join(b.TempDir(), "coach.db") }},
		{"postgres", filepath.Join(programs, "bot"), func() string { return durable.Database(b) }},
	}
	for _, p := range places {
		m := measured{fake: filepath.Join(programs, "fakebotapi"), program: p.program}
		b.Run("rush/"+p.name, func(b *testing.B) { m.load(b, p.dsn(), 20_000, 2000, 0) })
		b.Run("calm/"+p.name, func(b *testing.B) { m.load(b, p.dsn(), 750, 200, 25) })
		if p.name != "echo" {
			b.Run("start/"+p.name, func(b *testing.B) { m.starts(b, p.dsn()) })
		}
	}
}

// buildPrograms builds the bot, the fake Telegram and the echo bot into a
// folder, as the Dockerfile builds the bot.
func buildPrograms(b *testing.B) string {
	b.Helper()
	folder := b.TempDir()
	build := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags=-s -w", "-o", folder+string(filepath.Separator),
		".", "./telegram/telegramtest/cmd/fakebotapi", "./telegram/telegramtest/cmd/echobot")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return folder
}

// measured is a bot under measurement.
type measured struct {
	fake, program string
	args          []string
}

// start starts the bot on a database and a Bot API server.
func (m measured) start(b *testing.B, dsn, api string) *exec.Cmd {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), m.program, m.args...)
	cmd.Env = append(os.Environ(), "LOG_LEVEL=warn",
		"TELEGRAM_BOT_TOKEN="+telegramtest.DefaultToken, "TELEGRAM_API_URL="+api,
		"DATABASE_URL="+dsn, "DATA_KEY="+testKey, "TELEGRAM_RATE=100000", "TELEGRAM_CHAT_RATE=100000")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	return cmd
}

// result is what the fake server prints at the end.
var result = regexp.MustCompile(`: (\d+) a second, p50 (\S+), p99 (\S+), slowest (\S+); (\d+) violations`)

// load has a crowd write to the bot and reports how it was answered.
func (m measured) load(b *testing.B, dsn string, messages, users int, rate float64) {
	for b.Loop() {
		peak := m.play(b, dsn, messages, users, rate, func(found []string) { reportLoad(b, found) })
		b.ReportMetric(float64(peak), "MB-loaded")
	}
}

// play has a crowd write to the bot, and calls report with the result that the
// fake server prints. peak is the most memory, in MB, that the bot held.
func (m measured) play(b *testing.B, dsn string, messages, users int, rate float64, report func(result []string)) (peak int) {
	b.Helper()
	addr := freeAddress(b)
	fake := exec.CommandContext(b.Context(), m.fake, "-addr", addr, "-unlimited",
		"-messages", strconv.Itoa(messages), "-users", strconv.Itoa(users), "-rate", fmt.Sprint(rate))
	printed, err := fake.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := fake.Start(); err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(printed)
	lines.Scan() // it listens
	bot := m.start(b, dsn, "http://"+addr)
	most := make(chan int)
	over := make(chan struct{})
	go func() { most <- watchMemory(bot.Process.Pid, over) }()
	for lines.Scan() {
		if found := result.FindStringSubmatch(lines.Text()); found != nil {
			report(found)
		}
	}
	close(over)
	peak = <-most
	_ = bot.Process.Signal(syscall.SIGTERM)
	_ = bot.Wait()
	_ = fake.Wait()
	return peak
}

func reportLoad(b *testing.B, found []string) {
	perSecond, _ := strconv.ParseFloat(found[1], 64)
	b.ReportMetric(perSecond, "messages/s")
	for i, name := range []string{"ms-p50", "ms-p99", "ms-slowest"} {
		took, err := time.ParseDuration(found[2+i])
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(took.Microseconds())/1000, name)
	}
	if found[5] != "0" {
		b.Errorf("%s violations", found[5])
	}
}

// starts reports how long the bot takes to its first poll, and the memory that
// it then holds.
func (m measured) starts(b *testing.B, dsn string) {
	for b.Loop() {
		server := telegramtest.New(telegramtest.Options{})
		api := httptest.NewServer(server)
		warm := m.start(b, dsn, api.URL)
		m.polled(b, server, 1)
		_ = warm.Process.Signal(syscall.SIGTERM)
		_ = warm.Wait()
		before := server.Calls("getUpdates")
		begun := time.Now()
		bot := m.start(b, dsn, api.URL)
		m.polled(b, server, before+1)
		b.ReportMetric(float64(time.Since(begun).Milliseconds()), "ms-to-poll")
		time.Sleep(3 * time.Second) // for it to settle
		b.ReportMetric(float64(memoryOf(bot.Process.Pid)), "MB-idle")
		_ = bot.Process.Signal(syscall.SIGTERM)
		_ = bot.Wait()
		server.Close()
		api.Close()
	}
}

func (m measured) polled(b *testing.B, server *telegramtest.Server, calls int) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 30*time.Second)
	defer cancel()
	for server.Calls("getUpdates") < calls {
		if ctx.Err() != nil {
			b.Fatal("the bot never polls")
		}
		time.Sleep(time.Millisecond)
	}
}

// watchMemory is the most memory, in MB, that the process held until over.
func watchMemory(pid int, over chan struct{}) (most int) {
	for {
		most = max(most, memoryOf(pid))
		select {
		case <-over:
			return most
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// memoryOf is what the process holds in memory, in MB; 0 where /proc doesn't
// tell.
func memoryOf(pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb >> 10
		}
	}
	return 0
}

func freeAddress(b testing.TB) string {
	b.Helper()
	l, err := new(net.ListenConfig).Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
