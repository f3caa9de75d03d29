package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Program is the classes and phrases of the language files, compiled. It never
// changes and is safe for concurrent use.
type Program struct {
	Phrases []Phrase
	Joined  map[int32][]Together // lines of several parts, by their first part
	Slots   []string             // the names of the slots, by number

	vocab     *vocab
	trie      trie             // of phrases
	parts     trie             // of the parts of lines of several
	rare      trie             // of those of them that are the rarest of a line
	others    [][][]int32      // by phrase, where it is such a part: the other parts of its lines
	needed    [][]element      // by phrase, where it is a part: words and classes of which it needs one
	classOf   map[string]int32 // by name
	values    []string         // by class: its value; classes of one name differ in it
	base      []int32          // by class: the class of all its values
	classesOf [][]int32        // by word: the classes that hold it alone, sorted
	named     [][]int32        // by word: those of them that have names
	sets      classSets        // the same
	longs     trie             // the class members of several words; "phrases" are classes
	marks     []marks          // by word: of the classes that the walk itself asks for
}

// Phrase is what one line of a phrases file speaks for, in its first two
// columns.
type Phrase struct {
	Kind, Detail string
}

// PartKind is the Kind of a part of a line of several parts; by itself it
// speaks for nothing.
const PartKind = "part"

// Together is a line of several phrases joined by " & ": they speak for the
// line in whatever order and with whatever between them. A part with a "!"
// before it must be missing: "<blood> & <toilet> & !(beetroot|borscht)".
type Together struct {
	Phrase  int32   // the line's phrase
	Parts   []int32 // phrases that must be there; the first isn't negative
	Missing []int32 // phrases that must not
}

const joint = " & "

const classHeader = "class\tvalue\twords\tnote"

// Files are the files that a Program is made of, as patterns of fs.Glob.
type Files struct {
	Classes, Phrases []string
	Header           string // of the files of phrases; their first three columns are a phrase's kind, detail and words
}

// loader gathers the files.
type loader struct {
	compiler
	out     *Program
	phrases *trieBuilder
	pieces  *trieBuilder     // the parts
	parts   map[string]int32 // phrases that lines of several parts are made of
	check   func(kind, detail string) error
}

// Load reads all classes*.tsv and phrases_*.tsv of language/. check tells what
// is wrong with the first two columns of a phrase. The error names file and
// line of every mistake.
func Load(fsys fs.FS, check func(kind, detail string) error) (*Program, error) {
	return Files{
		Classes: []string{"language/classes*.tsv"},
		Phrases: []string{"language/phrases_*.tsv"},
		Header:  "intent\tdetail\tphrase\tnote",
	}.Load(fsys, check)
}

// Load is Load for other files of classes and phrases.
func (f Files) Load(fsys fs.FS, check func(kind, detail string) error) (*Program, error) {
	v := newVocab()
	l := &loader{
		compiler: compiler{vocab: v, classes: map[string]int32{}, sets: map[string]int32{}, slots: map[string]int32{}},
		out:      &Program{vocab: v, Joined: map[int32][]Together{}},
		phrases:  newTrieBuilder(4096),
		pieces:   newTrieBuilder(1024),
		parts:    map[string]int32{},
		check:    check,
	}
	if err := eachLine(fsys, []string{"language/texting.tsv"}, "word\tmeans", v.readTyped); err != nil {
		return nil, err
	}
	err := errors.Join(eachLine(fsys, f.Classes, classHeader, l.readClass), eachLine(fsys, f.Phrases, f.Header, l.readPhrase))
	if err != nil {
		return nil, err
	}
	if err := l.finish(fsys); err != nil {
		return nil, err
	}
	return l.out, nil
}

// eachLine calls fn with the cells of each line of the tables that match the
// patterns.
func eachLine(fsys fs.FS, patterns []string, header string, fn func(cells []string) error) error {
	var errs []error
	for _, pattern := range patterns {
		files, err := fs.Glob(fsys, pattern)
		if err != nil {
			return fmt.Errorf("listing the language files: %w", err)
		}
		for _, file := range files {
			errs = append(errs, Table{Path: file, Header: header, Short: true}.Each(fsys, fn))
		}
	}
	return errors.Join(errs...)
}

