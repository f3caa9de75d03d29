// Package transcribe has speech written out by a server of the operator's
// choice: one that speaks the transcriptions API that OpenAI described
// (POST /v1/audio/transcriptions, a form with the file, an answer
// {"text": "…"}), as whisper.cpp's own server and several others do.
//
// What was said is in no error and no log.
package transcribe

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gutskin/coach"
)

const (
	// DefaultPath is that of an address without one.
	DefaultPath = "/v1/audio/transcriptions"
	// DefaultModel is what OpenAI's server has to be asked for; whisper.cpp's
	// passes over it.
	DefaultModel = "whisper-1"
	// Timeout ends a call that got no answer: a machine without a graphics card
	// takes about as long as the speech lasts.
	Timeout = 3 * time.Minute
	// maxAnswer bounds what is read of an answer, in bytes.
	maxAnswer = 1 << 20
	// MaxText is the longest text that counts as heard, in characters:
	// Telegram's limit for one that is typed. Speech of a few minutes stays far
	// below; a model that repeats itself doesn't.
	MaxText = 4096
)

// Silence is a second without words, as Telegram's voice notes are made.
//
//go:embed silence.ogg
var Silence []byte

// Options say which server writes out.
type Options struct {
	URL     string            // of the API; without a path it has DefaultPath
	Key     string            // "": none is asked for
	Model   string            // "": DefaultModel
	Timeout time.Duration     // of a call; 0: Timeout
	Through http.RoundTripper // nil: a transport of its own
}

// Client asks the server. Its methods may be used concurrently.
type Client struct {
	o    Options
	http http.Client
}

// New checks the options and makes no call yet.
func New(o Options) (*Client, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" {
		return nil, errors.New("TRANSCRIBE_URL is no web address")
	}
	if u.Path == "" || u.Path == "/" {
		u.Path = DefaultPath
	}
	o.URL = u.String()
	if o.Model == "" {
		o.Model = DefaultModel
	}
	if o.Timeout == 0 {
		o.Timeout = Timeout
	}
	if o.Through == nil {
		o.Through = http.DefaultTransport.(*http.Transport).Clone()
	}
	return &Client{o: o, http: http.Client{Transport: o.Through, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // the key is for this server alone
	}}}, nil
}

// Close lets go of idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Error is a call that failed. It tells nothing of the answer but its status.
type Error struct {
	Status int           // of HTTP; 0: there was no answer
	After  time.Duration // how long the server asks to wait; 0: it doesn't
	cause  error
}

// Error tells the status or what went wrong.
func (e *Error) Error() string {
	if e.cause != nil {
		return "transcription: " + e.cause.Error()
	}
	return "transcription: HTTP status " + strconv.Itoa(e.Status)
}

// Unwrap gives the network's error, if it was that.
func (e *Error) Unwrap() error { return e.cause }

// RetryAfter is how long the server asks to wait; 0: it doesn't.
func (e *Error) RetryAfter() time.Duration { return e.After }

// Is makes errors.Is(err, coach.ErrUnavailable) true for whatever may succeed
// when tried again: all but a server that can't read this sound.
func (e *Error) Is(target error) bool {
	if target != coach.ErrUnavailable {
		return false
	}
	switch e.Status {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return false
	}
	return !errors.Is(e.cause, errTooLong)
}

var (
	errNoAnswer = errors.New("the answer isn't the API's")
	errTooLong  = errors.New("more was heard than anybody says")
)

// Transcribe is what is said in the sound, in one line; "" where nothing is. The
// file's name tells its format, such as "voice.ogg". A failure is an *Error.
func (c *Client) Transcribe(ctx context.Context, name string, sound []byte) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	body, kind, err := c.form(name, sound)
	if err != nil {
		return "", &Error{cause: err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.o.URL, body)
	if err != nil {
		return "", &Error{cause: errors.New("the address can't be used")}
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Accept", "application/json")
	if c.o.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.o.Key)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return "", &Error{cause: withoutAddress(err)}
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return "", &Error{Status: resp.StatusCode, After: after(resp.Header)}
	}
	text, err := read(resp.Body)
	if err != nil {
		return "", &Error{Status: resp.StatusCode, cause: err}
	}
	return text, nil
}

// form is the request's body. The coach understands English, and short speech
// without a language named is often taken for another.
func (c *Client) form(name string, sound []byte) (body *bytes.Buffer, kind string, err error) {
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	fields := [][2]string{{"model", c.o.Model}, {"response_format", "json"}, {"language", "en"}}
	for _, f := range fields {
		err = errors.Join(err, w.WriteField(f[0], f[1]))
	}
	part, err2 := w.CreateFormFile("file", name)
	if err := errors.Join(err, err2); err != nil {
		return nil, "", err
	}
	if _, err := part.Write(sound); err != nil {
		return nil, "", err
	}
	return body, w.FormDataContentType(), w.Close()
}

// withoutAddress drops the request's address, which may hold a password, from an
// error of net/http.
func withoutAddress(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}

// after is how long a server asks to wait, in whole seconds; 0 where it names an
// instant or nothing.
func after(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || n < 0 {
		return 0
	}
	return time.Duration(min(n, 3600)) * time.Second
}

// read reads the API's answer.
func read(body io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(body, maxAnswer+1))
	if err != nil {
		return "", fmt.Errorf("reading the answer: %w", err)
	}
	var said struct {
		Text *string `json:"text"`
	}
	if len(raw) > maxAnswer || json.Unmarshal(raw, &said) != nil || said.Text == nil {
		return "", errNoAnswer
	}
	text := spoken(*said.Text)
	if utf8.RuneCountInString(text) > MaxText {
		return "", errTooLong
	}
	return text, nil
}

// noises are what models write of what isn't speech: "[BLANK_AUDIO]", "(music)",
// "*coughs*", "♪".
var noises = regexp.MustCompile(`\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]`)

// spoken is the text in one line, without noises. Models part it into segments, a
// line each, which aren't lines of a list.
func spoken(text string) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\uFFFD")
	return strings.Join(strings.Fields(noises.ReplaceAllString(text, " ")), " ")
}
