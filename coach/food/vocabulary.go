package food

import (
	"gutskin/coach/lang"
	"strings"
)

// wordID numbers the words that the lexicon or the language files hold. 0 is
// no such word.
type wordID int32

// class holds what a word can be besides a part of a food's name. One table
// gives it for every word.
type class uint32

// wordInfo is what is known of a word in its folded form.
type wordInfo struct {
	stem  wordID
	class class
}

// vocabulary is every word that a name, a qualifier, a unit or a phrase is
// made of. It is filled while loading and only read afterwards.
type vocabulary struct {
	ids   map[string]wordID
	words []string
	info  []wordInfo
	uses  []int32 // in how many names the word stands, to choose between typo readings

	numbers    map[wordID]float64  // of number words: "two" is 2
	expansions map[wordID][]wordID // what words are short for: "pb" is "peanut butter"

	tokens []lang.Token // buffers of eachWord
	folded []byte
	name   []wordID // and of the name that is added

	and, or, of, out, to, at, on, the, with, was, from, it, third, percent wordID // words that the grammar of amounts needs
	comma                                                                  wordID // of names that hold one: taco with meat, beans and sour cream
}

func newVocabulary(size int) *vocabulary {
	v := &vocabulary{
		ids:   make(map[string]wordID, size),
		words: make([]string, 1, size),
		info:  make([]wordInfo, 1, size),
		uses:  make([]int32, 1, size),

		numbers:    map[wordID]float64{},
		expansions: map[wordID][]wordID{},
	}
	v.and, v.or, v.of, v.out, v.to, v.at, v.on, v.the, v.with, v.was, v.from, v.it, v.third, v.percent = v.add("and"), v.add("or"), v.add("of"), v.add("out"), v.add("to"), v.add("at"), v.add("on"), v.add("the"), v.add("with"), v.add("was"), v.add("from"), v.add("it"), v.add("third"), v.add("%")
	v.comma = v.add(",")
	return v
}

// add numbers a folded word, and its singular form.
func (v *vocabulary) add(folded string) wordID {
	if id, ok := v.ids[folded]; ok {
		return id
	}
	id := v.number(folded)
	v.info[id].stem = id
	if s := lang.StemOf(folded); s != folded {
		single, ok := v.ids[s]
		if !ok {
			single = v.number(s)
			v.info[single].stem = single
		}
		v.info[id].stem = v.info[single].stem
	}
	return id
}

func (v *vocabulary) number(folded string) wordID {
	id := wordID(len(v.words))
	v.ids[folded] = id
	v.words = append(v.words, folded)
	v.info = append(v.info, wordInfo{})
	v.uses = append(v.uses, 0)
	return id
}

// phrase numbers the words of a phrase as they stand; with stems, in the
// singular.
func (v *vocabulary) phrase(text string, stems bool) []wordID {
	return v.appendPhrase(nil, text, stems)
}

// appendPhrase appends to ids what phrase gives.
func (v *vocabulary) appendPhrase(ids []wordID, text string, stems bool) []wordID {
	v.eachWord(text, func(folded []byte) {
		id, ok := v.ids[string(folded)]
		if !ok {
			id = v.add(string(folded))
		}
		switch {
		case v.expansions[id] != nil:
			ids = append(ids, v.expansions[id]...)
		case stems:
			ids = append(ids, v.info[id].stem)
		default:
			ids = append(ids, id)
		}
	})
	return ids
}

// comma is what separates the parts of a name that has several.
const comma = ", "

// withCommas are a name's words in the singular, with the commas between them.
func (v *vocabulary) withCommas(name string) []wordID {
	var phrase []wordID
	for i, part := range strings.Split(name, comma) {
		if i > 0 {
			phrase = append(phrase, v.comma)
		}
		phrase = append(phrase, v.phrase(part, true)...)
	}
	return phrase
}

// find is phrase without adding a word that isn't there, so that a loaded
// vocabulary can be shared; nil where a word isn't known.
func (v *vocabulary) find(text string, stems bool) []wordID {
	var ids []wordID
	known, reading := true, vocabulary{} // whose buffers are its own
	reading.eachWord(text, func(folded []byte) {
		id, ok := v.ids[string(folded)]
		if !ok {
			id, ok = v.ids[lang.StemOf(string(folded))]
		}
		switch {
		case !ok:
			known = false
		case v.expansions[id] != nil:
			ids = append(ids, v.expansions[id]...)
		case stems:
			ids = append(ids, v.info[id].stem)
		default:
			ids = append(ids, id)
		}
	})
	if !known {
		return nil
	}
	return ids
}

// prefer tells whether word a is a better reading of a mistyped one than b:
// the one that more names hold, then the first by alphabet.
func (v *vocabulary) prefer(a, b int32) bool {
	if v.uses[a] != v.uses[b] {
		return v.uses[a] > v.uses[b]
	}
	return v.words[a] < v.words[b]
}

// key writes a phrase in the form in which names are compared, words between
// spaces: " chicken noodle soup ". "" when it holds no word.
func (v *vocabulary) key(text string) string {
	var b strings.Builder
	reading := vocabulary{}
	reading.eachWord(text, func(folded []byte) {
		id, known := v.ids[string(folded)]
		switch {
		case !known:
			b.WriteString(" " + lang.StemOf(string(folded)))
		case v.expansions[id] != nil:
			for _, e := range v.expansions[id] {
				b.WriteString(" " + v.words[v.info[e].stem])
			}
		default:
			b.WriteString(" " + v.words[v.info[id].stem])
		}
	})
	if b.Len() == 0 {
		return ""
	}
	return b.String() + " "
}

// eachWord calls do with what a phrase of a content file is made of: words,
// numbers, "and" for &, and the per cent sign. The bytes are good until do
// returns. It uses the vocabulary's buffers, so it is for loading only.
func (v *vocabulary) eachWord(text string, do func(folded []byte)) {
	if isPlain(text) {
		for word := range strings.FieldsSeq(text) {
			v.folded = append(v.folded[:0], word...)
			do(v.folded)
		}
		return
	}
	var scan lang.Scanner
	v.tokens = scan.Tokens(text, v.tokens[:0])
	for _, t := range v.tokens {
		switch {
		case t.Kind == signToken && t.Sign == '&':
			v.folded = append(v.folded[:0], "and"...)
		case t.Kind == signToken && t.Sign == '%':
			v.folded = append(v.folded[:0], '%')
		case t.Kind == wordToken || t.Kind == numberToken:
			v.folded = lang.AppendFolded(v.folded[:0], text[t.Start:t.End])
		default:
			continue
		}
		if len(v.folded) > 0 {
			do(v.folded)
		}
	}
}

// isPlain tells whether text is nothing but small letters a to z and spaces,
// as most names are: its words are folded as they stand.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c != ' ' && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}
