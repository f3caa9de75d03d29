package telegramtest

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault is a way in which calls fail on order. Set one of its fields, and
// Methods to spare the others.
type Fault struct {
	Methods []string // which calls fail; none: all

	Refuse     *Failure      // refused in Telegram's form, nothing done
	BadGateway bool          // a proxy's 502 page, nothing done
	Page       int           // a proxy's page with that status, nothing done
	HangUp     bool          // the connection is cut, nothing done
	Delay      time.Duration // done, but late
	NoAnswer   bool          // done, and the connection cut before the answer
}

// TooMany is a 429 that asks to wait so many seconds.
func TooMany(seconds int) Fault {
	return Fault{Refuse: &Failure{Code: 429, Description: "Too Many Requests: retry after " + itoa(seconds), RetryAfter: seconds}}
}

// Blocked is the answer when a person blocked the bot.
func Blocked() Fault {
	return Fault{Refuse: &Failure{Code: 403, Description: "Forbidden: bot was blocked by the user"}}
}

// Internal is Telegram's own 500.
func Internal() Fault {
	return Fault{Refuse: &Failure{Code: 500, Description: "Internal Server Error"}}
}

// EveryWay is one fault of each kind that a call may well succeed after.
func EveryWay() []Fault {
	return []Fault{TooMany(1), Internal(), {BadGateway: true}, {HangUp: true}, {NoAnswer: true}, {Delay: 200 * time.Millisecond}}
}

// On limits the fault to some methods.
func (f Fault) On(methods ...string) Fault {
	f.Methods = methods
	return f
}

func (f Fault) concerns(method string) bool {
	return len(f.Methods) == 0 || slices.ContainsFunc(f.Methods, func(m string) bool { return strings.EqualFold(m, method) })
}

// before acts out what happens before the call is done, and reports whether
// that was the end of it.
func (f Fault) before(w http.ResponseWriter, r *http.Request) (over bool) {
	switch {
	case f.Refuse != nil:
		answer(w, nil, f.Refuse)
		return true
	case f.BadGateway:
		proxyPage(w, http.StatusBadGateway)
		return true
	case f.Page != 0:
		proxyPage(w, f.Page)
		return true
	case f.HangUp:
		panic(http.ErrAbortHandler)
	case f.Delay > 0:
		select {
		case <-time.After(f.Delay):
		case <-r.Context().Done():
		}
	}
	return false
}

// proxyPage answers as a proxy does.
func proxyPage(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<html><body><h1>%d %s</h1></body></html>", status, http.StatusText(status))
}

// faultPlan is what shall fail.
type faultPlan struct {
	queue  []Fault // each for the next call that it concerns
	chance float64
	random *rand.Rand
	among  []Fault
}

func (p *faultPlan) next(method string) Fault {
	for i, f := range p.queue {
		if f.concerns(method) {
			p.queue = slices.Delete(p.queue, i, i+1)
			return f
		}
	}
	if len(p.among) > 0 && p.random.Float64() < p.chance {
		if f := p.among[p.random.IntN(len(p.among))]; f.concerns(method) {
			return f
		}
	}
	return Fault{}
}

// FailNext makes the next n calls that the fault concerns fail with it.
func (s *Server) FailNext(n int, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		s.faults.queue = append(s.faults.queue, f)
	}
}

// FailRandomly makes each call fail with the given chance, in one of the given
// ways. A chance of 0 ends that.
func (s *Server) FailRandomly(chance float64, seed uint64, among ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.chance, s.faults.among = chance, among
	s.faults.random = rand.New(rand.NewPCG(seed, 0))
}
