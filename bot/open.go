package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/picture"
	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/content"
	"gutskin/storage"
)

// program is one run of one command: its settings and its standard streams.
type program struct {
	cfg            config
	stdin          io.Reader
	stdout, stderr io.Writer
}

// logger writes structured logs for the operator. Nobody's words and no token
// are ever passed to it.
func (p *program) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: p.cfg.logLevel()}))
}

// lexicon loads the food lexicon that is built into the program.
func (p *program) lexicon() (*food.Lexicon, error) {
	lex, err := food.LoadLexicon(content.Files)
	if err != nil {
		return nil, fmt.Errorf("the food lexicon has mistakes:\n%w", err)
	}
	return lex, nil
}

// reader loads all that is needed to understand messages.
func (p *program) reader() (*intent.Reader, error) {
	lex, err := p.lexicon()
	if err != nil {
		return nil, err
	}
	return intentReader(lex)
}

func intentReader(lex *food.Lexicon) (*intent.Reader, error) {
	reader, err := intent.NewReader(content.Files, food.NewReader(lex))
	if err != nil {
		return nil, fmt.Errorf("the language files have mistakes:\n%w", err)
	}
	return reader, nil
}

// openStorage opens the database at place with the key for it. A place that is
// written wrong is told before a key is asked for or made.
func (p *program) openStorage(ctx context.Context, place string, options ...storage.Option) (*storage.DB, error) {
	if err := storage.CheckPlace(place); err != nil {
		return nil, err
	}
	keys, err := p.keys(place)
	if err != nil {
		return nil, err
	}
	return storage.Open(ctx, place, keys, options...)
}

// service puts the conversation together on a database. zone is everybody's
// time zone where it is known beforehand, else "".
func (p *program) service(db *storage.DB, now func() time.Time, zone string, log *slog.Logger) (*conversation.Service, error) {
	lex, err := p.lexicon()
	if err != nil {
		return nil, err
	}
	reader, err := intentReader(lex)
	if err != nil {
		return nil, err
	}
	guide, err := coach.LoadGuide(content.Files)
	if err != nil {
		return nil, fmt.Errorf("the guidance has mistakes:\n%w", err)
	}
	painter, err := newPainter()
	if err != nil {
		return nil, err
	}
	return conversation.New(conversation.Config{
		DB:       db,
		Reader:   reader,
		Lexicon:  lex,
		Guide:    guide,
		Content:  content.Files,
		Now:      now,
		Zone:     zone,
		Pictures: painter,
		Log:      log,
	})
}

// newPainter makes the painter of pictures, with the coach's wording.
func newPainter() (*picture.Painter, error) {
	words, err := conversation.LoadWords(content.Files)
	if err != nil {
		return nil, err
	}
	return picture.New(words)
}

// memory is the database that is gone when the program ends.
const memory = ":memory:"

const howToKey = "32 bytes in base64, e.g. from `openssl rand -base64 32`; keep it, the diaries can't be read without it"

// keys are the keys for the database at place: DATA_KEY or, on SQLite, a file
// that is made when it is missing.
func (p *program) keys(place string) (storage.Keys, error) {
	switch {
	case p.cfg.DataKey != "":
		return storage.ParseKeys(p.cfg.DataKey)
	case place == memory:
		return storage.NewKeys()
	case storage.IsPostgres(place):
		return storage.Keys{}, errors.New("DATA_KEY is not set: PostgreSQL needs it, " + howToKey)
	case p.cfg.KeyFile == "no":
		return storage.Keys{}, errors.New("DATA_KEY is not set: with DATA_KEY_FILE=no it is needed, " + howToKey + "; or keep nothing: bot chat --db :memory:")
	}
	folder, err := p.cfg.configFolder()
	if err != nil {
		return storage.Keys{}, fmt.Errorf("no place for the key file: %w; set DATA_KEY", err)
	}
	keys, path, made, err := storage.KeyFile(folder)
	if made {
		fmt.Fprintf(p.stderr, "Made the key for your diary: %s. Keep it: without it the diary can't be read.\n", path)
	}
	return keys, err
}
