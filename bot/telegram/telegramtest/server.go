package telegramtest

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// DefaultToken is the bot's token unless Options say otherwise.
const DefaultToken = "4242:telegramtest-token"

// Options describe the bot and the server's strictness. The zero value is a
// bot "coachbot" under Telegram's rates.
type Options struct {
	Token      string        // DefaultToken
	Username   string        // "coachbot"
	Unlimited  bool          // no rates, for benchmarks
	PushAgain  time.Duration // pause before a failed webhook is tried again; 1 s, doubling to 60 s
	FirstID    int64         // number of the first update; 1000
	KeepMisses int           // violations kept in full; 100
	Log        *slog.Logger  // one line a call, without content; none
}

// Server is a Bot API server for one bot. All its methods may be used
// concurrently.
type Server struct {
	schema schema
	o      Options
	page   http.Handler

	mu      sync.Mutex
	changed chan struct{} // closed and replaced at every change
	world   world
	updates updateQueue
	hook    *webhook // nil: none is set
	rates   rateWatch
	faults  faultPlan
	calls   map[string]int
	unheard map[int64]int // by chat: calls done whose answer was cut off
	misses  []string
	missed  int
	profile map[string]string // what setMyCommands and its like were given
}

// botID is the user id of the bot.
const botID = 4242

// New makes a server without people.
func New(o Options) *Server {
	o.Token = or(o.Token, DefaultToken)
	o.Username = or(o.Username, "coachbot")
	o.PushAgain = or(o.PushAgain, time.Second)
	o.FirstID = or(o.FirstID, 1000)
	o.KeepMisses = or(o.KeepMisses, 100)
	o.Log = or(o.Log, slog.New(slog.DiscardHandler))
	published, err := readSchema(publishedSchema)
	if err != nil {
		panic("telegramtest: " + err.Error())
	}
	s := &Server{
		o:       o,
		schema:  published,
		changed: make(chan struct{}),
		calls:   map[string]int{},
		unheard: map[int64]int{},
		profile: map[string]string{},
	}
	s.world.init()
	s.updates.next = o.FirstID
	s.rates.init()
	s.page = s.pageHandler()
	return s
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// Close stops pushing to a webhook and ends polls that wait.
func (s *Server) Close() {
	s.mu.Lock()
	hook := s.hook
	s.hook = nil
	s.updates.endPoll(conflictClosed)
	s.mu.Unlock()
	if hook != nil {
		hook.stop()
	}
}

// ServeHTTP serves the Bot API under /bot<token>/, files under
// /file/bot<token>/, and the page that plays people under the rest.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasPrefix(r.URL.Path, "/bot"):
		s.serveCall(w, r)
	case strings.HasPrefix(r.URL.Path, "/file/bot"):
		s.serveFile(w, r)
	default:
		s.page.ServeHTTP(w, r)
	}
}

// serveCall is the way of a call: token, method, faults, parameters, rates,
// the method itself, the answer.
func (s *Server) serveCall(w http.ResponseWriter, r *http.Request) {
	token, name, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if !ok || token != s.o.Token {
		answer(w, nil, &Failure{Code: 401, Description: "Unauthorized"})
		return
	}
	method, known := methods[strings.ToLower(name)]
	if !known {
		s.miss("unknown method %q", name)
		answer(w, nil, &Failure{Code: 404, Description: "Not Found: method not found"})
		return
	}
	req, failure := readRequest(w, r)
	if failure != nil {
		answer(w, nil, failure)
		return
	}
	req.name = strings.ToLower(name)
	fault := s.count(req.name)
	if fault.before(w, r) {
		return
	}
	result, failure := s.run(method, req)
	if err := s.schema.check(name, req); err != nil && failure == nil {
		s.miss("%v", err)
		failure = bad(err.Error())
	}
	s.o.Log.Info("call", "method", name, "failure", failure)
	if fault.NoAnswer {
		s.cutOff(req, failure)
	}
	answer(w, result, failure)
}

// cutOff ends a call that is done without an answer.
func (s *Server) cutOff(q *request, failure *Failure) {
	if chat := q.int("chat_id"); chat != 0 && failure == nil {
		s.mu.Lock()
		s.unheard[chat]++
		s.mu.Unlock()
	}
	panic(http.ErrAbortHandler)
}

// count notes a call and tells how it shall fail.
func (s *Server) count(method string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[method]++
	return s.faults.next(method)
}

func (s *Server) run(method methodFunc, req *request) (any, *Failure) {
	if req.name == "getupdates" { // waits, so it locks for itself
		return s.getUpdates(req)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.change()
	return method(s, req)
}

// change wakes all who wait for something to happen. Called with mu held.
func (s *Server) change() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Calls tells how often a method was called, faults included.
func (s *Server) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[strings.ToLower(method)]
}

// Unheard tells how many of a chat's calls were done without an answer, by a
// Fault with NoAnswer: those the bot may well make again.
func (s *Server) Unheard(chat int64) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unheard[chat]
}

// Profile is what the bot last set with a method such as "setMyDescription",
// in the parameter's own form; ok is false if it never did.
func (s *Server) Profile(method string) (value string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	value, ok = s.profile[strings.ToLower(method)]
	return value, ok
}

// Failure is a call that the server refuses, in Telegram's form.
type Failure struct {
	Code        int
	Description string
	RetryAfter  int // seconds
	MigrateTo   int64
}

func bad(description string) *Failure {
	return &Failure{Code: http.StatusBadRequest, Description: "Bad Request: " + description}
}

func answer(w http.ResponseWriter, result any, failure *Failure) {
	body := map[string]any{"ok": failure == nil}
	status := http.StatusOK
	if failure != nil {
		status = failure.Code
		body["error_code"], body["description"] = failure.Code, failure.Description
		parameters := map[string]any{}
		if failure.RetryAfter > 0 {
			parameters["retry_after"] = failure.RetryAfter
			w.Header().Set("Retry-After", strconv.Itoa(failure.RetryAfter))
		}
		if failure.MigrateTo != 0 {
			parameters["migrate_to_chat_id"] = failure.MigrateTo
		}
		if len(parameters) > 0 {
			body["parameters"] = parameters
		}
	} else {
		body["result"] = result
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// The caller may have gone; there is nobody else to tell.
	_ = json.NewEncoder(w).Encode(body)
}
