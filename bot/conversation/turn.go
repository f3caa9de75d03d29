package conversation

import (
	"context"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/storage"
)

// turn is one event's turn in its transaction: who it is from, and the
// replies gathered so far.
type turn struct {
	*Service
	ctx context.Context
	tx  *storage.Tx
	e   Event
	u   coach.User
	now time.Time // the clock's time, in the person's zone

	drawings *drawings // nil: words alone

	heard     heard           // the event's message as it was read
	imported  *imported       // what became of the event's file, if it may be an export
	isNew     bool            // the event is the person's first
	had       coach.Reminders // as they were before the event
	forget    bool            // the person's record isn't to be saved: there is none, or it was just deleted
	newest    int64           // the number of the change that the event made last; 0: none
	replies   []reply
	unsure    bool          // the message may have been meant as a correction, and was logged
	standsNow []coach.Entry // what a correction of this message has left of its target
}

// heard is a text and what was read in it.
type heard struct {
	text    string
	message intent.Message
}

// reply is a message on its way out and the diary source it speaks of.
type reply struct {
	Message
	source string
}

func (s *Service) newTurn(ctx context.Context, tx *storage.Tx, e Event) *turn {
	return &turn{Service: s, ctx: ctx, tx: tx, e: e, now: s.Now()}
}

// known loads the person, or makes a new one; isNew tells which.
func (t *turn) known() (isNew bool, err error) {
	t.u, err = t.tx.User(t.e.UserID)
	if isNew = isNotFound(err); isNew {
		t.u, err = coach.NewUser(t.e.UserID, t.now), nil
		t.u.Zone = t.Zone
	}
	t.isNew, t.had = isNew, t.u.Reminders
	t.now = t.now.In(t.u.Location())
	return isNew, err
}

func (t *turn) save() error {
	nudges, err := t.recentNudges()
	if err != nil {
		return err
	}
	return t.tx.SaveUser(t.u, coach.NextDue(&t.u, t.now, nudges...))
}

// recentNudges are those of the person's today and yesterday.
func (t *turn) recentNudges() ([]coach.NudgeState, error) {
	today := t.u.Today(t.now)
	return t.tx.NudgesBetween(t.u.ID, today.Add(-1), today)
}

