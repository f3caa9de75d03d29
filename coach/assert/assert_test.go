package assert

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"pgregory.net/rapid"

	"gutskin/content"
)

// cues are the words of the tests' sentences that are cues, each its own span.
var cues = map[string]Span{
	"no": scoped("not"), "omitting": scoped("omit"), "skipped": scoped("nothad"), "untouched": scoped("denyall"),
	"want": scoped("wish"), "tomorrow": scoped("planall"), "bought": scoped("shop"), "rubbed": scoped("apply"),
	"is": scoped("askbe"), "does": scoped("ask"), "which": scoped("askif"), "delete": scoped("edit"), "will": scoped("plan"),
	"left-it": scoped("lastone"), "for-charity": scoped("theirs"), "kept": scoped("stored"), "is-for": scoped("isfor"), "suspect": scoped("suspect"), "or-no": scoped("askall"), "how-often": scoped("askback"),
	"there-was": {Role: Offer}, "only-had": {Role: Ate, Only: true},
	"had": {Role: Ate}, "had-it": {Role: Ate, It: true}, "ordered": {Role: Ate, Ordered: true}, "Had": {Role: Ate, Named: true},
	"but": {Role: Tell}, "then": {Role: Then}, "so": {Role: So}, "instead": {Role: Instead}, "i": {Role: Self},
	"she": {Role: Person}, "me-too": {Role: MeToo}, "of-hers": {Role: OfTheirs}, "in-the-film": scoped("fiction"), "had-what": {Role: Like}, "no-wait": {Role: Mend}, "subbed": {Role: Sub}, "sub": {Role: Sub, OrItem: true},
	"gave": {Role: Gave}, "need": scoped("need"), "hey": {Role: Filler}, "and": {Role: And}, "or": {Role: Or}, "with": {Role: With}, "was": {Role: Was}, "the": {Role: The},
}

var rules, rulesErr = ReadRules(content.Files)

func scoped(kind string) Span { return Span{Role: Scoped, Rule: rules[kind]} }

// spansOf cuts a sentence of the tests: capitals are items, "for" no span,
// "2" a number, "today" a time, other words no span either.
func spansOf(text string) (spans []Span, words int) {
	isFor := false
	for _, word := range strings.Fields(text) {
		span, known := cues[word]
		switch {
		case known:
			span.Kind = Cue
		case strings.ContainsAny(word, ",.?();:/+'"):
			span.Kind, span.Sign = Sign, word[0]
		case word == "2", word == "0":
			span.Kind, span.Zero = Number, word == "0"
		case word == "cups":
			span.Kind = Unit
		case word == "fresh":
			span.Kind = Qualifier
		case word == "today", word == "lunch":
			span.Kind, span.Meal = Time, word == "lunch"
		case unicode.IsUpper(rune(word[0])):
			span.Kind = Item
		default:
			isFor = isFor || word == "for"
			words++
			continue
		}
		span.First, span.Last, span.For = words, words+1, isFor && (span.Role != Person || len(spans) > 0 && spans[len(spans)-1].Last == words-1)
		isFor = false
		words++
		spans = append(spans, span)
	}
	return spans, words
}

