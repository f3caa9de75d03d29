package conversation

import (
	"gutskin/coach"
	"gutskin/coach/day"
	"slices"
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

// maxExposureWords is the most words that an exposure asks for in names.
const maxExposureWords = 100

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
	long := func(word string) bool { return len(word) > coach.MaxName }
	return x.Name != "" && len(x.Name) <= maxExposure && len(x.Own) <= 2*maxExposure &&
		len(x.Words)+len(x.Except) <= maxExposureWords && !slices.ContainsFunc(append(x.Words[:len(x.Words):len(x.Words)], x.Except...), long)
}
