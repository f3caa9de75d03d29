package intent

import (
	"encoding/json"
	"gutskin/coach/care"
	"gutskin/coach/lang"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestOwnFilesLoad(t *testing.T) { testReader(t) }

// TestLoadTellsFileAndLine: a mistake in the language files is told with its
// place, all of them at once.
func TestLoadTellsFileAndLine(t *testing.T) {
	classes := "class\tvalue\twords\tnote\nfiller\t\tplease\nBad Name\t\tx\nnumber\t1\tO'ne\n"
	phrases := "intent\tdetail\tphrase\tnote\nundo\tundo\tundo\nfood\t\toats\nundo\tlater\tundo it\nsummary\tweek\t(my week\nskin\tnote\t<nothing>\ngreeting\t\t* hi\n"
	_, err := lang.Load(fstest.MapFS{
		"language/classes.tsv":   {Data: []byte(classes)},
		"language/phrases_x.tsv": {Data: []byte(phrases)},
	}, checkDetail)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`language/classes.tsv:3: "Bad Name" is no class name`,
		`language/classes.tsv:4: "O'ne" is no folded word`,
		`language/phrases_x.tsv:3: "food" is no intent`,
		`language/phrases_x.tsv:4: detail "later" of undo is none of`,
		`language/phrases_x.tsv:5: "(my week" is empty or has an open bracket`,
		`language/phrases_x.tsv:6: there is no class <nothing>`,
		`language/phrases_x.tsv:7: a gap stands at an edge`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q:\n%v", want, err)
		}
	}
}

// TestTypos: one wrong letter in a long word is forgiven, an ordinary English
// word is never taken for a typo.
func TestTypos(t *testing.T) {
	r := testReader(t)
	for text, want := range map[string]Intent{
		"undoo that":                Undo,
		"remimder at 8pm":           ReminderSettings,
		"sumary of my weeek please": Summary,
		"thnaks a lot":              Greeting,
		"brekout on my chin":        Skin,
		"sooooo stresssed":          Lifestyle,
		"breading the doors":        Unknown,
	} {
		if m := r.Read(text, moment); m.Intent != want && !m.Is(want) {
			t.Errorf("%q: %s, want %s", text, m.Intent, want)
		}
	}
}

// TestLinear: twice the text takes about twice the steps.
func TestLinear(t *testing.T) {
	r := testReader(t)
	for _, unit := range []string{
		"i want to eat less and sleep more because my skin is bad today. ",
		"how many how much how did i have i had i ", "blood blood blood ", "not the a my so please just ",
		"had 2 eggs, skin 3/5, remind me at 8 not now what? ",
	} {
		steps := func(n int) int {
			v := r.look(strings.Repeat(unit, n), moment)
			v.gather()
			return v.steps
		}
		if once, twice := steps(40), steps(80); twice > 2*once+once/4 {
			t.Errorf("%q: %d steps, %d for twice the text", unit, once, twice)
		}
	}
}

// TestReadingsStand: the reader's memory is used again for each message, and what
// was read of one doesn't change with the next.
func TestReadingsStand(t *testing.T) {
	r := testReader(t)
	texts := []string{
		"oats with kefir at 8, it was rye, not sourdough", "remind me of water at 10 and 2, not on Sundays", "skin 4/5, itchy chin and two spots",
		"gloop means lentil stew", "how much fibre did I have last week?", "bloated after the beans, slept 7h", "the soup was 300 ml, and another 12 ounces",
		"blood in my stool since Monday", "",
	}
	read := make([]Message, len(texts))
	written := make([]string, len(texts))
	for i, text := range texts {
		read[i] = r.Read(text, moment)
		written[i] = asJSON(t, read[i])
	}
	for i := range texts {
		if got := asJSON(t, read[i]); got != written[i] {
			t.Errorf("%q was read as %s and is now %s", texts[i], written[i], got)
		}
		if got := asJSON(t, r.Read(texts[i], moment)); got != written[i] {
			t.Errorf("%q is read as %s and then as %s", texts[i], written[i], got)
		}
	}
}

func asJSON(t *testing.T, m Message) string {
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", "hi", "how did my week go?", "skin 3/5, dry", "remind me at 8pm", "can't breathe", "/week@bot last",
		"slept 7h30", "*kefir", "٣ \u202e abc", "e\u0301e\u0301", "\xff\xfe", "👍🏽👨‍👩‍👧", "1/0 5/5/5 9:99 24:61", "undo undo undo",
	} {
		f.Add(s)
	}
	r := testReader(f)
	f.Fuzz(func(t *testing.T, text string) {
		if utf8.RuneCountInString(text) > 4096 {
			return
		}
		m := r.Read(text, moment)
		if again := r.Read(text, moment); cmp.Diff(m, again) != "" {
			t.Errorf("read differently the second time: %s", cmp.Diff(m, again))
		}
		if m.Intent == "" || (m.Intent == RedFlag) != (m.Care == care.Alarm) || (m.Care == "") != (m.About == "") {
			t.Errorf("intent %q with %q about %q", m.Intent, m.Care, m.About)
		}
		if m.Skin != nil && (m.Skin.Rating < 0 || m.Skin.Rating > 5) {
			t.Errorf("skin rating %d", m.Skin.Rating)
		}
		for _, r := range m.Reminds() {
			for _, h := range r.Hours {
				if h < 0 || h.Hours() >= 48 {
					t.Errorf("hour %s", h)
				}
			}
		}
		if c := m.CheckIn; c != nil && (c.SleepHours < 0 || c.SleepHours > 24 || c.MovementMin < 0) {
			t.Errorf("check-in %+v", c)
		}
		for _, it := range m.Food.Items {
			if it.Start < 0 || it.End > len(text) || it.Start > it.End {
				t.Errorf("item at %d:%d of %d", it.Start, it.End, len(text))
			}
		}
	})
}

// BenchmarkIntent is what intents cost beyond the food reading: both read the same
// messages in turns, so that the ratio holds on any machine.
func BenchmarkIntent(b *testing.B) {
	r := testReader(b)
	texts := []string{
		"oatmeal with blueberries and kefir for breakfast", "2 glasses of water", "how did my week go?",
		"skin 3/5, two spots on the chin", "thanks!", "had chicken salad for lunch yesterday and a coffee", "stop the water reminders",
		"for breakfast I had two slices of wholemeal toast with peanut butter and a banana, and for lunch a chicken salad with a glass of water",
		"dinner was 200 g of baked salmon with a cup of brown rice, steamed broccoli and a small glass of orange juice, and then two squares of dark chocolate",
	}
	const turns = 200
	var whole, foods time.Duration
	b.ReportAllocs()
	for i := range b.N {
		from := time.Now()
		for range turns {
			r.Read(texts[i%len(texts)], moment)
		}
		between := time.Now()
		for range turns {
			r.foods.Read(texts[i%len(texts)], moment)
		}
		whole, foods = whole+between.Sub(from), foods+time.Since(between)
	}
	b.ReportMetric(float64(whole.Nanoseconds())/float64(b.N*turns), "ns-whole")
	b.ReportMetric(float64(foods.Nanoseconds())/float64(b.N*turns), "ns-foods")
	b.ReportMetric(float64(whole)/float64(foods), "x-foods")
	b.ReportMetric(0, "ns/op")
}
