package conversation

import (
	"slices"
	"strings"

	"gutskin/coach"
)

// gotIt is the reaction of somebody who has read a message and has nothing to say
// to it; one of those that Telegram allows.
const gotIt = "👌"

// brief answers what was logged as shortly as the person wants it.
type brief struct{ t *turn }

// wording is the wording of the answer.
func (b brief) wording() string {
	if b.t.u.Answers == coach.AnswersFull {
		return "logged"
	}
	return "logged.short"
}

// reaction reports whether a reaction says it all: a new message that was
// understood as it was written, for now, with nothing to ask.
func (b brief) reaction(v logged) bool {
	if b.t.u.Answers != coach.AnswersReaction || b.t.e.Kind != KindMessage || b.t.e.MessageID <= 0 || v.Offer || len(v.Unknown) > 0 {
		return false
	}
	elsewhere := slices.ContainsFunc(v.Meals, func(m mealView) bool {
		return m.Day.Ago != 0 || m.Late || len(m.Foods) == 0 || slices.ContainsFunc(m.Foods, func(f string) bool { return strings.Contains(f, "(as ") })
	})
	return !elsewhere && !slices.ContainsFunc(v.Skins, func(s skinView) bool { return s.SkinDay.Ago != 0 }) && (v.CheckIn == nil || v.CheckInDay.Ago == 0)
}

// react reacts to the person's message.
func (b brief) react() { b.t.reply(Message{React: gotIt, ReactTo: b.t.e.MessageID}, "") }

// next is the length that a tap turns to.
func (b brief) next() coach.AnswerLength {
	all := coach.AnswerLengths()
	return all[(slices.Index(all, b.t.u.Answers)+1)%len(all)]
}

// answersNamed is the length that a wish asks for.
func answersNamed(wish string) coach.AnswerLength {
	switch wish {
	case "answers.short":
		return coach.AnswersShort
	case "answers.reaction":
		return coach.AnswersReaction
	}
	return coach.AnswersFull
}
