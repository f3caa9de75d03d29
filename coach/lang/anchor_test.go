package lang

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gutskin/content"
)

// programs are those of all phrases: of intents, and of signs of harm.
func programs(t *testing.T) map[string]*Program {
	t.Helper()
	loaded := map[string]*Program{}
	for name, files := range map[string]Files{
		"intents": {Classes: []string{"language/classes*.tsv"}, Phrases: []string{"language/phrases_*.tsv"}, Header: "intent\tdetail\tphrase\tnote"},
		"care": {
			Classes: []string{"care/classes.tsv", "language/classes.tsv"},
			Phrases: []string{"care/crisis.tsv", "care/emergency.tsv", "care/eating.tsv", "care/medical.tsv", "care/excuses.tsv"},
			Header:  "level\tkind\trule\tsource\texample",
		},
	} {
		p, err := files.Load(content.Files, func(string, string) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		loaded[name] = p
	}
	return loaded
}

// unanchored is the program as it would be if every phrase were tried everywhere.
func unanchored(p *Program) *Program {
	bare := *p
	for _, t := range []*trie{&bare.trie, &bare.parts, &bare.rare, &bare.longs} {
		t.nodes, t.indexes = slices.Clone(t.nodes), slices.Clone(t.indexes)
		for i := range t.nodes {
			t.nodes[i].anchors = anchors{always, always}
		}
		for i := range t.indexes {
			t.indexes[i].ways = slices.Clone(t.indexes[i].ways)
			for k := range t.indexes[i].ways {
				t.indexes[i].ways[k].anchors = anchors{always, always}
			}
		}
	}
	return &bare
}

// message is a message of words that phrases use, cut and resolved.
func message(p *Program, random *rand.Rand) []Word {
	words := make([]Word, 1+random.IntN(25))
	for i := range words {
		w := &words[i]
		w.ID = int32(random.IntN(len(p.vocab.words)))
		w.Number = random.IntN(8) == 0
		w.Typo = random.IntN(8) == 0
		w.Sentence = i == 0 || random.IntN(8) == 0
		w.Clause = w.Sentence || random.IntN(5) == 0
		w.Asked = random.IntN(5) == 0
		if random.IntN(3) == 0 {
			w.Food = i + 1
		}
	}
	return words
}

// told is a message that a phrase or a part was written into, with other words
// around it.
func told(p *Program, forms []written, random *rand.Rand) []Word {
	words := message(p, random)
	at := random.IntN(len(words))
	for range 1 + random.IntN(3) {
		for _, e := range forms[random.IntN(len(forms))].form {
			if at == len(words) {
				return words
			}
			switch e.kind {
			case elWord, elExact:
				words[at].ID = e.id
			case elClass:
				for word, in := range p.classesOf {
					if slices.Contains(in, e.id) {
						words[at].ID = int32(word)
						break
					}
				}
			default:
				continue
			}
			at++
		}
	}
	return words
}

// TestAnchors: where phrases aren't looked for, there are none.
func TestAnchors(t *testing.T) {
	for name, p := range programs(t) {
		random := rand.New(rand.NewPCG(1, 2))
		bare := unanchored(p)
		forms := writtenForms(p)
		found, plain := p.NewFinder(), bare.NewFinder()
		matched, joined := 0, 0
		for n := range 4000 {
			words := message(p, random)
			if n%2 == 0 {
				words = told(p, forms, random)
			}
			at := func(i int) *Word { return &words[i] }
			found.Reset(len(words), at)
			plain.Reset(len(words), at)
			if diff := cmp.Diff(plain.Longs(), found.Longs()); diff != "" {
				t.Fatalf("%s: members of classes differ: %s", name, diff)
			}
			phrases, parts := found.Match(nil)
			all, _ := plain.Match(nil)
			if diff := cmp.Diff(all, phrases); diff != "" {
				t.Fatalf("%s: phrases differ: %s", name, diff)
			}
			every := plain.run(&bare.parts, nil, nil)
			if diff := cmp.Diff(every, parts); len(parts) > 0 && diff != "" {
				t.Fatalf("%s: parts differ: %s", name, diff)
			}
			if line := wholeLine(p, every); len(parts) == 0 && line {
				t.Fatalf("%s: a line whose parts are all there was passed over", name)
			}
			matched += len(phrases)
			joined += len(parts)
		}
		if matched == 0 || joined == 0 {
			t.Errorf("%s: %d phrases and %d parts were found in all", name, matched, joined)
		}
	}
}

// wholeLine reports whether all parts of a line are among those found.
func wholeLine(p *Program, parts []Match) bool {
	seen := map[int32]bool{}
	for _, m := range parts {
		seen[m.Phrase] = true
	}
	for _, lines := range p.Joined {
		for _, line := range lines {
			if !slices.ContainsFunc(line.Parts, func(part int32) bool { return !seen[part] }) {
				return true
			}
		}
	}
	return false
}

// writtenForms are forms that lead to the ends of the tries of phrases and parts.
func writtenForms(p *Program) []written {
	var forms []written
	for _, t := range []*trie{&p.trie, &p.parts} {
		var walk func(at int32, f form)
		walk = func(at int32, f form) {
			if len(t.ended[t.nodes[at].ends:t.nodes[at+1].ends]) > 0 {
				forms = append(forms, written{form: slices.Clone(f)})
			}
			for _, e := range t.words(at) {
				walk(e.to, append(f, element{elWord, max(e.id, -e.id)}))
			}
			for _, e := range t.classes(at) {
				walk(e.to, append(f, element{elClass, e.id}))
			}
			for _, e := range t.edges[t.nodes[at].signs:t.nodes[at+1].words] {
				walk(e.to, append(f, element{kind: elAny}))
			}
		}
		walk(0, nil)
	}
	return forms
}
