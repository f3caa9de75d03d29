package conversation

import (
	"gutskin/coach/food"
	"strings"
	"unicode/utf8"
)

// askedDoubt is the question that waits when a message was not logged, or not
// understood: it may have been eaten after all. The dialog keeps its words.
const askedDoubt = "doubt"

// mostDoubt is the longest message that is asked about so, in letters. A longer
// one is told what can be written.
const mostDoubt = 80

// doubt asks what somebody meant by words, and does what they answer.
type doubt struct {
	t     *turn
	words string
}

// mentioned asks about foods that a message names and that were not logged.
func (d doubt) mentioned(names []string) error {
	if len(names) > mostMentioned {
		names = names[:mostMentioned]
	}
	list, err := d.t.words.list(names)
	if err != nil {
		return err
	}
	d.t.ask(askedDoubt, list)
	k := d.t.keyboard().add("button.had", nil, "doubt", "had")
	return d.t.sayWith("meal.none", names, k)
}

// notLogged is a food that a message names and that wasn't logged, and why: how
// the message speaks of it.
type notLogged struct{ Name, Why string }

// beside names the foods that a message tells beside what was logged, with a
// button that logs them too, unless another question waits.
func (d doubt) beside(spans []food.Span) error {
	if len(spans) == 0 {
		return nil
	}
	var told []notLogged
	var names []string
	for _, s := range spans[:min(len(spans), mostMentioned)] {
		told, names = append(told, notLogged{s.Text, s.As.String()}), append(names, s.Text)
	}
	if d.t.asked() != "" {
		return d.t.say("logged.not", told)
	}
	list, err := d.t.words.list(names)
	if err != nil {
		return err
	}
	d.t.ask(askedDoubt, list)
	return d.t.sayWith("logged.not", told, d.t.keyboard().add("button.log", nil, "doubt", "had"))
}

// mostMentioned is how many foods are asked about at once.
const mostMentioned = 3

// unclear asks about a message that wasn't understood.
func (d doubt) unclear() error {
	if utf8.RuneCountInString(d.words) > mostDoubt || !strings.ContainsAny(strings.ToLower(d.words), "aeiouy") {
		return d.t.say("unknown.long", nil)
	}
	d.t.ask(askedDoubt, d.words)
	k := d.t.keyboard().add("button.had", nil, "doubt", "had").add("button.asking", nil, "doubt", "ask")
	k.row().add("button.nevermind", nil, "doubt", "no")
	return d.t.sayWith("unknown", nil, k)
}

// answered takes a typed yes or no. done is false for anything else.
func (d doubt) answered(text string) (done bool, err error) {
	switch {
	case d.t.says("words.yes", text):
		return true, d.had()
	case d.t.says("words.no", text), d.t.says("words.cancel", text):
		d.t.settle()
		return true, d.t.say("teach.cancelled", nil)
	}
	return false, nil
}

// pressed does what a button says, as long as its question waits.
func (d doubt) pressed(what string) error {
	if d.t.asked() != askedDoubt {
		return d.t.say("button.old", nil)
	}
	d.t.dropButtons()
	switch what {
	case "had":
		return d.had()
	case "ask":
		d.t.settle()
		return d.t.question(d.words)
	}
	d.t.settle()
	return d.t.say("teach.cancelled", nil)
}

// had logs the words as eaten; of words that nobody knows it asks what it was.
func (d doubt) had() error {
	d.t.settle()
	m := d.t.readAs("read.had", d.words)
	if !loggable(m) {
		return d.t.askMeal("", "")
	}
	return d.t.logAndShow(d.words, m)
}
