package care

import (
	"cmp"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "learn content/care/weights.tsv anew")

// What is learned from, and how: multinomial logistic regression by gradient descent
// (Adam), where a rare feature is scaled up by its inverse document frequency and so
// held back less.
const (
	penalty   = 3.0  // half of what a squared weight costs, as inverse variance
	steps     = 400  // of the descent
	rate      = 0.05 // of a step
	ownWeight = 2    // of an example that looks like what people write: of oblique.tsv, rounds.tsv and tellings.tsv
	leastDF   = 2    // examples that a feature is in
	leastSize = 0.04 // weights below it in all kinds are left out
	unknown   = -2   // the kind of a sign of which it isn't said
	harmless  = -1
)

// example is one message to learn from.
type example struct {
	text     string
	kind     int // in kinds, or unknown, or harmless
	weight   float64
	features []int32
}

// examples are all messages to learn from: those of testdata, the rules' own, and
// everyday messages of the packages beside this one.
func (h hearer) examples(t testing.TB) (all []example) {
	add := func(kind string, text string, weight float64) {
		k := harmless
		if kind != "" && kind != "none" {
			k = unknown
			if i := slices.Index(kinds[:], Kind(kind)); i >= 0 {
				k = i
			}
		}
		all = append(all, example{text: text, kind: k, weight: weight})
	}
	for _, c := range readCases(t, "testdata/wordings.tsv", 2) {
		add(c[0], c[1], 1)
	}
	for _, c := range readCases(t, "testdata/oblique.tsv", 2) {
		add(c[0], c[1], ownWeight)
	}
	for _, c := range readCases(t, "testdata/cases.tsv", 3) {
		add(c[1], c[2], 1)
	}
	for _, file := range []string{"testdata/tellings.tsv", "testdata/rounds.tsv"} {
		for _, c := range readCases(t, file, 4) {
			add(c[1], c[3], ownWeight)
		}
	}
	for _, r := range h.rules {
		add(string(r.Kind), r.Example, 1)
	}
	for _, text := range everyday(t) {
		add("", text, 1)
	}
	return all
}

// everyday are messages of no harm: the cases of coach/intent and coach/food.
func everyday(t testing.TB) (texts []string) {
	files, err := filepath.Glob("../intent/testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		for _, line := range lines(t, file) {
			cells := strings.Split(line, "\t")
			if !strings.Contains(line, "alarm=") && !strings.Contains(line, "concern=") {
				texts = append(texts, cells[len(cells)-1])
			}
		}
	}
	cases, err := filepath.Glob("../food/testdata/cases/*/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range cases {
		for _, line := range lines(t, file) {
			if text, ok := strings.CutPrefix(line, "> "); ok {
				texts = append(texts, text)
			}
		}
	}
	meals := lines(t, "../intent/testdata/metamorphic/bases.tsv")
	var around []string
	for _, line := range lines(t, "../intent/testdata/metamorphic/contexts.tsv") {
		around = append(around, strings.Split(line, "\t")[2])
	}
	around = append(around, lines(t, "testdata/everyday.txt")...)
	for i, words := range around {
		for k := range 4 {
			texts = append(texts, strings.ReplaceAll(words, "{meal}", meals[(4*i+k)*7%len(meals)]))
		}
	}
	return texts
}

// lines are the lines of a file but comments.
func lines(t testing.TB, file string) (all []string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return all
}

// learner holds the features by number.
type learner struct {
	h     hearer
	names []string
	ids   map[string]int32
	scale []float64
}

// featurize finds the features of all examples.
func (l *learner) featurize(all []example) {
	counts := []int{}
	for i := range all {
		for _, name := range l.h.featureNames(all[i].text) {
			id, ok := l.ids[name]
			if !ok {
				id = int32(len(l.names))
				l.ids[name] = id
				l.names, counts = append(l.names, name), append(counts, 0)
			}
			counts[id]++
			all[i].features = append(all[i].features, id)
		}
	}
	l.scale = make([]float64, len(counts))
	for id, n := range counts {
		if n >= leastDF {
			l.scale[id] = (math.Log(float64(len(all))/float64(n)) + 1) / 5
		}
	}
}

// featureNames are the features of a text as weights.tsv names them, each once.
func (h hearer) featureNames(text string) (names []string) {
	v := h.look(h.words(text))
	defer h.views.Put(v)
	v.hear()
	v.groupsOf()
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	n := len(h.evidence.names)
	v.features(0, len(v.words), add, func(pair int) {
		name := "<" + h.evidence.names[pair%n] + ">"
		if a := pair / n; a > 0 {
			name = "<" + h.evidence.names[a] + "> " + name
		}
		add(name)
	})
	return names
}

// model is the log odds of each kind by feature, the last of which is the bias.
type model [][len(kinds)]float64

func (l *learner) odds(m model, x *example) (s [len(kinds)]float64) {
	s = m[len(m)-1]
	for _, f := range x.features {
		for k := range s {
			s[k] += m[f][k] * l.scale[f]
		}
	}
	return s
}

