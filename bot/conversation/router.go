package conversation

import (
	"errors"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// router finds what an event asks for and has it done: it knows all the other
// parts, and none of them knows it but to pass on words that came another way.
type router struct{ *turn }

func (t *turn) router() router { return router{t} }

// run does what the event causes. What happens outside a private chat leaves
// no trace.
func (t router) run() error {
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
func (t router) turnAway() error {
	t.forget = true
	if t.e.Kind != KindMessage || !strings.HasPrefix(t.e.Text, "/start") {
		return nil
	}
	return t.sayWith("notopen", t.e.UserID, t.keyboard().copies("button.copy.number", strconv.FormatInt(t.e.UserID, 10)))
}

// comeOrGo notes that the person blocked the bot, or came back.
func (t router) comeOrGo(isNew bool) error {
	t.forget = isNew
	t.u.Left = t.e.Kind == KindLeft
	if t.u.Left || isNew {
		return nil
	}
	t.u.LastWrote = t.now
	return t.say("back", nil)
}

func (t router) event() error {
	if t.meals().inAlbum() {
		return nil
	}
	switch t.e.Kind {
	case KindButton:
		return t.press(t.e.Text)
	case KindMessage, KindEdited:
		if t.e.Spoken {
			return t.voiceNotes().handle()
		}
		return t.message()
	case KindPhoto, KindDocument:
		return t.meals().photo()
	case KindVoice:
		if strings.TrimSpace(t.e.Text) != "" {
			return t.message()
		}
		return t.voiceNotes().came()
	case KindSticker:
		return t.captioned("sticker")
	case KindContact:
		return t.say("contact", nil)
	case KindLocation:
		return t.setup().location()
	default:
		return t.captioned("other")
	}
}

// captioned reads the words that came with something the coach can't read,
// and without words says so.
func (t router) captioned(what string) error {
	if strings.TrimSpace(t.e.Text) != "" {
		return t.message()
	}
	return t.say(what, nil)
}

// message handles a text. An alarm comes before everything else that it may
// also be, and so does a concern of the person's own.
func (t router) message() error {
	text := strings.TrimSpace(t.e.Text)
	if text == "" {
		return t.say("empty", nil)
	}
	m := t.read(text)
	t.heard = heard{text, m}
	switch {
	case m.Care == care.Alarm:
		return t.alarms().alarm(text, m)
	case t.e.Forwarded:
		return t.say("forwarded", nil)
	case m.Care == care.Concern:
		return t.alarms().concern(text, m)
	case strings.HasPrefix(text, "/"):
		t.settle()
		return t.command(text)
	case t.e.Kind == KindEdited:
		return t.corrections().edited(text, m)
	}
	if done, err := t.answered(text, m); done || err != nil {
		return err
	}
	if done, err := (done{t.turn}).answered(text); done || err != nil {
		return err
	}
	if t.e.ReplyTo != 0 {
		if done, err := t.corrections().replied(m); done || err != nil {
			return err
		}
	}
	if done, err := t.vocabulary().taught(text, m); done || err != nil {
		return err
	}
	return t.intent(text, m)
}

// command answers "/name rest of the line".
func (t router) command(text string) error {
	name, rest, _ := strings.Cut(strings.TrimPrefix(text, "/"), " ")
	name, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(name)), "@")
	rest = strings.TrimSpace(rest)
	switch name {
	case "start":
		return t.setup().start()
	case "help", "":
		return t.setup().help()
	case "today":
		return t.sheets().showDay(t.today())
	case "week":
		return t.sheets().weekCommand(rest)
	case "month":
		return t.sheets().monthCommand()
	case "plants":
		return t.sheets().plants(t.today())
	case "water":
		return t.fluids().waterCommand(rest)
	case "skin":
		return t.skinNotes().skinCommand(rest)
	case "gut":
		return t.gutNotes().command(rest)
	case "checkin":
		return t.checkIns().checkinCommand(rest)
	case "again":
		return t.repeats().againMenu()
	case "history":
		return t.sheets().historyCommand(rest)
	case "undo":
		return t.undoing().undoLast(1)
	case "redo":
		return t.undoing().redoLast()
	case "ask":
		return t.articles().askCommand(rest)
	case "reminders":
		return t.reminders().remindersCommand(rest)
	case "settings":
		return t.preferences().settingsCommand(rest)
	case "privacy":
		return t.say("privacy", t.Transcribe != nil)
	case "report":
		return t.reports().command(rest)
	case "export":
		return t.ownData().export()
	case "import":
		return t.say("import.how", t.Fetch != nil)
	case "delete":
		return t.ownData().deleteQuestion()
	case "question":
		return t.experiment().questionCommand(rest)
	case "skip":
		return t.setup().skipStart()
	}
	m := t.read(name + " " + rest)
	if done, err := t.wishing().granted(&m); done || err != nil { // "/stop", "/cancel"
		return err
	}
	return t.say("command.unknown", name)
}

