package lang

import (
	"fmt"
	"strings"
)

// A phrase is written as words separated by spaces, folded (lower case, no
// accents or apostrophes: "dont"), with these elements among them:
//
//	(a|b c|d)  one of these
//	[a|b c]    one of these, or nothing
//	<class>    a phrase of that class of classes.tsv
//	<food>     a food that the food reader saw, eaten or not
//	#          a number in digits or words
//	_          any one word
//	*          up to three words of the same sentence
//	**         up to eight words of the same sentence
//	^          at the start of a clause, ^^ of the message
//	$          at the end of a clause, $$ of the message
//	^.         at the start of a sentence, or after a word that joins clauses
//	.$         at the end of a sentence
//	.          no comma or other break before the next word
//	?          in a sentence that ends with a question mark
//	~word      the regular forms of a verb (inflect.go)
//	{slot}     something of a kind that the reader of the phrases knows (a
//	           clock time, an amount, a food), captured by the match under that
//	           name
//
// Words of the class "filler" ("please", "just", "lol") may stand anywhere in
// a phrase. In long words one wrong letter is forgiven, unless the word is
// written with a mark: =word.
type element struct {
	kind elementKind
	id   int32 // word, class or slot
}

type elementKind uint8

const (
	elWord elementKind = iota
	elExact
	elClass
	elFood
	elNumber
	elAny
	elGap
	elLongGap
	elClauseStart
	elStart
	elClauseEnd
	elEnd
	elAsked
	elSame
	elSlot
	elSentenceStart
	elSentenceEnd
)

// How many words the gaps pass.
const (
	gapWords     = 3
	longGapWords = 8
)

// maxForms bounds the plain forms that one phrase may stand for.
const maxForms = 1024

var signs = map[string]elementKind{
	"<food>": elFood, "#": elNumber, "_": elAny, "*": elGap, "**": elLongGap,
	"^": elClauseStart, "^^": elStart, "$": elClauseEnd, "$$": elEnd, "?": elAsked, ".": elSame, "^.": elSentenceStart, ".$": elSentenceEnd,
}

// compiler turns written phrases into elements.
type compiler struct {
	vocab   *vocab
	classes map[string]int32
	// sets names the bracketed groups of plain words, which are classes too.
	sets map[string]int32
	// members lists each class's phrases, by class id.
	members [][]form
	slots   map[string]int32
	names   []string // of the slots
	// spread writes the longer alternatives of a group out, each as a form of its
	// own: within a class's member no longer member of a class is found.
	spread bool
	// memory is what forms are cut from.
	memory []element
}

// form is a phrase without brackets.
type form []element

// form has room for n elements.
func (c *compiler) form(n int) form {
	if cap(c.memory)-len(c.memory) < n {
		c.memory = make([]element, 0, max(n, 4096))
	}
	from := len(c.memory)
	c.memory = c.memory[:from+n]
	return form(c.memory[from : from : from+n])
}

// compile gives all plain forms of a phrase.
func (c *compiler) compile(phrase string) ([]form, error) {
	words, err := split(spaceDigits(phrase))
	if err != nil {
		return nil, err
	}
	forms := []form{c.form(len(words))}
	for _, w := range words {
		if isSingle(w) {
			e, err := c.element(w)
			if err != nil {
				return nil, err
			}
			for i := range forms { // no two share memory
				forms[i] = append(forms[i], e)
			}
			continue
		}
		choices, err := c.choices(w)
		if err != nil {
			return nil, err
		}
		if len(forms)*len(choices) > maxForms {
			return nil, fmt.Errorf("stands for more than %d forms", maxForms)
		}
		forms = c.product(forms, choices)
	}
	return forms, checkForms(forms)
}

// spaceDigits parts digits from letters ("5k"), as messages are cut.
func spaceDigits(phrase string) string {
	if strings.IndexFunc(phrase, isDigit) < 0 {
		return phrase
	}
	var b strings.Builder
	for i := range len(phrase) {
		if i > 0 && (isDigit(rune(phrase[i])) && isWordByte(phrase[i-1]) || isDigit(rune(phrase[i-1])) && isWordByte(phrase[i])) &&
			isDigit(rune(phrase[i])) != isDigit(rune(phrase[i-1])) {
			b.WriteByte(' ')
		}
		b.WriteByte(phrase[i])
	}
	return b.String()
}

// isWordByte reports whether a word of a phrase may hold c.
func isWordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_'
}

