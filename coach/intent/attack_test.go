package intent

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// attacks are what somebody may repeat to make reading slow: the words of
// phrases, foods, cues, numbers and signs, with and without commas.
var attacks = []string{
	"tea ", "rice and beans ", "what did i eat on ", "so ", "not ", "1 ", "no rice actually ", "the ", "tea, ", "and ", "with ", "or ",
	"please ", "remind me of water at 4 and ", "skin 3 ", "half past ", "it was rice not ", "yesterday ", "for breakfast ", "@", "3/5 ",
	"i had ", "did i ", "my wife had ", "at 5 not 6 ", "kefir 200 ml ", "a cup of ", "blorg ", "🥑", "((", "?!", "apple. ", "i mean ", "how many ",
	"when did i last eat ", "swap rice for ", "between 9 and ", "every 2 hours ", "chicken soup with rice and ", "water reminders at ", "blood in my ",
}

// longest is the longest message that Telegram sends, in runes.
const longest = 4096

func repeated(unit string, runes int) string {
	return strings.Repeat(unit, runes/utf8.RuneCountInString(unit))
}

// TestAttacksAreLinear: twice as much of anything takes at most 2.2 times the
// steps, up to the longest message.
func TestAttacksAreLinear(t *testing.T) {
	r := testReader(t)
	for _, unit := range attacks {
		before := 0
		for runes := longest / 8; runes <= longest; runes *= 2 {
			v := r.look(repeated(unit, runes), moment)
			v.gather()
			v.verdict().decide()
			if before > 0 && float64(v.steps) > 2.2*float64(before)+100 {
				t.Errorf("%q: %d steps at %d runes, %d at half of them", unit, v.steps, runes, before)
			}
			before = v.steps
		}
	}
}

// BenchmarkAttacks is what the worst messages cost beside an ordinary one.
func BenchmarkAttacks(b *testing.B) {
	r := realReader(b)
	b.Run("ordinary", func(b *testing.B) {
		for b.Loop() {
			r.Read("oatmeal with blueberries and kefir for breakfast, 2 glasses of water, skin 3/5", moment)
		}
	})
	for _, unit := range attacks {
		text := repeated(unit, longest)
		b.Run(strings.TrimSpace(unit), func(b *testing.B) {
			for b.Loop() {
				r.Read(text, moment)
			}
		})
	}
}
