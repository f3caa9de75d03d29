package food

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// What a single word can be besides a part of a food's name.
const (
	startsName   class = 1 << iota // some food's name begins with it
	startsPhrase                   // some phrase of the language files does
	isNumber                       // two, a, half
)

// language is what the language files say, made ready for reading.
type language struct {
	words    *vocabulary
	phrases  *trie // → index into meanings
	meanings []meaning
	units    []unit
	sum      []byte
}

// meaning is what a phrase of the language files stands for.
type meaning struct {
	kind  meaningKind
	index int32
}

type meaningKind uint8

const (
	unitMeaning meaningKind = iota
)

func loadLanguage(fsys fs.FS, v *vocabulary) (*language, error) {
	l := &language{words: v, phrases: newTrie(1 << 11)}
	return l, errors.Join(
		l.load(fsys, "spellings.tsv", l.addSpelling, "word", "means"),
		l.load(fsys, "numbers.tsv", l.addNumber, "word", "value"),
		l.load(fsys, "units.tsv", l.addUnit, "unit", "words", "kind", "amount"),
	)
}

func (l *language) load(fsys fs.FS, name string, add func(cells []string) error, header ...string) error {
	t, err := readTable(fsys, "language/"+name, header...)
	if t == nil {
		return err
	}
	return errors.Join(err, t.each(add))
}

// addPhrase makes a phrase stand for a meaning.
func (l *language) addPhrase(text string, m meaning) error {
	phrase := l.words.phrase(text, false)
	if len(phrase) == 0 {
		return fmt.Errorf("phrase %q holds no word", text)
	}
	if l.phrases.add(phrase, int32(len(l.meanings))) >= 0 {
		return fmt.Errorf("phrase %q already has a meaning", text)
	}
	l.meanings = append(l.meanings, m)
	l.words.info[phrase[0]].class |= startsPhrase
	return nil
}

func (l *language) addSpelling(cells []string) error {
	id := l.words.add(Fold(cells[0]))
	means := l.words.phrase(cells[1], false)
	switch {
	case len(means) == 0:
		return fmt.Errorf("spelling %q means nothing", cells[0])
	case len(means) == 1:
		l.words.info[id].stem = l.words.info[means[0]].stem
	}
	l.words.info[id].expand = means
	return nil
}

func (l *language) addNumber(cells []string) error {
	v, err := strconv.ParseFloat(cells[1], 64)
	if err != nil {
		return fmt.Errorf("value is %q, not a number", cells[1])
	}
	id := l.words.add(Fold(cells[0]))
	l.words.info[id].number = v
	l.words.info[id].class |= isNumber
	return nil
}

func (l *language) addUnit(cells []string) error {
	u, err := parseUnit(cells)
	if err != nil {
		return err
	}
	m := meaning{unitMeaning, int32(len(l.units))}
	l.units = append(l.units, u)
	var errs []error
	for _, word := range append([]string{u.name}, list(cells[1], ";")...) {
		if word == u.name && cells[1] != "" && strings.HasPrefix(cells[1], u.name+";") {
			continue
		}
		errs = append(errs, l.addPhrase(word, m))
	}
	return errors.Join(errs...)
}

func (l *language) knowsUnit(name string) bool {
	for _, u := range l.units {
		if u.name == name {
			return true
		}
	}
	return false
}
