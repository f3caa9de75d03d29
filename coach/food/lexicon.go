package food

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"gutskin/coach/lang"
)

// Lexicon is every food that can be recognised, and the words around foods.
// It is made by LoadLexicon and never changes afterwards. It holds what reading
// needs and nothing of the files' text, which only editors ask for: Lookup.
type Lexicon struct {
	words     *vocabulary
	foods     []foodInfo
	nameCount int
	names     *trie // phrases of stems → index into entries
	entries   []nameEntry
	english   *lang.English
	typos     *lang.TypoIndex
	language  *language
	// neighbours and dry are the lines of language/beside.tsv and weighed.tsv.
	neighbours []neighbour
	dry        []dryFood
	version    string
}

// foodInfo is what reading needs of a Row.
type foodInfo struct {
	name       string
	categories Categories
	fluid      Fluid
	plants     []string
	herbs      []string
	fiber      float64      // grams in 100 g
	serving    float64      // grams of the usual serving
	units      []UnitWeight // under the names that language/units.tsv gives them
}

// nameEntry is what a phrase in the trie stands for: a food by one of its
// names. A name of one word that is written in the plural (mints, greens)
// leaves the singular to another food, or to none.
type nameEntry struct {
	food   int32 // -1: none
	plural int32 // what the plural stands for, or -1
	head   headKind
	lists  bool // it tells what is in the dish: burrito with meat
}

// About how much there is to hold; it may be more.
const (
	usualWords = 17_500
	usualFoods = 11_200
	usualNames = 34_500
	usualNodes = 46_000
)

// loader fills a Lexicon.
type loader struct {
	*Lexicon
	lines []foodLine // where each food stands
}

type foodLine struct {
	path   string
	number int
}

// LoadLexicon reads foods/*.tsv and language/* from fsys and checks them. All
// mistakes are reported in one joined error, each beginning with file and line
// (foods/grains.tsv:12: …). With mistakes in the foods, the lexicon of the
// rows that are right is returned beside the error, for tools that go on.
func LoadLexicon(fsys fs.FS) (*Lexicon, error) {
	l := loader{Lexicon: &Lexicon{
		words: newVocabulary(usualWords), names: newTrie(usualNodes),
		foods: make([]foodInfo, 0, usualFoods), entries: make([]nameEntry, 0, usualNames),
	}}
	var err error
	if l.language, err = loadLanguage(fsys, l.words); err != nil {
		return nil, err
	}
	if l.english, err = lang.LoadEnglish(fsys); err != nil {
		return nil, err
	}
	paths, err := lexiconFiles(fsys)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	sum.Write(l.language.sum)
	var errs []error
	cells := newCellReader()
	for _, path := range paths {
		file, err := readRowFile(fsys, path, cells, sum)
		errs = append(errs, err)
		if file != nil {
			errs = append(errs, l.addFile(file))
		}
	}
	l.finish()
	l.version = hex.EncodeToString(sum.Sum(nil))[:12]
	return l.Lexicon, errors.Join(errs...)
}

// lexiconFiles are the paths of the lexicon's files, sorted.
func lexiconFiles(fsys fs.FS) ([]string, error) {
	paths, err := fs.Glob(fsys, "foods/*.tsv")
	if err != nil {
		return nil, fmt.Errorf("listing the lexicon: %w", err)
	}
	slices.Sort(paths)
	return paths, nil
}

func (l *loader) addFile(f *RowFile) error {
	var errs []error
	for _, line := range f.Lines {
		if line.Row != nil {
			errs = append(errs, atLine(f.Path, line.Number, l.addRow(foodLine{f.Path, line.Number}, line.Row)))
		}
	}
	return errors.Join(errs...)
}

// addRow takes in one row, unless something is wrong with it.
func (l *loader) addRow(at foodLine, r *Row) error {
	var errs []error
	if !r.Complete() {
		errs = append(errs, errors.New("a figure is still ?"))
	}
	if err := l.nameUnits(r.Units); err != nil {
		errs = append(errs, err)
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	id := int32(len(l.foods))
	l.lines = append(l.lines, at)
	l.foods = append(l.foods, foodInfo{
		name: strings.Clone(r.Name), categories: r.Categories, fluid: r.Fluid, plants: r.Plants, herbs: r.Herbs,
		fiber: r.Fiber.Value, serving: r.Serving.Value, units: r.Units,
	})
	errs = append(errs, l.addName(r.Name, id))
	for _, name := range r.Names {
		errs = append(errs, l.addName(name, id))
	}
	return errors.Join(errs...)
}

// nameUnits brings a row's units to the names that language/units.tsv gives
// them: what a row says of a tub holds for a pot. Rows that are written with
// the same units share them; to do it again changes nothing.
func (l *loader) nameUnits(units []UnitWeight) error {
	var errs []error
	for i, u := range units {
		known, ok := l.language.unitNamed(u.Unit)
		if !ok {
			errs = append(errs, fmt.Errorf("unknown unit %q (language/units.tsv)", u.Unit))
			continue
		}
		units[i].Unit = known.name
	}
	return errors.Join(errs...)
}

// addName makes name stand for the food.
func (l *loader) addName(name string, food int32) error {
	l.nameCount++
	l.words.name = l.words.appendPhrase(l.words.name[:0], name, true)
	err := l.addPhrase(name, l.words.name, food)
	if err == nil && strings.Contains(name, comma) {
		err = l.addPhrase(name, l.words.withCommas(name), food)
	}
	return err
}

// addPhrase makes the words of name stand for the food.
func (l *loader) addPhrase(name string, phrase []wordID, food int32) error {
	if len(phrase) == 0 {
		return fmt.Errorf("name %q holds no word", name)
	}
	for _, w := range phrase {
		if w != l.words.comma {
			l.words.uses[w]++
		}
	}
	next := int32(len(l.entries))
	entry := l.names.add(phrase, next)
	if entry < 0 {
		l.entries = append(l.entries, l.language.newEntry(phrase))
		entry = next
	}
	slot := &l.entries[entry].food
	if len(phrase) == 1 && isPlural(lang.Fold(name)) {
		slot = &l.entries[entry].plural
	}
	if *slot >= 0 {
		if *slot == food { // the same but for plural, accents or spelling
			return nil
		}
		other := l.lines[*slot]
		return fmt.Errorf("name %q already stands for %q (%s:%d)", name, l.foods[*slot].name, other.path, other.number)
	}
	*slot = food
	return nil
}

// isPlural tells whether a folded word is written with a plural s.
func isPlural(folded string) bool {
	n := len(folded)
	return n > 3 && folded[n-1] == 's' && folded[n-2] != 's'
}

// finish builds what needs all names.
func (l *loader) finish() {
	l.names.firstWords(func(w wordID) { l.words.info[w].class |= startsName })
	usable := func(id int32) bool { return l.words.uses[id] > 0 || l.words.info[id].class&correctable != 0 }
	l.findNeighbours()
	l.findDry()
	l.typos = lang.NewTypoIndex(l.words.words, usable, l.words.prefer)
}

// Version is a short hash of everything that the lexicon was made from.
func (l *Lexicon) Version() string { return l.version }

// Len is the number of foods and of the names that stand for them.
func (l *Lexicon) Len() (foods, names int) { return len(l.foods), l.nameCount }
