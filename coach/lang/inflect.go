package lang

import (
	"iter"
	"strings"
)

// inflectMark before a verb stands for all its regular forms: "~vomit" is
// vomit, vomits, vomited and vomiting.
const inflectMark = "~"

// inflect gives the forms of the alternative's marked verb, or the alternative
// itself. Doubled and single consonants are both taken, as people write both.
func inflect(alternative string) iter.Seq[string] {
	return func(yield func(string) bool) {
		before, rest, marked := strings.Cut(alternative, inflectMark)
		if !marked {
			yield(alternative)
			return
		}
		verb, after, _ := strings.Cut(rest, " ")
		if after != "" {
			after = " " + after
		}
		for _, f := range verbForms(verb) {
			if !yield(before + f + after) {
				return
			}
		}
	}
}

func verbForms(verb string) []string {
	last := len(verb) - 1
	if last < 1 {
		return []string{verb}
	}
	switch end := verb[last:]; {
	case end == "e":
		return []string{verb, verb + "s", verb + "d", verb[:last] + "ing"}
	case end == "y" && !isVowel(verb[last-1]):
		return []string{verb, verb[:last] + "ies", verb[:last] + "ied", verb + "ing"}
	case strings.HasSuffix(verb, "s"), strings.HasSuffix(verb, "sh"), strings.HasSuffix(verb, "ch"), end == "x":
		return []string{verb, verb + "es", verb + "ed", verb + "ing"}
	case isVowel(verb[last-1]) && !isVowel(verb[last]):
		return []string{verb, verb + "s", verb + "ed", verb + "ing", verb + end + "ed", verb + end + "ing"}
	}
	return []string{verb, verb + "s", verb + "ed", verb + "ing"}
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
