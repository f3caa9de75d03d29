package storagetest

import (
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gutskin/storage"
)

// pooler is a PgBouncer before a server, which gives each transaction
// whichever connection is free.
type pooler struct {
	port int
	held *os.File // closed, it stops
	cmd  *exec.Cmd
	dir  string
}

// errNoPgBouncer: the machine has none.
var errNoPgBouncer = errors.New("there is no PgBouncer: apt-get install pgbouncer (it was looked for on PATH and in /usr/sbin)")

// sharedPooler stands before the server that the test binary shares.
var sharedPooler struct {
	once   sync.Once
	pooler *pooler
	err    error
}

// PgBouncer is the address of a fresh database on the server that the test
// binary shares, by way of a PgBouncer with transaction pooling. Transactions
// in it are serializable by default.
func PgBouncer(t testing.TB) string {
	t.Helper()
	dsn := Postgres(t)
	name := dsn[strings.LastIndexByte(dsn, '/')+1 : strings.IndexByte(dsn, '?')]
	shared.server.exec(t, "ALTER DATABASE "+name+" SET default_transaction_isolation = serializable")
	p := &sharedPooler
	p.once.Do(func() { p.pooler, p.err = newPooler(shared.server, "") })
	orSkip(t, p.err)
	return p.pooler.before(dsn)
}

// direct holds, of each address that goes by way of a PgBouncer, the one that
// goes straight to the server.
var direct sync.Map

// Direct is the address without the PgBouncer that is before it, if there is
// one. A test's own looking shall not depend on that, which may die.
func Direct(dsn string) string {
	if straight, ok := direct.Load(dsn); ok {
		return straight.(string)
	}
	return dsn
}

// Raw opens the database at dsn behind storage's back. It is closed after t.
func Raw(t testing.TB, dsn string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if storage.IsPostgres(dsn) {
		driver = "postgres"
	}
	db, err := sql.Open(driver, Direct(dsn))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// PgBouncerWith is PgBouncer with one for t alone, which has these lines in its
// settings.
func PgBouncerWith(t testing.TB, settings string) string {
	t.Helper()
	dsn := Postgres(t)
	p, err := newPooler(shared.server, settings)
	orSkip(t, err)
	t.Cleanup(p.stop)
	return p.before(dsn)
}

// before is the address of a database of the shared server by way of the pooler.
func (p *pooler) before(dsn string) string {
	pooled := strings.Replace(dsn, fmt.Sprintf(":%d/", shared.server.port), fmt.Sprintf(":%d/", p.port), 1)
	direct.Store(pooled, dsn)
	return pooled
}

func newPooler(s *Server, settings string) (*pooler, error) {
	program, err := findPgBouncer()
	if err != nil {
		return nil, err
	}
	p := &pooler{}
	if p.port, err = freePort(); err != nil {
		return nil, err
	}
	if p.dir, err = os.MkdirTemp("", "gutskin-pgbouncer-"); err != nil {
		return nil, err
	}
	ini, users := filepath.Join(p.dir, "pgbouncer.ini"), filepath.Join(p.dir, "users.txt")
	err = errors.Join(
		os.WriteFile(users, fmt.Appendf(nil, "%q %q\n", "coach", password), 0o600),
		os.WriteFile(ini, fmt.Appendf(nil, `[databases]
* = host=127.0.0.1 port=%d
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = %d
unix_socket_dir =
auth_type = plain
auth_file = %s
pool_mode = transaction
default_pool_size = 8
max_client_conn = 500
logfile = %s
%s
`, s.port, p.port, users, filepath.Join(p.dir, "log"), settings), 0o600),
		s.runner.own(p.dir), s.runner.own(ini), s.runner.own(users))
	if err == nil {
		err = p.start(s.runner, program, ini)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(p.dir))
	}
	return p, nil
}

func findPgBouncer() (string, error) {
	for _, name := range []string{"pgbouncer", "/usr/sbin/pgbouncer"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errNoPgBouncer
}

// start starts it under a shell that waits for the end of a pipe whose other
// end the tests hold, so that it goes with them however they end. It is started
// again when it dies, as an operator's is: before 1.21 it may, with "bad client state",
// of a cancel request whose sender is gone.
func (p *pooler) start(run runner, program, ini string) error {
	waits, held, err := os.Pipe()
	if err != nil {
		return err
	}
	defer waits.Close()
	const script = `(trap 'kill $p; wait $p; exit' TERM; while :; do "$0" -q "$1" & p=$!; wait $p; sleep 0.1; done) &
		cat >/dev/null; kill $!; wait; cd /; rm -rf "$2"`
	p.cmd = exec.Command("sh", "-c", script, program, ini, p.dir) //nolint:noctx // it ends after all contexts
	p.cmd.Dir, p.cmd.Stdin, p.held = p.dir, waits, held
	run.as(p.cmd)
	if err := p.cmd.Start(); err != nil {
		held.Close()
		return fmt.Errorf("starting PgBouncer: %w", err)
	}
	return p.await()
}

// await waits until it takes connections.
func (p *pooler) await() error {
	address := fmt.Sprintf("127.0.0.1:%d", p.port)
	var err error
	for range 600 { // half a minute, as for a server
		var c net.Conn
		if c, err = net.DialTimeout("tcp", address, time.Second); err == nil { //nolint:noctx // bounded as it is
			return c.Close()
		}
		time.Sleep(50 * time.Millisecond) // until the process has begun to listen
	}
	said, _ := os.ReadFile(filepath.Join(p.dir, "log"))
	return fmt.Errorf("PgBouncer doesn't answer: %w: %s", err, said)
}

// stop ends it.
func (p *pooler) stop() {
	p.held.Close()
	_ = p.cmd.Wait()
}
