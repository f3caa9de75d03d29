package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"database/sql"
	"database/sql/driver"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

const (
	// answerWithin bounds the wait for one answer of the server, so that a
	// connection that went dead without a word is noticed before a lease lapses.
	answerWithin = 10 * time.Second
	dialWithin   = 5 * time.Second
)

// sslModes are those that lib/pq knows.
var sslModes = []string{"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}

// sessionTimeout is a setting that a connection begins with: a process that
// hangs in the middle of a transaction must not hold others up.
const sessionTimeout = "idle_in_transaction_session_timeout"

func openPostgres(ctx context.Context, dsn string) (*DB, error) {
	cfg, err := postgresConfig(dsn)
	if err != nil {
		return nil, err
	}
	pool, err := openPool(ctx, cfg)
	if refusesSetting(err) { // a pooler does
		delete(cfg.Runtime, sessionTimeout)
		pool, err = openPool(ctx, cfg)
	}
	if err != nil {
		return nil, unreachable(cfg, err)
	}
	db := &DB{pool: pool, engine: postgresEngine}
	if db.pooled, err = behindPooler(ctx, pool); err != nil {
		pool.Close()
		return nil, unreachable(cfg, err)
	}
	return db, nil
}

func openPool(ctx context.Context, cfg pq.Config) (*sqlx.DB, error) {
	connector, err := pq.NewConnectorConfig(cfg)
	if err != nil {
		return nil, errContradictory
	}
	connector.Dialer(boundedDialer{})
	pool := sqlx.NewDb(sql.OpenDB(reaching{connector}), "postgres")
	pool.SetConnMaxLifetime(30 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}

// reaching marks what connecting fails with: whatever it is, trying again may
// help. Of several servers none may be the primary for a moment, say.
type reaching struct{ driver.Connector }

// Connect makes a connection.
func (r reaching) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := r.Connector.Connect(ctx)
	if err != nil {
		err = notReached{err}
	}
	return c, err
}

// notReached is why a connection couldn't be made.
type notReached struct{ error }

// Unwrap gives the driver's own error.
func (e notReached) Unwrap() error { return e.error }

var errContradictory = errors.New("DATABASE_URL: its settings contradict each other, or a certificate can't be read")

// refusesSetting reports whether the other end takes no such setting at the
// start of a connection.
func refusesSetting(err error) bool {
	e, ok := errors.AsType[*pq.Error](err)
	return ok && string(e.Code) == "08P01" && strings.Contains(e.Message, sessionTimeout)
}

// behindPooler reports whether the setting that a connection begins with
// hasn't arrived. Then something in between, such as PgBouncer, gives each
// transaction whichever of the server's connections is free, and nothing can be
// left on one for later: no prepared statement above all.
func behindPooler(ctx context.Context, pool *sqlx.DB) (bool, error) {
	var source string
	err := pool.GetContext(ctx, &source, "SELECT COALESCE(MAX(source), '') FROM pg_settings WHERE name = '"+sessionTimeout+"'")
	return source != "client", err
}

// postgresConfig reads the address. Its errors hold nothing of it, for it may
// hold a password.
func postgresConfig(dsn string) (pq.Config, error) {
	if !keyValue.MatchString(dsn) {
		var err error
		if dsn, err = oneHost(dsn); err != nil {
			return pq.Config{}, err
		}
	}
	cfg, err := pq.NewConfig(dsn)
	if err != nil {
		return pq.Config{}, errors.New("DATABASE_URL is no address that PostgreSQL understands; it looks like postgres://user:password@host:5432/name?sslmode=require")
	}
	cfg.BinaryParameters = true // []byte goes as it is, and one round trip does
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = dialWithin
	}
	if cfg.ApplicationName == "" {
		cfg.ApplicationName = "gutskin"
	}
	if len(cfg.Multi) > 0 && cfg.TargetSessionAttrs == "" {
		cfg.TargetSessionAttrs = pq.TargetSessionAttrsReadWrite // of several only the primary is of use
	}
	switch cfg.TargetSessionAttrs {
	case pq.TargetSessionAttrsReadOnly, pq.TargetSessionAttrsStandby, pq.TargetSessionAttrsPreferStandby:
		return pq.Config{}, errors.New("DATABASE_URL: target_session_attrs is read-write, primary or any: the bot writes, which a standby doesn't take")
	default:
	}
	if cfg.Runtime == nil {
		cfg.Runtime = map[string]string{}
	}
	switch cfg.Runtime["channel_binding"] {
	case "require":
		return pq.Config{}, errors.New("DATABASE_URL: channel_binding=require isn't supported; take it out, and set sslmode=verify-full with sslrootcert, which keep out whoever stands between as well")
	default: // it is the client's affair, and the server doesn't know it
		delete(cfg.Runtime, "channel_binding")
	}
	if _, ok := cfg.Runtime[sessionTimeout]; !ok {
		cfg.Runtime[sessionTimeout] = "30s"
	}
	return cfg, nil
}

