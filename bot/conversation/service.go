package conversation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/storage"
)

// Config is what a Service works with. Everything but Zone, Random, Pictures, Log and
// Fetch is required.
type Config struct {
	DB      *storage.DB
	Reader  *intent.Reader   // reads messages
	Lexicon *food.Lexicon    //
	Guide   *coach.Guide     // what the articles say
	Content fs.FS            // with messages/ and places/
	Now     func() time.Time // the clock

	// Zone is the IANA zone of everybody who writes, where that is known
	// beforehand, as in the terminal. On Telegram it is "": each person tells.
	Zone string
	// Random gives a source of chance for the draw of one experiment; nil: one
	// seeded by the system.
	Random func() *rand.Rand
	// Pictures draws what goes with the words; nil: words alone.
	Pictures Pictures
	Log      *slog.Logger

	// Fetch gets a file that a person sent, by its id; nil: none can be had.
	// An error that is coach.ErrUnavailable is tried again.
	Fetch func(ctx context.Context, id string) ([]byte, error)
}

// Service is the conversation with everybody. It is safe for concurrent use;
// events of one chat are to be handled one after the other.
type Service struct {
	Config
	words     *Words
	wishes    *Wishes
	diets     Diets
	places    *Places
	exposures *coach.Exposures
	groups    *coach.Exposures // of foods, that questions about the diary name
}

// New checks the content and gives a Service.
func New(c Config) (*Service, error) {
	words, err1 := LoadWords(c.Content)
	wishes, err2 := LoadWishes(c.Content)
	diets, err3 := LoadDiets(c.Content)
	places, err4 := LoadPlaces(c.Content)
	exposures, err5 := coach.LoadExposures(c.Content)
	groups, err6 := coach.LoadGroups(c.Content)
	if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
		return nil, err
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Service{Config: c, words: words, wishes: wishes, diets: diets, places: places, exposures: exposures, groups: groups}, nil
}

// Commands are the commands with their descriptions, for registering them.
func (s *Service) Commands() []Command { return s.words.Commands }

// Profile is how the bot introduces itself: the text of an empty chat, and
// the line of its profile.
func (s *Service) Profile() (description, short string, err error) {
	if description, err = s.words.Label("profile.description", nil); err != nil {
		return "", "", err
	}
	short, err = s.words.Label("profile.short", nil)
	return description, short, err
}

// Handle does what one event causes and leaves the replies in the outbox. The
// same event, told by its key, has an effect once. An error that is
// coach.ErrUnavailable may be tried again; any other stays the same.
func (s *Service) Handle(ctx context.Context, e Event) error {
	file, err := s.fetchExport(ctx, e)
	if err != nil {
		return fmt.Errorf("fetching the file of %s: %w", e.Key, err)
	}
	err = s.update(ctx, func(tx *storage.Tx, d *drawings) error {
		first, err := tx.MarkHandled(e.Key, s.Now())
		if err != nil || !first {
			return err
		}
		t := s.newTurn(ctx, tx, e)
		t.file, t.drawings = file, d
		if err := t.run(); err != nil {
			return err
		}
		return t.finish()
	})
	if err != nil {
		return fmt.Errorf("handling %s: %w", e.Key, err)
	}
	return nil
}

// SetAside keeps an event that couldn't be handled, with its raw form, and
// tells the person so. why is for the operator and holds nobody's words.
func (s *Service) SetAside(ctx context.Context, e Event, raw []byte, why string) error {
	err := s.DB.Update(ctx, func(tx *storage.Tx) error {
		now := s.Now()
		first, err := tx.MarkHandled(e.Key, now)
		if err != nil || !first {
			return err
		}
		if err := tx.SetAside(e.Key, e.UserID, raw, why, now); err != nil {
			return err
		}
		if e.UserID == 0 || !e.Private || e.Kind == KindLeft {
			return nil
		}
		t := s.newTurn(ctx, tx, e)
		if err := t.say("sorry", nil); err != nil {
			return err
		}
		return t.send()
	})
	if err != nil {
		return fmt.Errorf("setting %s aside: %w", e.Key, err)
	}
	return nil
}

func isNotFound(err error) bool { return errors.Is(err, coach.ErrNotFound) }
