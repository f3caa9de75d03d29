package transcribe

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"go.uber.org/goleak"

	"gutskin/bot/transcribe/transcribetest"
	"gutskin/coach"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newServer serves the fake over HTTP.
func newServer(t *testing.T, fake *transcribetest.Server, o Options) *Client {
	t.Helper()
	web := httptest.NewServer(fake)
	o.URL, o.Key = web.URL, transcribetest.Key
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Close()
		web.CloseClientConnections()
		web.Close()
		if list := fake.Violations(); len(list) > 0 {
			t.Errorf("violations: %q", list)
		}
	})
	return c
}

func TestTranscribe(t *testing.T) {
	fake := &transcribetest.Server{}
	c := newServer(t, fake, Options{})
	got, err := c.Transcribe(t.Context(), "voice.ogg", []byte(" Porridge with blueberries,\n and two glasses of water. [BLANK_AUDIO]\n"))
	if want := "Porridge with blueberries, and two glasses of water."; got != want || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if calls := fake.Calls(); len(calls) != 1 || calls[0].Name != "voice.ogg" || calls[0].Model != DefaultModel {
		t.Errorf("calls: %+v", calls)
	}
}

// What a server may do instead of answering: whether it is worth another try,
// and for how long it asks to wait. No error holds what was heard, or the key.
func TestFaults(t *testing.T) {
	const words = "my secret stew"
	status := func(code int, header ...string) func(http.ResponseWriter, *http.Request, transcribetest.Call) {
		return func(w http.ResponseWriter, _ *http.Request, _ transcribetest.Call) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			http.Error(w, words+transcribetest.Key, code)
		}
	}
	body := func(text string) func(http.ResponseWriter, *http.Request, transcribetest.Call) {
		return func(w http.ResponseWriter, _ *http.Request, _ transcribetest.Call) { _, _ = w.Write([]byte(text)) }
	}
	tests := []struct {
		name   string
		answer func(http.ResponseWriter, *http.Request, transcribetest.Call)
		heard  string
		again  bool
		after  time.Duration
	}{
		{"500", status(500), "", true, 0},
		{"502 of a proxy", status(502), "", true, 0},
		{"429", status(429, "Retry-After", "7"), "", true, 7 * time.Second},
		{"429 with a date", status(429, "Retry-After", "Wed, 18 Mar 2026 09:00:00 GMT"), "", true, 0},
		{"429 for ever", status(429, "Retry-After", "99999999"), "", true, time.Hour},
		{"wrong key", status(401), "", true, 0},
		{"another path", status(404), "", true, 0},
		{"elsewhere", status(302, "Location", "http://127.0.0.1:1/"), "", true, 0},
		{"a sound it can't read", status(400), "", false, 0},
		{"too large for it", status(413), "", false, 0},
		{"another format", status(415), "", false, 0},
		{"a page", body("<html>" + words), "", true, 0},
		{"nothing", body(""), "", true, 0},
		{"half an answer", body(`{"text":"` + words), "", true, 0},
		{"an answer without text", body(`{"error":"` + words + `"}`), "", true, 0},
		{"null", body(`{"text":null}`), "", true, 0},
		{"silence", body(`{"text":""}`), "", false, 0},
		{"noises alone", body(`{"text":" [BLANK_AUDIO] (wind blowing) *coughs* ♪\n"}`), "", false, 0},
		{"a huge answer", body(`{"text":"` + strings.Repeat(words, 1<<20) + `"}`), "", true, 0},
		{"a model that repeats itself", body(`{"text":"` + strings.Repeat(words+" ", 1000) + `"}`), "", false, 0},
		{"null bytes and broken characters", body("{\"text\":\"oa\\u0000ts \xff\"}"), "oats \uFFFD", false, 0},
		{"it hangs up", func(http.ResponseWriter, *http.Request, transcribetest.Call) { panic(http.ErrAbortHandler) }, "", true, 0},
		{"it is slow", func(_ http.ResponseWriter, r *http.Request, _ transcribetest.Call) { <-r.Context().Done() }, "", true, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := Options{}
			if test.name == "it is slow" {
				o.Timeout = 50 * time.Millisecond
			}
			c := newServer(t, &transcribetest.Server{Answer: test.answer}, o)
			heard, err := c.Transcribe(t.Context(), "voice.ogg", []byte("sound"))
			if heard != test.heard || errors.Is(err, coach.ErrUnavailable) != test.again {
				t.Errorf("heard %q, %v; want %q, to be tried again: %t", heard, err, test.heard, test.again)
			}
			if e, ok := errors.AsType[*Error](err); ok && e.RetryAfter() != test.after {
				t.Errorf("wait %v, want %v", e.RetryAfter(), test.after)
			}
			if err != nil && (strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), transcribetest.Key) || strings.Contains(err.Error(), "http:")) {
				t.Errorf("the error tells too much: %v", err)
			}
		})
	}
}

func TestStopped(t *testing.T) {
	fake := &transcribetest.Server{Answer: func(_ http.ResponseWriter, r *http.Request, _ transcribetest.Call) { <-r.Context().Done() }}
	c := newServer(t, fake, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	called := fake.Called()
	go func() { <-called; cancel() }()
	if _, err := c.Transcribe(ctx, "voice.ogg", []byte("sound")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAddress(t *testing.T) {
	for given, want := range map[string]string{
		"http://whisper:8080":                             "http://whisper:8080" + DefaultPath,
		"http://whisper:8080/":                            "http://whisper:8080" + DefaultPath,
		"http://whisper:8080/inference":                   "http://whisper:8080/inference",
		"https://api.example.org/v1/audio/transcriptions": "https://api.example.org/v1/audio/transcriptions",
	} {
		c, err := New(Options{URL: given})
		if err != nil || c.o.URL != want {
			t.Errorf("%s: %v, %v", given, c, err)
		}
	}
	if _, err := New(Options{URL: "whisper"}); err == nil {
		t.Error("no address was taken for one")
	}
}

// FuzzRead: whatever a server answers is read without harm: text fit to be kept,
// or an error that holds none of it.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{`{"text":" oats,\n kefir [BLANK_AUDIO]"}`, `{"text":"a(b[c)d]*e"}`, `{"text":1}`, `[]`, "{\"text\":\"\xff\\u0000\\ud800\"}", ``} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		text, err := read(strings.NewReader(string(answer)))
		if err != nil && text != "" || !errors.Is(err, nil) && !errors.Is(err, errNoAnswer) && !errors.Is(err, errTooLong) {
			t.Fatalf("%q, %v", text, err)
		}
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\n\r\t") || text != strings.TrimSpace(text) || utf8.RuneCountInString(text) > MaxText {
			t.Fatalf("%q isn't fit to be kept", text)
		}
	})
}
