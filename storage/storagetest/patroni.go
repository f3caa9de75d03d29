package storagetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Cluster is PostgreSQL as those run it who mustn't lose it with its machine:
// nodes under Patroni, which agree through etcd on who is the primary, and a
// HAProxy before them that leads to that one. Commits wait for a standby.
type Cluster struct {
	bin     string // folder of PostgreSQL's programs
	dir     string
	runner  runner
	guard   *exec.Cmd
	held    *os.File
	etcd    int // ports
	haproxy int
	nodes   []*node
}

// node is one of the cluster's machines: a Patroni and its PostgreSQL.
type node struct {
	name      string
	api, port int
	patroni   *exec.Cmd
}

// errNoPatroni: the machine lacks a program of a cluster.
var errNoPatroni = errors.New("there is no Patroni with all it needs: apt-get install patroni python3-etcd etcd-server haproxy postgresql")

// How long a cluster may take on a busy machine.
const (
	clusterWithin = 2 * time.Minute
	clusterLook   = 200 * time.Millisecond
)

// StartCluster starts a cluster of three nodes for t alone.
func StartCluster(t testing.TB) *Cluster {
	t.Helper()
	programs := map[string]string{}
	for _, name := range []string{"patroni", "etcd", "haproxy"} {
		path, err := findIn(name, "/usr/bin", "/usr/sbin")
		if err != nil {
			orSkip(t, errNoPatroni)
		}
		programs[name] = path
	}
	bin, err := findPrograms()
	orSkip(t, err)
	run, err := newRunner()
	orSkip(t, err)
	dir, err := os.MkdirTemp("", "gutskin-patroni-")
	if err != nil {
		t.Fatal(err)
	}
	c := &Cluster{bin: bin, dir: dir, runner: run}
	if err := errors.Join(run.own(dir), c.startGuard()); err != nil {
		t.Fatal(errors.Join(err, os.RemoveAll(dir)))
	}
	t.Cleanup(c.stop)
	if err := c.start(t.Context(), programs); err != nil {
		t.Fatalf("%v\n%s", err, c.said())
	}
	return c
}

func findIn(name string, folders ...string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	for _, folder := range folders {
		if path, err := exec.LookPath(filepath.Join(folder, name)); err == nil {
			return path, nil
		}
	}
	return "", exec.ErrNotFound
}

// startGuard starts what ends the cluster's processes and removes its files,
// however the tests end: it waits for the end of a pipe whose other end they
// hold.
func (c *Cluster) startGuard() error {
	waits, held, err := os.Pipe()
	if err != nil {
		return err
	}
	defer waits.Close()
	const script = `cat >/dev/null
		for f in "$0"/*.pid "$0"/*/postmaster.pid; do [ -f "$f" ] && kill -9 "$(head -n 1 "$f")"; done
		sleep 0.5; cd /; rm -rf "$0"`
	c.guard = exec.Command("sh", "-c", script, c.dir) //nolint:noctx // it ends after all contexts
	c.guard.Dir, c.guard.Stdin, c.held = c.dir, waits, held
	c.runner.as(c.guard)
	return c.guard.Start()
}

// stop ends the cluster.
func (c *Cluster) stop() {
	c.held.Close()
	_ = c.guard.Wait()
}

// start starts all of it and waits until commits can be made safely.
func (c *Cluster) start(ctx context.Context, programs map[string]string) error {
	var peer, stats int
	for _, port := range []*int{&c.etcd, &peer, &c.haproxy, &stats} {
		var err error
		if *port, err = freePort(); err != nil {
			return err
		}
	}
	url := func(port int) string { return fmt.Sprintf("http://127.0.0.1:%d", port) }
	if _, err := c.launch("etcd", programs["etcd"], "--name", "one", "--data-dir", filepath.Join(c.dir, "etcd"),
		"--listen-client-urls", url(c.etcd), "--advertise-client-urls", url(c.etcd),
		"--listen-peer-urls", url(peer), "--initial-advertise-peer-urls", url(peer), "--initial-cluster", "one="+url(peer)); err != nil {
		return err
	}
	for i := range 3 {
		n := &node{name: fmt.Sprintf("node%d", i+1)}
		var err1, err2 error
		n.api, err1 = freePort()
		n.port, err2 = freePort()
		if err := errors.Join(err1, err2, c.write(n.name+".yml", c.settings(n))); err != nil {
			return err
		}
		c.nodes = append(c.nodes, n)
	}
	if err := c.write("haproxy.cfg", c.front()); err != nil {
		return err
	}
	if _, err := c.launch("haproxy", programs["haproxy"], "-db", "-f", filepath.Join(c.dir, "haproxy.cfg")); err != nil {
		return err
	}
	for _, n := range c.nodes {
		if err := c.startNode(n); err != nil {
			return err
		}
	}
	return c.Await(ctx)
}