// learn descends to the weights that tell the examples best.
func (l *learner) learn(all []example) model {
	n := len(l.names) + 1
	m, grad, mean, square := make(model, n), make(model, n), make(model, n), make(model, n)
	for step := 1; step <= steps; step++ {
		for f := range grad {
			for k := range grad[f] {
				grad[f][k] = 0
				if f < n-1 {
					grad[f][k] = penalty * m[f][k]
				}
			}
		}
		for i := range all {
			x := &all[i]
			s := l.odds(m, x)
			sum := 1.0
			for k := range s {
				s[k] = math.Exp(min(s[k], 50))
				sum += s[k]
			}
			var d [len(kinds)]float64
			for k := range d {
				want := 0.0
				switch x.kind {
				case k:
					want = 1
				case unknown:
					want = s[k] / (sum - 1)
				}
				d[k] = (s[k]/sum - want) * x.weight
				grad[n-1][k] += d[k]
			}
			for _, f := range x.features {
				for k := range d {
					grad[f][k] += d[k] * l.scale[f]
				}
			}
		}
		slow := rate * math.Min(1, 2*(1-float64(step)/float64(steps+1)))
		for f := range m {
			for k := range m[f] {
				g := grad[f][k]
				mean[f][k] = 0.9*mean[f][k] + 0.1*g
				square[f][k] = 0.999*square[f][k] + 0.001*g*g
				up := mean[f][k] / (1 - math.Pow(0.9, float64(step)))
				down := square[f][k] / (1 - math.Pow(0.999, float64(step)))
				m[f][k] -= slow * up / (math.Sqrt(down) + 1e-8)
			}
		}
	}
	return m
}

// write writes weights.tsv.
func (l *learner) write(t *testing.T, m model) {
	var b strings.Builder
	b.WriteString("# What words and pairs of groups of words (groups.tsv) weigh for each kind, in log odds; learned from\n# the messages of coach/care/testdata with go test ./coach/care -run TestWeights -update.\n" + weightsHeader + "\n")
	order := make([]int, len(l.names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(l.names[a], l.names[b]) })
	row := func(name string, w [len(kinds)]float64, scale float64) {
		size := 0.0
		for _, x := range w {
			size = max(size, math.Abs(x*scale))
		}
		if size < leastSize && name != bias {
			return
		}
		b.WriteString(name)
		for _, x := range w {
			fmt.Fprintf(&b, "\t%.2f", x*scale)
		}
		b.WriteByte('\n')
	}
	row(bias, m[len(m)-1], 1)
	for _, f := range order { // a feature too rare has the scale 0
		row(l.names[f], m[f], l.scale[f])
	}
	if err := os.WriteFile(weightsFile, []byte(strings.ReplaceAll(b.String(), "-0.00", "0.00")), 0o644); err != nil {
		t.Fatal(err)
	}
}

const weightsFile = "../../content/care/weights.tsv"

// TestWeights: the weights are of words and groups that the messages hold from which
// they are learned. With -update it learns them anew, and tells how well words tell
// messages apart that they weren't learned from: a fifth at a time.
func TestWeights(t *testing.T) {
	l := &learner{h: newHearer(t), ids: map[string]int32{}}
	all := l.h.examples(t)
	l.featurize(all)
	if !*update {
		data, err := os.ReadFile(weightsFile)
		if err != nil {
			t.Fatal(err)
		}
		_, rows, _ := strings.Cut(string(data), bias)
		for row := range strings.Lines(rows) {
			if name, _, _ := strings.Cut(row, "\t"); name != "" && !slices.Contains(l.names, name) {
				t.Errorf("%s: no message holds %q any more; learn the weights anew with -update", weightsFile, name)
			}
		}
		return
	}
	t.Logf("%d examples, %d features", len(all), len(l.names))
	if testing.Verbose() {
		l.cross(t, all)
	}
	l.write(t, l.learn(all))
}

// cross learns from four fifths of the examples and weighs the last, in turn.
func (l *learner) cross(t *testing.T, all []example) {
	const parts = 5
	var signs, looks []float64
	right := 0
	for part := range parts {
		var some []example
		for i := range all {
			if i%parts != part {
				some = append(some, all[i])
			}
		}
		m := l.learn(some)
		for i := part; i < len(all); i += parts {
			if all[i].weight < ownWeight {
				continue
			}
			var w weights
			for k, x := range l.odds(m, &all[i]) {
				w[k] = float32(x)
			}
			odds, kind := w.odds()
			if all[i].kind == harmless {
				looks = append(looks, odds)
				continue
			}
			signs = append(signs, odds)
			if all[i].kind >= 0 && kind == kinds[all[i].kind] {
				right++
			}
		}
	}
	slices.Sort(looks)
	for _, share := range []float64{0.005, 0.01, 0.02, 0.03, 0.04, 0.06} {
		least := looks[len(looks)-1-int(share*float64(len(looks)))]
		n := 0
		for _, s := range signs {
			if s > least {
				n++
			}
		}
		t.Logf("%.1f %% of %d look-alikes lie above %.2f, and %.0f %% of %d signs", 100*share, len(looks), least, 100*float64(n)/float64(len(signs)), len(signs))
	}
	t.Logf("kind right of %.0f %%", 100*float64(right)/float64(len(signs)))
}