// said resolves a text whose sentences end in ".", and tells each item with the
// first letter of what is said of it, told items with none: "TEA COLA:d".
func said(text string) string {
	spans, words := spansOf(text)
	var r Resolver
	for from := 0; from < len(spans); {
		to := from
		for to < len(spans) && spans[to].Sign != '.' {
			to++
		}
		to = min(to+1, len(spans))
		r.Resolve(spans, from, to, words)
		from = to
	}
	fields := strings.Fields(text)
	var out []string
	for _, s := range spans {
		if s.Kind != Item {
			continue
		}
		word := fields[s.First]
		if s.Said != Told {
			word += ":" + s.Said.String()
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

// sentences are what the tests read, and what is said in them.
var sentences = []struct{ text, want string }{
	{"TEA , COLA and RICE", "TEA COLA RICE"},
	// next
	{"no TEA , COLA", "TEA:denied COLA"},
	{"no TEA or COLA , RICE", "TEA:denied COLA:denied RICE"},
	{"no TEA , COLA or BEER , RICE", "TEA:denied COLA:denied BEER:denied RICE"},
	{"no TEA , 2 COLA or BEER", "TEA:denied COLA BEER"},
	{"no TEA and COLA", "TEA:denied COLA:denied"},
	{"no TEA and had COLA", "TEA:denied COLA"},
	{"no TEA / COLA", "TEA:denied COLA:denied"},
	{"no TEA 2 COLA", "TEA:denied COLA"},
	{"no 2 cups TEA", "TEA:denied"},
	{"no TEA with COLA", "TEA:denied COLA"},
	{"no TEA x COLA", "TEA:denied COLA"},
	{"no TEA , COLA , BEER or RICE", "TEA:denied COLA:denied BEER:denied RICE:denied"},
	{"no TEA , COLA , BEER , RICE or WINE", "TEA:denied COLA BEER RICE WINE"},
	{"RICE no TEA ( COLA )", "RICE TEA:denied COLA"},
	{"RICE no TEA : COLA", "RICE TEA:denied COLA"},
	// list
	{"omitting TEA , COLA and RICE", "TEA:denied COLA:denied RICE:denied"},
	{"omitting TEA , fresh COLA , x had RICE", "TEA:denied COLA:denied RICE"},
	{"omitting TEA , with RICE", "TEA:denied RICE"},
	// clause
	{"skipped TEA with COLA , RICE", "TEA:denied COLA:denied RICE"},
	{"skipped TEA , COLA or RICE", "TEA:denied COLA:denied RICE:denied"},
	{"skipped TEA had RICE", "TEA:denied RICE"},
	{"skipped TEA but RICE", "TEA:denied RICE"},
	{"skipped TEA so RICE", "TEA:denied RICE"},
	{"skipped TEA so x RICE", "TEA:denied RICE:denied"},
	// backward
	{"TEA and COLA untouched", "TEA:denied COLA:denied"},
	{"TEA untouched , COLA", "TEA:denied COLA"},
	{"RICE . TEA untouched", "RICE TEA:denied"},
	{"untouched TEA , COLA", "TEA:denied COLA"},
	{"RICE , TEA left-it", "RICE TEA:denied"},
	{"RICE , TEA and COLA left-it", "RICE TEA:denied COLA:denied"},
	{"RICE . TEA left-it , COLA", "RICE TEA:denied COLA"},
	{"RICE and fresh TEA left-it", "RICE:denied TEA:denied"},
	// none of
	{"0 TEA , COLA", "TEA:denied COLA"},
	{"TEA 0 x COLA", "TEA COLA"},
	// offered
	{"there-was TEA , COLA and RICE , only-had COLA", "TEA:denied COLA:denied RICE:denied COLA"},
	{"there-was TEA . only-had COLA", "TEA:denied COLA"},
	{"TEA , only-had COLA", "TEA COLA"},
	{"there-was TEA . " + strings.Repeat("today ", LookBack-3) + "only-had COLA", "TEA:denied COLA"},
	{"there-was TEA . " + strings.Repeat("today ", LookBack-2) + "only-had COLA", "TEA COLA"},
	{"there-was TEA , had RICE , only-had COLA", "TEA RICE COLA"},
	// sentence
	{"want TEA , COLA . RICE", "TEA:wished COLA:wished RICE"},
	{"want TEA but had COLA", "TEA:wished COLA"},
	{"will x TEA then COLA", "TEA:planned COLA"},
	{"bought TEA , COLA", "TEA:shopped COLA:shopped"},
	{"want TEA skipped COLA", "TEA:wished COLA:denied"},
	{"want no TEA", "TEA:wished"},
	{"bought TEA . had-it x RICE", "TEA RICE"},
	{"TEA untouched , had-it", "TEA"},
	{"bought TEA . " + strings.Repeat("today ", LookBack-2) + "had-it", "TEA"},
	{"bought TEA . " + strings.Repeat("today ", LookBack-1) + "had-it", "TEA:shopped"},
	{"bought TEA . had-it", "TEA"},
	{"bought TEA and had-it", "TEA"},
	{"bought TEA and had-it RICE", "TEA:shopped RICE"},
	{"bought RICE , x x x , x TEA , had-it today", "RICE:shopped TEA"},
	// both
	{"TEA tomorrow", "TEA:planned"},
	{"TEA rubbed : RICE", "TEA:applied RICE"},
	{"( TEA rubbed ) RICE", "TEA:applied RICE"},
	{"RICE ( TEA rubbed )", "RICE TEA:applied"},
	{"had RICE , i TEA tomorrow", "RICE TEA:planned"},
	{"had RICE tomorrow", "RICE"},
	{"ordered RICE tomorrow", "RICE:planned"},
	{"ordered RICE rubbed", "RICE"},
	{"TEA for-charity , had RICE", "TEA:others RICE"},
	{"suspect TEA , RICE", "TEA:denied RICE"},
	{"TEA x or-no", "TEA:asked"},
	{"TEA , how-often x", "TEA:asked"},
	{"had TEA , how-often x", "TEA"},
	{"lunch TEA , how-often x", "TEA"},
	{"2 TEA , how-often x", "TEA"},
	{"2 TEA , how-often COLA ?", "TEA COLA:asked"},
	{"TEA rubbed ; RICE", "TEA:applied RICE"},
	{"TEA rubbed but RICE", "TEA:applied RICE"},
	// questions and requests
	{"is TEA x ? RICE", "TEA:asked RICE:asked"},
	{"hey is TEA x", "TEA:asked"},
	{"lunch is TEA", "TEA"},
	{"today is TEA", "TEA"},
	{"lunch is TEA ?", "TEA:asked"},
	{"does TEA x", "TEA:asked"},
	{"lunch does TEA x", "TEA:asked"},
	{"i had TEA or COLA ?", "TEA:asked COLA:asked"},
	{"TEA is x", "TEA"},
	{"she is x TEA", "TEA"},
	{"i is x TEA", "TEA"},
	{"which TEA", "TEA"},
	{"which TEA ?", "TEA:asked"},
	{"had RICE , which TEA ?", "RICE TEA:asked"},
	{"TEA ?", "TEA:asked"},
	{"had TEA ?", "TEA"},
	{"had TEA , is x ?", "TEA"},
	{"TEA , is x COLA ?", "TEA COLA:asked"},
	{"delete TEA , no COLA", "TEA:edited COLA:edited"},
	{"i delete TEA", "TEA:edited"},
	{"delete x , i had TEA", "TEA"},
	{"delete TEA i had", "TEA:edited"},
	{"delete TEA x had COLA", "TEA:edited COLA:edited"},
	{"is TEA no COLA", "TEA:asked COLA:asked"},
	// somebody else
	{"she had TEA , COLA", "TEA:others COLA:others"},
	{"she x had TEA", "TEA"},
	{"had-what she had : TEA", "TEA"},
	{"had-what the she had TEA , she had COLA", "TEA COLA:others"},
	{"i and she had TEA", "TEA"},
	{"i and the she and she had TEA", "TEA"},
	{"i x and she had TEA", "TEA:others"},
	{"i with she had TEA", "TEA:others"},
	{"she and she had TEA", "TEA:others"},
	{"she lunch was TEA , i had RICE", "TEA:others RICE"},
	{"she ' lunch was TEA", "TEA:others"},
	{"she x lunch was TEA", "TEA"},
	{"she today TEA", "TEA"},
	{"she had TEA , i had COLA", "TEA:others COLA"},
	{"Had TEA", "TEA:others"},
	{"she had TEA me-too", "TEA"},
	{"she had TEA me-too COLA", "TEA COLA"},
	{"she me-too TEA", "TEA"},
	{"she had TEA , i had of-hers", "TEA"},
	{"she had TEA , she had of-hers", "TEA:others"},
	{"in-the-film TEA , i had RICE", "TEA:others RICE"},
	{"RICE . she had TEA , she me-too", "RICE TEA:others"},
	{"TEA for she", "TEA:others"},
	{"gave she TEA , COLA", "TEA:others COLA:others"},
	{"gave the she TEA", "TEA:others"},
	{"gave she TEA , had COLA", "TEA:others COLA"},
	{"gave she TEA , she had COLA , had RICE", "TEA:others COLA:others RICE:others"},
	{"gave she TEA , i COLA", "TEA:others COLA"},
	{"she gave she TEA", "TEA"},
	{"gave x she TEA", "TEA"},
	{"gave TEA", "TEA"},
	{"need TEA , COLA", "TEA:wished COLA:wished"},
	{"TEA x need COLA", "TEA COLA"},
	{"TEA and COLA for she , RICE", "TEA:others COLA:others RICE"},
	{"RICE , TEA for she", "RICE TEA:others"},
	{"TEA for she x", "TEA"},
	{"had TEA for she x COLA", "TEA COLA"},
	{"TEA for x she", "TEA"},
	{"TEA for she , me-too", "TEA"},
	// taken back
	{"had TEA , no-wait , COLA", "TEA:denied COLA"},
	{"had TEA . no-wait 2 cups fresh COLA", "TEA:denied COLA"},
	{"had TEA no-wait i had the COLA", "TEA:denied COLA"},
	{"had TEA no-wait x", "TEA"},
	{"TEA no-wait COLA", "TEA:denied COLA"},
	{"had TEA " + strings.Repeat("today ", correctionReach-1) + "no-wait COLA", "TEA:denied COLA"},
	{"had TEA " + strings.Repeat("today ", correctionReach) + "no-wait COLA", "TEA COLA"},
	{"TEA no-wait " + strings.Repeat("fresh ", correctionReach-1) + "COLA", "TEA:denied COLA"},
	{"TEA no-wait " + strings.Repeat("fresh ", correctionReach) + "COLA", "TEA COLA"},
	{"had TEA no-wait bought COLA", "TEA COLA:shopped"},
	{"ordered TEA , had COLA instead", "TEA:denied COLA"},
	{"ordered TEA , instead COLA", "TEA:denied COLA"},
	{"ordered TEA , instead x", "TEA"},
	{"ordered the TEA and instead COLA", "TEA:denied COLA"},
	{"ordered TEA , had COLA instead , RICE", "TEA:denied COLA RICE"},
	{"TEA kept , had RICE", "TEA:shopped RICE"},
	{"had TEA kept", "TEA"},
	{"TEA is-for she , RICE", "TEA:others RICE"},
	{"TEA is-for the she", "TEA:others"},
	{"TEA is-for x she", "TEA"},
	{"TEA is-for", "TEA"},
	{"TEA is-for the", "TEA"},
	{"ordered TEA , had COLA , had RICE instead", "TEA COLA RICE"},
	{"had TEA , had COLA instead", "TEA COLA"},
	// in another's place
	{"subbed TEA for COLA", "TEA COLA:denied"},
	{"subbed TEA with COLA", "TEA:denied COLA"},
	{"had sub with TEA", "sub TEA"},
	{"RICE . subbed " + strings.Repeat("fresh ", correctionReach-1) + "TEA for COLA", "RICE TEA COLA:denied"},
	{"RICE . subbed " + strings.Repeat("fresh ", correctionReach) + "TEA for COLA", "RICE TEA:denied COLA"},
	{"sub TEA for COLA", "TEA COLA:denied"},
}

func TestResolve(t *testing.T) {
	if rulesErr != nil {
		t.Fatal(rulesErr)
	}
	for _, tt := range sentences {
		if got := said(tt.text); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// What stands in an earlier sentence, out of reach, isn't changed, and a
// sentence of its own says what it says without them.
func TestResolveKeepsSentencesApart(t *testing.T) {
	words := []string{"TEA", "COLA", "RICE", "2", ",", "or", "and", "no", "had", "but", "want", "bought", "she", "i", "for", "is", "x", "with", "rubbed"}
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.SliceOfN(rapid.SampledFrom(words), 1, 12)
		first, second := strings.Join(draw.Draw(t, "first"), " "), strings.Join(draw.Draw(t, "second"), " ")
		both := said(first + " . " + second)
		if apart := strings.TrimSpace(said(first+" .") + " " + said(second)); both != apart {
			t.Fatalf("%q . %q: together %s, apart %s", first, second, both, apart)
		}
	})
}

func TestReadRules(t *testing.T) {
	tests := []struct{ row, want string }{
		{"not\tdenied\tforward\tnext\tanywhere", "<nil>"},
		{"not\tunheard\tforward\tnext\tanywhere", `language/assertions.tsv:2: "unheard" isn't known`},
		{"not\tdenied\tup\tnext\tanywhere", `language/assertions.tsv:2: "up" isn't known`},
		{"not\tdenied\tforward\tpage\tanywhere", `language/assertions.tsv:2: "page" isn't known`},
		{"not\tdenied\tforward\tnext\thome", `language/assertions.tsv:2: "home" isn't known`},
		{"not\tdenied\tforward\tnext\tanywhere\nnot\tasked\tforward\tnext\tanywhere", `language/assertions.tsv:3: cue "not" has two rules`},
	}
	for _, tt := range tests {
		fsys := fstest.MapFS{RulesPath: {Data: []byte("cue\tsays\tdirection\tscope\tplace\n" + tt.row + "\n")}}
		if _, err := ReadRules(fsys); fmt.Sprint(err) != tt.want {
			t.Errorf("%q: %v, not %s", tt.row, err, tt.want)
		}
	}
}

// Each rule is needed: without it a sentence of the tests means something else.
func TestRulesAreNeeded(t *testing.T) {
	whole := maps.Clone(cues)
	defer func() { cues = whole }()
	for kind, rule := range rules {
		cues = maps.Clone(whole)
		for word, span := range whole {
			if span.Role == Scoped && span.Rule == rule {
				cues[word] = Span{}
			}
		}
		if !slices.ContainsFunc(sentences, func(s struct{ text, want string }) bool { return said(s.text) != s.want }) {
			t.Errorf("no test fails without the rule of %q", kind)
		}
	}
}
