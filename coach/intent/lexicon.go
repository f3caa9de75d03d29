package intent

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// lexicon is the content of the language files that intents are read with.
type lexicon struct {
	vocab   *vocab
	phrases []phrase
	trie    trie                 // of phrases
	joined  map[int32][]together // lines of several parts, by their first part

	classOf   map[string]int32 // by name
	values    []string         // by class: its value; classes of one name differ in it
	base      []int32          // by class: the class of all its values
	classesOf [][]int32        // by word: the classes that hold it alone, sorted
	longs     trie             // the class members of several words; "phrases" are classes

	filler, leadIn, leadOut, trail, join, number int32
}

// phrase is one line of a phrases file.
type phrase struct {
	intent string // an Intent, or a tag that decides inside this package
	detail string
}

// loader gathers the files.
type loader struct {
	compiler
	lex     *lexicon
	phrases *trieBuilder
	parts   map[string]int32 // phrases that lines of several parts are made of
	errs    []error
}

// load reads all classes*.tsv and phrases_*.tsv of language/.
func load(fsys fs.FS) (*lexicon, error) {
	v := newVocab()
	l := &loader{
		compiler: compiler{vocab: v, classes: map[string]int32{}, sets: map[string]int32{}},
		lex:      &lexicon{vocab: v, joined: map[int32][]together{}},
		phrases:  newTrieBuilder(),
		parts:    map[string]int32{},
	}
	for _, read := range []struct {
		files string
		with  func(fs.FS, string)
	}{{"language/classes*.tsv", l.readClasses}, {"language/phrases_*.tsv", l.readPhrases}} {
		files, err := fs.Glob(fsys, read.files)
		if err != nil {
			return nil, fmt.Errorf("listing the language files: %w", err)
		}
		for _, file := range files {
			read.with(fsys, file)
		}
	}
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	if err := l.finish(fsys); err != nil {
		return nil, err
	}
	return l.lex, nil
}

// rows calls fn for each line of a file that holds data, cut at tabs.
func (l *loader) rows(fsys fs.FS, file, header string, fn func(cells []string) error) {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("reading the language files: %w", err))
		return
	}
	columns := strings.Count(header, "\t") + 1
	seen := false
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		var err error
		switch {
		case !seen && line != header:
			err = fmt.Errorf("the first line is not the header %q", header)
		case !seen:
			seen = true
			continue
		case len(cells) > columns:
			err = fmt.Errorf("has %d columns, not %d", len(cells), columns)
		default:
			for len(cells) < columns {
				cells = append(cells, "")
			}
			err = fn(cells)
		}
		if err != nil {
			l.errs = append(l.errs, fmt.Errorf("%s:%d: %w", file, n, err))
		}
		seen = true
	}
}

const (
	classHeader  = "class\tvalue\twords\tnote"
	phraseHeader = "intent\tdetail\tphrase\tnote"
)

// readClasses reads groups of words. Lines of one class may differ in value;
// the class's own name stands for all of them.
func (l *loader) readClasses(fsys fs.FS, file string) {
	l.rows(fsys, file, classHeader, func(cells []string) error {
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
			l.lex.base[part] = all
		}
		for words := range strings.SplitSeq(cells[2], ";") {
			if err := l.addMember(strings.TrimSpace(words), all, part); err != nil {
				return err
			}
		}
		return nil
	})
}

// addMember adds the forms of one member to the class and to its part.
func (l *loader) addMember(words string, all, part int32) error {
	for _, w := range inflect(words) {
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
	l.lex.values[id] = strings.Clone(value)
	return id
}

// pad makes room for the classes that bracketed groups have added.
func (l *loader) pad() {
	for id := len(l.lex.values); id < len(l.members); id++ {
		l.lex.values = append(l.lex.values, "")
		l.lex.base = append(l.lex.base, int32(id))
	}
}

func (l *loader) readPhrases(fsys fs.FS, file string) {
	l.rows(fsys, file, phraseHeader, func(cells []string) error {
		if err := checkDetail(cells[0], cells[1]); err != nil {
			return err
		}
		id := int32(len(l.lex.phrases))
		l.lex.phrases = append(l.lex.phrases, phrase{strings.Clone(cells[0]), strings.Clone(cells[1])})
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
	})
}

// finish sorts what was gathered for looking up.
func (l *loader) finish(fsys fs.FS) error {
	x := l.lex
	x.classOf = l.classes
	l.pad()
	for name, id := range map[string]*int32{
		"filler": &x.filler, "lead_in": &x.leadIn, "lead_out": &x.leadOut, "trail": &x.trail, "join": &x.join, "number": &x.number,
	} {
		class, ok := l.classes[name]
		if !ok {
			return fmt.Errorf("language/classes.tsv lacks the class %s", name)
		}
		*id = class
	}
	longs := newTrieBuilder()
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
	for _, classes := range x.classesOf {
		slices.Sort(classes)
	}
	x.trie, x.longs = l.phrases.finish(x.classesOf), longs.finish(x.classesOf)
	return l.vocab.finish(fsys)
}

// is tells whether the word alone belongs to the class.
func (x *lexicon) is(word, class int32) bool {
	if word == 0 {
		return false
	}
	_, ok := slices.BinarySearch(x.classesOf[word], class)
	return ok
}

func (x *lexicon) isFiller(word int32) bool { return x.is(word, x.filler) }
