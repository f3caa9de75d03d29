package conversation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/ideas"
	"gutskin/coach/intent"
	"gutskin/coach/places"
	"gutskin/coach/table"
	"gutskin/storage"
)

// Config is what a Service works with. Everything but Zone, Random, Pictures,
// Reports, Log, Fetch, Transcribe and Allowed is required.
type Config struct {
	DB      *storage.DB
	Reader  *intent.Reader   // reads messages
	Lexicon *food.Lexicon    //
	Guide   *coach.Guide     // what the articles say
	Content fs.FS            // with messages/, places/ and care/
	Now     func() time.Time // the clock

	// Zone is the IANA zone of everybody who writes, where that is known
	// beforehand, as in the terminal. On Telegram it is "": each person tells.
	Zone string
	// Random gives a source of chance for the draw of one experiment; nil: one
	// seeded by the system.
	Random func() *rand.Rand
	// Pictures draws what goes with the words; nil: words alone.
	Pictures Pictures
	// Reports prints a diary for a doctor; nil: none can be had.
	Reports Reports
	Log     *slog.Logger

	// Fetch gets a file that a person sent, by its id, of at most so many bytes;
	// nil: none can be had. An error that is coach.ErrUnavailable is tried again.
	Fetch func(ctx context.Context, id string, most int64) ([]byte, error)
	// Transcribe is what is said in a sound file, "" where nothing is; nil: voice
	// notes can't be listened to. An error that is coach.ErrUnavailable is tried
	// again, and may tell after how long (RetryAfter() time.Duration). No error
	// holds what was said.
	Transcribe func(ctx context.Context, name string, sound []byte) (string, error)

	// Allowed reports whether the coach is there for that person; nil: for
	// everybody. Of others it keeps nothing, and nudges them no more.
	Allowed func(user int64) bool
}

// Service is the conversation with everybody. It is safe for concurrent use;
// events of one chat are to be handled one after the other.
type Service struct {
	Config
	words     *wording.Words
	diets     Diets
	helplines *care.Directory
	exposures *coach.Exposures
	importing chan struct{}    // holds a token while a file is read back in
	exporting chan struct{}    // holds a token while an export is made
	groups    *coach.Exposures // of foods, that questions about the diary name
	columns   *table.Names     // what the columns of other people's tables are called

	// What few messages need is read when the first does.
	dishes func() (*ideas.Dishes, error)
	places func() (*places.Atlas, error)
}

// New checks the content and gives a Service. What few messages need is left to
// Check.
func New(c Config) (*Service, error) {
	words, err1 := wording.Load(c.Content)
	diets, err3 := LoadDiets(c.Content)
	exposures, err5 := coach.LoadExposures(c.Content)
	groups, err6 := coach.LoadGroups(c.Content)
	helplines, err7 := care.LoadDirectory(c.Content)
	columns, err2 := table.LoadNames(c.Content)
	if err := errors.Join(err1, err2, err3, err5, err6, err7); err != nil {
		return nil, err
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{Config: c, words: words, diets: diets, helplines: helplines, exposures: exposures, groups: groups, columns: columns,
		importing: make(chan struct{}, 1), exporting: make(chan struct{}, 1)}
	s.places = sync.OnceValues(func() (*places.Atlas, error) { return places.Load(c.Content) })
	s.dishes = sync.OnceValues(func() (*ideas.Dishes, error) {
		foods := food.NewReader(s.Lexicon)
		return ideas.Load(c.Content, func(text string) []food.Item { return foods.Read(text, food.Moment{}).Items })
	})
	return s, nil
}

// Check reads the rest of the content, too. Its error names every mistake with file
// and line.
func (s *Service) Check() error {
	_, err1 := s.places()
	_, err2 := s.dishes()
	return errors.Join(err1, err2)
}

// atlas is the world's places; those that could be read, where Check has an error.
func (s *Service) atlas() *places.Atlas {
	atlas, err := s.places()
	if err != nil {
		s.Log.Error("reading the places", "error", err)
	}
	return atlas
}

// Words are the wording of everything that the coach says.
func (s *Service) Words() *wording.Words { return s.words }

// Commands are the commands with their descriptions, for registering them.
func (s *Service) Commands() []wording.Command { return s.words.Commands }

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
	return s.handle(ctx, e, occasion{
		over: func(tx *storage.Tx) (bool, error) { return tx.WasHandled(e.Key) },
		take: func(tx *storage.Tx) (bool, error) { return s.begin(tx, e) },
	})
}