// split cuts a phrase at the spaces outside brackets.
func split(phrase string) ([]string, error) {
	parts := make([]string, 0, strings.Count(phrase, " ")+1)
	depth, start := 0, -1
	for i := 0; i <= len(phrase); i++ {
		if i == len(phrase) || phrase[i] == ' ' && depth == 0 {
			if start >= 0 {
				parts = append(parts, phrase[start:i])
			}
			start = -1
			continue
		}
		if start < 0 {
			start = i
		}
		switch phrase[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth < 0 || depth > 1 {
			return nil, fmt.Errorf("brackets don't match or are nested in %q", phrase)
		}
	}
	if depth != 0 || len(parts) == 0 {
		return nil, fmt.Errorf("%q is empty or has an open bracket", phrase)
	}
	return parts, nil
}

// isSingle reports whether a written word of a phrase is one element.
func isSingle(w string) bool { return w[0] != '(' && w[0] != '[' && w[:1] != inflectMark }

// choices are what one written word of a phrase may be that is several elements.
func (c *compiler) choices(w string) ([]form, error) {
	last := len(w) - 1
	switch {
	case w[0] == '(' && w[last] == ')':
		return c.group(w[1:last])
	case w[0] == '[' && w[last] == ']':
		forms, err := c.group(w[1:last])
		return append(forms, nil), err
	}
	return c.group(w)
}

// group reads alternatives. Those of plain words become one class.
func (c *compiler) group(list string) ([]form, error) {
	var forms, plain []form
	for alternative := range strings.SplitSeq(list, "|") {
		for words := range inflect(alternative) {
			f, err := c.alternative(words)
			if err != nil {
				return nil, err
			}
			if f.plain() && (!c.spread || len(f) <= 1) {
				plain = append(plain, f)
			} else {
				forms = append(forms, f)
			}
		}
	}
	if len(plain) == 1 {
		return append(forms, plain[0]), nil
	}
	if len(plain) > 1 {
		forms = append(forms, form{c.set(list, plain)})
	}
	return forms, nil
}

// alternative compiles the words of one alternative of a group.
func (c *compiler) alternative(list string) (form, error) {
	f := c.form(strings.Count(list, " ") + 1)
	for w := range strings.FieldsSeq(list) {
		e, err := c.element(w)
		if err != nil {
			return nil, err
		}
		f = append(f, e)
	}
	if len(f) == 0 {
		return nil, fmt.Errorf("an alternative is empty")
	}
	return f, nil
}

func (f form) plain() bool {
	for _, e := range f {
		if e.kind != elWord {
			return false
		}
	}
	return true
}

// set is the element of a group, as a class. The same list is the same class.
func (c *compiler) set(list string, members []form) element {
	if c.spread {
		list = "one word of " + list
	}
	id, ok := c.sets[list]
	if !ok {
		id = int32(len(c.members))
		c.members = append(c.members, members)
		c.sets[list] = id
	}
	return element{elClass, id}
}

func (c *compiler) element(w string) (element, error) {
	if id, ok := c.vocab.ids[w]; ok {
		return element{elWord, id}, nil
	}
	if kind, ok := signs[w]; ok {
		return element{kind: kind}, nil
	}
	if name, ok := strings.CutPrefix(w, "{"); ok {
		return c.slot(strings.TrimSuffix(name, "}"))
	}
	if name, ok := strings.CutPrefix(w, "<"); ok {
		id, ok := c.classes[strings.TrimSuffix(name, ">")]
		if !ok {
			return element{}, fmt.Errorf("there is no class %s", w)
		}
		return element{elClass, id}, nil
	}
	if exact, ok := strings.CutPrefix(w, "="); ok && isPlain(exact) {
		return element{elExact, c.vocab.add(exact)}, nil
	}
	if !isPlain(w) {
		return element{}, fmt.Errorf("%q is no folded word: lower case without accents, apostrophes or other signs", w)
	}
	return element{elWord, c.vocab.add(w)}, nil
}

// slot is the element that captures a slot of that name.
func (c *compiler) slot(name string) (element, error) {
	if !isClassName(name) {
		return element{}, fmt.Errorf("%q is no name of a slot: lower-case letters and _", name)
	}
	id, ok := c.slots[name]
	if !ok {
		id = int32(len(c.names))
		name = strings.Clone(name)
		c.slots[name] = id
		c.names = append(c.names, name)
	}
	return element{elSlot, id}, nil
}

// isPlain reports whether a message can hold w as one word.
func isPlain(w string) bool {
	if strings.IndexFunc(w, func(c rune) bool { return c < 'a' || c > 'z' }) < 0 {
		return w != ""
	}
	words := Words(w)
	return len(words) == 1 && words[0].Text == w && words[0].End == len(w)
}

func (c *compiler) product(heads, tails []form) []form {
	out := make([]form, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, append(append(c.form(len(h)+len(t)), h...), t...))
		}
	}
	return out
}

// checkForms refuses phrases that would match anything, or start with a gap.
func checkForms(forms []form) error {
	for _, f := range forms {
		solid := false
		for i, e := range f {
			gap := e.kind == elGap || e.kind == elLongGap
			if gap && (!solid || i == len(f)-1) {
				return fmt.Errorf("a gap stands at an edge")
			}
			solid = solid || e.kind <= elNumber || e.kind == elSlot
		}
		if !solid {
			return fmt.Errorf("holds no word")
		}
	}
	return nil
}