// intent answers a message in plain words.
func (t router) intent(text string, m intent.Message) error {
	if done, err := t.wishing().granted(&m); done || err != nil {
		return err
	}
	t.passOver()
	if done, err := t.suspects().questionWords(text); done || err != nil {
		return err
	}
	done, whole, err := t.changes(text, &m)
	switch {
	case err != nil || whole:
		return err
	case loggable(m):
		return t.meals().logAndAnswer(text, m)
	case done:
		return t.also(text, m)
	}
	return t.request(text, m)
}

// changes does what the message changes of the diary besides what it tells: a
// correction, a deletion, a meal to be repeated. done reports whether it did
// anything, or said why not, and whole whether that was all of the message.
func (t router) changes(text string, m *intent.Message) (done, whole bool, err error) {
	if m.Request.Action == intent.ActAgain { // what it corrects is the meal that is repeated
		done, err = t.repeats().sameAs(text, *m)
		return done, done, err
	}
	if done, err = t.corrections().completed(text, *m); done || err != nil {
		return done, done, err
	}
	if done, err = t.corrections().resaid(text, *m); done || err != nil {
		return done, done, err
	}
	if done, err = t.corrections().correctAll(m); done || err != nil {
		return done, false, err
	}
	if m.Is(intent.Undo) {
		return true, false, t.undoing().undoWords(m)
	}
	if m.PointsBack {
		if done, err = t.corrections().pointedBack(m); done || err != nil {
			return done, false, err
		}
	}
	if done, err = t.skinNotes().rateToo(*m); done || err != nil {
		return done, done, err
	}
	if done, err = t.meals().more(*m); !done && err == nil {
		done, err = t.meals().unsaid(*m)
	}
	return done, done, err
}

// request answers what asks for something or tells nothing to log.
func (t router) request(text string, m intent.Message) error {
	if m.Intent == intent.Summary && m.Request.Which == intent.WhichReport {
		return t.reports().summary(m.Request)
	}
	switch done, err := t.lookup().look(&m); {
	case err != nil:
		return err
	case done && m.Is(intent.ReminderSettings):
		return t.reminders().reminderWords(m.Reminds())
	case done:
		return nil
	}
	switch m.Intent {
	case intent.Question:
		return t.articles().question(text)
	case intent.ReminderSettings:
		return t.reminders().reminderWords(m.Reminds())
	case intent.Summary:
		return t.sheets().summary(m.Request)
	case intent.Greeting:
		return t.setup().greet(m.Request.Action)
	case intent.Skin:
		if done, err := t.setup().met(); done || err != nil {
			return err
		}
		return t.skinNotes().skinMenu()
	case intent.Lifestyle, intent.Meal, intent.Water:
		if m.Gut != nil {
			return t.gutNotes().menu()
		}
		if m.Intent == intent.Lifestyle && len(m.Food.NotEaten) == 0 {
			if done, err := t.setup().met(); done || err != nil {
				return err
			}
		}
		return t.meals().nothingEaten(text, m)
	}
	return t.unknown(text, m)
}

