package conversation

import (
	"slices"

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

// maxExposureWords is the most words that an exposure asks for in names.
const maxExposureWords = 100

// mostRestored is the most questions of a kind that a file can bring.
const mostRestored = 10

func soundQuestions(list []coach.Question) []coach.Question {
	var sound []coach.Question
	for _, q := range list[:min(len(list), mostRestored)] {
		if q.Start == "" && q.Plan == nil && soundExposure(q.About) && slices.Contains(coach.QuestionWeeks, q.Weeks) || soundQuestion(q) {
			sound = append(sound, q)
		}
	}
	return sound
}

func soundQuestion(q coach.Question) bool {
	if _, err := day.Parse(string(q.Start)); err != nil || !slices.Contains(coach.QuestionWeeks, q.Weeks) {
		return false
	}
	if q.Planned != (q.Plan != nil) || q.Plan != nil && (!q.Plan.Sound() || q.Plan.Days() != q.Days()) {
		return false
	}
	return soundExposure(q.About)
}

func soundExposure(x coach.Exposure) bool {
	long := func(word string) bool { return len(word) > coach.MaxName }
	return x.Name != "" && len(x.Name) <= maxExposure && len(x.Own) <= 2*maxExposure &&
		len(x.Words)+len(x.Except) <= maxExposureWords && !slices.ContainsFunc(append(x.Words[:len(x.Words):len(x.Words)], x.Except...), long)
}
