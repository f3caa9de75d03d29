package conversation

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gutskin/storage"
	"gutskin/storage/storagetest"
)

var update = flag.Bool("update", false, "rewrite testdata/conversations with what the coach answers now")

// TestConversations plays the scripts of testdata/conversations. A script
// begins with comments; "# at 2026-03-18T09:00" sets the clock, "# zone
// Europe/Berlin" the zone that is known beforehand, as in the terminal, and "# voice"
// has voice notes listened to. Each
// line that starts with "> " is what the person does, and what follows is what
// the coach answers. See do for what can be done.
func TestConversations(t *testing.T) {
	files, err := filepath.Glob("testdata/conversations/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations", err)
	}
	if testing.Short() { // a person's messages are handled one after the other: a part of them is as good against races
		every := files[:0]
		for i := 0; i < len(files); i += 4 {
			every = append(every, files[i])
		}
		files = every
	}
	each := func(t *testing.T, db func(*testing.T) *storage.DB) {
		for _, file := range files {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { playFile(t, file, db(t)) })
		}
	}
	t.Run("sqlite", func(t *testing.T) {
		each(t, func(t *testing.T) *storage.DB { return storagetest.Open(t, ":memory:") })
	})
	if testing.Short() {
		return // storage's own tests run on both engines in haste too
	}
	t.Run("postgres", func(t *testing.T) {
		dsn := storagetest.Postgres(t)
		db := storagetest.Open(t, dsn) // one for all: making one takes longer than a script
		each(t, func(t *testing.T) *storage.DB {
			emptied(t, dsn)
			return db
		})
	})
}

// emptied empties all tables that hold anything of people.
func emptied(t *testing.T, dsn string) {
	t.Helper()
	raw := openRaw(t, "postgres", dsn)
	for _, table := range tablesOf(t, raw, "postgres") {
		if slices.Contains(table.columns, "user_id") || table.name == "handled_updates" {
			if _, err := raw.ExecContext(t.Context(), "DELETE FROM "+table.name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func playFile(t *testing.T, file string, db *storage.DB) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := play(t, string(text), db)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(string(text), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
	soundDiaries(t, db)
}

// play plays a script and gives it back with the coach's answers.
func play(t *testing.T, script string, db *storage.DB) string {
	at, zone, voice := time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC), "", false
	var out strings.Builder
	var w *world
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "#") && w == nil:
			fmt.Fprintln(&out, line)
			if v, ok := strings.CutPrefix(line, "# zone "); ok {
				zone = v
			}
			voice = voice || line == "# voice"
			if v, ok := strings.CutPrefix(line, "# at "); ok {
				at = parseAt(t, v, zone)
			}
		case strings.HasPrefix(line, "> "):
			if w == nil {
				w = newWorldOn(t, db, at, zone)
				if voice {
					w.ears(nil)
				}
			}
			fmt.Fprintf(&out, "\n%s\n", line)
			w.do(line[2:])
			out.WriteString(w.said.String())
			w.said.Reset()
		}
	}
	return out.String()
}

func parseAt(t *testing.T, text, zone string) time.Time {
	t.Helper()
	where, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", text, where)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// do does one thing that a script says: "[2]" presses button 2 of the latest
// message with buttons, "[#5.2]" that of message 5, "wait 5h" lets time pass,
// "live 30 …" lets somebody live and log for 30 days (see live),
// "edit 3 text" and "reply 4 text" are about an earlier message, "user 43"
// goes on as somebody else, "press data" presses a forged button, "again"
// delivers the last event a second time; "photo", "voice", "sticker",
// "contact", "album id caption" (a picture of an album), "speak text" (a voice note), "service", "location 52.5 13.4", "left", "joined", "group text" and
// "forward text" are other events; "file name.zip" sends the last export back,
// a broken file or a hostile one, by its name. Anything else is a text to send; \n in it
// begins a new line.
func (w *world) do(line string) {
	w.t.Helper()
	verb, rest, _ := strings.Cut(line, " ")
	text := strings.ReplaceAll(rest, `\n`, "\n")
	switch {
	case strings.HasPrefix(line, "["):
		w.press(strings.Trim(line, "[]"))
	case verb == "wait":
		d, err := time.ParseDuration(rest)
		if err != nil {
			w.t.Fatal(err)
		}
		w.wait(d)
	case verb == "live":
		w.live(rest)
	case verb == "user":
		w.user, _ = strconv.ParseInt(rest, 10, 64)
	case verb == "press":
		w.handle(Event{Kind: KindButton, MessageID: w.chat().latest, Text: rest})
	case verb == "again":
		w.events--
		w.handle(Event{Kind: KindMessage, MessageID: w.chat().last, Text: "anything"})
	default:
		w.send(verb, line, text)
	}
}

func (w *world) send(verb, line, text string) {
	w.t.Helper()
	number, words, _ := strings.Cut(text, " ")
	n, _ := strconv.Atoi(number)
	e := w.message(text)
	switch verb {
	case "edit":
		w.chat().last--
		e.Kind, e.MessageID, e.Text = KindEdited, n, words
	case "reply":
		e.ReplyTo, e.Text = n, words
	case "photo":
		e.Kind, e.Photo = KindPhoto, "photo-id"
	case "album":
		e.Kind, e.Photo, e.Album, e.Text = KindPhoto, "photo-id", number, words
	case "voice", "sticker", "contact", "joined", "left", "document", "service":
		e.Kind = EventKind(verb)
	case "speak":
		w.chat().last--
		w.speak(text)
		return
	case "location":
		e.Kind, e.Text = KindLocation, ""
		e.Lat, _ = strconv.ParseFloat(number, 64)
		e.Lon, _ = strconv.ParseFloat(words, 64)
	case "file":
		w.sendNamed(text)
		return
	case "group":
		e.ChatID, e.Addressed = -100, strings.HasPrefix(text, "/")
	case "forward":
		e.Forwarded = true
	default:
		e.Text = strings.ReplaceAll(line, `\n`, "\n")
	}
	w.handle(e)
}

// press presses a button: "2" of the latest message, "#5.2" of message 5.
func (w *world) press(which string) {
	w.t.Helper()
	number := w.chat().latest
	if of, button, ok := strings.Cut(strings.TrimPrefix(which, "#"), "."); ok {
		number, _ = strconv.Atoi(of)
		which = button
	}
	n, _ := strconv.Atoi(which)
	buttons := w.chat().buttons[number]
	if n < 1 || n > len(buttons) {
		w.t.Fatalf("message %d has no button %q", number, which)
	}
	b := buttons[n-1]
	if b.Copy != "" {
		w.t.Fatalf("button %q of message %d only copies", b.Text, number)
	}
	if b.Data == "" {
		w.handle(w.message(b.Text))
		return
	}
	w.handle(Event{Kind: KindButton, MessageID: number, Text: b.Data})
}
