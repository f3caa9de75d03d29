package conversation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// ears has voice notes listened to. A sound is the words that are heard in it;
// fail, if it is given, tells whether a try fails.
func (w *world) ears(fail func(words string) error) {
	w.service.Fetch = func(_ context.Context, id string, _ int64) ([]byte, error) { return []byte(id), nil }
	w.service.Transcribe = func(_ context.Context, _ string, sound []byte) (string, error) {
		if fail != nil {
			if err := fail(string(sound)); err != nil {
				return "", err
			}
		}
		return string(sound), nil
	}
}

// speak sends a voice note and has it written out.
func (w *world) speak(words string) {
	w.t.Helper()
	w.sendVoice(File{ID: words, Name: "voice.ogg"})
	for _, what := range w.listen() {
		if what == PutOff || what == Void {
			w.t.Errorf("%q: %s", words, what)
		}
	}
}

func (w *world) sendVoice(f File) {
	w.t.Helper()
	e := w.message("")
	e.Kind, e.File = KindVoice, f
	w.handle(e)
}

// listen has all that is due written out once, and shows the answers.
func (w *world) listen() (became []Hearing) {
	w.t.Helper()
	list, err := w.db.TakeVoiceNotes(w.t.Context(), w.now, w.now.Add(time.Minute), 10)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, v := range list {
		what, err := w.service.Hear(w.t.Context(), v)
		if err != nil && strings.Contains(err.Error(), "secret") {
			w.t.Errorf("the error tells what was said: %v", err)
		}
		became = append(became, what)
	}
	w.deliver("")
	return became
}

// waitingVoices is how many of the person's voice notes aren't written out.
func (w *world) waitingVoices() (n int) {
	w.view(func(tx *storage.Tx) (err error) { n, err = tx.VoiceNotes().Waiting(w.user); return err })
	return n
}

// slow is a server that asks to wait.
type slow time.Duration

func (slow) Error() string               { return "too many requests" }
func (slow) Is(err error) bool           { return err == coach.ErrUnavailable }
func (s slow) RetryAfter() time.Duration { return time.Duration(s) }
func eachEngine(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	storagetest.Each(t, func(t *testing.T, dsn string) {
		test(t, newWorldOn(t, storagetest.Open(t, dsn), time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC), "UTC"))
	})
}

// A server that fails is asked again, later each time and no sooner than it asks
// for; after the last try the person is told, once, and nothing is left.
func TestVoiceNoteIsTriedAgain(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		fault := fmt.Errorf("HTTP status 500: %w", coach.ErrUnavailable)
		asked := 0
		w.ears(func(string) error { asked++; return fault })
		w.sendVoice(File{ID: "secret stew", Name: "voice.ogg"})
		if got := w.said.String(); got != "" {
			t.Errorf("it is answered before it is written out: %s", got)
		}
		for try := 1; try < voiceTries; try++ {
			if got := w.listen(); !slices.Equal(got, []Hearing{PutOff}) {
				t.Fatalf("try %d: %q", try, got)
			}
			if got := w.listen(); len(got) > 0 {
				t.Errorf("after try %d it is tried again at once: %q", try, got)
			}
			w.now = w.now.Add(6 * time.Minute)
		}
		if got := w.listen(); !slices.Equal(got, []Hearing{GivenUp}) || asked != voiceTries {
			t.Errorf("the last try: %q after %d", got, asked)
		}
		if got := w.said.String(); !strings.Contains(got, "couldn't make out that voice note") || strings.Count(got, "#") != 1 {
			t.Errorf("told: %s", got)
		}
		if w.now = w.now.Add(time.Hour); len(w.listen()) > 0 || w.waitingVoices() > 0 {
			t.Error("it isn't over")
		}
		w.said.Reset()

		fault = slow(2 * time.Minute)
		w.sendVoice(File{ID: "an apple", Name: "voice.ogg"})
		w.listen()
		if w.now = w.now.Add(119 * time.Second); len(w.listen()) > 0 {
			t.Error("it is tried before the server asked for")
		}
		fault = nil
		if w.now = w.now.Add(time.Second); !slices.Equal(w.listen(), []Hearing{Heard}) {
			t.Error("it isn't tried when the server asked for")
		}
		if got := w.said.String(); !strings.Contains(got, "I heard: “an apple”") {
			t.Errorf("told: %s", got)
		}
	})
}

