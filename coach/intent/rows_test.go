package intent

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/lang"
	"gutskin/content"
)

// Each line of the phrases is needed: without it a sentence of the tests is read
// as something else. A line that none needs has no case yet, or says what others
// say. (The cues of foods: coach/food, TestCuesAreNeeded.)

// rowCases are messages for the lines that no other message needs: what is read of
// them with the real foods, a tab, and the message.
const rowCases = "testdata/rows.txt"

// TestRowCases reads the messages of testdata/rows.txt. With -update it writes what
// is read now.
func TestRowCases(t *testing.T) {
	r := newRealReader(t)
	data, err := os.ReadFile(rowCases)
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
		m := r.Read(text, moment)
		have := allTold(&m)
		if have != want && !*update {
			t.Errorf("%q\n have %s\n want %s", text, have, want)
		}
		fmt.Fprintf(&out, "%s\t%s\n", have, text)
	}
	if *update {
		if err := os.WriteFile(rowCases, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sentence is one that the tests read, and what they hold of it.
type sentence struct {
	text   string
	moment food.Moment
	tell   func(m *Message) string
	real   bool // it is read with the real foods
	told   string
}

// sentences are those of the files of cases, of this package's and of the reader
// of foods', and of the conversations.
func sentences(t *testing.T) []*sentence {
	var list []*sentence
	for _, file := range []string{"talk", "requests", "body", "people", "values", "gut", "report", "look"} {
		tell := describe
		if file == "look" {
			tell = describeLooks
		}
		for _, row := range casesOf(t, "testdata/"+file+".txt") {
			list = append(list, &sentence{text: strings.ReplaceAll(row[1], `\n`, "\n"), moment: moment, tell: tell})
		}
	}
	for _, row := range casesOf(t, rowCases) {
		list = append(list, &sentence{text: row[1], moment: moment, tell: allTold, real: true})
	}
	for _, text := range messagesIn(t, "../food/testdata/cases/*/*.txt") {
		list = append(list, &sentence{text: text, moment: moment, tell: foodsTold, real: true})
	}
	base := lines(t, "bases.tsv")[0][0]
	for _, c := range lines(t, "contexts.tsv") {
		list = append(list, &sentence{text: strings.Replace(c[2], "{meal}", base, 1), moment: contextMoment, tell: foodsTold, real: true})
	}
	for _, text := range messagesIn(t, "../../bot/conversation/testdata/conversations/*.txt") {
		list = append(list, &sentence{text: text, moment: moment, tell: actsTold, real: true})
	}
	return list
}

func casesOf(t *testing.T, file string) (rows [][2]string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		want, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			rows = append(rows, [2]string{want, text})
		}
	}
	return rows
}

// messagesIn are the messages of files in which "> " stands before them.
func messagesIn(t *testing.T, pattern string) (list []string) {
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
			if text, ok := strings.CutPrefix(line, "> "); ok {
				list = append(list, strings.TrimSpace(text))
			}
		}
	}
	return list
}

// foodsTold is what was eaten and what wasn't, as the cases of foods hold it.
func foodsTold(m *Message) string {
	var b strings.Builder
	for _, it := range m.Food.Items {
		if !it.Stated {
			it.Grams = 0
		}
		fmt.Fprintln(&b, it.Food, it.Text, int(it.Grams), it.Categories, it.Plants, it.Herbs, it.FluidML > 0, it.WaterML > 0, it.EatenOn, it.Meal, it.Clock)
	}
	for _, s := range m.Food.NotEaten {
		fmt.Fprintln(&b, "not eaten", s.Text)
	}
	for _, s := range m.Food.Unknown {
		fmt.Fprintln(&b, "unknown", s.Text)
	}
	return b.String()
}

