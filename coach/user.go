package coach

import (
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// The coach's own defaults. The articles give no hours and no amount of
// water; 2,000 ml lies in EFSA's drinks guidance of 1.6–2.0 l a day.
const (
	DefaultDayEnd     = 4 * time.Hour
	DefaultWaterAimML = 2000
)

// User is one person, with everything they set and everything the coach has
// to remember of them that is not a diary entry. It is kept encrypted.
type User struct {
	ID          int64         `json:"id"`              // Telegram's user id, also the id of the private chat
	Zone        string        `json:"zone,omitempty"`  // IANA name; "" until it is known, and then nobody is nudged
	Moves       []Move        `json:"moves,omitempty"` // recent changes of Zone; see MoveTo
	Zones       []Move        `json:"zones,omitempty"` // all changes of Zone; see ZoneAt
	DayEnd      time.Duration `json:"day_end"`
	WaterAimML  int           `json:"water_aim_ml"`
	WeekStart   time.Weekday  `json:"week_start"`
	HideNumbers bool          `json:"hide_numbers,omitempty"`
	Units       Units         `json:"units,omitempty"`     // how amounts are shown
	Cups        food.Cups     `json:"cups,omitempty"`      // what their own glass, mug or bottle holds
	Answers     AnswerLength  `json:"answers,omitempty"`   // how much they want to read of what they log
	KeepDays    int           `json:"keep_days,omitempty"` // days that the diary is kept for; 0: until it is deleted
	Kept        day.Day       `json:"kept,omitempty"`      // the day on which the diary was last looked through for KeepDays

	Created   time.Time `json:"created"`
	Started   time.Time `json:"started,omitzero"`    // when /start was finished; nobody is nudged before
	LastWrote time.Time `json:"last_wrote,omitzero"` // last message or button
	Left      bool      `json:"left,omitempty"`      // blocked the bot, or Telegram closed the account
	Reviewed  time.Time `json:"reviewed,omitzero"`   // up to when due nudges have been looked at; see NextDue
	Asked     time.Time `json:"asked,omitzero"`      // when last asked whether to stay quiet; see NudgeQuiet

	// Avoids are foods (the lexicon's names) and categories (slugs) that the
	// person doesn't eat, and Unwanted the summary's lines that they asked not
	// to hear advice about. No step is drawn from either.
	Avoids   []string `json:"avoids,omitempty"`
	Unwanted []Line   `json:"unwanted,omitempty"`

	Question *Question  `json:"question,omitempty"`       // the one that runs
	Queue    []Question `json:"queue,omitempty"`          // those that wait their turn
	Past     []Question `json:"past_questions,omitempty"` // ended ones, the latest first

	// RemindersBefore are the reminders before the latest wish about them, to be
	// taken back; nil for none.
	RemindersBefore *Reminders `json:"reminders_before,omitempty"`

	Reminders Reminders     `json:"reminders"`
	Own       food.OwnWords `json:"own_words,omitempty"`
	Dialog    Dialog        `json:"dialog,omitzero"` // the question the coach waits to have answered
	Calm      Calm          `json:"calm,omitzero"`   // since the latest message that called for care
	Told      []string      `json:"told,omitempty"`  // one-time notes that were shown, by id
	Album     string        `json:"album,omitempty"` // Telegram's id of the album answered last, since an album gets one answer
	Week      WeekSoFar     `json:"week,omitzero"`   // so that an answer needn't add it up; no part of an export
}

// NewUser is a person who has just written for the first time.
func NewUser(id int64, now time.Time) User {
	return User{
		ID:         id,
		DayEnd:     DefaultDayEnd,
		WaterAimML: DefaultWaterAimML,
		WeekStart:  time.Monday,
		Created:    now,
		LastWrote:  now,
		Reminders:  DefaultReminders(),
	}
}

// Location is the person's time zone; UTC until it is known.
func (u *User) Location() *time.Location {
	if u.Zone == "" {
		return time.UTC
	}
	zone, err := location(u.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Today is the person's day at the instant now.
func (u *User) Today(now time.Time) day.Day {
	return day.Of(now.In(u.Location()), u.DayEnd)
}

// Dialog is a question that waits for the person's next message.
type Dialog struct {
	Asked string    `json:"asked"`          // what was asked, e.g. "zone" or "teach"
	About string    `json:"about"`          // what it is about, e.g. an entry's source or a word
	Until time.Time `json:"until,omitzero"` // afterwards the next message means what it says
}
