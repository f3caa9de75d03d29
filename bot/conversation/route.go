package conversation

import (
	"strings"

	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// run does what the event causes. What happens outside a private chat leaves
// no trace.
func (t *turn) run() error {
	if !t.e.Private || t.e.UserID == 0 {
		t.forget = true
		if t.e.Addressed && t.e.UserID != 0 {
			return t.say("group", nil)
		}
		return nil
	}
	if t.e.Kind == KindService {
		t.forget = true
		return nil
	}
	if !t.allowed(t.e.UserID) {
		return t.turnAway()
	}
	isNew, err := t.known()
	if err != nil {
		return err
	}
	if t.e.Kind == KindLeft || t.e.Kind == KindJoined {
		return t.comeOrGo(isNew)
	}
	if isNew && (t.e.Kind == KindButton || t.e.Kind == KindEdited) {
		t.forget = true
		return t.say("gone", nil)
	}
	t.u.LastWrote, t.u.Left = t.now, false
	return t.event()
}

// turnAway answers somebody whom the coach isn't there for, when they start it;
// all else they send it passes over, and it keeps nothing of them.
func (t *turn) turnAway() error {
	t.forget = true
	if t.e.Kind != KindMessage || !strings.HasPrefix(t.e.Text, "/start") {
		return nil
	}
	return t.say("notopen", t.e.UserID)
}

// comeOrGo notes that the person blocked the bot, or came back.
func (t *turn) comeOrGo(isNew bool) error {
	t.forget = isNew
	t.u.Left = t.e.Kind == KindLeft
	if t.u.Left || isNew {
		return nil
	}
	t.u.LastWrote = t.now
	return t.say("back", nil)
}

func (t *turn) event() error {
	if t.inAlbum() {
		return nil
	}
	switch t.e.Kind {
	case KindButton:
		return t.press(t.e.Text)
	case KindMessage, KindEdited:
		return t.message()
	case KindPhoto, KindDocument:
		return t.photo()
	case KindVoice:
		return t.captioned("voice")
	case KindSticker:
		return t.captioned("sticker")
	case KindContact:
		return t.say("contact", nil)
	case KindLocation:
		return t.location()
	default:
		return t.captioned("other")
	}
}

// captioned reads the words that came with something the coach can't read,
// and without words says so.
func (t *turn) captioned(what string) error {
	if strings.TrimSpace(t.e.Text) != "" {
		return t.message()
	}
	return t.say(what, nil)
}

// message handles a text. An alarm comes before everything else that it may
// also be, and so does a concern of the person's own.
func (t *turn) message() error {
	text := strings.TrimSpace(t.e.Text)
	if text == "" {
		return t.say("empty", nil)
	}
	m := t.read(text)
	t.heard = heard{text, m}
	switch {
	case m.Care == care.Alarm:
		return t.alarm(text, m)
	case t.e.Forwarded:
		return t.say("forwarded", nil)
	case m.Care == care.Concern:
		return t.concern(text, m)
	case strings.HasPrefix(text, "/"):
		t.settle()
		return t.command(text)
	case t.e.Kind == KindEdited:
		return t.edited(text, m)
	}
	if done, err := t.answered(text, m); done || err != nil {
		return err
	}
	if done, err := (done{t}).answered(text); done || err != nil {
		return err
	}
	if t.e.ReplyTo != 0 {
		if done, err := t.replied(m); done || err != nil {
			return err
		}
	}
	if done, err := t.taught(text, m); done || err != nil {
		return err
	}
	return t.intent(text, m)
}

// command answers "/name rest of the line".
func (t *turn) command(text string) error {
	name, rest, _ := strings.Cut(strings.TrimPrefix(text, "/"), " ")
	name, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(name)), "@")
	rest = strings.TrimSpace(rest)
	switch name {
	case "start":
		return t.start()
	case "help", "":
		return t.help()
	case "today":
		return t.showDay(t.today())
	case "week":
		return t.weekCommand(rest)
	case "month":
		return t.monthCommand()
	case "plants":
		return t.plants(t.today())
	case "water":
		return t.waterCommand(rest)
	case "skin":
		return t.skinCommand(rest)
	case "gut":
		return gutNotes{t}.command(rest)
	case "checkin":
		return t.checkinCommand(rest)
	case "again":
		return t.againMenu()
	case "history":
		return t.historyCommand(rest)
	case "undo":
		return t.undoLast(1)
	case "redo":
		return t.redoLast()
	case "ask":
		return t.askCommand(rest)
	}
	return t.ownCommand(name, rest)
}

