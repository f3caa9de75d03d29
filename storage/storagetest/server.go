package storagetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Server is a PostgreSQL server of the tests' own. It keeps nothing that
// matters: unless durable it never waits for the disk.
type Server struct {
	durable bool
	bin     string // folder of PostgreSQL's programs
	dir     string // the data folder's parent
	port    int
	runner  runner
	guard   *guard
}

// Main runs a package's tests and waits until the server that they shared is
// gone, which it would be a moment later anyway. Use it as TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(storagetest.Main(m)) }
func Main(m *testing.M) int {
	code := m.Run()
	if sharedPooler.pooler != nil {
		sharedPooler.pooler.stop()
	}
	if shared.server != nil {
		shared.server.guard.release()
	}
	return code
}

// shared is the one server of a test binary.
var shared sharedServer

type sharedServer struct {
	once   sync.Once
	server *Server
	err    error
}

func (s *sharedServer) get() (*Server, error) {
	s.once.Do(func() { s.server, s.err = newServer("", false) })
	return s.server, s.err
}

// StartServer starts a server for t alone, which t may stop and start again.
func StartServer(t testing.TB) *Server {
	t.Helper()
	return startServer(t, "", false)
}

// StartServerIn starts one whose files lie in the folder, such as a small disk.
func StartServerIn(t testing.TB, folder string) *Server {
	t.Helper()
	return startServer(t, folder, false)
}

// StartDurableServer starts one that waits for the disk at each commit, as
// those that matter do: for benchmarks.
func StartDurableServer(t testing.TB) *Server {
	t.Helper()
	return startServer(t, "", true)
}

func startServer(t testing.TB, folder string, durable bool) *Server {
	t.Helper()
	s, err := newServer(folder, durable)
	orSkip(t, err)
	t.Cleanup(s.guard.release)
	return s
}

// errMissing: the machine has no PostgreSQL.
var errMissing = errors.New("there is no PostgreSQL: apt-get install postgresql (its initdb was looked for on PATH and in /usr/lib/postgresql/*/bin)")

func orSkip(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case (errors.Is(err, errMissing) || errors.Is(err, errNoPgBouncer)) && os.Getenv("CI") != "true":
		t.Skip(err)
	default:
		t.Fatal(err)
	}
}

// newServer starts a server in the folder; "" is the system's for what is temporary.
func newServer(folder string, durable bool) (*Server, error) {
	bin, err := findPrograms()
	if err != nil {
		return nil, err
	}
	run, err := newRunner()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(folder, "gutskin-postgres-")
	if err != nil {
		return nil, err
	}
	s := &Server{durable: durable, bin: bin, dir: dir, runner: run}
	if err := s.create(s.init); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

// Standby starts a server for t alone that follows s, and has s wait at each
// commit until the other has it too.
func (s *Server) Standby(t testing.TB) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "gutskin-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	standby := &Server{durable: s.durable, bin: s.bin, dir: dir, runner: s.runner}
	err = standby.create(func() error {
		return standby.run("pg_basebackup", "-d", s.DSN("postgres"), "-D", standby.data(), "-R", "-X", "stream", "-c", "fast", "--no-sync")
	})
	if err != nil {
		t.Fatal(errors.Join(err, os.RemoveAll(dir)))
	}
	t.Cleanup(standby.guard.release)
	s.exec(t, "ALTER SYSTEM SET synchronous_standby_names = '*'")
	s.exec(t, "SELECT pg_reload_conf()")
	return standby
}

// Promote makes a standby the primary.
func (s *Server) Promote() error { return s.run("pg_ctl", "-D", s.data(), "-w", "-t", "30", "promote") }

// Kill ends the server as a power cut would.
func (s *Server) Kill() error {
	return s.run("pg_ctl", "-D", s.data(), "-m", "immediate", "-w", "-t", "30", "stop")
}

func findPrograms() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil { // the others may have no link
			return filepath.Dir(path), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errMissing
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(newest), nil
}

// version is the 15 of /usr/lib/postgresql/15/bin/initdb.
func version(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	return n
}

// create has init make the data, and starts the server on them.
func (s *Server) create(init func() error) error {
	err := s.runner.own(s.dir)
	if err == nil {
		err = init()
	}
	if err != nil {
		return err
	}
	if s.port, err = freePort(); err != nil {
		return err
	}
	if s.guard, err = startGuard(s); err != nil {
		return err
	}
	return s.Start()
}

// init makes an empty cluster.
func (s *Server) init() error {
	secret := filepath.Join(s.dir, "password")
	if err := errors.Join(os.WriteFile(secret, []byte(password), 0o600), s.runner.own(secret)); err != nil {
		return err
	}
	return s.run("initdb", "-D", s.data(), "-U", "coach", "--auth=password", "--pwfile="+secret, "--no-sync",
		"--encoding=UTF8", "--locale=C", "--no-instructions")
}

// password is the one of every test server.
const password = "test-password"

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// Start starts the server, or starts it again on the same port.
func (s *Server) Start() error {
	options := fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= "+
		"-c max_connections=200 -c shared_buffers=64MB", s.port)
	if !s.durable {
		options += " -c fsync=off -c full_page_writes=off"
	}
	return s.run("pg_ctl", "-D", s.data(), "-l", filepath.Join(s.dir, "log"), "-o", options, "-w", "-t", "30", "start")
}

// Stop stops the server at once, as an operator in a hurry does: sessions end
// in the middle of what they do, and what was committed stays.
func (s *Server) Stop() error {
	return s.run("pg_ctl", "-D", s.data(), "-m", "fast", "-w", "-t", "30", "stop")
}

// DSN is the address of one of the server's databases.
func (s *Server) DSN(database string) string {
	return fmt.Sprintf("postgres://coach:%s@127.0.0.1:%d/%s?sslmode=disable", password, s.port, database)
}

// Address is where the server listens.
func (s *Server) Address() string { return fmt.Sprintf("127.0.0.1:%d", s.port) }

// run runs one of PostgreSQL's programs.
func (s *Server) run(program string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, program), args...)
	cmd.Dir = s.dir
	s.runner.as(cmd)
	// The server outlives pg_ctl and would keep a pipe open: a file it is.
	out, err := os.CreateTemp("", "gutskin-postgres-")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w: %s", program, err, said)
	}
	return nil
}

// freePort is a port that nothing has, below those that a system gives to
// outgoing connections: one of these could have it before the server does.
func freePort() (int, error) {
	var err error
	for range 100 {
		port := 10_000 + rand.IntN(20_000) //nolint:gosec // any will do
		var l net.Listener
		if l, err = new(net.ListenConfig).Listen(context.Background(), "tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return port, l.Close()
		}
	}
	return 0, err
}
