package storage

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"database/sql"

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

func openPostgres(ctx context.Context, dsn string) (*DB, error) {
	cfg, err := postgresConfig(dsn)
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnectorConfig(cfg)
	if err != nil {
		return nil, errors.New("DATABASE_URL: its settings contradict each other, or a certificate can't be read")
	}
	connector.Dialer(boundedDialer{})
	pool := sqlx.NewDb(sql.OpenDB(connector), "postgres")
	pool.SetConnMaxLifetime(30 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, unreachable(cfg, err)
	}
	return &DB{pool: pool, engine: postgresEngine}, nil
}

// postgresConfig reads the address. Its errors hold nothing of it, for it may
// hold a password.
func postgresConfig(dsn string) (pq.Config, error) {
	u, err := url.Parse(dsn)
	if err != nil {
		return pq.Config{}, errors.New("DATABASE_URL is no valid address; it looks like postgres://user:password@host:5432/name?sslmode=require (with %-escapes for special characters in the password)")
	}
	if mode := u.Query().Get("sslmode"); mode != "" && !slices.Contains(sslModes, mode) {
		return pq.Config{}, errors.New("DATABASE_URL: sslmode is one of " + strings.Join(sslModes, ", "))
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
	if cfg.Runtime == nil {
		cfg.Runtime = map[string]string{}
	}
	// A process that hangs in the middle of a transaction must not hold others up.
	if _, ok := cfg.Runtime["idle_in_transaction_session_timeout"]; !ok {
		cfg.Runtime["idle_in_transaction_session_timeout"] = "30s"
	}
	return cfg, nil
}

// unreachable is one sentence on why a first connection failed.
func unreachable(cfg pq.Config, err error) error {
	where := fmt.Sprintf("%s:%d", cfg.Host, cfg.Port)
	switch e, _ := errors.AsType[*pq.Error](err); {
	case errors.Is(err, pq.ErrSSLNotSupported):
		return fmt.Errorf("PostgreSQL at %s doesn't speak TLS; add ?sslmode=disable to DATABASE_URL if the way there is private", where)
	case e == nil:
		return fmt.Errorf("PostgreSQL at %s can't be reached: %w", where, classify(err))
	case strings.HasPrefix(string(e.Code), "28"):
		return fmt.Errorf("PostgreSQL at %s doesn't let %q in: check user and password in DATABASE_URL", where, cfg.User)
	case string(e.Code) == "3D000":
		return fmt.Errorf("PostgreSQL at %s has no database %q: create it, or correct DATABASE_URL", where, cfg.Database)
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
