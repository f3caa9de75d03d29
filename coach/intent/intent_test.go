package intent

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gutskin/coach/care"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/content"
)

var update = flag.Bool("update", false, "rewrite what the case files expect")

// moment is when the messages of the case files are written: a Wednesday noon.
var moment = food.Moment{Sent: time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC), DayEnd: 4 * time.Hour}

// testReader reads with the program's own language files and a small lexicon,
// so that cases here speak of intents and not of foods.
func testReader(t testing.TB) *Reader {
	t.Helper()
	files := fstest.MapFS{}
	paths, err := fs.Glob(content.Files, "language/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		data, err := fs.ReadFile(content.Files, p)
		if err != nil {
			t.Fatal(err)
		}
		files[p] = &fstest.MapFile{Data: data}
	}
	foods, err := os.ReadFile("testdata/foods.tsv")
	if err != nil {
		t.Fatal(err)
	}
	files["foods/test.tsv"] = &fstest.MapFile{Data: foods}
	lex, err := food.LoadLexicon(files)
	if err != nil {
		t.Fatal(err)
	}
	hear, err := care.NewReader(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(files, food.NewReader(lex), hear)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestCases reads testdata/*.txt: lines of what is expected, a tab, and the
// message ("\n" for a line break). With -update it writes what is read now.
func TestCases(t *testing.T) {
	r := testReader(t)
	for _, file := range []string{"talk.txt", "requests.txt", "body.txt", "people.txt", "values.txt", "gut.txt", "report.txt"} {
		t.Run(strings.TrimSuffix(file, ".txt"), func(t *testing.T) { runCases(t, r, "testdata/"+file) })
	}
}

func runCases(t *testing.T, r *Reader, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		want, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			out.WriteString(line)
			continue
		}
		m := r.Read(strings.ReplaceAll(text, `\n`, "\n"), moment)
		have := describe(&m)
		if have != want && !*update {
			t.Errorf("%s:%d: %q\n have %s\n want %s", file, n, text, have, want)
		}
		fmt.Fprintf(&out, "%s\t%s\n", have, text)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// describe writes a message's reading in one line, foods left out.
func describe(m *Message) string {
	var b strings.Builder
	b.WriteString(string(m.Intent))
	for _, i := range m.Also {
		fmt.Fprintf(&b, "+%s", i)
	}
	add := func(name string, value any) {
		if s := fmt.Sprint(value); s != "" && s != "0" && s != "[]" && s != "0s" {
			fmt.Fprintf(&b, " %s=%s", name, s)
		}
	}
	if m.Care == care.Alarm {
		add("alarm", m.About)
	} else {
		add("concern", m.About)
	}
	if m.Skin != nil {
		add("rating", m.Skin.Rating)
		add("tags", m.Skin.Tags)
	}
	if g := m.Gut; g != nil {
		add("gut", *g)
		for _, it := range m.After {
			add("after", it.Food)
		}
	}
	for _, k := range m.Marks {
		what := string(k.Kind)
		if k.Ends {
			what += ".end"
		}
		add("mark", what)
		if k.Day != "2026-03-18" {
			add("marked-on", k.Day)
		}
	}
	if c := m.CheckIn; c != nil {
		add("slept", c.SleepHours)
		add("sleep", c.Sleep)
		add("stress", c.Stress)
		add("minutes", c.MovementMin)
		add("movement", c.Movement)
	}
	for _, d := range []day.Day{m.SkinDay, m.GutDay, m.CheckInDay} {
		if d != "" && d != "2026-03-18" {
			add("on", d)
		}
	}
	q := &m.Request
	add("command", q.Command)
	add("action", q.Action)
	add("which", q.Which)
	add("day", q.Day)
	add("meal", q.Meal)
	add("times", q.Times)
	add("find", q.Find)
	add("weeks", q.Weeks)
	if c, ok := m.Correction(); ok {
		add("op", opNames[c.Op])
		if c.Vague {
			add("vague", true)
		}
		if c.If {
			add("if", true)
		}
		if c.Alike {
			add("alike", true)
		}
		for _, n := range c.Wrong {
			add("wrong", strings.ReplaceAll(n.Words, " ", "_"))
		}
		for _, f := range c.Foods {
			add("right", strings.ReplaceAll(f.Name, " ", "_"))
		}
		add("amount", strings.ReplaceAll(c.Amount.Words, " ", "_"))
		add("to-day", c.Day)
		add("to-meal", c.Meal)
		if c.Clock != nil {
			add("to-clock", *c.Clock)
		}
		add("rating", c.Rating)
	}
	if q.Command != "" {
		add("text", strings.ReplaceAll(q.Text, " ", "_"))
	}
	for _, r := range m.Reminds() {
		add("remind", r.Op)
		add("kinds", r.Kinds)
		add("hours", r.Hours)
		add("instead", r.Instead)
		add("days", r.Days)
		add("a-day", r.PerDay)
		add("for", r.For)
		if r.From != nil {
			add("from", *r.From)
		}
		if r.To != nil {
			add("until", *r.To)
		}
	}
	return b.String()
}

var opNames = [...]string{"replace", "remove", "add", "measure", "move", "rate", "delete", "restore", "keep"}
