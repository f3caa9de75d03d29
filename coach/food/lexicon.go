package food

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Lexicon is every food that can be recognised, and the words around foods.
// It is made by LoadLexicon and never changes afterwards.
type Lexicon struct {
	words    *vocabulary
	foods    []foodInfo
	names    *trie // phrases of stems → index into entries
	entries  []nameEntry
	english  *english
	typos    *typos
	language *language
	version  string
}

// foodInfo is a Row made ready for reading.
type foodInfo struct {
	*Row
	file string
	line int

	weights []UnitWeight // its units under the names that language/units.tsv gives them
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

// LoadLexicon reads foods/*.tsv and language/* from fsys and checks them. All
// mistakes are reported in one joined error, each beginning with file and line
// (foods/grains.tsv:12: …). With mistakes in the foods, the lexicon of the
// rows that are right is returned beside the error, for tools that go on.
func LoadLexicon(fsys fs.FS) (*Lexicon, error) {
	l := &Lexicon{words: newVocabulary(1 << 15), names: newTrie(1 << 16)}
	var err error
	if l.language, err = loadLanguage(fsys, l.words); err != nil {
		return nil, err
	}
	if l.english, err = loadEnglish(fsys, "language/english.txt"); err != nil {
		return nil, err
	}
	paths, err := fs.Glob(fsys, "foods/*.tsv")
	if err != nil {
		return nil, fmt.Errorf("listing the lexicon: %w", err)
	}
	slices.Sort(paths)
	sum := sha256.New()
	sum.Write(l.language.sum)
	var files []*RowFile
	var errs []error
	rows, cells := 0, newCellReader()
	for _, path := range paths {
		file, err := readRowFile(fsys, path, cells, sum)
		errs = append(errs, err)
		if file != nil {
			files = append(files, file)
			rows += len(file.Lines)
		}
	}
	l.foods = make([]foodInfo, 0, rows)
	for _, file := range files {
		for _, line := range file.Lines {
			if line.Row != nil {
				errs = append(errs, l.addRow(file.Path, line.Number, line.Row))
			}
		}
	}
	l.finish()
	l.version = hex.EncodeToString(sum.Sum(nil))[:12]
	return l, errors.Join(errs...)
}

// addRow takes in one row, unless something is wrong with it.
func (l *Lexicon) addRow(path string, line int, r *Row) error {
	var errs []error
	if !r.Complete() {
		errs = append(errs, errors.New("a figure is still ?"))
	}
	units, err := l.unitWeights(r.Units)
	if err != nil {
		errs = append(errs, err)
	}
	if len(errs) > 0 {
		return atLine(path, line, errors.Join(errs...))
	}
	id := int32(len(l.foods))
	l.foods = append(l.foods, foodInfo{Row: r, file: path, line: line, weights: units})
	errs = append(errs, l.addName(r.Name, id))
	for _, name := range r.Names {
		errs = append(errs, l.addName(name, id))
	}
	return atLine(path, line, errors.Join(errs...))
}

// unitWeights brings a row's units to the names that language/units.tsv gives
// them: what a row says of a tub holds for a pot.
func (l *Lexicon) unitWeights(units []UnitWeight) ([]UnitWeight, error) {
	var errs []error
	weights := units
	for i, u := range units {
		known, ok := l.language.unitNamed(u.Unit)
		switch {
		case !ok:
			errs = append(errs, fmt.Errorf("unknown unit %q (language/units.tsv)", u.Unit))
		case known.name != u.Unit:
			if &weights[0] == &units[0] { // rows share what they are written with
				weights = slices.Clone(units)
			}
			weights[i].Unit = known.name
		}
	}
	return weights, errors.Join(errs...)
}

// addName makes name stand for the food.
func (l *Lexicon) addName(name string, food int32) error {
	phrase := l.words.phrase(name, true)
	if len(phrase) == 0 {
		return fmt.Errorf("name %q holds no word", name)
	}
	for _, w := range phrase {
		l.words.uses[w]++
	}
	next := int32(len(l.entries))
	entry := l.names.add(phrase, next)
	if entry < 0 {
		l.entries = append(l.entries, l.language.newEntry(phrase))
		entry = next
	}
	slot := &l.entries[entry].food
	if len(phrase) == 1 && isPlural(Fold(name)) {
		slot = &l.entries[entry].plural
	}
	if *slot >= 0 {
		other := l.foods[*slot]
		if *slot == food { // the same but for plural, accents or spelling
			return nil
		}
		return fmt.Errorf("name %q already stands for %q (%s:%d)", name, other.Name, other.file, other.line)
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
func (l *Lexicon) finish() {
	l.names.firstWords(func(w wordID) { l.words.info[w].class |= startsName })
	l.typos = newTypos(l.words, func(id wordID) bool {
		return l.words.uses[id] > 0 || l.words.info[id].class&correctable != 0
	})
}

// Version is a short hash of everything that the lexicon was made from.
func (l *Lexicon) Version() string { return l.version }

// Len is the number of foods and of the names that stand for them.
func (l *Lexicon) Len() (foods, names int) {
	for _, f := range l.foods {
		names += 1 + len(f.Names)
	}
	return len(l.foods), names
}

// Found is a food that a word or phrase leads to.
type Found struct {
	Row   Row
	File  string
	Line  int
	Name  string // the name that matched
	Exact bool   // the whole name; else the phrase is one of its words
}

// Lookup tells which foods the lexicon sees in a word or phrase: first those
// with exactly that name (plurals, case and accents folded), then, up to
// limit, those with a name that holds it.
func (l *Lexicon) Lookup(phrase string, limit int) []Found {
	want := l.words.key(phrase)
	if want == "" {
		return nil
	}
	var found []Found
	for _, f := range l.foods {
		for _, name := range append([]string{f.Name}, f.Names...) {
			have := l.words.key(name)
			if exact := have == want; exact || strings.Contains(have, want) {
				found = append(found, Found{*f.Row, f.file, f.line, name, exact})
				if exact {
					break
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Found) int {
		return cmp.Or(-compareBool(a.Exact, b.Exact), cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	exact := 0
	for exact < len(found) && found[exact].Exact {
		exact++
	}
	return found[:min(len(found), exact+limit)]
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
