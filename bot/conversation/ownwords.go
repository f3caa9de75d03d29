package conversation

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach/lang"
)

// ownWords lists the words taught, each with a button to forget it.
func (t *turn) ownWords(show shower) error {
	k := t.keyboard()
	for i, phrase := range slices.Sorted(maps.Keys(t.u.Own)) {
		k.row().add("button.forget", ownWord{phrase, t.u.Own[phrase]}, "set", "forget", strconv.Itoa(i)+"."+wordMark(phrase))
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

func (t *turn) forgetWord(which string) error {
	index, mark, _ := strings.Cut(which, ".")
	i, err := strconv.Atoi(index)
	phrases := slices.Sorted(maps.Keys(t.u.Own))
	if err == nil && i >= 0 && i < len(phrases) && wordMark(phrases[i]) == mark {
		t.unlearn(phrases[i])
	}
	return t.ownWords(t.change)
}

func (t *turn) unlearn(phrase string) {
	own := maps.Clone(t.u.Own)
	delete(own, phrase)
	t.u.Own = own
}

// wishForget forgets a word that the person taught: "forget gran's pot".
func (t *turn) wishForget(said string) (done bool, err error) {
	phrase := lang.Fold(said)
	if _, ok := t.u.Own[phrase]; !ok {
		return false, nil
	}
	t.passOver()
	t.unlearn(phrase)
	return true, t.say("taught.forgotten", phrase)
}
