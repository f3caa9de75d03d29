package conversation

import (
	"context"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/coach/lang"
	"gutskin/storage"
)

// vocabulary are the person's own words for foods.
type vocabulary struct{ *turn }

func (t *turn) vocabulary() vocabulary { return vocabulary{t} }

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
func (t vocabulary) teachable(meaning string) (foods int, ok bool) {
	foods = len(t.read(meaning).Food.Items)
	return foods, foods <= maxOwnFoods && len(meaning) <= maxOwnText && len(strings.Fields(meaning)) <= maxOwnTokens
}

// taught handles "grandma's pot = lentil soup", and "when I say gran's pot I
// mean lentil soup". done is false for any other text.
func (t vocabulary) taught(text string, m intent.Message) (done bool, err error) {
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
func (t vocabulary) taughtInWords(w intent.Teach) (done bool, err error) {
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
func (t vocabulary) latestHolding(phrase string) (string, error) {
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
func (t vocabulary) withoutTeach(phrase string) string {
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
func (t vocabulary) pressTeach(verb string, args arguments) error {
	source := args.at(0)
	if verb == "reread" {
		return t.rereadTaught(t.u.Dialog.About)
	}
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	words := t.display().unknownWords(entries)
	n, err := strconv.Atoi(args.at(1))
	if err != nil || n < 0 || n >= len(words) {
		return t.say("teach.none", nil)
	}
	t.ask("teach", source+"\n"+words[n])
	return t.say("teach.ask", words[n])
}

// teachAnswer takes the text that says what a word means.
func (t vocabulary) teachAnswer(text string) (done bool, err error) {
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
func (t vocabulary) teach(phrase, meaning, source string) error {
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
func (t vocabulary) holding(phrase, except string) ([]string, error) {
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
func (t vocabulary) rereadTaught(phrase string) error {
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
func (t vocabulary) reread(source string) error {
	if differs, err := t.rereadSource(source); err != nil || !differs {
		return err
	}
	_, err := t.display().refresh(source)
	return err
}

// rereadUnseen reads a source's message again and leaves the answer to it as it
// is.
func (t vocabulary) rereadUnseen(source string) error {
	_, err := t.rereadSource(source)
	return err
}

// ownWords lists the words taught, each with a button to forget it.
func (t vocabulary) ownWords(show shower) error {
	k := t.keyboard()
	var lines []string // as they are taught
	for i, phrase := range slices.Sorted(maps.Keys(t.u.Own)) {
		lines = append(lines, phrase+" = "+t.u.Own[phrase])
		k.row().add("button.forget", ownWord{phrase, t.u.Own[phrase]}, "set", "forget", strconv.Itoa(i)+"."+wordMark(phrase))
	}
	if len(t.u.Own) == 0 {
		example, err := t.words.Label("example.teach", nil)
		if err != nil {
			return err
		}
		k.copies("button.copy.example", example)
	} else {
		k.copies("button.copy.words", strings.Join(lines, "\n"))
	}
	k.row().add("button.back", nil, "set", "show")
	return show.with("settings.words", len(t.u.Own), k)
}

// wordMark is a short mark of a phrase, so that a button made for one never
// hits another.
func wordMark(phrase string) string {
	sum := 0
	for _, r := range phrase {
		sum = (sum*31 + int(r)) % 46656
	}
	return strconv.FormatInt(int64(sum), 36)
}

func (t vocabulary) forgetWord(which string) error {
	index, mark, _ := strings.Cut(which, ".")
	i, err := strconv.Atoi(index)
	phrases := slices.Sorted(maps.Keys(t.u.Own))
	if err == nil && i >= 0 && i < len(phrases) && wordMark(phrases[i]) == mark {
		t.unlearn(phrases[i])
	}
	return t.ownWords(t.change)
}

func (t vocabulary) unlearn(phrase string) {
	own := maps.Clone(t.u.Own)
	delete(own, phrase)
	t.u.Own = own
}

// wishForget forgets a word that the person taught: "forget gran's pot".
func (t vocabulary) wishForget(said string) (done bool, err error) {
	phrase := lang.Fold(said)
	if _, ok := t.u.Own[phrase]; !ok {
		return false, nil
	}
	t.passOver()
	t.unlearn(phrase)
	return true, t.say("taught.forgotten", phrase)
}

// rereadPage is how many people, or changes of one person, are gone through
// at a time.
const rereadPage = 500

// Reread reads everybody's stored messages again, as this version's lexicon
// understands them. What people corrected by hand stays. It tells how many
// messages it read and how many are now understood differently, and progress,
// after each person, of how many it has read them. The bot must not be serving
// meanwhile.
func (s *Service) Reread(ctx context.Context, progress func(people int)) (read, changed int, err error) {
	people := 0
	for after := int64(math.MinInt64); ; {
		ids, err := s.DB.UserIDs(ctx, after, rereadPage)
		if err != nil {
			return read, changed, err
		}
		for _, id := range ids {
			after = id
			r, c, err := s.rereadUser(ctx, id)
			if err != nil {
				return read, changed, fmt.Errorf("reading the messages of user %d again: %w", id, err)
			}
			read, changed = read+r, changed+c
			people++
			progress(people)
		}
		if len(ids) < rereadPage {
			return read, changed, nil
		}
	}
}

// rereadUser reads one person's messages again, all or none.
func (s *Service) rereadUser(ctx context.Context, id int64) (read, changed int, err error) {
	err = s.DB.Update(ctx, func(tx *storage.Tx) error {
		read, changed = 0, 0
		t := s.newTurn(ctx, tx, Event{UserID: id, ChatID: id, Private: true})
		if _, err := t.known(); err != nil {
			return err
		}
		sources, err := t.vocabulary().sources()
		if err != nil {
			return err
		}
		for _, source := range sources {
			again, err := t.vocabulary().rereadSource(source)
			if err != nil {
				return err
			}
			read++
			if again {
				changed++
			}
		}
		return nil
	})
	return read, changed, err
}

// sources are the sources of all the person's changes, oldest first.
func (t vocabulary) sources() ([]string, error) {
	var sources []string
	seen := map[string]bool{}
	for last := int64(0); ; {
		changes, err := t.tx.ChangesAfter(t.u.ID, last, rereadPage)
		if err != nil {
			return nil, err
		}
		for _, c := range changes {
			last = c.Seq
			if !seen[c.Source] {
				seen[c.Source] = true
				sources = append(sources, c.Source)
			}
		}
		if len(changes) < rereadPage {
			return sources, nil
		}
	}
}

// rereadSource reads one message, or the rows of a table that became one meal, again
// and keeps the new reading where it
// differs. What was corrected by hand since is left alone, and so is what was
// deleted.
func (t vocabulary) rereadSource(source string) (differs bool, err error) {
	changes, entries, err := t.standing(source)
	if err != nil || len(entries) == 0 {
		return false, err
	}
	base, ok := coach.Undoable(changes)
	text := textOf(entries)
	if !ok || base.Kind == coach.ChangeCorrect || text == "" {
		return false, nil
	}
	var again []coach.Entry
	if ofTable(source) {
		again = t.tables().readAgain(source, entries)
	} else {
		at := entries[0].At
		again = t.entries(source, text, at, t.Reader.Read(text, t.moment(at)))
		withPhoto(again, photoOf(entries))
	}
	if len(again) == 0 || sameReading(entries, again) {
		return false, nil
	}
	_, err = t.append(coach.ChangeReread, source, base.Seq, again)
	return err == nil, err
}

// sameReading tells whether two readings of a message agree in everything but
// the version that read them.
func sameReading(a, b []coach.Entry) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i], b[i]
		x.Lexicon, y.Lexicon = "", ""
		x.At, y.At = x.At.UTC(), y.At.UTC()
		if !reflect.DeepEqual(x, y) {
			return false
		}
	}
	return true
}
