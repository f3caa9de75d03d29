package telegram

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gutskin/bot/conversation"
)

// maxText is what is kept of a text, in bytes. Telegram's own limit of 4,096
// UTF-16 units never reaches it.
const maxText = 16 << 10

// update is one update as it came, and what it says.
type update struct {
	id       int64
	event    conversation.Event
	raw      []byte
	callback string // what a pressed button must be answered under, ""
	tries    int    // how often a process was about to handle it
	refused  bool   // it goes beyond its person's share
}

var errNoUpdate = errors.New("telegram: not an update: it has no update_id")

// decodeUpdate reads one update. Whatever it holds becomes an event, if only
// one of KindOther; the one error is an id that is missing or impossible, for
// then the update can't be told from another. bot is the bot itself.
func decodeUpdate(raw []byte, bot User) (update, error) {
	var w wireUpdate
	if err := json.Unmarshal(raw, &w); err != nil || w.ID <= 0 {
		return update{}, errNoUpdate
	}
	u := update{id: w.ID, raw: raw}
	u.event, u.callback = w.event(bot)
	u.event.Key = "tg:" + strconv.FormatInt(bot.ID, 10) + ":" + strconv.FormatInt(w.ID, 10)
	return u, nil
}

func (w *wireUpdate) event(bot User) (e conversation.Event, callback string) {
	switch {
	case given(w.Message):
		return part(w.Message, func(m *wireMessage) conversation.Event { return m.event(bot) }), ""
	case given(w.EditedMessage):
		return part(w.EditedMessage, func(m *wireMessage) conversation.Event { return m.edited(bot) }), ""
	case given(w.ChannelPost):
		return part(w.ChannelPost, (*wireMessage).post), ""
	case given(w.CallbackQuery):
		e = part(w.CallbackQuery, func(c *wireCallback) conversation.Event {
			callback = c.ID
			return c.event()
		})
		return e, callback
	case given(w.MyChatMember):
		return part(w.MyChatMember, (*wireMember).event), ""
	}
	return conversation.Event{Kind: conversation.KindOther}, ""
}