// What can't be read at all isn't tried again, nor what ended the process too
// often; and silence is said to be.
func TestVoiceNoteWithoutWords(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		w.ears(func(words string) error {
			if words == "noise" {
				return errors.New("HTTP status 400")
			}
			return nil
		})
		for sound, want := range map[string]Hearing{"noise": GivenUp, "": Silent} {
			w.sendVoice(File{ID: sound + strings.Repeat(" ", 3), Name: "voice.ogg"})
			w.service.Fetch = func(_ context.Context, id string, _ int64) ([]byte, error) { return []byte(strings.TrimSpace(id)), nil }
			if got := w.listen(); !slices.Equal(got, []Hearing{want}) {
				t.Errorf("%q: %q", sound, got)
			}
		}
		w.sendVoice(File{ID: "soup", Name: "voice.ogg"})
		for range voiceTries { // each ends the process
			if _, err := w.db.TakeVoiceNotes(t.Context(), w.now, w.now, 1); err != nil {
				t.Fatal(err)
			}
		}
		if got := w.listen(); !slices.Equal(got, []Hearing{GivenUp}) || w.waitingVoices() != 0 {
			t.Errorf("after %d ends of the process: %q", voiceTries, got)
		}
	})
}

// Two that write the same note out, as when the lead changes, have one effect; and
// a note of somebody who left nothing behind has none.
func TestVoiceNoteCountsOnce(t *testing.T) {
	eachEngine(t, func(t *testing.T, w *world) {
		w.ears(nil)
		w.sendVoice(File{ID: "an apple", Name: "voice.ogg"})
		list, err := w.db.TakeVoiceNotes(t.Context(), w.now, w.now, 1)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		for i, want := range []Hearing{Heard, Void} {
			if got, err := w.service.Hear(t.Context(), list[0]); got != want || err != nil {
				t.Errorf("the %d.: %q, %v", i+1, got, err)
			}
		}
		w.deliver("")
		if n := strings.Count(w.said.String(), "I heard"); n != 1 {
			t.Errorf("told %d times: %s", n, &w.said)
		}
		w.sendVoice(File{ID: "a pear", Name: "voice.ogg"})
		if list, err = w.db.TakeVoiceNotes(t.Context(), w.now, w.now, 1); err != nil {
			t.Fatal(err)
		}
		w.do("/delete")
		w.press("1")
		if got, err := w.service.Hear(t.Context(), list[0]); got != Void || err != nil {
			t.Errorf("after /delete: %q, %v", got, err)
		}
	})
}

func TestVoiceNoteBounds(t *testing.T) {
	w := newWorld(t, time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC), "UTC")
	w.ears(nil)
	for _, f := range []File{{ID: "a", Length: longestVoice + time.Second}, {ID: "a", Size: largestVoice + 1}, {}} {
		w.sendVoice(f)
	}
	if w.waitingVoices() != 0 || strings.Count(w.said.String(), "too long") != 2 || !strings.Contains(w.said.String(), "videos") {
		t.Errorf("%d wait: %s", w.waitingVoices(), &w.said)
	}
	for range mostVoices + 1 {
		w.sendVoice(File{ID: "an apple", Length: longestVoice, Size: largestVoice})
	}
	if w.waitingVoices() != mostVoices || strings.Count(w.said.String(), "still listening") != 1 {
		t.Errorf("%d wait: %s", w.waitingVoices(), &w.said)
	}
}

// A handling that panics ends the note, and nobody's words are told.
func TestVoiceNotePanics(t *testing.T) {
	w := newWorld(t, time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC), "UTC")
	w.ears(nil)
	w.sendVoice(File{ID: "my secret stew", Name: "voice.ogg"})
	w.service.Reader = nil
	if got := w.listen(); !slices.Equal(got, []Hearing{GivenUp}) || w.waitingVoices() != 0 {
		t.Errorf("got %q", got)
	}
}