// ownCommand answers the commands about the person's settings and data.
func (t *turn) ownCommand(name, rest string) error {
	switch name {
	case "reminders":
		return t.remindersCommand(rest)
	case "settings":
		return t.settingsCommand(rest)
	case "privacy":
		return t.say("privacy", nil)
	case "export":
		return t.export()
	case "import":
		return t.say("import.how", t.Fetch != nil)
	case "delete":
		return t.deleteQuestion()
	case "question":
		return t.questionCommand(rest)
	case "skip":
		return t.skipStart()
	}
	m := t.read(name + " " + rest)
	if done, err := t.granted(&m); done || err != nil { // "/stop", "/cancel"
		return err
	}
	return t.say("command.unknown", name)
}

// intent answers a message in plain words.
func (t *turn) intent(text string, m intent.Message) error {
	if done, err := t.granted(&m); done || err != nil {
		return err
	}
	t.passOver()
	if done, err := t.questionWords(text); done || err != nil {
		return err
	}
	done, whole, err := t.changes(text, m)
	switch {
	case err != nil || whole:
		return err
	case loggable(m):
		return t.logAndAnswer(text, m)
	case done:
		return t.also(text, m)
	}
	return t.request(text, m)
}

// changes does what the message changes of the diary besides what it tells: a
// correction, a deletion, a meal to be repeated. done reports whether it did
// anything, or said why not, and whole whether that was all of the message.
func (t *turn) changes(text string, m intent.Message) (done, whole bool, err error) {
	for _, c := range m.Corrections() {
		did, err := t.correct(c, m)
		if err != nil {
			return did, false, err
		}
		done, whole = done || did, whole || did && c.If
	}
	switch {
	case done:
		return done, whole, nil
	case m.Is(intent.Undo):
		return true, false, t.undoWords(m)
	case m.Request.Action == intent.ActAgain:
		done, err = t.sameAs(text, m)
		return done, done, err
	}
	if done, err = t.rateToo(m); done || err != nil {
		return done, done, err
	}
	if done, err = t.more(m); !done && err == nil {
		done, err = t.unsaid(m)
	}
	return done, done, err
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

// request answers what asks for something or tells nothing to log.
func (t *turn) request(text string, m intent.Message) error {
	if done, err := t.look(&m); done || err != nil {
		return err
	}
	switch m.Intent {
	case intent.Question:
		return t.question(text)
	case intent.ReminderSettings:
		return t.reminderWords(m.Reminds())
	case intent.Summary:
		return t.summary(m.Request)
	case intent.Greeting:
		return t.greet(m.Request.Action)
	case intent.Skin:
		return t.skinMenu()
	case intent.Lifestyle, intent.Meal, intent.Water:
		if m.Gut != nil {
			return gutNotes{t}.menu()
		}
		return t.nothingEaten(text, m)
	}
	return t.unknown(text, m)
}

// also answers what a message asks for besides what it told.
func (t *turn) also(text string, m intent.Message) error {
	looked, err := t.look(&m)
	if err != nil {
		return err
	}
	if _, told := m.Log(); !told && m.Gut != nil && !m.Gut.Told() { // "my stomach is off since the curry"
		if err := (gutNotes{t}).menu(); err != nil {
			return err
		}
	}
	for _, i := range append([]intent.Intent{m.Intent}, m.Also...) {
		var err error
		switch i {
		case intent.Question, intent.Summary:
			if looked {
				continue
			}
		}
		switch i {
		case intent.Question:
			err = t.question(text)
		case intent.Summary:
			err = t.summary(m.Request)
		case intent.ReminderSettings:
			err = t.reminderWords(m.Reminds())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unknown answers what wasn't understood, never with silence.
func (t *turn) unknown(text string, m intent.Message) error {
	if t.u.Zone == "" {
		if zone, place, ok := t.places.Exactly(strings.TrimRight(text, ".!")); ok {
			return t.confirmZone(zone, place)
		}
	}
	if sip := m.Sip(); sip != "" {
		return t.waterCommand(sip)
	}
	switch {
	case m.Food.Foreign:
		return t.say("foreign", nil)
	case len(m.Food.Unknown) > 0 && m.Wished("zone"):
		return t.say("zone.unclear", nil)
	case len(m.Food.Unknown) > 0 && len(text) < 200:
		return t.logAndAnswer(text, m)
	case m.Dish() != "":
		m.Food.Unknown = []food.Span{{Text: m.Dish()}}
		return t.logAndAnswer(text, m)
	case t.says("words.skip", text) && t.u.Started.IsZero():
		return t.skipStart()
	}
	if t.u.Zone == "" {
		if zone, place, ok := t.places.Zone(text); ok {
			return t.confirmZone(zone, place)
		}
	}
	return doubt{t, text}.unclear()
}
