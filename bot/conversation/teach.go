package conversation

import (
	"maps"
	"strconv"
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/coach/lang"
)

// The limits of what a person can teach.
const (
	maxOwnWords  = 200
	maxOwnPhrase = 60  // bytes
	maxOwnText   = 200 // bytes
	maxOwnTokens = 40  // words of a meaning
	maxOwnFoods  = 20  // foods that a meaning tells: a message can name it many times
	rereadDays   = 90  // how far back taught words are looked for
	rereadMost   = 200 // messages that are read again at once, the latest
	rereadShown  = 3   // of which the answer shows how they stand then
)

// teachable tells whether a text is one that a phrase can stand for, and how
// many foods it tells.
func (t *turn) teachable(meaning string) (foods int, ok bool) {
	foods = len(t.read(meaning).Food.Items)
	return foods, foods <= maxOwnFoods && len(meaning) <= maxOwnText && len(strings.Fields(meaning)) <= maxOwnTokens
}

// taught handles "grandma's pot = lentil soup", and "when I say gran's pot I
// mean lentil soup". done is false for any other text.
func (t *turn) taught(text string, m intent.Message) (done bool, err error) {
	if w, ok := m.Teach(); ok {
		return t.taughtInWords(w)
	}
	phrase, meaning, ok := strings.Cut(text, "=")
	phrase, meaning = t.withoutTeach(strings.TrimSpace(phrase)), strings.TrimSpace(meaning)
	if !ok || phrase == "" || meaning == "" || strings.Contains(meaning, "=") || len(phrase) > maxOwnPhrase {
		return false, nil
	}
	foods, ok := t.teachable(meaning)
	switch {
	case foods == 0:
		return false, nil
	case !ok:
		return true, t.say("teach.long", phrase)
	}
	return true, t.teach(phrase, meaning, "")
}

// taughtInWords keeps a word that a message teaches. What it means has to hold a
// food: where a word that was to be learnt does not, it is asked for.
func (t *turn) taughtInWords(w intent.Teach) (done bool, err error) {
	phrase := strings.Trim(w.Word, " \"'“”‘’:,.")
	meaning := strings.Trim(w.Meaning, " \"'“”‘’:,.!")
	switch {
	case phrase == "" || len(phrase) > maxOwnPhrase:
		return false, nil
	case len(t.read(meaning).Food.Items) == 0:
		t.ask("teach", "\n"+phrase)
		return true, t.say("teach.unclear", phrase)
	}
	t.passOver()
	source, err := t.latestHolding(phrase)
	if err != nil {
		return true, err
	}
	return true, t.teach(phrase, meaning, source)
}

// latestHolding is the source of today's latest message that holds the phrase,
// "" for none: it is what made somebody explain it.
func (t *turn) latestHolding(phrase string) (string, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today(), t.today())
	if err != nil {
		return "", err
	}
	source := ""
	for _, e := range entries {
		if e.Text != "" && holds(e.Text, phrase) {
			source = e.Source
		}
	}
	return source, nil
}

// holds reports whether the text holds the phrase as whole words.
func holds(text, phrase string) bool {
	return strings.Contains(" "+lang.Fold(text)+" ", " "+lang.Fold(phrase)+" ")
}

// withoutTeach is a phrase to be taught without the word that says so:
// "teach: gran's pot".
func (t *turn) withoutTeach(phrase string) string {
	list, err := t.words.Label("words.teach", nil)
	if err != nil {
		return phrase
	}
	for word := range strings.Lines(list) {
		word = strings.TrimSpace(word)
		if len(phrase) > len(word)+1 && strings.EqualFold(phrase[:len(word)], word) && strings.ContainsRune(" :", rune(phrase[len(word)])) {
			return strings.TrimSpace(strings.TrimLeft(phrase[len(word):], " :"))
		}
	}
	return phrase
}

// pressTeach asks what a word means ("teach <source> <n>"), or reads earlier
// messages again with the words taught ("reread <source>").
func (t *turn) pressTeach(verb string, args arguments) error {
	source := args.at(0)
	if verb == "reread" {
		return t.rereadTaught(t.u.Dialog.About)
	}
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	words := t.unknownWords(entries)
	n, err := strconv.Atoi(args.at(1))
	if err != nil || n < 0 || n >= len(words) {
		return t.say("teach.none", nil)
	}
	t.ask("teach", source+"\n"+words[n])
	return t.say("teach.ask", words[n])
}

// teachAnswer takes the text that says what a word means.
func (t *turn) teachAnswer(text string) (done bool, err error) {
	source, phrase, _ := strings.Cut(t.u.Dialog.About, "\n")
	if strings.HasPrefix(text, "/") {
		return false, nil
	}
	if t.says("words.cancel", text) {
		t.settle()
		return true, t.say("teach.cancelled", nil)
	}
	switch foods, ok := t.teachable(text); {
	case foods == 0:
		return true, t.say("teach.unclear", phrase)
	case !ok:
		return true, t.say("teach.long", phrase)
	}
	t.settle()
	return true, t.teach(phrase, text, source)
}

// taughtView is a phrase taught, what it means, and how many earlier messages
// hold it.
type taughtView struct {
	Phrase, Meaning string
	Earlier         int
}

// teach keeps what a phrase means for this person, reads the message that it
// was asked for again, and offers the same for earlier ones.
func (t *turn) teach(phrase, meaning, source string) error {
	if len(t.u.Own) >= maxOwnWords {
		return t.say("teach.full", nil)
	}
	own := maps.Clone(t.u.Own)
	if own == nil {
		own = food.OwnWords{}
	}
	own[lang.Fold(phrase)] = meaning
	t.u.Own = own
	if source != "" {
		if err := t.reread(source); err != nil {
			return err
		}
	}
	earlier, err := t.holding(phrase, source)
	if err != nil {
		return err
	}
	k := t.keyboard()
	if len(earlier) > 0 {
		k.add("button.reread", len(earlier), "reread", "all")
		t.ask("reread", phrase)
	}
	return t.sayWith("taught", taughtView{phrase, meaning, len(earlier)}, k)
}

// holding are the sources of the last weeks, except one, whose message holds
// the phrase.
func (t *turn) holding(phrase, except string) ([]string, error) {
	entries, err := t.tx.Entries(t.u.ID, t.today().Add(-rereadDays), t.today())
	if err != nil {
		return nil, err
	}
	var sources []string
	for _, e := range entries {
		if e.Source != except && e.Text != "" && holds(e.Text, phrase) {
			sources = appendNew(sources, e.Source)
		}
	}
	return sources[max(0, len(sources)-rereadMost):], nil
}

// rereadTaught reads all earlier messages that hold the phrase again.
func (t *turn) rereadTaught(phrase string) error {
	if t.asked() != "reread" || phrase == "" {
		return t.say("button.old", nil)
	}
	t.settle()
	sources, err := t.holding(phrase, "")
	if err != nil {
		return err
	}
	for i, source := range sources {
		read := t.reread
		if i < len(sources)-rereadShown {
			read = t.rereadUnseen
		}
		if err := read(source); err != nil {
			return err
		}
	}
	return t.change("reread", nil)
}

// reread reads a source's message again, and shows how it stands then.
func (t *turn) reread(source string) error {
	if differs, err := t.rereadSource(source); err != nil || !differs {
		return err
	}
	_, err := t.refresh(source)
	return err
}

// rereadUnseen reads a source's message again and leaves the answer to it as it
// is.
func (t *turn) rereadUnseen(source string) error {
	_, err := t.rereadSource(source)
	return err
}
