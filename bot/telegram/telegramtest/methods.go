package telegramtest

import (
	"encoding/json"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// methodFunc does one call, with the server's lock held.
type methodFunc func(*Server, *request) (any, *Failure)

// methods are those that the server knows, in lower case: Telegram doesn't
// mind the case either.
var methods = map[string]methodFunc{
	"getme":                  (*Server).getMe,
	"getupdates":             nil, // it waits, so run calls it without the lock
	"sendmessage":            (*Server).sendMessage,
	"sendphoto":              (*Server).sendPhoto,
	"senddocument":           (*Server).sendDocument,
	"editmessagetext":        (*Server).editMessageText,
	"editmessagecaption":     (*Server).editMessageCaption,
	"editmessagereplymarkup": (*Server).editMessageReplyMarkup,
	"editmessagemedia":       (*Server).editMessageMedia,
	"deletemessage":          (*Server).deleteMessage,
	"answercallbackquery":    (*Server).answerCallbackQuery,
	"sendchataction":         (*Server).sendChatAction,
	"setmycommands":          (*Server).setMyCommands,
	"setmydescription":       (*Server).setMyDescription,
	"setmyshortdescription":  (*Server).setMyShortDescription,
	"setchatmenubutton":      (*Server).setChatMenuButton,
	"setwebhook":             (*Server).setWebhook,
	"deletewebhook":          (*Server).deleteWebhook,
	"getwebhookinfo":         (*Server).getWebhookInfo,
	"getfile":                (*Server).getFile,
	"setmessagereaction":     (*Server).setMessageReaction,
}

func (s *Server) getMe(*request) (any, *Failure) { return s.describeBot(), nil }

// answerTooLate is when a pressed button can't be answered any more.
const answerTooLate = 150 * time.Second

func (s *Server) answerCallbackQuery(q *request) (any, *Failure) {
	c := s.world.callbacks[q.params["callback_query_id"]]
	if c == nil || !c.answered.IsZero() || time.Since(c.asked) > answerTooLate {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	if length(q.params["text"]) > 200 {
		return nil, bad("MESSAGE_TOO_LONG")
	}
	c.answered = time.Now()
	return true, nil
}

// reactions are some of the emoji that Telegram allows as reactions.
var reactions = []string{"👍", "👎", "❤", "🔥", "👏", "😁", "🤔", "🎉", "🙏", "👌", "🤝", "✍", "🤗", "🫡"}

// setMessageReaction sets the one reaction that a bot may have on a message, or
// takes it away.
func (s *Server) setMessageReaction(q *request) (any, *Failure) {
	c, failure := s.reach(q)
	if failure != nil {
		return nil, failure
	}
	m := c.byID[int(q.int("message_id"))]
	if m == nil || m.Deleted {
		return nil, bad("message to react not found")
	}
	var list []struct{ Type, Emoji string }
	if raw := q.params["reaction"]; raw != "" && json.Unmarshal([]byte(raw), &list) != nil {
		return nil, bad("can't parse reaction types JSON object")
	}
	switch {
	case len(list) > 1:
		return nil, bad("REACTIONS_TOO_MANY")
	case len(list) == 1 && (list[0].Type != "emoji" || !slices.Contains(reactions, list[0].Emoji)):
		return nil, bad("REACTION_INVALID")
	}
	if failure := s.allow(c); failure != nil {
		return nil, failure
	}
	m.Reaction = ""
	if len(list) == 1 {
		m.Reaction = list[0].Emoji
	}
	select {
	case c.heard <- struct{}{}:
	default:
	}
	return true, nil
}

var chatActions = []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}

func (s *Server) sendChatAction(q *request) (any, *Failure) {
	c, failure := s.reach(q)
	if failure != nil {
		return nil, failure
	}
	if !slices.Contains(chatActions, q.params["action"]) {
		return nil, bad("wrong parameter action in request")
	}
	c.actions = append(c.actions, q.params["action"])
	return true, nil
}

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

func (s *Server) setMyCommands(q *request) (any, *Failure) {
	var commands []struct{ Command, Description string }
	if json.Unmarshal([]byte(q.params["commands"]), &commands) != nil {
		return nil, bad("can't parse commands JSON object")
	}
	if len(commands) > 100 {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	for _, c := range commands {
		if !commandName.MatchString(c.Command) {
			return nil, bad("BOT_COMMAND_INVALID")
		}
		if n := length(c.Description); n < 1 || n > 256 {
			return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	return s.set(q, "commands", 1<<20)
}

func (s *Server) setMyDescription(q *request) (any, *Failure) {
	return s.set(q, "description", 512)
}

func (s *Server) setMyShortDescription(q *request) (any, *Failure) {
	return s.set(q, "short_description", 120)
}

func (s *Server) setChatMenuButton(q *request) (any, *Failure) {
	if failure := checkObject(q.params["menu_button"]); failure != nil {
		return nil, failure
	}
	return s.set(q, "menu_button", 4096)
}

func (s *Server) set(q *request, parameter string, limit int) (any, *Failure) {
	value := q.params[parameter]
	if length(value) > limit {
		return nil, bad(strings.ToUpper(parameter) + "_TOO_LONG")
	}
	s.profile[q.name] = value
	return true, nil
}

func (s *Server) getFile(q *request) (any, *Failure) {
	f, ok := s.world.files[q.params["file_id"]]
	if !ok {
		return nil, bad("invalid file_id")
	}
	if len(f.data) > 20<<20 {
		return nil, bad("file is too big")
	}
	return map[string]any{"file_id": f.id, "file_size": len(f.data), "file_path": "files/" + f.id}, nil
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	id, ours := strings.CutPrefix(r.URL.Path, "/file/bot"+s.o.Token+"/files/")
	s.mu.Lock()
	f, ok := s.world.files[path.Base(id)]
	s.mu.Unlock()
	if !ours || !ok {
		answer(w, nil, &Failure{Code: 404, Description: "Not Found"})
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(f.data)
}
