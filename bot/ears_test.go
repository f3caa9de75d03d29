package main

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/bot/transcribe/transcribetest"
	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// hearing serves a fake of the transcriptions API, and gives the bot's settings
// for it.
func hearing(t *testing.T, fake *transcribetest.Server) (env []string) {
	t.Helper()
	web := httptest.NewServer(fake)
	t.Cleanup(func() {
		web.CloseClientConnections()
		web.Close()
		if list := fake.Violations(); len(list) > 0 {
			t.Errorf("violations of the transcriptions API: %q", list)
		}
	})
	return []string{"TRANSCRIBE_URL=" + web.URL, "TRANSCRIBE_KEY=" + transcribetest.Key, "LOG_LEVEL=debug"}
}

const spoken = "Porridge with blueberries and kefir."

// TestVoiceNote: nobody waits for a voice note, and one whose writing out is cut
// short by the end of the process, or fails, is heard once by the next. What was
// said is in no log and, readable, in no database.
func TestVoiceNote(t *testing.T) {
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		fake := &transcribetest.Server{Answer: func(w http.ResponseWriter, r *http.Request, c transcribetest.Call) {
			switch c.N {
			case 1:
				<-r.Context().Done() // until the bot is killed
			case 2:
				http.Error(w, spoken, http.StatusInternalServerError)
			default:
				transcribetest.Say(w, " Porridge with blueberries\n and kefir.\n")
			}
		}}
		env := hearing(t, fake)
		w := newWorld(t, dsn, telegramtest.Options{})
		first := w.start(env...)
		ada := w.server.User(7)
		called := fake.Called()
		ada.Speak([]byte("a sound"))
		select {
		case <-called:
		case <-ctx.Done():
			t.Fatalf("nobody listens\n%s", first.stderr)
		}
		ada.Say("an apple")
		if m, err := ada.Next(ctx); err != nil || !strings.Contains(m.Text, "an apple") {
			t.Fatalf("a text that was sent behind a voice note: %q, %v\n%s", m.Text, err, first.stderr)
		}
		first.kill()
		second := w.start(env...)
		m, err := ada.Next(ctx)
		for err == nil && strings.Contains(m.Text, "an apple") { // that may come again
			m, err = ada.Next(ctx)
		}
		if err != nil || !strings.HasPrefix(m.Text, "I heard: “"+spoken+"”") || !strings.Contains(m.Text, "Fermented ✓ kefir") || m.ReplyTo == 0 {
			t.Fatalf("%+v, %v\n%s", m, err, second.stderr)
		}
		if _, err := ada.Press(m.ID, "Not what I said"); err != nil {
			t.Fatal(err)
		}
		if m, err := ada.Next(ctx); err != nil || !strings.HasPrefix(m.Text, "Sorry, I misheard.") {
			t.Fatalf("%q, %v\n%s", m.Text, err, second.stderr)
		}
		w.allHandled(ctx)
		second.stop()
		for _, log := range []*lockedBuffer{first.stderr, second.stderr} {
			for _, word := range []string{"orridge", "blueberries", "a sound", transcribetest.Key} {
				if strings.Contains(log.String(), word) {
					t.Errorf("the log tells %q:\n%s", word, log)
				}
			}
		}
		db := w.storage()
		if list := w.diary(db, 7); len(list) != 1 || list[0].Text != "an apple" {
			t.Errorf("the diary holds %d entries, not the apple alone", len(list))
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		unreadable(t, dsn, "orridge", "a sound")
		if n, list := w.server.Violations(); n > 0 {
			t.Errorf("%d violations: %v", n, list)
		}
		if n := len(fake.Calls()); n != 3 {
			t.Errorf("it was asked %d times", n)
		}
	})
}