// allTold writes a message's reading in one line, foods and all.
func allTold(m *Message) string {
	var b strings.Builder
	b.WriteString(describe(m))
	add := func(name string, value any) {
		if s := strings.ReplaceAll(fmt.Sprint(value), " ", "_"); s != "" && s != "none" && s != "[]" && s != "false" {
			fmt.Fprintf(&b, " %s=%s", name, s)
		}
	}
	add("look", describeLooks(m))
	for _, w := range m.Wishes() {
		add("wish", wishOf(w))
	}
	add("dish", m.Dish())
	add("sip", m.Sip())
	if a, ok := m.Answer(); ok {
		add("answer", a.Rating)
		add("of", a.When)
		add("declined", a.Decline)
	}
	if t, ok := m.Teach(); ok {
		add("word", t.Word)
		add("means", t.Meaning)
	}
	if c, ok := m.Correction(); ok {
		add("on-day", c.OnDay)
		add("at-meal", c.AtMeal)
		add("kind", c.Kind)
	}
	if more, ok := m.More(); ok {
		add("more", more)
	}
	if i, ok := m.Ideas(); ok {
		add("ideas", true)
		add("for", i.Meal)
		add("have", i.Have)
		add("without", i.Not)
		add("rich-in", i.Of)
	}
	if u, ok := m.Unsaid(); ok {
		add("unsaid", u.Meal)
	}
	for _, it := range m.Food.Items {
		add("ate", it.Food)
	}
	for _, s := range m.Food.NotEaten {
		add("not", s.Text)
	}
	return b.String()
}

// actsTold is all that a conversation goes by.
func actsTold(m *Message) string {
	acts, err := json.Marshal(m.Acts)
	if err != nil {
		panic(err)
	}
	return describe(m) + foodsTold(m) + string(acts)
}

// line is one of a language file.
type line struct {
	file string
	n    int
	text string
}

func (l line) String() string { return fmt.Sprintf("%s:%d: %s", l.file, l.n, l.text) }

// linesOf are the lines of language files below their headers.
func linesOf(t *testing.T, pattern string) (list []line) {
	files, err := fs.Glob(content.Files, pattern)
	if err != nil || len(files) == 0 {
		t.Fatal(pattern, err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(content.Files, file)
		if err != nil {
			t.Fatal(err)
		}
		n, header := 0, false
		for text := range strings.Lines(string(data)) {
			n++
			if strings.TrimSpace(text) == "" || text[0] == '#' {
				continue
			}
			if header {
				list = append(list, line{file, n, strings.TrimSpace(text)})
			}
			header = true
		}
	}
	return list
}

// TestPhrasesAreNeeded: without any one line of the phrases, a sentence is read
// as something else. Only the sentences in which the line was found are read.
func TestPhrasesAreNeeded(t *testing.T) {
	small, full := testReader(t), newRealReader(t)
	reader := func(s *sentence) *Reader {
		if s.real {
			return full
		}
		return small
	}
	found := map[int32][]*sentence{} // by phrase
	for _, s := range sentences(t) {
		r := reader(s)
		m := r.Read(s.text, s.moment)
		s.told = s.tell(&m)
		for _, p := range r.phrasesIn(s.text, s.moment) {
			if list := found[p]; len(list) == 0 || list[len(list)-1] != s {
				found[p] = append(list, s)
			}
		}
	}
	type phrase struct {
		id int32
		line
	}
	var phrases []phrase
	lines := linesOf(t, "language/phrases_*.tsv")
	for id, p := range small.lex.Phrases {
		if p.Kind != lang.PartKind {
			phrases = append(phrases, phrase{int32(id), lines[len(phrases)]})
		}
	}
	for _, p := range phrases {
		whole := small.lex.Phrases[p.id]
		for _, r := range []*Reader{small, full} {
			r.lex.Phrases[p.id] = lang.Phrase{Kind: tagIdiom, Detail: "taken out"}
		}
		needed := slices.ContainsFunc(found[p.id], func(s *sentence) bool {
			m := reader(s).Read(s.text, s.moment)
			return s.tell(&m) != s.told
		})
		if !needed {
			t.Errorf("%v: no sentence needs it; it is found in %d", p.line, len(found[p.id]))
		}
		for _, r := range []*Reader{small, full} {
			r.lex.Phrases[p.id] = whole
		}
	}
}

// phrasesIn are the phrases found in a text.
func (r *Reader) phrasesIn(text string, m food.Moment) (list []int32) {
	v := r.look(text, m)
	defer r.views.Put(v)
	found, parts := v.finder.Match(v.slotAt)
	for _, f := range v.join(found, parts) {
		list = append(list, f.Phrase)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func newRealReader(t *testing.T) *Reader {
	lexicon, err := food.LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	hear, err := care.NewReader(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(content.Files, food.NewReader(lexicon), hear)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
