package conversation

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/content"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// parts are what a Service is made of, loaded once for all tests. The foods are
// those of testdata/foods, everything else is the real content.
var parts = sync.OnceValues(func() (Config, error) {
	files, err := testContent()
	if err != nil {
		return Config{}, err
	}
	lexicon, err := food.LoadLexicon(files)
	if err != nil {
		return Config{}, err
	}
	hear, err := care.NewReader(files)
	if err != nil {
		return Config{}, err
	}
	reader, err := intent.NewReader(files, food.NewReader(lexicon), hear)
	if err != nil {
		return Config{}, err
	}
	guide, err := coach.LoadGuide(files)
	return Config{Reader: reader, Lexicon: lexicon, Guide: guide, Content: files}, err
})

func testContent() (fs.FS, error) {
	files := fstest.MapFS{}
	add := func(from fs.FS, skip string) error {
		return fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || skip != "" && strings.HasPrefix(path, skip) {
				return err
			}
			data, err := fs.ReadFile(from, path)
			files[path] = &fstest.MapFile{Data: data}
			return err
		})
	}
	if err := add(content.Files, "foods/"); err != nil {
		return nil, err
	}
	foods, err1 := os.ReadFile("testdata/foods/foods.tsv")
	dishes, err2 := os.ReadFile("testdata/ideas/dishes.tsv")
	files["foods/foods.tsv"] = &fstest.MapFile{Data: foods}
	files["ideas/dishes.tsv"] = &fstest.MapFile{Data: dishes}
	return files, errors.Join(err1, err2)
}

// world is the coach, a database and a clock, and the chats of some people.
type world struct {
	t       testing.TB
	db      *storage.DB
	service *Service
	now     time.Time
	zone    string
	user    int64
	chats   map[int64]*chat
	events  int
	said    strings.Builder
	file    []byte // the last document that came
}

// chat is one person's chat: the number of its last message, and the buttons
// of the coach's messages.
type chat struct {
	last    int
	latest  int
	buttons map[int][]Button
}

// newWorld is a world on a database in memory.
func newWorld(t testing.TB, now time.Time, zone string) *world {
	t.Helper()
	return newWorldOn(t, storagetest.Open(t, ":memory:"), now, zone)
}

func newWorldOn(t testing.TB, db *storage.DB, now time.Time, zone string) *world {
	t.Helper()
	config, err := parts()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, now: now, zone: zone, user: 42, chats: map[int64]*chat{}}
	w.db = db
	config.Reports = leaflet{}
	config.Random = func() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }
	config.DB, config.Zone, config.Now = w.db, zone, func() time.Time { return w.now }
	if w.service, err = New(config); err != nil {
		t.Fatal(err)
	}
	return w
}

// leaflet makes reports of a line.
type leaflet struct{}

func (leaflet) Report(r coach.Report, letter, numbers bool, answers []string) ([]byte, error) {
	return fmt.Appendf(nil, "%s to %s, letter %t, numbers %t, %d notes, %d marks, %q", r.First, r.Last, letter, numbers, len(r.Notes), len(r.Marks), answers), nil
}

func (w *world) chat() *chat {
	c := w.chats[w.user]
	if c == nil {
		c = &chat{buttons: map[int][]Button{}}
		w.chats[w.user] = c
	}
	return c
}

// message is an event of the person's next message.
func (w *world) message(text string) Event {
	w.chat().last++
	return Event{Kind: KindMessage, MessageID: w.chat().last, Text: text}
}

// handle hands the event to the coach and delivers the answers.
func (w *world) handle(e Event) {
	w.t.Helper()
	w.events++
	e.Key = fmt.Sprintf("tg:%x:%d", w.user, w.events) // holds no number of the person's, as Telegram's don't
	if e.ChatID == 0 {
		e.ChatID, e.Private = w.user, true
	}
	e.UserID = w.user
	if e.Sent.IsZero() {
		e.Sent = w.now
	}
	if err := w.service.Handle(w.t.Context(), e); err != nil {
		w.t.Fatalf("%s %q: %v", e.Kind, e.Text, err)
	}
	w.deliver("")
}

