package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gutskin/bot/terminal"
	"gutskin/coach"
	"gutskin/storage"
)

// terminalUser is who talks in the terminal. Telegram's ids are far larger.
const terminalUser = 1

// numbersCursor keeps the last message number that a terminal session used.
const numbersCursor = "terminal"

// chatFlags are what chat is told on the command line.
type chatFlags struct{ at, zone, db string }

// chat is the coach in the terminal.
func (p *program) chat(ctx context.Context, args []string) error {
	var f chatFlags
	flags := flag.NewFlagSet("chat", flag.ContinueOnError)
	flags.SetOutput(p.stderr)
	flags.StringVar(&f.at, "at", "", "a clock that stands at this time, such as 2026-03-18T09:00")
	flags.StringVar(&f.zone, "zone", "", "the time zone, such as Europe/Berlin (default: UTC with --at, else the machine's)")
	flags.StringVar(&f.db, "db", "", "where the diary is kept: a file, postgres://… or :memory:")
	if err := flags.Parse(args); err != nil {
		return flagError(err)
	}
	clock, zone, err := f.clock()
	if err != nil {
		return err
	}
	place := f.db
	if place == "" {
		if place, err = p.cfg.database(); err != nil {
			return err
		}
	}
	if place, err = storage.Place(place); err != nil {
		return err
	}
	db, err := p.openStorage(ctx, place)
	if err != nil {
		return err
	}
	defer db.Close()
	p.sayWhere(place)
	return p.talk(ctx, db, place, clock, zone)
}

// clock is the session's clock and zone.
func (f *chatFlags) clock() (*terminal.Clock, string, error) {
	zone := f.zone
	if zone == "" {
		zone = "UTC"
		if f.at == "" {
			zone = machineZone()
		}
	}
	location, err := time.LoadLocation(zone)
	if err != nil || zone == "Local" {
		return nil, "", fmt.Errorf("--zone: there is no time zone %q; zones are named like Europe/Berlin", f.zone)
	}
	if f.at == "" {
		return terminal.RunningClock(location), zone, nil
	}
	at, err := time.ParseInLocation(localTime, f.at, location)
	if err != nil {
		return nil, "", errors.New("--at must be a time such as 2026-03-18T09:00")
	}
	return terminal.FixedClock(at), zone, nil
}

// machineZone is the IANA name of the machine's time zone, as far as it can
// be told: TZ, else where /etc/localtime points; UTC otherwise.
func machineZone() string {
	name := os.Getenv("TZ")
	if name == "" {
		link, err := os.Readlink("/etc/localtime")
		if err == nil {
			_, name, _ = strings.Cut(link, "zoneinfo/")
		}
	}
	if name == "" || name == "Local" {
		return "UTC"
	}
	if _, err := time.LoadLocation(name); err != nil {
		return "UTC"
	}
	return name
}

// sayWhere tells where the diary is kept and how to run on Telegram.
func (p *program) sayWhere(place string) {
	switch {
	case place == memory:
		place = "kept in memory and gone at the end"
	case storage.IsPostgres(place):
		place = "kept in PostgreSQL"
	default:
		place = "kept in " + place
	}
	fmt.Fprintf(p.stdout, "Your diary is %s.\nTo run on Telegram: TELEGRAM_BOT_TOKEN=… %s\n\n", place, p.name)
}

// talk puts the conversation and the terminal together.
func (p *program) talk(ctx context.Context, db *storage.DB, place string, clock *terminal.Clock, zone string) error {
	interactive := isTerminal(p.stdin) && isTerminal(p.stdout)
	files := savedFiles{place: place, passing: interactive && place == memory}
	defer files.tidy()
	log := p.chatLogger(interactive)
	service, err := p.service(db, clock.Now, zone, log)
	if err != nil {
		return err
	}
	service.Allowed = nil // whoever has the terminal
	service.Fetch = func(_ context.Context, path string, _ int64) ([]byte, error) { return os.ReadFile(path) }
	last, err := db.Cursor(ctx, numbersCursor)
	if err != nil {
		return err
	}
	session := &terminal.Session{
		Coach:    service,
		Outbox:   db,
		Clock:    clock,
		NextDue:  func(ctx context.Context) (time.Time, error) { return nextDue(ctx, db, clock.Now()) },
		Numbered: func(ctx context.Context, n int64) error { return db.SetCursor(ctx, numbersCursor, n) },
		Last:     int(last),
		User:     terminalUser,
		In:       p.stdin,
		Out:      p.stdout,
		SaveFile: files.save,
		Log:      log,
	}
	if interactive {
		tty, err := terminal.OpenTTY(p.stdin.(*os.File), p.stdout.(*os.File), os.Getenv)
		if err != nil {
			return fmt.Errorf("the terminal: %w", err)
		}
		defer tty.Close()
		session.TTY = tty
	}
	return session.Run(ctx)
}

// chatLogger keeps the log out of a person's chat, unless LOG_LEVEL is debug.
func (p *program) chatLogger(interactive bool) *slog.Logger {
	if interactive && p.cfg.LogLevel != "debug" {
		return slog.New(slog.DiscardHandler)
	}
	return p.logger()
}

// nextDue is when the terminal's user may next be nudged.
func nextDue(ctx context.Context, db *storage.DB, now time.Time) (time.Time, error) {
	var due time.Time
	err := db.View(ctx, func(tx *storage.Tx) error {
		u, err := tx.User(terminalUser)
		if errors.Is(err, coach.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		today := u.Today(now)
		nudges, err := tx.NudgesBetween(u.ID, today.Add(-1), today)
		due = coach.NextDue(&u, now, nudges...)
		return err
	})
	return due, err
}

// savedFiles keep pictures and documents beside the database, or in a temporary
// folder when it is none on this machine.
type savedFiles struct {
	place    string
	passing  bool // the pictures go with the session
	folder   string
	n        int
	pictures []string
}

func (f *savedFiles) save(name string, data []byte) (path string, err error) {
	if f.folder == "" {
		if f.folder, err = saveFolder(f.place); err != nil {
			return "", err
		}
	}
	f.n++
	path = filepath.Join(f.folder, fmt.Sprintf("%02d-%s", f.n, filepath.Base(name)))
	if filepath.Ext(path) == ".png" {
		f.pictures = append(f.pictures, path)
	}
	return path, os.WriteFile(path, data, 0o600)
}

// tidy removes the pictures of a session that keeps nothing, and their folder unless
// a document was asked for.
func (f *savedFiles) tidy() {
	if !f.passing {
		return
	}
	for _, path := range f.pictures {
		_ = os.Remove(path) // the person may have done so
	}
	if f.folder != "" {
		_ = os.Remove(f.folder) // unless something is in it
	}
}

func saveFolder(place string) (string, error) {
	if place == memory || storage.IsPostgres(place) {
		return os.MkdirTemp("", "gutskin-")
	}
	folder := filepath.Join(filepath.Dir(place), "files")
	return folder, os.MkdirAll(folder, 0o700)
}
