package coach

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// guidance is the folder of the guidance in the content files.
const guidance = "guidance"

// LoadGuide reads the guidance cards (guidance/*.txt but common.txt,
// outside.txt and itself.txt), the articles' paragraphs (places.tsv) and the
// words to find cards by (synonyms.tsv and those three). Its error joins everything that is wrong, each
// with file and line, as "guidance/foods.txt:12: …".
func LoadGuide(fsys fs.FS) (*Guide, error) {
	l := &guideLoader{fsys: fsys, places: make(map[string]Place)}
	g := &Guide{byID: make(map[string]int), byLine: make(map[Line]int), main: make(map[food.Category]int), plurals: make(map[string]string)}
	l.readPlaces(g)
	l.readPlurals(g)
	names, err := fs.Glob(fsys, guidance+"/*.txt")
	if err != nil {
		return nil, fmt.Errorf("listing guidance: %w", err)
	}
	for _, name := range names {
		switch path.Base(name) {
		case "common.txt", "outside.txt", "itself.txt":
		default:
			l.readCards(g, name)
		}
	}
	words := l.readWords()
	g.kinds = l.readKinds(words)
	g.itself = newWords()
	l.readOutside("itself.txt", g.itself)
	l.checkComplete(g)
	l.checkInside(g, words)
	if err := errors.Join(l.wrong...); err != nil {
		return nil, err
	}
	g.index = newIndex(g.cards, words)
	return g, nil
}

// guideLoader collects what is wrong, so that an editor sees all of it.
type guideLoader struct {
	fsys   fs.FS
	places map[string]Place
	wrong  []error
}

func (l *guideLoader) fail(name string, line int, format string, args ...any) {
	l.wrong = append(l.wrong, fmt.Errorf("%s:%d: %s", name, line, fmt.Sprintf(format, args...)))
}

// lines are the file's lines, numbered from 1; index 0 is empty.
func (l *guideLoader) lines(name string) []string {
	data, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.wrong = append(l.wrong, fmt.Errorf("reading guidance: %w", err))
		return nil
	}
	return append([]string{""}, strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")...)
}

// table calls read for each line of a table.
func (l *guideLoader) table(name, header string, read func(cells []string) error) {
	if err := (lang.Table{Path: guidance + "/" + name, Header: header, Short: true}).Each(l.fsys, read); err != nil {
		l.wrong = append(l.wrong, err)
	}
}

func (l *guideLoader) readPlaces(g *Guide) {
	l.table("places.tsv", "place\twhere\tabout", func(cells []string) error {
		article, _, ok := strings.Cut(cells[0], ".")
		if !ok || cells[2] == "" || article != "1" && article != "2" {
			return errors.New("want place (as 1.7 or 2.3), where and about, separated by tabs")
		}
		place := Place{Key: cells[0], Article: int(article[0] - '0'), Where: cells[1], About: cells[2]}
		if _, double := l.places[place.Key]; double {
			return fmt.Errorf("place %s is there twice", place.Key)
		}
		l.places[place.Key] = place
		g.places = append(g.places, place)
		return nil
	})
}

// readPlurals reads how foods that are counted are said.
func (l *guideLoader) readPlurals(g *Guide) {
	l.table("plurals.tsv", "one\tmany", func(cells []string) error {
		if cells[0] == "" || cells[1] == "" {
			return errors.New("want a word and, after a tab, its plural")
		}
		g.plurals[cells[0]] = cells[1]
		return nil
	})
}

// readCards reads a file of cards: fields as "key: value", a card's fields
// together, cards separated by empty lines.
func (l *guideLoader) readCards(g *Guide, name string) {
	var card *cardReader
	for n, line := range append(l.lines(name), "") {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.TrimSpace(line) == "":
			if card != nil {
				card.end(g)
			}
			card = nil
		default:
			if card == nil {
				card = &cardReader{guideLoader: l, file: name, line: n, seen: make(map[string]bool)}
			}
			card.field(n, line)
		}
	}
}

// checkComplete holds the cards as a whole against what the coach needs.
func (l *guideLoader) checkComplete(g *Guide) {
	for _, line := range Lines() {
		if _, ok := g.byLine[line]; !ok {
			l.wrong = append(l.wrong, fmt.Errorf("%s: no card explains the summary's line %q", guidance, line))
		}
	}
	for _, c := range food.AllCategories() {
		if _, ok := g.main[c]; !ok {
			l.wrong = append(l.wrong, fmt.Errorf("%s: no card is the main one of the category %q", guidance, c))
		}
	}
}

// checkInside makes sure that no card is found by what the sources leave out.
func (l *guideLoader) checkInside(g *Guide, w words) {
	for _, c := range g.cards {
		for _, text := range append(c.asks, c.words) {
			if slices.Contains(w.terms(text), outside) {
				l.wrong = append(l.wrong, fmt.Errorf("%s: the card %s is to be found by %q, part of which is in outside.txt", guidance, c.ID, text))
			}
		}
	}
}

// readWords reads the synonyms and the words that say nothing.
func (l *guideLoader) readWords() words {
	w := newWords()
	name := guidance + "/common.txt"
	for _, line := range l.lines(name) {
		if !strings.HasPrefix(line, "#") {
			w.ignore(strings.Fields(line))
		}
	}
	l.table("synonyms.tsv", "word\tothers\tkind", func(cells []string) error {
		if cells[0] == "" || cells[1] == "" || cells[2] != "" && cells[2] != "aspect" {
			return errors.New("want a word, after a tab others that mean the same, and maybe after another \"aspect\"")
		}
		return w.alias(cells[0], strings.Split(cells[1], ";"), cells[2] != "")
	})
	l.readOutside("outside.txt", w)
	l.readOutside("itself.txt", w)
	return w
}

// readOutside reads phrases that the articles leave out.
func (l *guideLoader) readOutside(file string, w words) {
	name := guidance + "/" + file
	for n, line := range l.lines(name) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if err := w.leaveOut(splitTrim(line, ";")); err != nil {
			l.fail(name, n, "%v", err)
		}
	}
}
