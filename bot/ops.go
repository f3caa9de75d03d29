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

// openIdle opens the database that is configured, which must be there, and
// makes sure that no bot serves it.
func (p *program) openIdle(ctx context.Context) (*storage.DB, error) {
	place, err := p.cfg.database()
	if err != nil {
		return nil, err
	}
	return p.openStorage(ctx, place, storage.MustExist(), storage.MustBeIdle())
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
	people, err := db.UserCount(ctx)
	if err != nil {
		return err
	}
	progress := p.progress()
	read, changed, err := service.Reread(ctx, func(done int) {
		progress(storage.Step{Table: "people", Did: "read again", Done: int64(done), Of: people})
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%d messages read again, %d understood differently.\n", read, changed)
	return nil
}

// rekey encrypts everything with the newest key: the first of DATA_KEY, or a
// fresh one in the key file. No key is made before the database is had alone.
func (p *program) rekey(ctx context.Context) error {
	place, err := p.cfg.database()
	if err != nil {
		return err
	}
	if p.cfg.DataKey == "" && storage.IsPostgres(place) {
		return errors.New(`DATA_KEY is not set: give the new key and the old one, DATA_KEY="new,old"`)
	}
	keys, err := p.keysOf(place)
	if err != nil {
		return err
	}
	db, err := p.openIdle(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if p.cfg.DataKey != "" {
		return p.rekeyOpen(ctx, db, keys)
	}
	return p.rotateKeyFile(ctx, db, keys)
}

// rotateKeyFile puts a fresh key before the old one in the key file, encrypts
// everything with it, and then lets go of the old one. Stopped anywhere, it
// can be run again: it goes on with the key that was made then.
func (p *program) rotateKeyFile(ctx context.Context, db *storage.DB, keys storage.Keys) error {
	folder, err := p.cfg.configFolder()
	if err != nil {
		return err
	}
	if keys.Count() == 1 {
		if keys, err = keys.Rotated(); err != nil {
			return err
		}
		if err := storage.WriteKeyFile(folder, keys); err != nil {
			return err
		}
	}
	if err := p.rekeyOpen(ctx, db, keys); err != nil {
		return err
	}
	return storage.WriteKeyFile(folder, keys.Newest())
}

func (p *program) rekeyOpen(ctx context.Context, db *storage.DB, keys storage.Keys) error {
	n, err := db.Rekey(ctx, keys, p.progress())
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%d values encrypted with the new key, which is named %s. Keep a copy of it.\n", n, keys.IDs()[0])
	return nil
}

// progressEvery is how often long work tells how far it is.
const progressEvery = 2 * time.Second

// progress tells the operator how far long work is; short work says nothing.
func (p *program) progress() storage.Progress {
	last := time.Now()
	return func(s storage.Step) {
		if now := time.Now(); now.Sub(last) >= progressEvery {
			last = now
			fmt.Fprintf(p.stderr, "%s: %d of %d %s\n", s.Table, s.Done, s.Of, s.Did)
		}
	}
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
	keys, err := p.keysOf(place)
	if err != nil {
		return err
	}
	if err := storage.Backup(ctx, place, keys, file); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Backed up to %s. It can be read with the same key only; keep that apart.\n", file)
	return nil
}

// restore puts a backup in the database's place, and what is there aside.
func (p *program) restore(ctx context.Context, args []string) error {
	file, err := p.oneFile("restore", args)
	if err != nil {
		return err
	}
	place, err := p.cfg.database()
	if err != nil {
		return err
	}
	keys, err := p.givenKeys(place)
	if err != nil {
		return err
	}
	aside, err := storage.Restore(ctx, file, place, keys)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "Restored from %s.\n", file)
	if aside != "" {
		fmt.Fprintf(p.stdout, "What was there is %s now, with the files that begin with that name.\n", aside)
	}
	return nil
}

func (p *program) oneFile(command string, args []string) (string, error) {
	if len(args) != 1 {
		return "", fmt.Errorf("%s needs one file, such as %s", p.command(command), p.command(command+" coach-backup.db"))
	}
	return args[0], nil
}

// copy copies everything to another, empty database. Either place may be left
// to DATABASE_URL, for an address with a password has no business on a command
// line, which every user of the machine can read.
func (p *program) copy(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("copy", flag.ContinueOnError)
	flags.SetOutput(p.stderr)
	from := flags.String("from", "", "the database to read: a file or postgres://… (default DATABASE_URL)")
	to := flags.String("to", "", "the empty database to fill (default DATABASE_URL)")
	if err := flags.Parse(args); err != nil {
		return flagError(err)
	}
	for name, place := range map[string]string{"from": *from, "to": *to} {
		if storage.HasPassword(place) {
			return fmt.Errorf("--%s holds a password, which others can see on a command line: set DATABASE_URL to this address and leave --%s out, or keep the password in a file that PGPASSFILE names", name, name)
		}
	}
	if *from == *to || (*from == "" || *to == "") && p.cfg.DatabaseURL == "" {
		return fmt.Errorf("%s needs --from or --to, a file or postgres://…; the other may be DATABASE_URL", p.command("copy"))
	}
	for _, place := range []*string{from, to} {
		if *place == "" {
			*place = p.cfg.DatabaseURL
		}
	}
	source, err := p.openStorage(ctx, *from, storage.MustExist(), storage.MustBeIdle())
	if err != nil {
		return fmt.Errorf("from: %w", err)
	}
	defer source.Close()
	target, err := p.openStorage(ctx, *to, storage.MustBeIdle(), storage.MayBeHalfCopied())
	if err != nil {
		return fmt.Errorf("to: %w", err)
	}
	defer target.Close()
	counts, err := storage.Copy(ctx, source, target, p.progress())
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