// settings are the node's for Patroni, in JSON, which is YAML too. The times
// are a tenth of what one would give to machines.
func (c *Cluster) settings(n *node) string {
	local := func(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }
	type fields = map[string]any
	user := fields{"username": "coach", "password": password}
	text, err := json.Marshal(fields{
		"scope": "coach", "name": n.name,
		"restapi": fields{"listen": local(n.api), "connect_address": local(n.api)},
		"etcd3":   fields{"host": local(c.etcd)},
		"bootstrap": fields{
			"dcs": fields{
				"ttl": 10, "loop_wait": 1, "retry_timeout": 4, "primary_start_timeout": 0, "master_start_timeout": 0,
				"synchronous_mode": true,
				"postgresql": fields{"use_pg_rewind": true, "use_slots": true, "parameters": fields{
					"max_connections": 100, "shared_buffers": "64MB", "wal_log_hints": "on",
				}},
			},
			"initdb": []any{fields{"encoding": "UTF8"}, fields{"locale": "C"}, "no-sync"},
		},
		"postgresql": fields{
			"listen": local(n.port), "connect_address": local(n.port),
			"data_dir": filepath.Join(c.dir, n.name), "bin_dir": c.bin, "pgpass": filepath.Join(c.dir, n.name+".pgpass"),
			"authentication": fields{"superuser": user, "replication": user, "rewind": user},
			"pg_hba":         []string{"host all all 127.0.0.1/32 password", "host replication all 127.0.0.1/32 password"},
			"parameters":     fields{"unix_socket_directories": "", "fsync": "off", "full_page_writes": "on", "wal_keep_size": "256MB"},
			// What can't follow the new primary is made anew from it.
			"remove_data_directory_on_rewind_failure": true, "remove_data_directory_on_diverged_timelines": true,
		},
	})
	if err != nil {
		panic(err) // strings and numbers
	}
	return string(text)
}

// front is HAProxy's configuration, as Patroni's documentation has it: to the
// primary, and off with the connections of one that no longer is.
func (c *Cluster) front() string {
	var b strings.Builder
	fmt.Fprintf(&b, `global
    maxconn 500
defaults
    mode tcp
    timeout connect 2s
    timeout client 10m
    timeout server 10m
    timeout check 2s
listen postgres
    bind 127.0.0.1:%d
    option httpchk OPTIONS /primary
    http-check expect status 200
    default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
`, c.haproxy)
	for _, n := range c.nodes {
		fmt.Fprintf(&b, "    server %s 127.0.0.1:%d check port %d\n", n.name, n.port, n.api)
	}
	return b.String()
}

func (c *Cluster) write(name, text string) error {
	path := filepath.Join(c.dir, name)
	return errors.Join(os.WriteFile(path, []byte(text), 0o600), c.runner.own(path))
}