// HandleAgain is Handle of an event that was set aside, and takes it off those
// in the same transaction. An event that isn't there any more has no effect.
func (s *Service) HandleAgain(ctx context.Context, e Event) error {
	return s.handle(ctx, e, occasion{
		over: func(tx *storage.Tx) (bool, error) {
			there, err := tx.IsFailed(e.Key, e.UserID)
			return !there, err
		},
		take: func(tx *storage.Tx) (bool, error) { return tx.TakeFailed(e.Key, e.UserID) },
	})
}

// occasion is for what an event is handled: since it came, or again.
type occasion struct {
	over func(*storage.Tx) (bool, error) // reports whether nothing is to be done any more
	take func(*storage.Tx) (bool, error) // reports whether it is the event's turn, which it notes
}

// handle does what the event causes if it is its turn.
func (s *Service) handle(ctx context.Context, e Event, o occasion) error {
	var file *imported
	var err error
	if s.allowed(e.UserID) {
		if file, err = s.receive(ctx, e, o.over); err != nil {
			return fmt.Errorf("importing the file of %s: %w", e.Key, err)
		}
	}
	handle := func(run func(router) error) error {
		return s.update(ctx, func(tx *storage.Tx, d *drawings) error {
			mine, err := o.take(tx)
			if err != nil || !mine {
				return err
			}
			t := s.newTurn(ctx, tx, e)
			t.imported, t.drawings = file, d
			if err := run(t.router()); err != nil {
				return err
			}
			return t.router().finish()
		})
	}
	err = handle(router.run)
	if errors.Is(err, coach.ErrFull) {
		err = handle(router.full)
	}
	if err != nil {
		return fmt.Errorf("handling %s: %w", e.Key, err)
	}
	return nil
}

// SetAside keeps an event that couldn't be handled, with its raw form, and
// tells the person so. why is for the operator and holds nobody's words.
func (s *Service) SetAside(ctx context.Context, e Event, raw []byte, why string) error {
	err := s.DB.Update(ctx, func(tx *storage.Tx) error {
		first, err := s.begin(tx, e)
		if err != nil || !first {
			return err
		}
		if err := tx.SetAside(e.Key, e.UserID, raw, why, s.Now()); err != nil {
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

// Refuse tells the person that they send more at once than is taken. The event
// is then handled.
func (s *Service) Refuse(ctx context.Context, e Event) error {
	err := s.DB.Update(ctx, func(tx *storage.Tx) error {
		first, err := s.begin(tx, e)
		if err != nil || !first || !s.allowed(e.UserID) {
			return err
		}
		t := s.newTurn(ctx, tx, e)
		if err := t.say("flood", nil); err != nil {
			return err
		}
		return t.send()
	})
	if err != nil {
		return fmt.Errorf("refusing %s: %w", e.Key, err)
	}
	return nil
}

// begin notes that the event is handled in this transaction; first is false
// when it was before.
func (s *Service) begin(tx *storage.Tx, e Event) (first bool, err error) {
	if err := tx.LeaveInbox(e.UserID, e.Key); err != nil {
		return false, err
	}
	return tx.MarkHandled(e.Key, s.Now())
}

// allowed reports whether the coach is there for that person.
func (s *Service) allowed(user int64) bool { return s.Allowed == nil || s.Allowed(user) }

func isNotFound(err error) bool { return errors.Is(err, coach.ErrNotFound) }
