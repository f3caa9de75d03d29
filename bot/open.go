package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"gutskin/bot/conversation"
	"gutskin/bot/picture"
	"gutskin/bot/report"
	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/content"
	"gutskin/storage"
)

// program is one run of one command: its settings and its standard streams.
type program struct {
	name           string // as it is typed; see command
	cfg            config
	stdin          io.Reader
	stdout, stderr io.Writer
}

// logger writes structured logs for the operator. Nobody's words and no token
// are ever passed to it.
func (p *program) logger() *slog.Logger {
	options := &slog.HandlerOptions{Level: p.cfg.logLevel()}
	if p.cfg.LogFormat == "json" {
		return slog.New(newRarely(slog.NewJSONHandler(p.stderr, options)))
	}
	return slog.New(newRarely(slog.NewTextHandler(p.stderr, options)))
}

// lexicon loads the food lexicon that is built into the program.
func (p *program) lexicon() (*food.Lexicon, error) {
	lex, err := food.LoadLexicon(content.Files)
	if err != nil {
		return nil, fmt.Errorf("the food lexicon has mistakes:\n%w", err)
	}
	return lex, nil
}

// openStorage opens the database at place with the key for it. A place that is
// written wrong is told before a key is asked for or made.
func (p *program) openStorage(ctx context.Context, place string, options ...storage.Option) (*storage.DB, error) {
	if err := storage.CheckPlace(place); err != nil {
		return nil, err
	}
	if err := storage.CheckThere(place, options...); err != nil {
		return nil, err
	}
	keys, err := p.keys(place)
	if err != nil {
		return nil, err
	}
	options = append(options, storage.WithProgress(p.progress()))
	return storage.Open(ctx, place, keys, options...)
}

const (
	// serverBack is how long a bot that starts waits for a database server that is
	// away: a restart or a failover takes less.
	serverBack = time.Minute
	// serverAsked is how often it asks at least. It gives up where the next time
	// would be too late.
	serverAsked = 4 * time.Second
)

// awaitStorage is openStorage, which waits for a database server that is away.
func (p *program) awaitStorage(ctx context.Context, place string, options ...storage.Option) (*storage.DB, error) {
	tell := func(err error, wait time.Duration) {
		p.logger().Warn("the database can't be reached for now", "wait", wait.Round(time.Millisecond), "error", err)
	}
	pause := backoff.NewExponentialBackOff()
	pause.MaxInterval = serverAsked
	db, err := backoff.Retry(ctx, func() (*storage.DB, error) {
		db, err := p.openStorage(ctx, place, options...)
		if err != nil && (!storage.IsPostgres(place) || !errors.Is(err, coach.ErrUnavailable)) {
			err = backoff.Permanent(err)
		}
		return db, err
	}, backoff.WithBackOff(pause), backoff.WithMaxElapsedTime(serverBack), backoff.WithNotify(tell))
	if permanent, ok := errors.AsType[*backoff.PermanentError](err); ok {
		err = permanent.Unwrap()
	}
	return db, err
}

// service puts the conversation together on a database. zone is everybody's
// time zone where it is known beforehand, else "".
func (p *program) service(db *storage.DB, now func() time.Time, zone string, log *slog.Logger) (*conversation.Service, error) {
	return newService(content.Files, conversation.Config{DB: db, Now: now, Zone: zone, Log: log, Allowed: p.cfg.isAllowed})
}

// newService loads the content for a conversation, side by side. Its error names
// every mistake with file and line.
func newService(files fs.FS, c conversation.Config) (*conversation.Service, error) {
	var reader *intent.Reader
	var guide *coach.Guide
	var err1, err2 error
	var loading sync.WaitGroup
	loading.Go(func() { reader, err1 = intent.Load(files) })
	loading.Go(func() { guide, err2 = coach.LoadGuide(files) })
	c.Content = files
	service, err3 := conversation.New(c)
	loading.Wait()
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, fmt.Errorf("the content has mistakes:\n%w", err)
	}
	service.Reader, service.Lexicon, service.Guide = reader, reader.Lexicon(), guide
	painter, err1 := picture.New(service.Words())
	printer, err2 := report.New(service.Words())
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	service.Pictures, service.Reports = painter, printer
	return service, nil
}

// memory is the database that is gone when the program ends.
const memory = ":memory:"

const howToKey = "32 bytes in base64, e.g. from `openssl rand -base64 32`; keep it, the diaries can't be read without it"

// kindOfPlace is what may be told of a database's place: an address may hold a
// password.
func kindOfPlace(place string) string {
	switch {
	case storage.IsPostgres(place):
		return "PostgreSQL"
	case place == memory:
		return "SQLite in memory"
	}
	return "SQLite, " + place
}

// keys are the keys for the database at place: DATA_KEY or, on SQLite, a file
// that is made when it is missing and there is no database yet either.
func (p *program) keys(place string) (storage.Keys, error) {
	there, err := storage.Exists(place)
	if err != nil {
		return storage.Keys{}, err
	}
	if there || p.cfg.DataKey != "" {
		return p.givenKeys(place)
	}
	if place == memory {
		return storage.NewKeys()
	}
	folder, err := p.keyFolder()
	if err != nil {
		return storage.Keys{}, err
	}
	keys, path, made, err := storage.KeyFile(folder)
	if made {
		fmt.Fprintf(p.stderr, "Made the key for your diary: %s. Keep it: without it the diary can't be read.\n", path)
	}
	return keys, err
}

// keysOf are the keys for the database that is at place, which was written
// with some: none is made.
func (p *program) keysOf(place string) (storage.Keys, error) {
	there, err := storage.Exists(place)
	if err == nil && !there {
		err = fmt.Errorf("there is no database at %s", place)
	}
	if err != nil {
		return storage.Keys{}, err
	}
	return p.givenKeys(place)
}

// givenKeys are the keys that the operator has: DATA_KEY, or the key file.
func (p *program) givenKeys(place string) (storage.Keys, error) {
	switch {
	case p.cfg.DataKey != "":
		return storage.ParseKeys(p.cfg.DataKey)
	case storage.IsPostgres(place):
		return storage.Keys{}, errors.New("DATA_KEY is not set: PostgreSQL needs it (or DATA_KEY_FILE, the path of a file with it), " + howToKey)
	}
	folder, err := p.keyFolder()
	if err != nil {
		return storage.Keys{}, err
	}
	keys, path, err := storage.ReadKeyFile(folder)
	if errors.Is(err, fs.ErrNotExist) {
		err = missingKeyError(path)
	}
	return keys, err
}

// missingKeyError is the path of the key file that isn't there.
type missingKeyError string

func (path missingKeyError) Error() string {
	return fmt.Sprintf("the key file %s is missing, without which the diaries can't be read: put your copy of it there, or set DATA_KEY; no new one is made beside diaries that it couldn't open", string(path))
}

// Is makes it an fs.ErrNotExist.
func (missingKeyError) Is(target error) bool { return target == fs.ErrNotExist }

// keyFolder is the folder of the key file, if there may be one.
func (p *program) keyFolder() (string, error) {
	if p.cfg.KeyFile == noKeyFile {
		return "", fmt.Errorf("DATA_KEY is not set: with DATA_KEY_FILE=no it is needed (or DATA_KEY_FILE as the path of a file with it, or `%s`, which keeps nothing), %s", p.command("chat --db :memory:"), howToKey)
	}
	folder, err := p.cfg.configFolder()
	if err != nil {
		return "", fmt.Errorf("no place for the key file: %w; set DATA_KEY", err)
	}
	return folder, nil
}
