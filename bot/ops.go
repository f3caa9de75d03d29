package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"runtime"
	"slices"
	"time"

	"gutskin/storage"
)

// errServing is returned by commands that need the bot stopped.
var errServing = errors.New("the bot is running on this database: stop it first")

// openIdle opens the database that is configured, and makes sure that no bot
// serves it.
func (p *program) openIdle(ctx context.Context) (*storage.DB, error) {
	place, err := p.cfg.database()
	if err != nil {
		return nil, err
	}
	return p.openIdleAt(ctx, place)
}

func (p *program) openIdleAt(ctx context.Context, place string) (*storage.DB, error) {
	db, err := p.openStorage(ctx, place)
	if err != nil {
		return nil, err
	}
	if !storage.IsPostgres(place) {
		return db, nil // its lock file says already that nobody serves it
	}
	serving, err := db.InUse(ctx)
	if err == nil && serving {
		err = errServing
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// migrate brings the database's schema up to date.
func (p *program) migrate(ctx context.Context) error {
	place, err := p.cfg.database()
	if err != nil {
		return err
	}
	db, err := p.openStorage(ctx, place)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, "The database is up to date.")
	return db.Close()
}

// reread reads all stored messages again with this version's lexicon. What
// people corrected themselves stays.
func (p *program) reread(ctx context.Context) error {
	db, err := p.openIdle(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	service, err := p.service(db, time.Now, "", slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	read, changed, err := service.Reread(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%d messages read again, %d understood differently.\n", read, changed)
	return nil
}

// rekey encrypts everything with the newest key: the first of DATA_KEY, or a
// fresh one in the key file.
func (p *program) rekey(ctx context.Context) error {
	if p.cfg.DataKey != "" {
		return p.rekeyOpen(ctx)
	}
	place, err := p.cfg.database()
	if err != nil {
		return err
	}
	if storage.IsPostgres(place) {
		return errors.New(`DATA_KEY is not set: give the new key and the old one, DATA_KEY="new,old"`)
	}
	return p.rotateKeyFile(ctx)
}

// rotateKeyFile puts a fresh key before the old one in the key file, encrypts
// everything with it, and then lets go of the old one. Stopped anywhere, it
// can be run again.
func (p *program) rotateKeyFile(ctx context.Context) error {
	folder, err := p.cfg.configFolder()
	if err != nil {
		return err
	}
	keys, _, _, err := storage.KeyFile(folder)
	if err != nil {
		return err
	}
	rotated, err := keys.Rotated()
	if err != nil {
		return err
	}
	if err := storage.WriteKeyFile(folder, rotated); err != nil {
		return err
	}
	if err := p.rekeyOpen(ctx); err != nil {
		return err
	}
	return storage.WriteKeyFile(folder, rotated.Newest())
}

func (p *program) rekeyOpen(ctx context.Context) error {
	db, err := p.openIdle(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	n, err := db.Rekey(ctx, func(string, int64) {})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%d values encrypted with the new key.\n", n)
	return nil
}

// backup copies the SQLite database to a file, beside a running bot.
func (p *program) backup(ctx context.Context, args []string) error {
	file, err := p.oneFile("backup", args)
	if err != nil {
		return err
	}
	place, err := p.cfg.database()
	if err != nil {
		return err
	}
	if err := storage.Backup(ctx, place, file); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Backed up to %s. It can be read with the same key only; keep that apart.\n", file)
	return nil
}

// restore puts a backup in the database's place.
func (p *program) restore(ctx context.Context, args []string) error {
	file, err := p.oneFile("restore", args)
	if err != nil {
		return err
	}
	place, err := p.cfg.database()
	if err != nil {
		return err
	}
	if err := storage.Restore(ctx, file, place); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Restored from %s.\n", file)
	return nil
}

func (p *program) oneFile(command string, args []string) (string, error) {
	if len(args) != 1 {
		return "", fmt.Errorf("%s needs one file, such as %s", p.command(command), p.command(command+" coach-backup.db"))
	}
	return args[0], nil
}

// copy moves everything to another, empty database.
func (p *program) copy(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("copy", flag.ContinueOnError)
	flags.SetOutput(p.stderr)
	from := flags.String("from", "", "the database to read: a file or postgres://…")
	to := flags.String("to", "", "the empty database to fill")
	if err := flags.Parse(args); err != nil {
		return flagError(err)
	}
	if *from == "" || *to == "" {
		return fmt.Errorf("%s needs --from and --to, each a file or postgres://…", p.command("copy"))
	}
	source, err := p.openIdleAt(ctx, *from)
	if err != nil {
		return fmt.Errorf("--from: %w", err)
	}
	defer source.Close()
	target, err := p.openIdleAt(ctx, *to)
	if err != nil {
		return fmt.Errorf("--to: %w", err)
	}
	defer target.Close()
	counts, err := storage.Copy(ctx, source, target, func(string, int64) {})
	if err != nil {
		return err
	}
	for _, table := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(p.stdout, "%8d  %s\n", counts[table], table)
	}
	return nil
}

// version tells the versions of the program and of its lexicon.
func (p *program) version() error {
	lex, err := p.lexicon()
	if err != nil {
		return err
	}
	foods, names := lex.Len()
	_, err = fmt.Fprintf(p.stdout, "bot %s (%s, %s), lexicon %s (%d foods, %d names)\n",
		programVersion(), programRevision(), runtime.Version(), lex.Version(), foods, names)
	return err
}