func given(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// part decodes one part of an update; one that isn't shaped as documented is
// of KindOther.
func part[T any](raw json.RawMessage, event func(*T) conversation.Event) conversation.Event {
	v := new(T)
	if err := json.Unmarshal(raw, v); err != nil {
		return conversation.Event{Kind: conversation.KindOther}
	}
	return event(v)
}

// event is what a message says to the coach.
func (m *wireMessage) event(bot User) conversation.Event {
	e := m.envelope(bot)
	if e.UserID == 0 {
		return e
	}
	switch {
	case m.Text != nil, m.Checklist != nil:
		e.Kind = conversation.KindMessage
	case len(m.Photo) > 0:
		e.Kind, e.Photo = conversation.KindPhoto, largest(m.Photo)
	case m.Voice != nil:
		e.Kind, e.File = conversation.KindVoice, m.Voice.sound()
	case m.Audio != nil:
		e.Kind, e.File = conversation.KindVoice, m.Audio.sound()
	case m.VideoNote != nil:
		e.Kind = conversation.KindVoice
	case m.Sticker != nil, m.Animation != nil:
		e.Kind = conversation.KindSticker
	case m.Location != nil && m.Location.valid():
		e.Kind, e.Lat, e.Lon = conversation.KindLocation, m.Location.Latitude, m.Location.Longitude
	case m.Contact != nil:
		e.Kind = conversation.KindContact
	case m.Document != nil:
		e.Kind = conversation.KindDocument
		e.File = conversation.File{ID: clean(m.Document.FileID), Name: clean(m.Document.FileName), Size: max(0, m.Document.FileSize)}
	case !m.content():
		e.Kind = conversation.KindService
	}
	return e
}

// content reports whether there is something that a person sent, of the kinds
// that event doesn't tell apart.
func (m *wireMessage) content() bool {
	return m.Video != nil || m.PaidMedia != nil || m.Story != nil || m.Poll != nil || m.Dice != nil || m.Game != nil ||
		m.Invoice != nil || m.Location != nil || m.Caption != ""
}

// edited is a message whose words changed. A live location moves by edits,
// too: those say nothing to the coach.
func (m *wireMessage) edited(bot User) conversation.Event {
	e := m.event(bot)
	switch {
	case e.UserID == 0:
		return e
	case m.Text == nil && m.Checklist == nil && m.Caption == "" && e.Photo == "":
		e.Kind = conversation.KindService
		return e
	}
	e.Kind = conversation.KindEdited
	return e
}

// post is something in a channel, which has no user.
func (m *wireMessage) post() conversation.Event {
	return conversation.Event{Kind: conversation.KindChannel, ChatID: m.Chat.ID, MessageID: m.MessageID, Sent: instant(m.Date)}
}

// envelope is who wrote where and when. Bots, and messages that say nobody
// wrote them, have no user.
func (m *wireMessage) envelope(bot User) conversation.Event {
	e := conversation.Event{
		Kind:      conversation.KindOther,
		ChatID:    m.Chat.ID,
		MessageID: max(0, m.MessageID),
		Sent:      instant(m.Date),
		Forwarded: m.ForwardDate != 0 || m.ForwardOrigin != nil,
	}
	if m.From == nil || m.From.IsBot || m.From.ID <= 0 || m.Chat.ID == 0 {
		return e
	}
	e.UserID = m.From.ID
	e.Private = private(m.Chat, e.UserID)
	if m.IsTopicMessage {
		e.Topic = m.MessageThreadID
	}
	e.Album = clean(m.MediaGroupID)
	text := m.Caption
	switch {
	case m.Text != nil:
		text = *m.Text
	case m.Checklist != nil:
		text = m.Checklist.lines()
	}
	e.Text, e.Addressed = withoutBotName(clean(text), bot.Username)
	if m.ReplyTo != nil {
		e.ReplyTo = max(0, m.ReplyTo.MessageID)
		e.Addressed = e.Addressed || (m.ReplyTo.From != nil && m.ReplyTo.From.ID == bot.ID)
	}
	return e
}

// soundEndings are the endings of a sound's name by its media type. A voice note
// is Opus in Ogg; audio may be anything, and of what isn't known here the bytes
// tell a server that looks at them.
var soundEndings = map[string]string{
	"audio/ogg": ".ogg", "audio/opus": ".ogg", "audio/mpeg": ".mp3", "audio/mp3": ".mp3", "audio/mp4": ".m4a",
	"audio/x-m4a": ".m4a", "audio/m4a": ".m4a", "audio/aac": ".m4a", "audio/wav": ".wav", "audio/x-wav": ".wav",
	"audio/flac": ".flac", "audio/x-flac": ".flac", "audio/webm": ".webm",
}

// sound is a voice note's or audio's file. Its name tells the format alone: the
// person's own is of no use to whoever listens.
func (f *wireFile) sound() conversation.File {
	ending, ok := soundEndings[strings.ToLower(f.MIMEType)]
	if !ok {
		ending = ".ogg"
	}
	return conversation.File{
		ID: clean(f.FileID), Name: "voice" + ending, Size: max(0, f.FileSize),
		Length: time.Duration(min(max(0, f.Duration), math.MaxInt32)) * time.Second,
	}
}

// lines are a checklist's title and its items, one a line.
func (l *wireList) lines() string {
	var b strings.Builder
	b.WriteString(l.Title)
	for _, task := range l.Tasks {
		b.WriteString("\n" + task.Text)
	}
	return b.String()
}

// speakForAlbums makes the pictures of an album that come without words service
// messages where another of it in the same batch has some: those speak for all.
func speakForAlbums(batch []update) {
	type album struct {
		chat int64
		id   string
	}
	spoken := map[album]bool{}
	of := func(u update) album { return album{u.event.ChatID, u.event.Album} }
	for _, u := range batch {
		if u.event.Album != "" && u.event.Text != "" {
			spoken[of(u)] = true
		}
	}
	for i, u := range batch {
		if u.event.Text == "" && spoken[of(u)] {
			batch[i].event.Kind = conversation.KindService
		}
	}
}

// event is the press of a button. Who pressed it comes from Telegram; the data
// may be forged, and the message may be one that isn't theirs.
func (c *wireCallback) event() conversation.Event {
	e := conversation.Event{Kind: conversation.KindOther}
	if c.From.ID <= 0 || c.From.IsBot || c.Message == nil || c.Message.Chat.ID == 0 {
		return e
	}
	e.Kind = conversation.KindButton
	e.UserID, e.ChatID = c.From.ID, c.Message.Chat.ID
	e.Private = private(c.Message.Chat, c.From.ID)
	e.MessageID = max(0, c.Message.MessageID)
	if c.Message.IsTopicMessage {
		e.Topic = c.Message.MessageThreadID
	}
	e.Text = clean(c.Data)
	return e
}

func (m *wireMember) event() conversation.Event {
	e := conversation.Event{Kind: conversation.KindOther, ChatID: m.Chat.ID, Sent: instant(m.Date)}
	if m.From.ID <= 0 || m.Chat.ID == 0 {
		return e
	}
	e.UserID = m.From.ID
	e.Private = private(m.Chat, e.UserID)
	switch m.New.Status {
	case "member", "administrator", "creator":
		e.Kind = conversation.KindJoined
	case "kicked", "left":
		e.Kind = conversation.KindLeft
	case "restricted":
		e.Kind = conversation.KindLeft
		if m.New.IsMember {
			e.Kind = conversation.KindJoined
		}
	}
	return e
}

func private(chat wireChat, user int64) bool {
	return chat.Type == "private" && chat.ID == user
}

func (l *wireLocation) valid() bool {
	return math.Abs(l.Latitude) <= 90 && math.Abs(l.Longitude) <= 180
}

func largest(photos []wireFile) string {
	best := photos[0]
	for _, p := range photos {
		if p.Width*p.Height > best.Width*best.Height {
			best = p
		}
	}
	return clean(best.FileID)
}

// instant is zero for a date that is missing or beyond what a message can
// have.
func instant(unix int64) time.Time {
	if unix <= 0 || unix > math.MaxUint32 {
		return time.Time{}
	}
	return time.Unix(unix, 0).UTC()
}

// clean makes a text fit to be kept: no null bytes, which PostgreSQL refuses,
// and not endless.
func clean(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	if len(s) > maxText {
		cut := maxText
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// withoutBotName takes "@name" off a command that names this bot. A command
// that names another bot stays as it is.
func withoutBotName(text, name string) (string, bool) {
	if name == "" || !strings.HasPrefix(text, "/") {
		return text, false
	}
	command, rest := text, ""
	if i := strings.IndexAny(text, " \n\t"); i >= 0 {
		command, rest = text[:i], text[i:]
	}
	verb, to, found := strings.Cut(command, "@")
	if !found || !strings.EqualFold(to, name) {
		return text, false
	}
	return verb + rest, true
}
