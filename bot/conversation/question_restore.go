package conversation

import (
	"gutskin/coach"
	"gutskin/coach/day"
)

// restoreQuestions takes over the questions of a file, as far as they make
// sense. The diary that goes with them comes with the file.
func (t *turn) restoreQuestions(from coach.User) {
	if q := from.Question; q != nil && soundQuestion(*q) {
		t.u.Question = q
	}
	t.u.Queue = soundQuestions(from.Queue)
	t.u.Past = soundQuestions(from.Past)
}

// mostRestored is the most questions of a kind that a file can bring.
const mostRestored = 10

func soundQuestions(list []coach.Question) []coach.Question {
	var sound []coach.Question
	for _, q := range list[:min(len(list), mostRestored)] {
		if q.Waits() && soundExposure(q.About) || soundQuestion(q) {
			sound = append(sound, q)
		}
	}
	return sound
}

func soundQuestion(q coach.Question) bool {
	for _, d := range append([]day.Day{q.Start}, q.Periods...) {
		if _, err := day.Parse(string(d)); err != nil {
			return false
		}
	}
	return q.Sound() && soundExposure(q.About)
}

func soundExposure(x coach.Exposure) bool {
	return x.Name != "" && len(x.Name) <= maxExposure && len(x.Words)+len(x.Except) <= maxFoods && len(x.Own) <= 2*maxExposure
}
