package intent

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gutskin/coach/food"
	"gutskin/content"
)

// What is said around a meal must not change it: each base of
// testdata/metamorphic/bases.tsv is put into each context of contexts.tsv, and
// must be read there as it is read alone. Contexts that carry something else
// (a rating, water, a question) must have that found too.

// metamorphicRate is the share of compositions that must be read as their base,
// and contextRate the same for every single context.
const (
	metamorphicRate = 0.995
	contextRate     = 0.97
)

// contextMoment is when the contexts are told: late, so that all hours that
// they name are past.
var contextMoment = food.Moment{Sent: time.Date(2026, 3, 18, 22, 30, 0, 0, time.UTC), DayEnd: 4 * time.Hour}

// lines are the cells of a file of test data.
func lines(t testing.TB, file string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/metamorphic/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// meal is what must not change: foods, grams, categories and plants.
func meal(items []food.Item, skipWater float64) string {
	var parts []string
	for _, it := range items {
		if skipWater > 0 && math.Abs(it.WaterML-skipWater) < 1 {
			skipWater = 0
			continue
		}
		parts = append(parts, fmt.Sprintf("%s %.0f g %s %v %v", it.Food, it.Grams, it.Categories, it.Plants, it.Herbs))
	}
	slices.Sort(parts)
	return strings.Join(parts, "; ")
}

func TestMetamorphic(t *testing.T) {
	r := realReader(t)
	bases, contexts := lines(t, "bases.tsv"), lines(t, "contexts.tsv")
	total, right := 0, 0
	type rate struct {
		id       string
		ok, all  int
		examples []string
	}
	var rates []rate
	for _, c := range contexts {
		one := rate{id: c[0] + " " + c[2]}
		want, second, _ := strings.Cut(cell(c, 3), ";")
		water := 0.0
		if ml, ok := strings.CutPrefix(second, "water_ml="); ok {
			water, _ = strconv.ParseFloat(ml, 64)
		}
		for _, b := range bases {
			alone := r.Read(b[0], contextMoment)
			text := strings.Replace(c[2], "{meal}", b[0], 1)
			m := r.Read(text, contextMoment)
			one.all++
			fault := ""
			switch have, base := meal(m.Food.Items, water), meal(alone.Food.Items, 0); {
			case have != base:
				fault = have + "  |  not " + base
			case wrongDay(m, want):
				fault = fmt.Sprintf("day %s, not %s", m.Food.Items[0].EatenOn, want)
			case wrongMeal(m, cell(c, 4)):
				fault = fmt.Sprintf("meal %s, not %s", m.Food.Items[0].Meal, cell(c, 4))
			case second != "" && water == 0 && !finds(m, second):
				fault = fmt.Sprintf("no %s: %s %v", second, m.Intent, m.Also)
			}
			if fault == "" {
				one.ok++
			} else {
				one.examples = append(one.examples, text+" → "+fault)
			}
		}
		total += one.all
		right += one.ok
		rates = append(rates, one)
	}
	slices.SortFunc(rates, func(a, b rate) int { return cmp.Compare(a.ok, b.ok) })
	for _, x := range rates {
		share := float64(x.ok) / float64(x.all)
		if share >= contextRate && (share == 1 || !testing.Verbose()) {
			continue
		}
		examples := strings.Join(x.examples[:min(3, len(x.examples))], "\n      ")
		if share < contextRate {
			t.Errorf("%.3f %s\n      %s", share, x.id, examples)
		} else {
			t.Logf("%.3f %s\n      %s", share, x.id, examples)
		}
	}
	rateAll := float64(right) / float64(total)
	t.Logf("%d of %d compositions read as their base: %.4f", right, total, rateAll)
	if rateAll < metamorphicRate {
		t.Errorf("that is less than %v", metamorphicRate)
	}
}

func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

func wrongDay(m Message, want string) bool {
	if len(m.Food.Items) == 0 || want == "" {
		return false
	}
	back := 0
	for back < 7 {
		d := contextMoment.Sent.AddDate(0, 0, -back)
		if want == "today" && back == 0 || want == "yesterday" && back == 1 || strings.EqualFold(d.Weekday().String(), want) {
			break
		}
		back++
	}
	if back == 7 {
		return false
	}
	return string(m.Food.Items[0].EatenOn) != contextMoment.Sent.AddDate(0, 0, -back).Format("2006-01-02")
}

func wrongMeal(m Message, want string) bool {
	return len(m.Food.Items) > 0 && want != "" && string(m.Food.Items[0].Meal) != want
}

// finds reports whether the message holds the second act of a context.
func finds(m Message, second string) bool {
	kind, value, _ := strings.Cut(second, "=")
	n, _ := strconv.ParseFloat(value, 64)
	switch kind {
	case "skin":
		return m.Skin != nil && float64(m.Skin.Rating) == n
	case "sleep_h":
		return m.CheckIn != nil && m.CheckIn.SleepHours == n
	case "stress":
		return m.CheckIn != nil && float64(m.CheckIn.Stress) == n
	case "move_min":
		return m.CheckIn != nil && float64(m.CheckIn.MovementMin) == n
	case "question":
		return m.Is(Question) || m.Is(Summary)
	case "remind":
		return m.Is(ReminderSettings)
	case "summary":
		return m.Is(Summary)
	case "greeting":
		return m.Is(Greeting)
	}
	return true
}

// realReader reads with the real foods.
var loadReal = sync.OnceValues(func() (*Reader, error) {
	lexicon, err := food.LoadLexicon(content.Files)
	if err != nil {
		return nil, err
	}
	return NewReader(content.Files, food.NewReader(lexicon), nil)
})

func realReader(t testing.TB) *Reader {
	t.Helper()
	r, err := loadReal()
	if err != nil {
		t.Fatal(err)
	}
	return r
}
