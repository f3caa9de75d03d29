package conversation

import (
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/intent"
)

// skinTags are the tags that can be chosen by button; "skin.tag" words them.
var skinTags = []string{"breakout", "redness", "dryness", "itch", "flare", "calm", "oily"}

// skinCommand asks for a rating, or reads what follows: "/skin 3 itchy".
func (t *turn) skinCommand(words string) error {
	if words == "" {
		return t.skinMenu()
	}
	text, err := t.words.Label("read.skin", words)
	if err != nil {
		return err
	}
	m := t.read(text)
	if m.Skin == nil {
		return t.skinMenu()
	}
	return t.logAndAnswer(text, m)
}

// skinMenu asks for a rating by buttons, and offers to look back.
func (t *turn) skinMenu() error {
	t.askRating("")
	k := t.ratingKeyboard()
	k.row().add("button.skin.history", nil, "skin", "history").add("button.skin.photos", nil, "skin", "photos")
	return t.sayWith("skin.ask", nil, k)
}

func (t *turn) ratingKeyboard() *keyboard { return t.keyboard().ratings() }

// ratings adds the ratings 1 to 5 to the last row. With more arguments, such
// as "new" for an answer that leaves the message as it is, they follow.
func (k *keyboard) ratings(more ...string) *keyboard {
	for rating := 1; rating <= 5; rating++ {
		k.add("button.rating", rating, "skin", append([]string{strconv.Itoa(rating)}, more...)...)
	}
	return k
}

// pressSkin keeps a rating ("skin 3", "skin 3 new"), or turns one of its tags on or off
// ("tag <source> itch"; without a tag the choice is finished).
func (t *turn) pressSkin(verb string, args arguments) error {
	if verb == "tag" {
		return t.pressTag(args.at(0), args.at(1))
	}
	switch args.at(0) {
	case "history":
		return t.skinHistory()
	case "photos":
		return t.skinPhotos()
	}
	rating, err := strconv.Atoi(args.at(0))
	if err != nil || rating < 1 || rating > 5 {
		return t.say("button.old", nil)
	}
	source := t.source()
	_, err = t.append(coach.ChangeLog, source, 0, []coach.Entry{{
		Source: source, Kind: coach.KindSkin, Day: t.today(), At: t.now, Clock: -1, Skin: &coach.Skin{Rating: rating},
	}})
	if err != nil {
		return err
	}
	edit := t.e.MessageID
	if args.at(1) == "new" {
		edit = 0
	}
	return t.showTags(source, coach.Skin{Rating: rating}, edit)
}

// showTags offers the tags to a rating, the chosen ones ticked: in place of
// message edit, or in a new one when that is 0.
func (t *turn) showTags(source string, skin coach.Skin, edit int) error {
	k := t.keyboard()
	for _, tag := range skinTags {
		k.flow(3, "button.tag", tagLabel{tag, slices.Contains(skin.Tags, tag)}, "tag", source, tag)
	}
	k.row().add("button.done", nil, "tag", source)
	t.ask(askedNote, source)
	return t.sayOf(source, edit, "skin.tags", skin, k)
}

// tagLabel is a tag as its button shows it.
type tagLabel struct {
	Tag    string
	Chosen bool
}

func (t *turn) pressTag(source, tag string) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(entries) == 0 || entries[0].Skin == nil {
		return t.say("button.gone", nil)
	}
	if tag == "" || !slices.Contains(skinTags, tag) {
		t.settle()
		return t.showSource(source, t.e.MessageID)
	}
	list := slices.Clone(entries)
	skin := *list[0].Skin
	if i := slices.Index(skin.Tags, tag); i >= 0 {
		skin.Tags = slices.Delete(slices.Clone(skin.Tags), i, i+1)
	} else {
		skin.Tags = append(slices.Clone(skin.Tags), tag)
	}
	list[0].Skin = &skin
	if _, err := t.append(coach.ChangeCorrect, source, 0, list); err != nil {
		return err
	}
	return t.showTags(source, skin, t.e.MessageID)
}

// skinNote keeps the words that follow a rating as its note. Words that tell
// something of their own aren't one.
func (t *turn) skinNote(text string, m intent.Message) (done bool, err error) {
	if m.Intent != intent.Unknown && (m.Intent != intent.Skin || m.Skin != nil && m.Skin.Rating > 0) {
		return false, nil
	}
	source := t.u.Dialog.About
	_, entries, err := t.standing(source)
	if err != nil || len(entries) == 0 {
		return false, err
	}
	t.settle()
	list := slices.Clone(entries)
	list[0].Text = strings.TrimSpace(list[0].Text + "\n" + text)
	if m.Skin != nil && list[0].Skin != nil {
		skin := *list[0].Skin
		for _, tag := range m.Skin.Tags {
			skin.Tags = appendNew(slices.Clone(skin.Tags), tag)
		}
		list[0].Skin = &skin
	}
	if _, err := t.append(coach.ChangeCorrect, source, 0, list); err != nil {
		return false, err
	}
	return true, t.say("skin.noted", nil)
}
