package intent

import (
	"fmt"
	"strings"
)

// Tags that phrases carry besides intents.
const (
	tagIdiom    = "idiom"    // a figure of speech: names no food, is no cue
	tagHarmless = "harmless" // looks like an alarm and is none
)

// Details of harmless phrases.
const (
	harmlessContext = "context" // explains the fasting alarms of the whole message: Ramadan, a blood test
	harmlessBetter  = "better"  // good news, unless a negation stands in it
)

// questionSure is the detail of questions that are no request for a summary,
// whatever they ask about: "how many plants should I eat?"
const questionSure = "sure"

// alarmFasting is an eating alarm that a harmless context explains.
const alarmFasting = "fasting"

// details lists what the second column of a phrases file may say.
var details = map[string]string{
	string(RedFlag):          "crisis emergency eating fasting medical",
	string(Summary):          "period today day week last_week month plants history skin search",
	string(Undo):             "undo redo delete",
	string(Correction):       "change add without wrong",
	string(ReminderSettings): "on off pause snooze set show",
	string(Meal):             "told again ask",
	string(Skin):             "rating note",
	string(Lifestyle):        "note sleep_hours sleep sleep=1 sleep=2 sleep=3 sleep=4 sleep=5 stress=1 stress=2 stress=3 stress=4 stress=5 stress movement movement=1 movement=2 movement=3 movement=4 movement=5",
	string(Question):         questionSure,
	string(Greeting):         "",
	string(Water):            "",
	string(Unknown):          "",
	tagIdiom:                 "",
	tagHarmless:              harmlessContext + " " + harmlessBetter,
}

// checkDetail tells what is wrong with the first two columns of a phrase.
func checkDetail(intent, detail string) error {
	allowed, ok := details[intent]
	switch {
	case !ok:
		return fmt.Errorf("%q is no intent", intent)
	case detail == "" && (allowed == "" || intent == tagHarmless || intent == string(Question)):
		return nil
	}
	for word := range strings.FieldsSeq(allowed) {
		if word == detail {
			return nil
		}
	}
	return fmt.Errorf("detail %q of %s is none of: %s", detail, intent, allowed)
}

// gather finds all cues of the message, and leaves out those that are part of
// an idiom, a food, a question or a request.
func (v *view) gather() {
	m := matcher{trie: &v.lex.trie, lex: v.lex, toks: v.toks, spans: v.spans, foods: v.foods}
	found := m.run()
	v.steps += m.steps
	for _, f := range found {
		if v.lex.phrases[f.phrase].intent == tagIdiom {
			fill(v.void, f.start, f.end)
		}
	}
	var harmless []match
	for _, f := range found {
		switch p := &v.lex.phrases[f.phrase]; p.intent {
		case tagIdiom:
		case tagHarmless:
			harmless = append(harmless, f)
		case string(RedFlag):
			v.alarms = append(v.alarms, cue{p.intent, p.detail, f.start, f.end})
		default:
			if p.intent == string(Greeting) || !v.isVoid(f) {
				v.cues = append(v.cues, cue{p.intent, p.detail, f.start, f.end})
			}
		}
	}
	v.dropHarmless(harmless)
	v.claim()
}

func fill(list []bool, from, to int) {
	for i := from; i < to; i++ {
		list[i] = true
	}
}

func (v *view) isVoid(f match) bool {
	for i := f.start; i < f.end; i++ {
		if v.void[i] {
			return true
		}
	}
	return false
}

// claim marks what questions and requests are about, so that it isn't taken
// for a statement, and then keeps only the statements outside.
func (v *view) claim() {
	v.keep(v.isSolid)
	for _, c := range v.cues {
		switch Intent(c.intent) {
		case Question, Summary, Undo, ReminderSettings:
			fill(v.asked, v.clauseFrom(c.start), v.claimEnd(c.end))
		}
	}
	v.keep(v.stands)
}

// keep drops the cues that ok refuses.
func (v *view) keep(ok func(cue) bool) {
	kept := make([]cue, 0, len(v.cues))
	for _, c := range v.cues {
		if ok(c) {
			kept = append(kept, c)
		}
	}
	v.cues = kept
}

// isSolid tells whether no other cue explains this one better: a greeting's
// "how are you" is no question, "good morning" no mood, and "how many plants
// should I eat" asks for no summary.
func (v *view) isSolid(c cue) bool {
	for _, o := range v.cues {
		switch {
		case o.end <= c.start || c.end <= o.start:
		case o.intent == string(Greeting) && o.start <= c.start && c.end <= o.end &&
			(c.intent == string(Question) || c.detail == "note" || strings.HasPrefix(c.detail, "stress")):
			return false
		case o.detail == questionSure && c.intent == string(Summary):
			return false
		}
	}
	return true
}

// claimEnd is where the request that starts before token i ends: with its
// sentence, or where a clause begins to tell what was eaten.
func (v *view) claimEnd(i int) int {
	for ; i < len(v.toks) && !v.toks[i].sentence; i++ {
		if v.toks[i].clause && v.tellsEating(i) {
			return i
		}
	}
	return i
}

// tellsEating tells whether the clause that starts at i says "(I) had …".
func (v *view) tellsEating(i int) bool {
	for words := 0; i < len(v.toks) && words < 2; i++ {
		if v.is(i, v.class.ate) {
			return true
		}
		if !v.lex.isFiller(v.toks[i].word) && !v.lex.is(v.toks[i].word, v.lex.leadIn) {
			words++
		}
	}
	return false
}

// stands tells whether the cue still counts: requests always, statements
// outside of foods, questions and requests.
func (v *view) stands(c cue) bool {
	switch Intent(c.intent) {
	case Question, Summary, Undo, ReminderSettings, Correction, Unknown:
		return true
	}
	inFood := true
	for i := c.start; i < c.end; i++ {
		if v.asked[i] {
			return false
		}
		inFood = inFood && v.eaten[i]
	}
	return !inFood || c.start == c.end
}

// has finds the first cue of the intent.
func (v *view) has(i Intent) (cue, bool) {
	for _, c := range v.cues {
		if c.intent == string(i) {
			return c, true
		}
	}
	return cue{}, false
}
