package food

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gutskin/coach/lang"
	"gutskin/content"
)

// TestCues reads the messages of testdata/cues.txt, and TestAmounts those of
// testdata/amounts.txt.
func TestCues(t *testing.T)    { testLines(t, "testdata/cues.txt") }
func TestAmounts(t *testing.T) { testLines(t, "testdata/amounts.txt") }

// testLines reads a file of lines of what is to be read, a tab, and the message.
func testLines(t *testing.T, file string) {
	r := NewReader(loadContent(t))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		want, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			out.WriteString(line)
			continue
		}
		have := strings.ReplaceAll(strings.TrimSuffix(describe(r.Read(text, noon)), "\n"), "\n", "; ")
		if have != want && !*update {
			t.Errorf("%q:\n have %s\n want %s", text, have, want)
		}
		fmt.Fprintf(&out, "%s\t%s\n", have, text)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCuesAreNeeded: without any one line of language/cues.tsv, a sentence of the
// tests is read as something else: of the cases here, of those of coach/intent, or
// of the conversations. Only the sentences in which the line may matter are read.
func TestCuesAreNeeded(t *testing.T) {
	l := loadContent(t)
	r := NewReader(l)
	type sentence struct{ text, told string }
	where := map[int32][]*sentence{} // by meaning; of classes of words by less than -1
	for _, text := range written(t) {
		s := &sentence{text, describe(r.Read(text, noon))}
		for _, m := range r.meanings(text) {
			where[m] = append(where[m], s)
		}
	}
	table, err := readTable(content.Files, "language/cues.tsv", "kind", "phrases")
	if err != nil {
		t.Fatal(err)
	}
	needs := func(id int32) bool {
		return slices.ContainsFunc(where[id], func(s *sentence) bool { return describe(r.Read(s.text, noon)) != s.told })
	}
	// phrasesOf are phrases of each meaning that comes of a line.
	phrasesOf := func(row tableRow) (phrases []string) {
		own := list(row.cells[1], ";")
		if row.cells[0] != "contracted" {
			return own[:1]
		}
		for _, other := range table.rows {
			if other.cells[0] != "person" {
				continue
			}
			for _, who := range list(other.cells[1], ";") {
				for _, verb := range own {
					phrases = append(phrases, who+"s "+verb)
				}
			}
		}
		return phrases
	}
	for _, row := range table.rows {
		var needed bool
		if c, ok := cueClasses[row.cells[0]]; ok {
			var ids []wordID
			for _, w := range list(row.cells[1], ";") {
				if id := l.words.add(lang.Fold(w)); l.words.info[id].class&c != 0 {
					ids = append(ids, id)
					l.words.info[id].class &^= c
				}
			}
			needed = slices.ContainsFunc(ids, func(id wordID) bool { return needs(-2 - int32(id)) })
			for _, id := range ids {
				l.words.info[id].class |= c
			}
		} else {
			var ids []int32
			for _, phrase := range phrasesOf(row) {
				ids = append(ids, l.language.phrases.find(l.words.phrase(phrase, false)))
			}
			values := l.language.phrases.values
			l.language.phrases.values = slices.Clone(values)
			for i, v := range values {
				if v >= 0 && slices.Contains(ids, v) {
					l.language.phrases.values[i] = -1
				}
			}
			needed = slices.ContainsFunc(ids, needs)
			l.language.phrases.values = values
		}
		if !needed {
			t.Errorf("language/cues.tsv:%d: no sentence needs %q", row.line, row.cells)
		}
	}
}

// meanings are those of the phrases that the text holds, and its words' numbers.
func (r *Reader) meanings(text string) (ids []int32) {
	s := r.states.Get().(*state)
	defer r.states.Put(s)
	s.reset(r.lexicon, text, noon)
	s.lexed = s.scan.Tokens(text, s.lexed[:0])
	s.tokenise(s.lexed)
	s.useOwn()
	phrases := r.lexicon.language.phrases
	for i := range s.tokens {
		ids = append(ids, -2-int32(s.tokens[i].word), -2-int32(s.tokens[i].stem))
		node := int32(0)
		for j := i; j < len(s.tokens) && node >= 0; j++ {
			next := phrases.step(node, s.tokens[j].word)
			if next < 0 {
				next = phrases.step(node, s.tokens[j].stem)
			}
			if node = next; node >= 0 && phrases.values[node] >= 0 {
				ids = append(ids, phrases.values[node])
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// written are the messages of the tests.
func written(t *testing.T) (list []string) {
	read := func(pattern string, message func(line string) (string, bool)) {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(data)) {
				if text, ok := message(strings.TrimSpace(line)); ok {
					list = append(list, text)
				}
			}
		}
	}
	quoted := func(line string) (string, bool) { return strings.CutPrefix(line, "> ") }
	read("testdata/cases/*/*.txt", quoted)
	read("../../bot/conversation/testdata/conversations/*.txt", quoted)
	for _, pattern := range []string{"testdata/cues.txt", "../intent/testdata/*.txt"} {
		read(pattern, func(line string) (string, bool) {
			_, text, ok := strings.Cut(line, "\t")
			return strings.ReplaceAll(text, `\n`, "\n"), ok && line[0] != '#'
		})
	}
	read("../intent/testdata/metamorphic/contexts.tsv", func(line string) (string, bool) {
		cells := strings.Split(line, "\t")
		return strings.Replace(cells[min(2, len(cells)-1)], "{meal}", "lentil soup", 1), true
	})
	return list
}
