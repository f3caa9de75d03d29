package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
)

const monitoring = "../docs/monitoring"

// promtool runs Prometheus' own tool in the folder.
func promtool(t *testing.T, folder string, args ...string) {
	t.Helper()
	promtoolReading(t, folder, "", args...)
}

func promtoolReading(t *testing.T, folder, stdin string, args ...string) {
	t.Helper()
	path, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("promtool is not installed (Debian's prometheus has it): the alerts aren't tried")
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Dir, cmd.Stdin = folder, strings.NewReader(stdin)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("promtool %v: %v\n%s", args, err, said)
	}
}

// TestAlerts: the alerts are sound, and fire when they should and no sooner.
func TestAlerts(t *testing.T) {
	promtool(t, monitoring, "check", "config", "prometheus.yml")
	promtool(t, monitoring, "test", "rules", "alerts_test.yml")
}

// boardQueries are the queries of the Grafana board.
func boardQueries(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(monitoring, "grafana.json"))
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			Targets []struct {
				Expr string `json:"expr"`
			} `json:"targets"`
		} `json:"panels"`
	}
	if err := json.Unmarshal(text, &board); err != nil {
		t.Fatal(err)
	}
	var queries []string
	for _, panel := range board.Panels {
		for _, target := range panel.Targets {
			queries = append(queries, target.Expr)
		}
	}
	return queries
}

// TestBoard: the board's queries are ones that Prometheus understands.
func TestBoard(t *testing.T) {
	var rules strings.Builder
	rules.WriteString("groups:\n  - name: board\n    rules:\n")
	for i, query := range boardQueries(t) {
		fmt.Fprintf(&rules, "      - {record: q%d, expr: %q}\n", i, strings.ReplaceAll(query, "$__rate_interval", "5m"))
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "rules.yml"), []byte(rules.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	promtool(t, folder, "check", "rules", "rules.yml")
}

var (
	metricName   = regexp.MustCompile(`\bgutskin_[a-z_]+`)
	metricLine   = regexp.MustCompile(`(?m)^# TYPE (gutskin_[a-z_]+) `)
	metricSuffix = regexp.MustCompile(`_(bucket|sum|count)$`)
)

// TestMetrics: what the bot tells at METRICS_ADDR is what the runbook, the
// alerts and the board speak of; labelled counters are there from the start; and
// Prometheus finds no fault in any.
func TestMetrics(t *testing.T) {
	server := telegramtest.New(telegramtest.Options{})
	web := httptest.NewServer(server)
	t.Cleanup(func() { server.Close(); web.Close() })
	w := &world{t: t, server: server, url: web.URL, dsn: filepath.Join(t.TempDir(), "coach.db")}
	address, listening := freeAddress(t), freeAddress(t)
	running := w.start("METRICS_ADDR="+address, "LISTEN_ADDR="+listening)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ada := server.User(7)
	ada.Say("an apple")
	if _, err := ada.Next(ctx); err != nil {
		t.Fatalf("%v\n%s", err, running.stderr)
	}
	figures := get(t, "http://"+address+"/metrics")
	for _, want := range []string{
		`gutskin_leading 1`, `gutskin_people `, `gutskin_people_active_week `, `gutskin_nudges_due `, `gutskin_nudges_late 0`,
		`gutskin_receives{by="polling"} 1`, `gutskin_updates_total{kind="sticker"} 0`, `gutskin_updates_total{kind="message"} 1`,
		`gutskin_messages_sent_total{class="nudge"} 0`, `gutskin_messages_given_up_total{class="reply"} 0`,
		`gutskin_database_seconds_count{operation="update",outcome="error"} 0`, `gutskin_last_webhook_timestamp_seconds 0`,
	} {
		if !strings.Contains(figures, "\n"+want) {
			t.Errorf("no %q", want)
		}
	}
	if at := regexp.MustCompile(`(?m)^gutskin_last_poll_timestamp_seconds [1-9]`); !at.MatchString(figures) {
		t.Error("the last poll's time isn't told")
	}
	if said := get(t, "http://"+listening+"/metrics"); strings.Contains(said, "gutskin_") {
		t.Error("/metrics is at LISTEN_ADDR too")
	}
	running.stop()
	checkNames(t, figures)
	promtoolReading(t, monitoring, figures, "check", "metrics")
}

// checkNames holds the names that docs speak of against those that are told.
func checkNames(t *testing.T, figures string) {
	t.Helper()
	told := map[string]bool{}
	for _, found := range metricLine.FindAllStringSubmatch(figures, -1) {
		told[found[1]] = true
	}
	spoken := map[string]bool{}
	for _, file := range []string{"../docs/operations.md", monitoring + "/alerts.yml", monitoring + "/alerts_test.yml", monitoring + "/grafana.json"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range metricName.FindAllString(string(text), -1) {
			if base := metricSuffix.ReplaceAllString(name, ""); told[base] {
				name = base
			}
			if spoken[name] = true; !told[name] {
				t.Errorf("%s speaks of %s, which isn't told", file, name)
			}
		}
	}
	board := strings.Join(boardQueries(t), "\n")
	for name := range told {
		if !spoken[name] {
			t.Errorf("nothing speaks of %s", name)
		}
		if name != "gutskin_receives" && !strings.Contains(board, name) { // that one is there for alerts
			t.Errorf("the board doesn't show %s", name)
		}
	}
}

// TestRunbookNamesEveryLine: what the serving bot warns of or calls an error
// stands in the runbook, with what to do.
func TestRunbookNamesEveryLine(t *testing.T) {
	runbook, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	logged := regexp.MustCompile(`[lL]og(?:ger\(\))?\.(?:Warn|Error)\("([^"]+)"`)
	seen := 0
	err = filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "terminal") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, found := range logged.FindAllStringSubmatch(string(text), -1) {
			seen++
			// The runbook may leave out what a line says further on.
			if line := found[1][:min(20, len(found[1]))]; !strings.Contains(string(runbook), "`"+line) {
				t.Errorf("%s: %q isn't in the runbook", path, found[1])
			}
		}
		return err
	})
	if err != nil || seen < 20 {
		t.Errorf("%d lines, %v", seen, err)
	}
}