// readClass reads a group of words. Lines of one class may differ in value; the
// class's own name stands for all of them.
func (l *loader) readClass(cells []string) error {
	name, value := cells[0], cells[1]
	if !isClassName(name) {
		return fmt.Errorf("%q is no class name: lower-case letters and _", name)
	}
	all, ok := l.classes[name]
	if !ok {
		all = l.newClass(name, "")
	}
	part := all
	if value != "" {
		part = l.newClass(name+"="+value, value)
		l.out.base[part] = all
	}
	for words := range strings.SplitSeq(cells[2], ";") {
		if err := l.addMember(strings.TrimSpace(words), all, part); err != nil {
			return err
		}
	}
	return nil
}

// addMember adds the forms of one member to the class and to its part.
func (l *loader) addMember(words string, all, part int32) error {
	l.spread = true
	defer func() { l.spread = false }()
	for w := range inflect(words) {
		forms, err := l.compile(w)
		if err != nil {
			return err
		}
		l.members[all] = append(l.members[all], forms...)
		if part != all {
			l.members[part] = append(l.members[part], forms...)
		}
	}
	return nil
}

func isClassName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// newClass numbers a class, or finds the one of that name.
func (l *loader) newClass(name, value string) int32 {
	if id, ok := l.classes[name]; ok {
		return id
	}
	id := int32(len(l.members))
	l.classes[strings.Clone(name)] = id
	l.members = append(l.members, nil)
	l.pad()
	l.out.values[id] = strings.Clone(value)
	return id
}

// pad makes room for the classes that bracketed groups have added.
func (l *loader) pad() {
	for id := len(l.out.values); id < len(l.members); id++ {
		l.out.values = append(l.out.values, "")
		l.out.base = append(l.out.base, int32(id))
	}
}

func (l *loader) readPhrase(cells []string) error {
	if err := l.check(cells[0], cells[1]); err != nil {
		return err
	}
	id := int32(len(l.out.Phrases))
	l.out.Phrases = append(l.out.Phrases, Phrase{strings.Clone(cells[0]), strings.Clone(cells[1])})
	if strings.Contains(cells[2], joint) {
		return l.compileTogether(cells[2], id)
	}
	forms, err := l.compile(cells[2])
	if err != nil {
		return err
	}
	for _, f := range forms {
		l.phrases.insert(f, id)
	}
	return nil
}

// compileTogether adds a line of several parts for phrase id.
func (l *loader) compileTogether(line string, id int32) error {
	t := Together{Phrase: id}
	for part := range strings.SplitSeq(line, joint) {
		words, negative := strings.CutPrefix(strings.TrimSpace(part), "!")
		p, err := l.part(words)
		if err != nil {
			return err
		}
		if negative {
			t.Missing = append(t.Missing, p)
		} else {
			t.Parts = append(t.Parts, p)
		}
	}
	if len(t.Parts) < 1 || len(t.Parts)+len(t.Missing) < 2 {
		return fmt.Errorf("%q joins nothing", line)
	}
	l.out.Joined[t.Parts[0]] = append(l.out.Joined[t.Parts[0]], t)
	return nil
}

// part is the phrase of one part; the same words are the same phrase.
func (l *loader) part(words string) (int32, error) {
	if id, ok := l.parts[words]; ok {
		return id, nil
	}
	forms, err := l.compile(words)
	if err != nil {
		return 0, err
	}
	id := int32(len(l.out.Phrases))
	l.out.Phrases = append(l.out.Phrases, Phrase{Kind: PartKind})
	for _, f := range forms {
		l.pieces.insert(f, id)
	}
	l.parts[words] = id
	return id, nil
}

// finish sorts what was gathered for looking up.
func (l *loader) finish(fsys fs.FS) error {
	x := l.out
	x.classOf, x.Slots = l.classes, l.names
	l.pad()
	longs := newTrieBuilder(4 * len(l.members))
	x.classesOf = make([][]int32, len(l.vocab.words))
	for class, forms := range l.members {
		for _, f := range forms {
			if len(f) == 1 && f[0].kind == elWord {
				x.classesOf[f[0].id] = append(x.classesOf[f[0].id], int32(class))
			} else {
				longs.insert(f, int32(class))
			}
		}
	}
	names := make([]bool, len(l.members))
	for _, class := range l.classes {
		names[class] = true
	}
	x.named = make([][]int32, len(x.classesOf))
	for word, classes := range x.classesOf {
		slices.Sort(classes)
		for _, class := range classes {
			if names[class] {
				x.named[word] = append(x.named[word], class)
			}
		}
	}
	x.sets = newClassSets(x.classesOf, len(l.members))
	l.finishTries(longs)
	return errors.Join(l.markWords(), l.vocab.finish(fsys))
}

