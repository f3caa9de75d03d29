package telegramtest

import (
	"context"
	_ "embed"
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

//go:embed page.html
var page []byte

// pageHandler serves the page and the calls that it makes, which tests in other
// processes can make as well. Parameters come as a form:
//
//	GET  /play/chat?user=7&after=N   {"version": V, "messages": [...]}; waits up to 25 s while V is N
//	POST /play/say       user, text, reply (a message id)
//	POST /play/edit      user, message, text
//	POST /play/press     user, message, data
//	POST /play/photo     user, text
//	POST /play/location  user, lat, lon
//	POST /play/block     user, on (true or false)
//	GET  /play/state     {"pending", "violations", "misses"}
func (s *Server) pageHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page)
	})
	mux.HandleFunc("GET /play/chat", s.playChat)
	mux.HandleFunc("GET /play/state", func(w http.ResponseWriter, _ *http.Request) {
		n, misses := s.Violations()
		show(w, map[string]any{"pending": s.Pending(), "violations": n, "misses": misses})
	})
	mux.HandleFunc("POST /play/{act}", s.play)
	return mux
}

func show(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// playChat shows a chat as soon as it differs from what the page has seen.
func (s *Server) playChat(w http.ResponseWriter, r *http.Request) {
	u, ok := s.playedUser(w, r)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), 25*time.Second)
	defer cancel()
	var messages []Message
	version := 0
	// Nothing new in time is an answer, too.
	_ = s.Await(ctx, func() bool {
		messages = u.Messages()
		version = len(messages)
		for _, m := range messages {
			version += m.Edits
		}
		return strconv.Itoa(version) != r.FormValue("after")
	})
	show(w, map[string]any{"version": version, "messages": played(messages)})
}

// playedMessage is a message as the page shows it.
type playedMessage struct {
	ID       int           `json:"id"`
	FromBot  bool          `json:"bot"`
	Text     string        `json:"text"`
	HTML     string        `json:"html"`
	Photo    []byte        `json:"photo,omitempty"`
	Document string        `json:"document,omitempty"`
	Buttons  [][]Button    `json:"buttons,omitempty"`
	Keyboard [][]KeyButton `json:"keyboard,omitempty"`
	Edits    int           `json:"edits,omitempty"`
}

func played(messages []Message) []playedMessage {
	list := make([]playedMessage, 0, len(messages))
	for _, m := range messages {
		list = append(list, playedMessage{m.ID, m.FromBot, m.Text, m.HTML, m.Photo, m.Document, m.Buttons, m.Keyboard, m.Edits})
	}
	return list
}

func (s *Server) playedUser(w http.ResponseWriter, r *http.Request) (*User, bool) {
	id, err := strconv.ParseInt(r.FormValue("user"), 10, 64)
	if err != nil || id <= 0 {
		http.Error(w, "user must be a number above 0", http.StatusBadRequest)
		return nil, false
	}
	return s.User(id), true
}

func (s *Server) play(w http.ResponseWriter, r *http.Request) {
	u, ok := s.playedUser(w, r)
	if !ok {
		return
	}
	if err := u.act(r.PathValue("act"), r.FormValue); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	show(w, map[string]any{"ok": true})
}

func (u *User) act(act string, value func(string) string) error {
	message, _ := strconv.Atoi(value("message"))
	switch act {
	case "say":
		if reply, err := strconv.Atoi(value("reply")); err == nil && reply > 0 {
			u.Reply(reply, value("text"))
		} else {
			u.Say(value("text"))
		}
	case "edit":
		return u.Edit(message, value("text"))
	case "press":
		_, err := u.Press(message, value("data"))
		return err
	case "photo":
		u.Photo(value("text"))
	case "location":
		lat, _ := strconv.ParseFloat(value("lat"), 64)
		lon, _ := strconv.ParseFloat(value("lon"), 64)
		u.Location(lat, lon)
	case "block":
		if value("on") == "true" {
			u.Block()
		} else {
			u.Unblock()
		}
	default:
		return errNoAct
	}
	return nil
}