// TestVoiceNoteWaits: a voice note that isn't written out shows in the figures and
// in the status, until it is.
func TestVoiceNoteWaits(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		goOn := make(chan struct{})
		fake := &transcribetest.Server{Answer: func(w http.ResponseWriter, _ *http.Request, _ transcribetest.Call) {
			<-goOn
			transcribetest.Say(w, spoken)
		}}
		metrics := freeAddress(t)
		s := newSetup(t, "sqlite")
		s.env["DATABASE_URL"], s.env["DATA_KEY"] = dsn, testKey
		w := &world{t: t, server: s.tele, url: s.web, dsn: dsn}
		called := fake.Called()
		running := w.start(append(hearing(t, fake), "METRICS_ADDR="+metrics)...)
		ada := s.tele.User(7)
		ada.Speak([]byte("a sound"))
		select {
		case <-called:
		case <-ctx.Done():
			t.Fatalf("nobody listens\n%s", running.stderr)
		}
		look := func(status, figures string) {
			t.Helper()
			if out, err := s.run("status"); err != nil || !regexp.MustCompile(status).MatchString(out) {
				t.Errorf("status: %v\n%s", err, out)
			}
			if out := get(t, "http://"+metrics+"/metrics"); !regexp.MustCompile(figures).MatchString(out) {
				t.Errorf("the figures lack %q", figures)
			}
		}
		look(`voice notes +1 waiting; the oldest: 2.*ago`, `(?s)\ngutskin_voice_notes_oldest_seconds [0-9.e-]*[1-9].*\ngutskin_voice_notes_waiting 1\n`)
		close(goOn)
		if m, err := ada.Next(ctx); err != nil || !strings.HasPrefix(m.Text, "I heard: ") {
			t.Fatalf("%q, %v\n%s", m.Text, err, running.stderr)
		}
		look(`voice notes +0 waiting; the oldest: none`, `(?s)\ngutskin_voice_notes_oldest_seconds 0\n.*\ngutskin_voice_notes_waiting 0\n`)
		running.stop()
	})
}

// unreadable checks that a database's file holds none of the words.
func unreadable(t *testing.T, dsn string, words ...string) {
	t.Helper()
	if storage.IsPostgres(dsn) {
		return // its columns are the same
	}
	files, err := filepath.Glob(dsn + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range words {
			if bytes.Contains(text, []byte(word)) {
				t.Errorf("%s holds %q", file, word)
			}
		}
	}
}

// TestVoiceNoteTurnedOff: those whose voice note waits are told when nobody
// listens any more, and others get the friendly line.
func TestVoiceNoteTurnedOff(t *testing.T) {
	notShort(t)
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute) // two starts on a crowded machine
	defer cancel()
	fake := &transcribetest.Server{Answer: func(_ http.ResponseWriter, r *http.Request, _ transcribetest.Call) { <-r.Context().Done() }}
	env := hearing(t, fake)
	w := newWorld(t, filepath.Join(t.TempDir(), "coach.db"), telegramtest.Options{})
	called := fake.Called()
	first := w.start(env...)
	ada := w.server.User(7)
	ada.Speak([]byte("a sound"))
	select {
	case <-called:
	case <-ctx.Done():
		t.Fatalf("nobody listens\n%s", first.stderr)
	}
	first.stop()
	second := w.start()
	if m, err := ada.Next(ctx); err != nil || !strings.HasPrefix(m.Text, "Sorry, I couldn't make out that voice note.") {
		t.Fatalf("%q, %v\n%s", m.Text, err, second.stderr)
	}
	ada.Speak([]byte("another"))
	if m, err := ada.Next(ctx); err != nil || !strings.HasPrefix(m.Text, "I can't listen to voice notes.") {
		t.Fatalf("%q, %v\n%s", m.Text, err, second.stderr)
	}
	second.stop()
}

// TestManyVoiceNotes: those of different people are written out side by side,
// those of one person in their order, each once, while the bot is killed.
func TestManyVoiceNotes(t *testing.T) {
	notShort(t)
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		fake := &transcribetest.Server{}
		env := hearing(t, fake)
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		const people, each, kills = 12, 5, 2
		for i := range people {
			for n := range each {
				w.server.User(firstOfCrowd + int64(i)).Speak([]byte(meals[(i+n)%len(meals)]))
			}
		}
		running := w.start(env...)
		for kill := 1; kill <= kills; kill++ {
			if err := w.server.Await(ctx, func() bool { return w.server.Calls("sendMessage") >= kill*people*each/(kills+1) }); err != nil {
				t.Fatalf("%v\n%s", err, running.stderr)
			}
			running.kill()
			running = w.start(env...)
		}
		if err := w.server.Await(ctx, func() bool { return w.answers(crowd{users: people}) >= people*each }); err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		w.allHandled(ctx)
		// Answers that came twice may be as many as all while one still waits.
		w.none(ctx, "SELECT COUNT(*) FROM voice_notes WHERE due_at IS NOT NULL", "voice notes aren't written out")
		running.checkMemory()
		running.stop()
		w.checkCrowd(crowd{users: people, messages: people * each}, kills)
		db := w.storage()
		defer db.Close()
		for i := range people {
			list := w.diary(db, firstOfCrowd+int64(i))
			slices.SortFunc(list, func(a, b coach.Entry) int { // by the message's number
				return cmp.Or(cmp.Compare(len(a.Source), len(b.Source)), cmp.Compare(a.Source, b.Source))
			})
			for n, e := range list {
				if want := meals[(i+n)%len(meals)]; e.Text != want {
					t.Errorf("entry %d of person %d is %q, not %q", n, i, e.Text, want)
				}
			}
		}
	})
}