// finishTries makes the tries, given the longer members of classes.
func (l *loader) finishTries(longs *trieBuilder) {
	x := l.out
	common := l.commonness()
	rare := newTrieBuilder(len(l.pieces.written))
	x.others = common.rareParts(x.Joined, l.pieces.written, len(x.Phrases))
	for _, w := range l.pieces.written {
		if x.others[w.phrase] != nil {
			rare.insert(w.form, w.phrase)
		}
	}
	finish := func(b *trieBuilder) trie {
		a := newAnchorer(common)
		t := b.finish(a.anchor, x.classesOf, len(l.members))
		t.hold(a, x.classesOf)
		return t
	}
	x.needed = make([][]element, len(x.Phrases))
	for _, w := range l.pieces.written {
		first, _ := common.rarest(w.form)
		x.needed[w.phrase] = append(x.needed[w.phrase], first.element)
	}
	x.trie, x.parts, x.rare, x.longs = finish(l.phrases), finish(l.pieces), finish(rare), finish(longs)
}

// markWords notes which words are in the classes that the walk itself asks for.
func (l *loader) markWords() error {
	x := l.out
	x.marks = make([]marks, len(x.classesOf))
	for name, m := range map[string]marks{
		"filler": filler, "lead_in": leadIn, "lead_out": leadOut, "trail": trail, "join": joiner, "number": 1 << elNumber,
	} {
		class, ok := l.classes[name]
		if !ok {
			return fmt.Errorf("language/classes.tsv lacks the class %s", name)
		}
		for word := range x.marks {
			if slices.Contains(x.classesOf[word], class) {
				x.marks[word] |= m
			}
		}
	}
	return nil
}

// Class is the number of the class of that name.
func (x *Program) Class(name string) (int32, bool) {
	id, ok := x.classOf[name]
	return id, ok
}

// Is reports whether the word alone belongs to the class.
func (x *Program) Is(word, class int32) bool {
	return x.sets.holding(word).has(class)
}

// ValueOf is the value that the word alone has in the class.
func (x *Program) ValueOf(word, class int32) (string, bool) {
	if !x.Is(word, class) {
		return "", false
	}
	for _, c := range x.classesOf[word] {
		if c != class && x.base[c] == class {
			return x.values[c], true
		}
	}
	return "", false
}

// SpanValue is the value in the class of a longer member of a class, as Spans
// gives it.
func (x *Program) SpanValue(s Span, class int32) (string, bool) {
	if s.Class == class || x.base[s.Class] != class {
		return "", false
	}
	return x.values[s.Class], true
}

// ID is the number of a folded word as it is spelt, 0 when no phrase has it.
func (x *Program) ID(word string) int32 { return x.vocab.ids[word] }

// IsEnglish reports whether a folded word is in the list of English words.
func (x *Program) IsEnglish(word string) bool { return x.vocab.english.Has([]byte(word)) }

// Spelled is a folded word as it is spelled, where it is one that is typed otherwise
// on phones ("hav").
func (x *Program) Spelled(word string) string { return x.vocab.spelled(word) }

// Find is the number of a folded word, letters drawn out ("soooo") or not.
func (x *Program) Find(word string) int32 { return x.vocab.find(word) }

// Mistyped is the number of the word that a folded one was meant to be, 0 when
// it is ordinary English or like none.
func (x *Program) Mistyped(word string) int32 { return x.vocab.mistyped(word) }

// IsFiller reports whether the word may stand anywhere in a phrase.
func (x *Program) IsFiller(word int32) bool { return x.marks[word]&filler != 0 }

// IsLeadOut reports whether a clause may end with the word after it ended.
func (x *Program) IsLeadOut(word int32) bool { return x.marks[word]&leadOut != 0 }

// IsLeadIn reports whether a clause may begin with the word before it begins.
func (x *Program) IsLeadIn(word int32) bool { return x.marks[word]&leadIn != 0 }
