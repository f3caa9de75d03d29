package conversation

import (
	"slices"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
)

// restoreSettings takes over the settings of a file, as far as they make sense.
func (t *turn) restoreSettings(from coach.User) {
	u := &t.u
	if from.Zone != "" {
		if err := u.MoveTo(from.Zone, t.now); err == nil {
			t.now = t.now.In(u.Location())
		}
	}
	if from.DayEnd >= 0 && from.DayEnd <= maxDayEnd {
		u.DayEnd = from.DayEnd
	}
	if from.WaterAimML >= minAim && from.WaterAimML <= maxAim {
		u.WaterAimML = from.WaterAimML
	}
	if from.WeekStart >= time.Sunday && from.WeekStart <= time.Saturday {
		u.WeekStart = from.WeekStart
	}
	u.HideNumbers = u.HideNumbers || from.HideNumbers
	if !from.Started.IsZero() && u.Started.IsZero() {
		u.Started = t.now
	}
	if slices.Contains(keepTerms, from.KeepDays) {
		u.KeepDays = from.KeepDays
	}
	if slices.Contains(coach.AnswerLengths(), from.Answers) {
		u.Answers = from.Answers
	}
	if from.Units == coach.US {
		u.Units = coach.US
	}
	t.restoreWords(from)
	t.restoreQuestions(from)
	t.restoreReminders(from)
}

// restoreWords takes over the words, the vessels, and what isn't wanted.
func (t *turn) restoreWords(from coach.User) {
	own, cups := food.OwnWords{}, food.Cups{}
	for phrase, meaning := range from.Own {
		if len(own) >= maxOwnWords || phrase == "" || len(phrase) > maxOwnPhrase || len(meaning) > maxOwnText {
			continue
		}
		if _, ok := t.teachable(meaning); ok {
			own[phrase] = meaning
		}
	}
	for _, vessel := range t.vessels() {
		if ml := from.Cups[vessel]; ml >= minCup && ml <= maxCup {
			cups[vessel] = ml
		}
	}
	t.u.Own, t.u.Cups, t.u.Avoids, t.u.Unwanted = own, cups, nil, nil
	for _, name := range from.Avoids {
		if len(t.u.Avoids) < maxAvoids && len(name) <= maxOwnPhrase {
			t.u.Avoids = append(t.u.Avoids, name)
		}
	}
	for _, line := range adviceLines() {
		if slices.Contains(from.Unwanted, line) {
			t.u.Unwanted = append(t.u.Unwanted, line)
		}
	}
}

func (t *turn) restoreReminders(from coach.User) {
	for _, kind := range nudgeKinds {
		theirs := *(&turn{u: from}).schedule(kind)
		if soundSchedule(theirs) {
			theirs.Since = t.now
			*t.schedule(kind) = theirs
		}
	}
	if r := from.Reminders; soundHour(r.QuietFrom) && soundHour(r.QuietTo) {
		t.u.Reminders.QuietFrom, t.u.Reminders.QuietTo = r.QuietFrom, r.QuietTo
	}
}

func soundSchedule(s coach.Schedule) bool {
	if len(s.Hours) == 0 || len(s.Hours) > maxHours || len(s.Days) > 7 {
		return false
	}
	for _, d := range s.Days {
		if d < time.Sunday || d > time.Saturday {
			return false
		}
	}
	for _, h := range s.Hours {
		if !soundHour(h) {
			return false
		}
	}
	return true
}

func soundHour(h time.Duration) bool { return h >= 0 && h < 24*time.Hour }