// launch starts a program whose output goes to a file of its name, and whose
// number the guard knows.
func (c *Cluster) launch(name, program string, args ...string) (*exec.Cmd, error) {
	out, err := os.OpenFile(filepath.Join(c.dir, name+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	cmd := exec.Command(program, args...) //nolint:noctx,gosec // the cluster ends it; the programs are those that were found
	cmd.Dir, cmd.Stdout, cmd.Stderr = c.dir, out, out
	c.runner.as(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", name, err)
	}
	return cmd, c.write(name+".pid", strconv.Itoa(cmd.Process.Pid))
}

func (c *Cluster) startNode(n *node) (err error) {
	program, err := findIn("patroni", "/usr/bin")
	if err != nil {
		return err
	}
	n.patroni, err = c.launch(n.name, program, filepath.Join(c.dir, n.name+".yml"))
	return err
}

// said are the last lines of what the cluster's programs said.
func (c *Cluster) said() string {
	logs, _ := filepath.Glob(filepath.Join(c.dir, "*.log"))
	var b strings.Builder
	for _, path := range logs {
		text, _ := os.ReadFile(path)
		fmt.Fprintf(&b, "%s:\n%s\n", filepath.Base(path), text[max(0, len(text)-2000):])
	}
	return b.String()
}

// DSN is the address of one of the cluster's databases, by way of HAProxy.
func (c *Cluster) DSN(database string) string {
	return fmt.Sprintf("postgres://coach:%s@127.0.0.1:%d/%s?sslmode=disable", password, c.haproxy, database)
}

// member is a node as Patroni tells of it.
type member struct {
	Name, Role, State string
	Timeline          int
}

// primary is the node that the others follow, and safe tells whether one of
// these holds all that is committed.
func (c *Cluster) primary(ctx context.Context) (leader *node, safe bool) {
	for _, n := range c.nodes {
		var all struct{ Members []member }
		if ask(ctx, n.api, "/cluster", &all) != nil {
			continue
		}
		leader, safe = nil, false
		for _, m := range all.Members {
			switch {
			case m.Role == "leader" && m.State == "running":
				leader = c.named(m.Name)
			case m.Role == "sync_standby":
				safe = true
			}
		}
		if leader != nil && ask(ctx, leader.api, "/primary", &struct{}{}) == nil {
			return leader, safe
		}
	}
	return nil, false
}

func (c *Cluster) named(name string) *node {
	for _, n := range c.nodes {
		if n.name == name {
			return n
		}
	}
	return nil
}

// ask asks a node's Patroni.
func ask(ctx context.Context, port int, path string, answer any) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("http://127.0.0.1:%d%s", port, path), nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(answer)
}

// Await waits until there is a primary and a standby that has all it has.
func (c *Cluster) Await(ctx context.Context) error {
	_, err := c.await(ctx, true, nil)
	return err
}

// await waits for a primary that isn't other, and a standby of it if it is to be
// safe.
func (c *Cluster) await(ctx context.Context, wantSafe bool, other *node) (*node, error) {
	ctx, cancel := context.WithTimeout(ctx, clusterWithin)
	defer cancel()
	ticker := time.NewTicker(clusterLook)
	defer ticker.Stop()
	for {
		if n, safe := c.primary(ctx); n != nil && n != other && (safe || !wantSafe) {
			return n, nil
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return nil, fmt.Errorf("the cluster has no other primary, or no standby of it: %w\n%s", ctx.Err(), c.said())
		}
	}
}

// Failure is a way in which a primary goes.
type Failure string

// The ways.
const (
	ServerDies  Failure = "PostgreSQL dies"  // Patroni sees it and gives the lead away
	MachineDies Failure = "the machine dies" // the others see that its time has lapsed
	Switchover  Failure = "a switchover"     // an operator asks for it
)

// FailOver has the primary go in that way, waits until another is one, starts
// the machine again that died, and waits until there is a standby. It tells how
// long it took until there was a primary again.
func (c *Cluster) FailOver(ctx context.Context, how Failure) (away time.Duration, err error) {
	old, err := c.await(ctx, true, nil)
	if err != nil {
		return 0, err
	}
	begun := time.Now()
	switch how {
	case ServerDies:
		err = c.killServer(old)
	case MachineDies:
		err = errors.Join(old.patroni.Process.Kill(), c.killServer(old))
		_ = old.patroni.Wait()
	case Switchover:
		err = c.switchOver(ctx, old)
	}
	if err != nil {
		return 0, fmt.Errorf("%s: %w", how, err)
	}
	if _, err = c.await(ctx, false, old); err != nil {
		return 0, fmt.Errorf("%s: %w", how, err)
	}
	away = time.Since(begun)
	if how == MachineDies {
		if err := c.startNode(old); err != nil {
			return away, err
		}
	}
	return away, c.Await(ctx)
}

// killServer kills the node's PostgreSQL, whose other processes go with its
// first.
func (c *Cluster) killServer(n *node) error {
	text, err := os.ReadFile(filepath.Join(c.dir, n.name, "postmaster.pid"))
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return fmt.Errorf("reading postmaster.pid: %w", err)
	}
	return syscall.Kill(pid, syscall.SIGKILL)
}

func (c *Cluster) switchOver(ctx context.Context, old *node) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	body := fmt.Sprintf(`{"leader": %q}`, old.name)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf("http://127.0.0.1:%d/switchover", old.api), strings.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}