// also answers what a message asks for besides what it told.
func (t router) also(text string, m intent.Message) error {
	looked, err := t.lookup().look(&m)
	if err != nil {
		return err
	}
	if _, told := m.Log(); !told && m.Gut != nil && !m.Gut.Told() { // "my stomach is off since the curry"
		if err := t.gutNotes().menu(); err != nil {
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
			err = t.articles().question(text)
		case intent.Summary:
			err = t.sheets().summary(m.Request)
		case intent.ReminderSettings:
			err = t.reminders().reminderWords(m.Reminds())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unknown answers what wasn't understood, never with silence.
func (t router) unknown(text string, m intent.Message) error {
	if t.u.Zone == "" {
		if zone, place, ok := t.atlas().Exactly(strings.TrimRight(text, ".!")); ok {
			return t.setup().confirmZone(zone, place)
		}
	}
	if sip := m.Sip(); sip != "" {
		return t.fluids().waterCommand(sip)
	}
	switch {
	case m.Food.Foreign:
		return t.say("foreign", nil)
	case len(m.Food.Unknown) > 0 && m.Wished("zone"):
		return t.say("zone.unclear", nil)
	case len(m.Food.Unknown) > 0 && len(text) < 200:
		return t.meals().logAndAnswer(text, m)
	case m.Dish() != "":
		m.Food.Unknown = []food.Span{{Text: m.Dish()}}
		return t.meals().logAndAnswer(text, m)
	case t.says("words.skip", text) && t.u.Started.IsZero():
		return t.setup().skipStart()
	}
	if t.u.Zone == "" {
		if zone, place, ok := t.atlas().Zone(text); ok {
			return t.setup().confirmZone(zone, place)
		}
	}
	if done, err := t.setup().met(); done || err != nil {
		return err
	}
	return doubt{t.turn, text}.unclear()
}

// finish saves the person and lays the replies into the outbox.
func (t router) finish() error {
	if !t.forget {
		if err := errors.Join(t.silence(), t.preferences().letGo(), t.save()); err != nil {
			return err
		}
	}
	return t.send()
}

// silence takes back what waits to be sent of the reminders that the event
// turned off or paused, or that would come in the calm time.
func (t router) silence() error {
	paused := t.u.Reminders.PausedUntil.After(t.now) || t.u.IsCalm(t.now)
	for _, kind := range coach.ScheduledKinds() {
		if t.had.Of(kind).On && (paused || !t.u.Reminders.Of(kind).On) {
			if err := t.tx.WithdrawNudges(t.u.ID, kind); err != nil {
				return err
			}
		}
	}
	return nil
}

// press does what a button's data says. Data that isn't understood, of an
// older version or forged, gets a calm answer.
func (t router) press(data string) error {
	verb, rest, _ := strings.Cut(data, " ")
	args := arguments(strings.Fields(rest))
	switch verb {
	case "undo":
		return t.undoing().pressUndo(args)
	case "redo":
		return t.undoing().pressRedo(args)
	case "fix", "item", "rm", "ren", "amt", "part", "move", "meal", "swap":
		return t.corrections().pressFix(verb, args)
	case "replace":
		return t.corrections().pressReplace(args.at(0), args.at(1))
	case "water":
		return t.fluids().pressWater(args)
	case "skin", "tag":
		return t.skinNotes().pressSkin(verb, args)
	case "ideas":
		return suggestions{turn: t.turn}.press(rest)
	case "gut", "gtag":
		return t.gutNotes().press(verb, args)
	case "sleep", "stress", "moved":
		return t.checkIns().pressCheckIn(verb, args)
	case "again":
		return t.repeats().pressAgain(args)
	case "teach", "reread":
		return t.vocabulary().pressTeach(verb, args)
	case "week", "why", "figures":
		return t.sheets().pressWeek(verb, args)
	case "day", "entry":
		return t.sheets().pressHistory(verb, args)
	case "start", "zone":
		return t.setup().pressStart(verb, args)
	case "rem":
		return t.reminders().pressReminders(args)
	case "nudge":
		return t.nudging().pressNudge(args)
	case "set":
		return t.preferences().pressSettings(args)
	case "report":
		return t.reports().press(args)
	case "csv":
		return t.tables().press(args)
	case "delete":
		return t.ownData().pressDelete(args)
	case "unsaid":
		return t.voiceNotes().press(args.at(0))
	case "care":
		return t.alarms().pressCare(args)
	case "doubt":
		return doubt{t.turn, t.u.Dialog.About}.pressed(args.at(0))
	case "card":
		return t.articles().pressCard(args.at(0))
	case "topics":
		return t.say("ask.topics", nil)
	case "q":
		return t.experiment().pressQuestion(args)
	}
	return t.say("button.old", nil)
}

// answered takes a message that answers the coach's last question. done is
// false when no question waits, or when the message is about something else.
func (t router) answered(text string, m intent.Message) (done bool, err error) {
	switch asked := t.asked(); asked {
	case "rename", "amount":
		return t.corrections().fixAnswer(asked, text, m)
	case "swap":
		return t.corrections().picked(text)
	case "teach":
		return t.vocabulary().teachAnswer(text)
	case "start", "zone", "reminders":
		return t.setup().startAnswer(asked, text, m)
	case "delete":
		if t.e.Spoken { // it can't be undone, and may be misheard
			return true, t.say("delete.spoken", nil)
		}
		return t.ownData().deleteAnswer(text)
	case askedTable:
		return t.tables().answer(text)
	case "question":
		if m.Intent == intent.Unknown {
			t.settle()
			return true, t.articles().question(text)
		}
	case "exposure":
		return t.suspects().exposureAnswer(text)
	case askedNote:
		if done, err := t.skinNotes().ratingAnswer(asked, text, m); done || err != nil {
			return done, err
		}
		return t.skinNotes().skinNote(text, m)
	case askedRating, askedRated:
		return t.skinNotes().ratingAnswer(asked, text, m)
	case askedGut, askedGutRated, askedGutNote:
		return t.gutNotes().answer(asked, text, m)
	case "sleep", "stress", "moved":
		return t.checkIns().scaleAnswer(asked, text, m)
	case askedCare:
		return t.alarms().careAnswer(text)
	case askedDoubt:
		return doubt{t.turn, t.u.Dialog.About}.answered(text)
	case "wished":
		return t.reminders().wishedMore(m)
	case askedLook:
		return t.lookup().goOn(&m)
	case "meal":
		meal, when, _ := strings.Cut(t.u.Dialog.About, "\n")
		return t.meals().mealAnswer(mealAsked{when, food.Meal(meal), text}, m)
	}
	return false, nil
}

// full answers what the diary has no room for.
func (t router) full() error {
	if _, err := t.known(); err != nil {
		return err
	}
	return t.say("diary.full", nil)
}
