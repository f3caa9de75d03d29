package care

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"gutskin/coach/lang"
)

// Reader hears what messages tell. It is safe for concurrent use.
type Reader struct {
	lex      *lang.Program
	class    classIDs
	evidence *evidence
	rules    []Rule    // by number
	ruled    []int32   // by phrase of lex: the number of its rule, or -1
	views    sync.Pool // of *view
}

// Rule is one line of the rules' files.
type Rule struct {
	Level   Level
	Kind    Kind
	Words   string // in the language of phrases
	Source  string // where it is from that this is a sign
	Example string // a message that no other rule hears
}

// Columns that the files have besides levels and kinds.
const (
	header = "level\tkind\trule\tsource\texample"
	excuse = "excuse" // in place of a level: what only looks like a sign

	// fasting is the kind of rules about going without food, which a fast that
	// isn't about the body excuses.
	fasting = "fasting"
)

// Files are the files that the rules are read from.
var files = lang.Files{
	Classes: []string{"care/classes.tsv", "language/classes.tsv"},
	Phrases: []string{"care/crisis.tsv", "care/emergency.tsv", "care/eating.tsv", "care/medical.tsv", "care/excuses.tsv"},
	Header:  header,
}

// classIDs are the classes that the code itself asks for.
type classIDs struct {
	negation, noneOf, or, noDenial, self, near, stranger, helpNow, joking, far, pet, pronoun, workplace          int32
	question, verb, here, supposed, longAgo, over, recovered, again, goesOn, newSubject, owned, stayedAway, work int32
}

func (c *classIDs) names() map[string]*int32 {
	return map[string]*int32{
		"denial": &c.negation, "none_of": &c.noneOf, "no_denial": &c.noDenial, "or": &c.or, "self": &c.self, "near": &c.near, "stranger": &c.stranger, "help_now": &c.helpNow, "joking": &c.joking, "far": &c.far, "pet": &c.pet,
		"pronoun": &c.pronoun, "workplace": &c.workplace, "question_word": &c.question, "asking_verb": &c.verb, "here": &c.here,
		"supposed": &c.supposed, "long_ago": &c.longAgo, "over": &c.over, "recovered": &c.recovered, "again": &c.again,
		"goes_on": &c.goesOn, "breaks_denial": &c.newSubject, "owned": &c.owned, "stayed_away": &c.stayedAway, "diary_talk": &c.work,
	}
}

// NewReader loads the rules; its errors name file and line.
func NewReader(fsys fs.FS) (*Reader, error) {
	lex, err := files.Load(fsys, check)
	if err != nil {
		return nil, err
	}
	r := &Reader{lex: lex}
	r.views.New = func() any { return r.newView() }
	for name, id := range r.class.names() {
		class, ok := lex.Class(name)
		if !ok {
			return nil, fmt.Errorf("care/classes.tsv lacks the class %s", name)
		}
		*id = class
	}
	if len(lex.Slots) > 0 {
		return nil, fmt.Errorf("care/%s: rules take no slots, but there is {%s}", path.Base(files.Phrases[0]), lex.Slots[0])
	}
	if r.evidence, err = loadEvidence(fsys); err != nil {
		return nil, err
	}
	return r, r.readRules(fsys)
}

// check tells what is wrong with the first two columns of a line.
func check(level, kind string) error {
	switch {
	case level == excuse:
		if kind != "" && kind != fasting {
			return fmt.Errorf("an excuse is of kind %s or of none, not %q", fasting, kind)
		}
		return nil
	case level != string(Alarm) && level != string(Concern):
		return fmt.Errorf("level %q is none of: alarm, concern, excuse", level)
	case kind == fasting:
		return nil
	}
	for _, k := range kinds {
		if kind == string(k) {
			return nil
		}
	}
	return fmt.Errorf("kind %q is none of: crisis, emergency, eating, fasting, medical", kind)
}

// readRules reads the lines again for what the program of phrases leaves out,
// and numbers the rules in their order.
func (r *Reader) readRules(fsys fs.FS) error {
	var lines []int32 // the rule of each line, -1 for an excuse
	line := func(cells []string) error {
		if cells[0] == excuse {
			lines = append(lines, -1)
			return nil
		}
		rule := Rule{Level: Level(cells[0]), Kind: Kind(cells[1]), Words: strings.Clone(cells[2]), Source: strings.Clone(cells[3]), Example: strings.Clone(cells[4])}
		if rule.Kind == fasting {
			rule.Kind = Eating
		}
		if rule.Source == "" || rule.Example == "" {
			return fmt.Errorf("a rule needs a source and an example")
		}
		lines = append(lines, int32(len(r.rules)))
		r.rules = append(r.rules, rule)
		return nil
	}
	for _, file := range files.Phrases {
		if err := (lang.Table{Path: file, Header: header, Short: true}).Each(fsys, line); err != nil {
			return err
		}
	}
	r.ruled = make([]int32, len(r.lex.Phrases))
	for i, p := range r.lex.Phrases {
		r.ruled[i] = -1
		if p.Kind != lang.PartKind {
			r.ruled[i], lines = lines[0], lines[1:]
		}
	}
	return nil
}

// Rules are all rules, in the order of their files.
func (r *Reader) Rules() []Rule { return r.rules }

