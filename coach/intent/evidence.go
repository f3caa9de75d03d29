package intent

import (
	"fmt"
	"strings"

	"gutskin/coach"
	"gutskin/coach/lang"
)

// tagIdiom is what phrases carry that are a figure of speech: such a phrase
// names no food and is no cue.
const tagIdiom = "idiom"

// idiomMute is the detail of idioms that are no cue, while their foods were
// eaten: "fast food", "chicken with the skin on".
const idiomMute = "mute"

// detailPlan is the detail of wishes, plans and dislikes, whose foods weren't
// eaten.
const detailPlan = "plan"

// detailLost is the detail of foods that were given away, thrown away or kept for
// later.
const detailLost = "lost"

// detailOthers is the detail of what other people ate, up to where the teller
// says what they had themselves.
const detailOthers = "others"

// detailSymptom is the detail of short complaints: foods named as their cause
// count only where the message says that they were eaten.
const detailSymptom = "symptom"

// detailApplied is the detail of what is put on the skin, foods too.
const detailApplied = "applied"

// questionSure is the detail of questions that are no request for a summary,
// whatever they ask about: "how many plants should I eat?"
const questionSure = "sure"

// questionPair is the detail of a thing set beside a condition of the skin: "magnesium
// and acne". Of two complaints it is none.
const questionPair = "pair"

// detailList is the detail of words that head a list of what was eaten: "what I
// had today: eggs, salad".
const detailList = "list"

// ratedKind is the kind of phrases that rate the skin of another day beside the
// one at hand: "yesterday it was 3".
const ratedKind = "rated"

// detailMore is the detail of "another 12 ounces": more of what was had last.
const detailMore = "more"

// detailUnsaid is the detail of meals told by their name alone.
const detailUnsaid = "unsaid"

// detailDeclined is the detail of thanks that aren't any: "no thanks".
const detailDeclined = "declined"

// details lists what the second column of a phrases file may say.
var details = map[string]string{
	string(Summary):          "period today day week last_week month plants history skin search report " + detailLook,
	string(Undo):             "undo another redo delete",
	string(Correction):       "replace replace_if guess guess_if alike_if same_if kind_if some_if known_if restore restore_if remove remove_if keep_if add add_if measure measure_if differ differ_if move move_if rate rate_if vague",
	string(ReminderSettings): "on off pause snooze set show fewer",
	string(Meal):             "told again ask unsaid more " + detailList,
	ratedKind:                "on",
	string(Skin):             "rating note applied " + markPrefix + string(coach.MarkSkincare) + " " + markPrefix + string(coach.MarkSkincare) + markEnd,
	string(Lifestyle):        gutDetails + " " + markDetails() + " note plan lost others symptom sleep_hours sleep_hours=span sleep_number sleep sleep=1 sleep=2 sleep=3 sleep=4 sleep=5 stress=1 stress=2 stress=3 stress=4 stress=5 stress movement_number movement movement=1 movement=2 movement=3 movement=4 movement=5",
	string(Question):         questionIdea + " " + questionPair + " " + questionSure + " " + detailFood + " " + detailLatest,
	string(Greeting):         "thanks ack aim " + detailDeclined,
	string(Water):            "",
	string(Unknown):          "",
	answerKind:               answerRating + " " + answerTold + " " + answerDecline,
	wishKind:                 wishDetails(),
	teachKind:                teachWord + " " + teachFood + " " + teachIf,
	tagIdiom:                 idiomMute,
}

// checkDetail tells what is wrong with the first two columns of a phrase.
func checkDetail(intent, detail string) error {
	allowed, ok := details[intent]
	switch {
	case !ok:
		return fmt.Errorf("%q is no intent", intent)
	case detail == "" && (allowed == "" || intent == tagIdiom || intent == string(Question) || intent == string(Greeting)):
		return nil
	}
	for word := range strings.FieldsSeq(allowed) {
		if word == detail {
			return nil
		}
	}
	return fmt.Errorf("detail %q of %s is none of: %s", detail, intent, allowed)
}

// mostCues is how many cues of a message are weighed against each other: many
// times what anybody's message has.
const mostCues = 200

