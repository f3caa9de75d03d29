package intent

import (
	"slices"

	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Intent is what a message is for.
type Intent string

// The intents.
const (
	Meal             Intent = "meal"
	Water            Intent = "water"
	Skin             Intent = "skin"
	Lifestyle        Intent = "lifestyle"
	Question         Intent = "question"
	RedFlag          Intent = "red_flag"
	Undo             Intent = "undo"
	Correction       Intent = "correction"
	ReminderSettings Intent = "reminder_settings"
	Summary          Intent = "summary"
	Greeting         Intent = "greeting"
	Unknown          Intent = "unknown"
)

// Message is what was understood of a message.
type Message struct {
	Intent Intent
	Also   []Intent // further intents of a mixed message, without Intent

	// Food is the food reading. Foods that the message names without having
	// been eaten, by its intent, are moved from Items to NotEaten.
	Food food.Reading

	Skin       *coach.Skin // for Skin: rating and tags; nil when it tells none
	SkinDay    day.Day     // the day that the skin note is about
	Gut        *coach.Gut  // when the gut is told of: a zero one where neither rating nor tag is
	GutDay     day.Day
	After      []food.Item    // what the gut note says was had before: "bloated after the beans"
	Marks      []Mark         // each kind once
	CheckIn    *coach.CheckIn // for Lifestyle: values told; nil when it tells none
	CheckInDay day.Day

	// PointsBack: it only names foods with "the" or "my" before them, and tells
	// neither that nor how much nor when they were eaten.
	PointsBack bool

	// GoesOn: it begins with a word that joins it to the message before: "and a naan",
	// "oh plus some rice", "with honey".
	GoesOn bool

	Care  care.Level // alarm: the intent is RedFlag
	About care.Kind  // what Care is about

	Request Request
	Follow  *Look // what it asks where it only goes on with a question, nil where it doesn't: "and last week?"
	Acts    []Act // what the message does, in the order of its words
	// NotTaken are foods that it names as not the teller's, or not yet, and that
	// no act is about: the answer names them.
	NotTaken []food.Span
}

// Is tells whether the message has the intent, first or further.
func (m *Message) Is(i Intent) bool {
	if m.Intent == i {
		return true
	}
	for _, also := range m.Also {
		if also == i {
			return true
		}
	}
	return false
}

// lead puts one of the further intents first.
func (m *Message) lead(i Intent) {
	if n := slices.Index(m.Also, i); n >= 0 {
		m.Intent, m.Also[n] = i, m.Intent
	}
}

// Request holds the parameters of what a message asks the coach to do.
type Request struct {
	Command string // "start" for "/start@some_bot now"; lower case
	Text    string // what follows the command, or the new wording of a correction

	Action Action  // what Undo, Correction, ReminderSettings, a Greeting or a repeated meal is about
	Which  Which   // for Summary
	Day    day.Day // the day named: of a summary, a correction, what to delete, or the meal to repeat; "" when none
	Meal   food.Meal
	Usual  bool      // for ActAgain: the most usual one, not the latest
	As     food.Meal // for ActAgain: the meal that it is logged as; "" for Meal
	Times  int       // for Undo: how many entries, where more than one is said
	Find   string    // for WhichSearch: the food asked about, in the message's words
	Weeks  int       // for WhichReport: how many it is to hold; 0 when not said
}

// Which is the view that a summary request asks for.
type Which string

// The views.
const (
	WhichToday    Which = "today"
	WhichDay      Which = "day" // Request.Day
	WhichWeek     Which = "week"
	WhichLastWeek Which = "last_week"
	WhichMonth    Which = "month"
	WhichPlants   Which = "plants"
	WhichHistory  Which = "history"
	WhichSkin     Which = "skin"
	WhichSearch   Which = "search" // Request.Find
	WhichReport   Which = "report" // the diary as a PDF, of Request.Weeks
)

// Action is what a request does.
type Action string

// The actions of Undo.
const (
	ActUndo    Action = "undo"
	ActAnother Action = "another" // "and the one before": the latest change was an undo
	ActRedo    Action = "redo"
	ActDelete  Action = "delete" // an entry: the last one, the one replied to, or the one that holds Food.NotEaten
)

// ActAgain is the action of a Meal that repeats an earlier one: "same
// breakfast as yesterday", "my usual". Request.Day and Request.Meal say which.
const ActAgain Action = "again"

// The hints that phrases give of what a ReminderSettings does.
const (
	ActOn     Action = "on"
	ActOff    Action = "off"
	ActPause  Action = "pause"
	ActSnooze Action = "snooze"
	ActSet    Action = "set"
	ActShow   Action = "show"
)

// The actions of Greeting, which is a hello or a goodbye where it has none.
const (
	ActThank  Action = "thanks" // thanks and praise: "cheers mate", "good bot"
	ActAccept Action = "ack"    // says that something was heard: "ok", "will do", "lol"
	ActAim    Action = "aim"    // says what the coach is wanted for: "I want to improve my gut health"
)
