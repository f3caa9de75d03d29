package conversation

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/question"
)

func TestRestoreQuestions(t *testing.T) {
	plan, err := question.Draw(question.InPairs, 8, rand.New(rand.NewPCG(1, 2)))
	if err != nil {
		t.Fatal(err)
	}
	dairy := coach.Exposure{Name: "dairy"}
	sound := coach.Question{About: dairy, Weeks: 8, Planned: true, Form: question.InPairs, Start: "2026-03-18", Plan: &plan}
	for name, change := range map[string]func(*coach.Question){
		"":                   func(*coach.Question) {},
		"no day":             func(q *coach.Question) { q.Start = "soon" },
		"no such length":     func(q *coach.Question) { q.Weeks = 1000 },
		"no plan":            func(q *coach.Question) { q.Plan = nil },
		"another's plan":     func(q *coach.Question) { q.Weeks = 12 },
		"no such form":       func(q *coach.Question) { q.Form = "lucky" },
		"no such outcome":    func(q *coach.Question) { q.Outcome = "luck" },
		"no day of a mark":   func(q *coach.Question) { q.Periods = []day.Day{"soon"} },
		"a plan of nothing":  func(q *coach.Question) { q.Plan = &question.Plan{} },
		"blocks of no days":  func(q *coach.Question) { q.Plan = &question.Plan{With: plan.With} },
		"an unbalanced plan": func(q *coach.Question) { q.Plan = &question.Plan{BlockDays: 7, With: make([]bool, 8)} },
		"about nothing":      func(q *coach.Question) { q.About.Name = "" },
		"about too much":     func(q *coach.Question) { q.About.Name = strings.Repeat("milk ", 20) },
	} {
		q := sound
		change(&q)
		u := &turn{u: coach.NewUser(1, time.Unix(0, 0))}
		u.experiment().restoreQuestions(coach.User{Question: &q, Past: []coach.Question{q}, Queue: []coach.Question{q, {About: dairy, Weeks: 12}}})
		taken := u.u.Question != nil && len(u.u.Past) == 1 && len(u.u.Queue) == 2
		left := u.u.Question == nil && len(u.u.Past) == 0 && len(u.u.Queue) == 1
		if name == "" && !taken || name != "" && !left {
			t.Errorf("%s: %+v", name, u.u)
		}
	}
}