// gather finds all cues of the message, and leaves out those that are part of
// an idiom, a food, a question or a request.
func (v *view) gather() {
	found, parts := v.finder.Match(v.slotAt)
	v.steps = v.finder.Steps
	for _, f := range found {
		if p := &v.lex.Phrases[f.Phrase]; p.Kind == tagIdiom && !v.afterMeal(f.Start) {
			for i := f.Start; i < f.End; i++ {
				v.toks[i].void = v.toks[i].void || p.Detail == ""
				v.toks[i].mute = v.toks[i].mute || p.Detail == idiomMute
			}
		}
	}
	for _, f := range v.join(found, parts) {
		switch p := &v.lex.Phrases[f.Phrase]; p.Kind {
		case tagIdiom:
		case ratedKind:
			v.others = append(v.others, cue{p.Kind, p.Detail, f.Start, f.End, f.Captures, ""})
		case answerKind:
			v.answers = append(v.answers, cue{p.Kind, p.Detail, f.Start, f.End, f.Captures, ""})
		case teachKind:
			v.teaches = append(v.teaches, cue{p.Kind, p.Detail, f.Start, f.End, f.Captures, ""})
		case wishKind:
			v.asks = append(v.asks, asked{cue{p.Kind, p.Detail, f.Start, f.End, f.Captures, ""}, f.Phrase})
		default:
			if len(v.cues) < mostCues && (p.Kind == string(Greeting) || p.Kind == string(Correction) || !v.isVoid(f)) {
				v.cues = append(v.cues, cue{p.Kind, p.Detail, f.Start, f.End, f.Captures, ""})
			}
		}
	}
	v.cues = append(v.cues, v.reminderCues()...)
	v.cues = append(v.cues, v.ideaCues()...)
	if v.isCorrectionMark() {
		v.cues = append(v.cues, cue{intent: string(Correction), detail: "guess", end: len(v.toks)})
	}
	v.cues = append(v.cues, rowing{v}.cues()...)
	v.cues = append(v.cues, v.asking().weighed()...)
	v.claims().claim()
}

// afterMeal tells that a meal's name stands before token i: what dinner was is
// no figure of speech.
func (v *view) afterMeal(i int) bool { return i > 0 && v.is(i-1, v.class.meal) }

// isVoid tells whether a figure of speech takes the phrase in, or words that
// are none take what it would tell of life or skin.
func (v *view) isVoid(f lang.Match) bool {
	i := Intent(v.lex.Phrases[f.Phrase].Kind)
	told := i == Skin || i == Lifestyle
	for i := f.Start; i < f.End; i++ {
		if v.toks[i].void || v.toks[i].mute && told {
			return true
		}
	}
	return false
}

// isCorrectionMark tells "*kefir" or "kefir*", as people correct themselves.
func (v *view) isCorrectionMark() bool {
	text := strings.TrimSpace(v.text)
	n := len(text)
	if len(v.toks) == 0 || n < 2 || len(v.toks) > 6 || strings.Count(text, "*") != 1 {
		return false
	}
	return text[0] == '*' && text[1] != ' ' || text[n-1] == '*'
}

// askSentences takes every sentence with a question mark for a question, unless
// it is something else already or tells of foods that were eaten.
func (v *view) askSentences() {
	for i := 0; i < len(v.toks); {
		from, to := v.sentence(i)
		if v.toks[i].Asked && !v.explains(from, to) {
			v.cues = append(v.cues, cue{intent: string(Question), start: from, end: to})
		}
		i = to
	}
}

// explains tells whether foods were eaten in the sentence, or a cue other
// than a statement's is in it, or one that asks for a meal to be logged.
func (v *view) explains(from, to int) bool {
	for i := from; i < to; i++ {
		if v.toks[i].eaten && !v.toks[i].void {
			return true
		}
	}
	for _, c := range v.cues {
		if c.start < to && from < c.end && (!statement(Intent(c.intent)) || c.detail == detailUnsaid) {
			return true
		}
	}
	return false
}

// statement tells the intents that something told has.
func statement(i Intent) bool { return i == Skin || i == Lifestyle || i == Water || i == Meal }