// view is one message while it is being read.
type view struct {
	*Reader
	words    []lang.Word
	finder   *lang.Finder
	at       func(i int) *lang.Word
	spans    [][]lang.Span
	void     []bool // words of a figure of speech
	excused  bool   // going without food is explained
	parts    []part
	seen     []bool // by phrase: whether it is among the parts
	denials  []int  // by word: the word that denies it, plus 2; 0 before it was looked for
	findings []Finding
	grouped  [][]uint16 // by word: its groups
	key      []byte     // of a group's member
	weighed  []uint32   // by weighed word: the turn that it was seen in last
	paired   []uint32   // by pair of groups: the same
	turn     uint32
	steps    int
}

func (r *Reader) newView() *view {
	v := &view{
		Reader: r, finder: r.lex.NewFinder(), seen: make([]bool, len(r.lex.Phrases)),
		weighed: make([]uint32, len(r.evidence.weigh)), paired: make([]uint32, len(r.evidence.pairs)),
	}
	v.at = func(i int) *lang.Word { return &v.words[i] }
	return v
}

// Read says what the words of a message tell. The words' Food says which of
// them are foods; their ID is looked up here.
func (r *Reader) Read(words []lang.Word) Reading {
	v := r.look(words)
	defer r.views.Put(v)
	v.hear()
	reading := read(v.findings, noRule)
	v.weigh(&reading)
	return reading
}

// look finds the numbers of the words, and the longer members of classes.
func (r *Reader) look(words []lang.Word) *view {
	v := r.views.Get().(*view)
	v.reset(words)
	for i := range words {
		v.resolve(&words[i])
	}
	v.dialect()
	v.finder.Reset(len(words), v.at)
	v.spans = v.finder.Longs()
	return v
}

// reset empties the view for the next message.
func (v *view) reset(words []lang.Word) {
	n := len(words)
	v.words, v.excused, v.steps = words, false, 0
	v.parts, v.findings = v.parts[:0], nil
	v.void, v.denials = slices.Grow(v.void[:0], n)[:n], slices.Grow(v.denials[:0], n)[:n]
	clear(v.void)
	clear(v.denials)
}

// dialect reads "me" as "my" before what is the teller's: "me trousers".
func (v *view) dialect() {
	my := v.lex.ID("my")
	for i := range v.words {
		if v.words[i].Text == "me" && i+1 < len(v.words) && v.lex.Is(v.words[i+1].ID, v.class.owned) {
			v.words[i].ID = my
		}
	}
}

// shortestStem is the least that must be left of a word without its "s".
const shortestStem = 3

// resolve finds a word's number. No food is taken for a mistyped sign.
func (v *view) resolve(w *lang.Word) {
	w.Typo = false
	if w.Number {
		w.ID = v.lex.ID(w.Text)
		return
	}
	w.Text = v.lex.Spelled(w.Text)
	if w.ID = v.lex.Find(w.Text); w.ID != 0 {
		return
	}
	if one, ok := strings.CutSuffix(w.Text, "s"); ok && len(one) >= shortestStem {
		if w.ID = v.lex.ID(one); w.ID != 0 {
			return
		}
	}
	if w.Food == 0 {
		w.ID = v.lex.Mistyped(w.Text)
		w.Typo = w.ID != 0
	}
}

// hear finds the rules that the message meets, and judges each.
func (v *view) hear() {
	found, parts := v.finder.Match(nil)
	v.steps += v.finder.Steps
	for _, f := range found {
		p := &v.lex.Phrases[f.Phrase]
		switch {
		case p.Kind != excuse:
		case p.Detail == fasting:
			v.excused = true
		default:
			for i := f.Start; i < f.End; i++ {
				v.void[i] = true
			}
		}
	}
	for _, f := range found {
		switch {
		case v.lex.Phrases[f.Phrase].Kind == excuse || v.isVoid(f):
		default:
			v.judge(f.Phrase, []part{v.part(f)})
		}
	}
	for _, f := range parts {
		if !v.isVoid(f) {
			v.parts = append(v.parts, v.part(f))
		}
	}
	v.join()
}

// isVoid reports whether a figure of speech holds the first or the last word.
func (v *view) isVoid(m lang.Match) bool { return v.void[m.Start] || v.void[m.End-1] }

// is reports whether word i alone, or a phrase that starts there, is of the
// class, and how long it is.
func (v *view) is(i int, class int32) (words int, ok bool) {
	if !v.finder.Any(class) {
		return 0, false
	}
	for _, s := range v.spans[i] {
		if s.Class == class {
			words = max(words, s.End-i)
		}
	}
	if words == 0 && v.finder.Is(i, class) {
		words = 1
	}
	return words, words > 0
}

// holds reports whether something of the class starts among the words from
// from up to to.
func (v *view) holds(from, to int, class int32) bool {
	if !v.finder.Any(class) {
		return false
	}
	for i := from; i < to; i++ {
		if _, ok := v.is(i, class); ok {
			return true
		}
	}
	return false
}

// sentence is the words of the sentence that holds word i.
func (v *view) sentence(i int) (from, to int) {
	from, to = i, i+1
	for from > 0 && !v.words[from].Sentence {
		from--
	}
	for to < len(v.words) && !v.words[to].Sentence {
		to++
	}
	return from, to
}