// deliver shows what lies in the outbox.
func (w *world) deliver(heading string) {
	w.t.Helper()
	ctx := w.t.Context()
	for {
		list, err := w.db.NextDeliveries(ctx, w.now, 100)
		if err != nil {
			w.t.Fatal(err)
		}
		if len(list) == 0 {
			return
		}
		for _, d := range list {
			m, err := Decode(d.Payload)
			if err != nil {
				w.t.Fatal(err)
			}
			if err := w.db.BeginAttempt(ctx, d); err != nil {
				w.t.Fatal(err)
			}
			if err := w.db.Sent(ctx, d, w.show(d, m, heading)); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// show writes the message down as a chat shows it and gives its number.
func (w *world) show(d coach.Delivery, m Message, heading string) int {
	saved := w.user
	w.user = d.UserID
	defer func() { w.user = saved }()
	c := w.chat()
	if m.React != "" {
		fmt.Fprintf(&w.said, "%s%s to #%d\n", heading, m.React, m.ReactTo)
		return m.ReactTo
	}
	number, changed := m.Edit, " changed"
	if number == 0 {
		c.last++
		number, changed = c.last, ""
	}
	who := ""
	if d.UserID != saved {
		who = fmt.Sprintf(" to %d", d.UserID)
	}
	text := strings.ReplaceAll(m.Text, "\n", "\n    ")
	if text == "" && len(m.Buttons) == 0 {
		text = "(no buttons any more)"
	}
	fmt.Fprintf(&w.said, "%s#%d%s%s: %s\n", heading, number, changed, who, text)
	if m.Document != nil {
		w.file = m.Document.Data
		fmt.Fprintf(&w.said, "    (file %s)\n", m.Document.Name)
	}
	delete(c.buttons, number)
	var labels []string
	for _, row := range m.Buttons {
		for _, b := range row {
			if len(b.Data) > maxData {
				w.t.Errorf("button %q has %d bytes of data", b.Text, len(b.Data))
			}
			c.buttons[number] = append(c.buttons[number], b)
			labels = append(labels, fmt.Sprintf("[%d %s]", len(labels)+1, b.Text))
		}
	}
	if len(labels) > 0 {
		c.latest = number
		fmt.Fprintf(&w.said, "    %s\n", strings.Join(labels, " "))
	}
	return number
}

// wait moves the clock on, to each minute at which something falls due.
func (w *world) wait(d time.Duration) {
	w.t.Helper()
	end := w.now.Add(d)
	for w.now.Before(end) {
		next := w.now.Truncate(time.Minute).Add(time.Minute)
		if due := w.nextDue(); due.IsZero() || due.After(end) {
			next = end
		} else if due.After(next) {
			next = due
		}
		w.now = next
		if w.now.After(end) {
			w.now = end
		}
		if err := w.service.Nudge(w.t.Context(), w.now); err != nil {
			w.t.Fatal(err)
		}
		w.deliver(w.localTime().Format("[2006-01-02 15:04] "))
	}
}

// nextDue is when anybody's next nudge may fall due; zero: never.
func (w *world) nextDue() time.Time {
	var next time.Time
	w.view(func(tx *storage.Tx) error {
		for id := range w.chats {
			u, err := tx.User(id)
			if isNotFound(err) {
				continue
			}
			t := &turn{tx: tx, u: u, now: w.now}
			nudges, err2 := t.recentNudges()
			if err := errors.Join(err, err2); err != nil {
				return err
			}
			if due := coach.NextDue(&u, w.now, nudges...); !due.IsZero() && (next.IsZero() || due.Before(next)) {
				next = due
			}
		}
		return nil
	})
	return next
}

func (w *world) localTime() time.Time {
	zone := time.UTC
	err := w.db.View(w.t.Context(), func(tx *storage.Tx) error {
		u, err := tx.User(w.user)
		if err == nil {
			zone = u.Location()
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return w.now.In(zone)
}