// send lays the replies into the outbox.
func (t *turn) send() error {
	for i, r := range together(t.replies) {
		if r.Topic == 0 {
			r.Topic = t.e.Topic
		}
		if r.Edit == 0 && r.React == "" && t.pointsBack() {
			r.ReplyTo = t.e.MessageID
		}
		err := t.tx.Enqueue(coach.Delivery{
			Key: t.e.Key + ":" + strconv.Itoa(i), UserID: t.e.UserID, ChatID: t.e.ChatID, Class: coach.ClassReply,
			Source: r.source, Payload: r.Encode(), NotBefore: t.now, Created: t.now,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// lateAfter is from when on an answer shows which message it is to: others may
// have been written since.
const lateAfter = time.Minute

// pointsBack reports whether the answer shows which message it is to: one that
// was edited, was spoken, or waited.
func (t *turn) pointsBack() bool {
	return t.e.Kind == KindEdited || t.e.Spoken || t.e.Kind == KindMessage && !t.e.Sent.IsZero() && t.now.Sub(t.e.Sent) > lateAfter
}

// mostReply is the longest text that several answers are put together to, in
// bytes of Telegram's 4096 characters.
const mostReply = 3500

// together puts the plain answers to one message into one, a paragraph each. The
// answers that change a message, or hold a picture or a file, stay by
// themselves.
func together(replies []reply) []reply {
	var list []reply
	for _, r := range replies {
		if n := len(list); n > 0 && plain(list[n-1]) && plain(r) && len(list[n-1].Text)+len(r.Text) < mostReply {
			last := &list[n-1]
			last.Text += "\n\n" + r.Text
			last.Buttons = append(last.Buttons[:len(last.Buttons):len(last.Buttons)], r.Buttons...)
			if last.source == "" {
				last.source = r.source
			}
			continue
		}
		list = append(list, r)
	}
	return list
}

// plain reports whether a reply is a new message of words and buttons.
func plain(r reply) bool {
	return r.Text != "" && r.Edit == 0 && r.Photo == nil && r.PhotoID == "" && r.Document == nil && !r.AskLocation && !r.CloseKeyboard
}

// say answers with the wording name, as a new message with rows of buttons.
func (t *turn) say(name string, data any, rows ...[]Button) error {
	text, err := t.words.HTML(name, data)
	if err == nil {
		t.reply(Message{Text: text, Buttons: rows}, "")
	}
	return err
}

// change answers in place of the message that the pressed button hangs on, or
// as a new message when there was no button.
func (t *turn) change(name string, data any, rows ...[]Button) error {
	text, err := t.words.HTML(name, data)
	if err == nil {
		m := Message{Text: text, Buttons: rows}
		if t.e.Kind == KindButton {
			m.Edit = t.e.MessageID
		}
		t.reply(m, "")
	}
	return err
}

func (t *turn) reply(m Message, source string) {
	t.replies = append(t.replies, reply{m, source})
}

// moment is when a message sent at the instant at is read, in the zone that the
// person was in then.
func (t *turn) moment(at time.Time) food.Moment {
	return food.Moment{Sent: at.In(t.u.ZoneAt(at)), DayEnd: t.u.DayEnd, Own: t.u.Own, Cups: t.u.Cups}
}

// sent is when the event's message was written: the time it gives, unless it
// lies ahead or is missing.
func (t *turn) sent() time.Time {
	if t.e.Sent.IsZero() || t.e.Sent.After(t.now) {
		return t.now
	}
	return t.e.Sent.In(t.u.ZoneAt(t.e.Sent))
}

// read reads a text as a message of now.
func (t *turn) read(text string) intent.Message {
	return t.Reader.Read(text, t.moment(t.sent()))
}

// readAs reads a person's words within a wording that says what they are about.
func (t *turn) readAs(wording string, words any) intent.Message {
	text, err := t.words.Label(wording, words)
	if err != nil {
		return intent.Message{}
	}
	return t.read(text)
}

func (t *turn) today() day.Day { return t.u.Today(t.now) }

// source is the diary source that this event makes: of the message, or of the
// button's press.
func (t *turn) source() string {
	if t.e.Kind == KindButton {
		return "c:" + t.e.Key
	}
	return messageSource(t.e.ChatID, t.e.MessageID)
}

func messageSource(chat int64, message int) string {
	return fmt.Sprintf("m:%d:%d", chat, message)
}

// ask remembers the question that the person's next message answers. What
// else they write, or an hour's silence, ends it.
func (t *turn) ask(what, about string) {
	t.u.Dialog = coach.Dialog{Asked: what, About: about, Until: t.now.Add(time.Hour)}
}

// settle ends the question that waits.
func (t *turn) settle() { t.u.Dialog = coach.Dialog{} }

// asked is the question that waits for an answer, "" for none.
func (t *turn) asked() string {
	if t.u.Dialog.Until.Before(t.now) {
		return ""
	}
	return t.u.Dialog.Asked
}

// once tells whether a one-time note was not shown yet, and notes it as shown.
func (t *turn) once(note string) bool {
	for _, told := range t.u.Told {
		if told == note {
			return false
		}
	}
	t.u.Told = append(t.u.Told, note)
	return true
}

// pick is a number that varies from day to day and from person to person, for
// choosing among several wordings.
func pick(user int64, d day.Day, about string) int {
	h := fnv.New32a()
	h.Write(fmt.Append(nil, user, about))
	return int(h.Sum32()%1000) + d.Sub("2020-01-01")
}

// passOver ends a question that the message doesn't answer. The steps of /start
// wait on: logging works all the while.
func (t *turn) passOver() {
	switch t.asked() {
	case "start", "zone", "reminders":
		if t.u.Started.IsZero() {
			return
		}
	}
	t.settle()
}

// says tells whether a short text is one of the words that the wording name
// lists, one a line.
func (t *turn) says(name, text string) bool {
	words, err := t.words.Label(name, nil)
	if err != nil {
		return false
	}
	text = strings.Trim(strings.ToLower(strings.TrimSpace(text)), ".! ")
	for word := range strings.Lines(words) {
		if text == strings.TrimSpace(word) {
			return true
		}
	}
	return false
}

func (t *turn) dayView(d day.Day) wording.Day {
	when, today := d.Time(), t.today()
	v := wording.Day{
		Ago: today.Sub(d), Weekday: int(d.Weekday()), Date: when.Day(), Month: int(when.Month()), Year: when.Year(), Day: d,
	}
	if v.Year == today.Time().Year() {
		v.Year = 0
	}
	return v
}