var errNoAddress = errors.New("DATABASE_URL is no valid address; it looks like postgres://user:password@host:5432/name?sslmode=require (with %-escapes for special characters in the password)")

// oneHost is the address with several hosts, which are no URL, put among its
// settings; others stay as they are.
func oneHost(dsn string) (string, error) {
	scheme, rest, _ := strings.Cut(dsn, "://")
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndexByte(rest[:end], '@') + 1
	list := strings.Split(rest[at:end], ",")
	several := len(list) > 1
	if several {
		dsn = scheme + "://" + rest[:at] + "several" + rest[end:]
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return "", errNoAddress
	}
	settings := u.Query()
	if mode := settings.Get("sslmode"); mode != "" && !slices.Contains(sslModes, mode) {
		return "", errors.New("DATABASE_URL: sslmode is one of " + strings.Join(sslModes, ", "))
	}
	if !several {
		return dsn, nil
	}
	var hosts, ports []string
	for _, each := range list {
		host, err := url.Parse("//" + each)
		if err != nil || host.Hostname() == "" {
			return "", errNoAddress
		}
		hosts = append(hosts, host.Hostname())
		ports = append(ports, cmp.Or(host.Port(), "5432"))
	}
	settings.Set("host", strings.Join(hosts, ","))
	settings.Set("port", strings.Join(ports, ","))
	u.Host, u.RawQuery = "", settings.Encode()
	return u.String(), nil
}

// hosts are the servers of the address, for errors.
func hosts(cfg pq.Config) string {
	list := fmt.Sprintf("%s:%d", cfg.Host, cfg.Port)
	for _, m := range cfg.Multi {
		list += fmt.Sprintf(", %s:%d", m.Host, m.Port)
	}
	return list
}

// unreachable is one sentence on why a first connection failed.
func unreachable(cfg pq.Config, err error) error {
	if errors.Is(err, errContradictory) {
		return err
	}
	where := hosts(cfg)
	ended := errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
	switch e, _ := errors.AsType[*pq.Error](err); {
	case errors.Is(err, pq.ErrSSLNotSupported):
		return fmt.Errorf("PostgreSQL at %s doesn't speak TLS; add ?sslmode=disable to DATABASE_URL if the way there is private", where)
	case e == nil:
		if e := unreached("PostgreSQL at "+where, err); e != nil && !ended {
			return e
		}
		return fmt.Errorf("PostgreSQL at %s can't be reached: %w", where, classify(err))
	case strings.HasPrefix(string(e.Code), "28"):
		return fmt.Errorf("PostgreSQL at %s doesn't let %q in: check user and password in DATABASE_URL", where, cfg.User)
	case string(e.Code) == "3D000":
		return fmt.Errorf("PostgreSQL at %s has no database %q: create it, or correct DATABASE_URL", where, cfg.Database)
	case strings.HasPrefix(string(e.Code), "08"):
		return fmt.Errorf("PostgreSQL at %s, or what stands before it, refuses: %s", where, e.Message)
	default:
		return fmt.Errorf("PostgreSQL at %s: %w", where, classify(err))
	}
}

// boundedDialer dials connections whose reads end after answerWithin.
type boundedDialer struct{}

func (boundedDialer) Dial(network, address string) (net.Conn, error) {
	return boundedDialer{}.DialContext(context.Background(), network, address)
}

func (boundedDialer) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	return boundedDialer{}.DialContext(ctx, network, address)
}

func (boundedDialer) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: dialWithin}
	c, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return boundedConn{c}, nil
}

type boundedConn struct{ net.Conn }

func (c boundedConn) Read(p []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(answerWithin)); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}
