// Package transcribetest is a strict fake of the transcriptions API, for tests:
// what a real server would refuse, it notes as a violation.
package transcribetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"sync"
)

// Key is the one that a Server wants.
const Key = "transcribetest-key"

// formats are the endings that OpenAI's server takes.
var formats = []string{".flac", ".mp3", ".mp4", ".mpeg", ".mpga", ".m4a", ".ogg", ".wav", ".webm"}

// Call is one request, and the n-th with this sound.
type Call struct {
	Name  string // of the file
	Sound []byte
	Model string
	N     int
}

// Server answers as Answer says; nil: it heard the sound's own bytes.
type Server struct {
	Answer func(w http.ResponseWriter, r *http.Request, c Call)

	mu         sync.Mutex
	calls      []Call
	violations []string
	changed    chan struct{}
}

// Say answers with what was heard.
func Say(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"text": text})
}

// ServeHTTP is for http.Server.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c, wrong := s.read(r)
	s.note(&c, wrong)
	if wrong != "" {
		http.Error(w, wrong, http.StatusBadRequest)
		return
	}
	if s.Answer == nil {
		Say(w, string(c.Sound))
		return
	}
	s.Answer(w, r, c)
}

func (s *Server) note(c *Call, wrong string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.N = 1
	for _, before := range s.calls {
		if string(before.Sound) == string(c.Sound) {
			c.N++
		}
	}
	s.calls = append(s.calls, *c)
	if wrong != "" {
		s.violations = append(s.violations, wrong)
	}
	if s.changed != nil {
		close(s.changed)
		s.changed = nil
	}
}

// read reads the form; wrong is what a real server would refuse.
func (s *Server) read(r *http.Request) (c Call, wrong string) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Method != http.MethodPost:
		return c, "not a POST"
	case r.Header.Get("Authorization") != "Bearer "+Key:
		return c, "the key is missing or another"
	case err != nil || kind != "multipart/form-data":
		return c, "not a form"
	}
	fields := map[string]string{}
	for form := multipart.NewReader(r.Body, params["boundary"]); ; {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return c, "a broken form"
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return c, "a broken part"
		}
		if part.FormName() == "file" {
			c.Name, c.Sound = part.FileName(), data
			continue
		}
		fields[part.FormName()] = string(data)
	}
	c.Model = fields["model"]
	switch {
	case len(c.Sound) == 0:
		return c, "no file, or an empty one"
	case !slices.Contains(formats, path.Ext(c.Name)):
		return c, fmt.Sprintf("a file of an unknown format, %q", path.Ext(c.Name))
	case c.Model == "":
		return c, "no model"
	case fields["response_format"] != "json":
		return c, "an answer other than JSON is wanted"
	}
	return c, ""
}

// Calls are all requests so far.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Violations are what a real server would have refused.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// Called is closed at the next request.
func (s *Server) Called() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changed == nil {
		s.changed = make(chan struct{})
	}
	return s.changed
}
