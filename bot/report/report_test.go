package report

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/content"
)

var keep = flag.String("keep", "", "a folder to write the reports into, to be looked at")

const today day.Day = "2026-03-08"

func newPrinter(t testing.TB) *Printer {
	t.Helper()
	words, err := wording.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(words)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// diary is a made-up diary of days up to today; full as few are, or as most.
func diary(days int, full bool) []coach.Entry {
	chance := rand.New(rand.NewPCG(7, uint64(days)))
	var list []coach.Entry
	add := func(d day.Day, e coach.Entry) {
		e.Source, e.Day, e.At, e.Clock = fmt.Sprint("m:1:", len(list)), d, d.At(time.Duration(8+len(list)%12)*time.Hour, time.UTC), -1
		list = append(list, e)
	}
	groups := coach.ReportGroups()
	for i := range days {
		d := today.Add(1 + i - days)
		if !full && chance.Float64() < 0.3 {
			continue
		}
		for _, meal := range []food.Meal{food.Breakfast, food.Dinner} {
			one := coach.Food{Name: "bowl", FiberG: 5 + 15*chance.Float64(), FluidML: 400 + 900*chance.Float64(), Plants: []string{fmt.Sprint("plant ", i%40), fmt.Sprint("root ", i%17)}}
			for n, g := range groups {
				if chance.Float64() < 0.1+0.6*float64(n%3)/2 {
					one.Categories |= g.Of
				}
			}
			add(d, coach.Entry{Kind: coach.KindMeal, Meal: meal, Foods: []coach.Food{one}})
		}
		skin := &coach.Skin{Rating: 1 + (i/9+chance.IntN(3))%5}
		for n, tag := range coach.SkinTags() {
			if chance.Float64() < 0.06*float64(n%4) {
				skin.Tags = append(skin.Tags, tag)
			}
		}
		add(d, coach.Entry{Kind: coach.KindSkin, Skin: skin})
		if full || i%2 == 0 {
			gut := &coach.Gut{Rating: 2 + chance.IntN(4), Stool: []int{0, 3, 4, 4, 6}[chance.IntN(5)]}
			for n, tag := range coach.GutTags() {
				if chance.Float64() < 0.05*float64(n%3) {
					gut.Tags = append(gut.Tags, tag)
				}
			}
			add(d, coach.Entry{Kind: coach.KindGut, Gut: gut})
		}
		add(d, coach.Entry{Kind: coach.KindCheckIn, CheckIn: &coach.CheckIn{SleepHours: 6 + 2*chance.Float64(), Sleep: 2 + chance.IntN(4), Stress: 1 + chance.IntN(5), MovementMin: 20 + chance.IntN(40)}})
	}
	return list
}

// told adds words and marks to a diary.
func told(list []coach.Entry, words string, n int) []coach.Entry {
	for i := range n {
		d := today.Add(-i * 3)
		list = append(list,
			coach.Entry{Source: fmt.Sprint("m:2:", i), Kind: coach.KindSkin, Day: d, At: d.Time(), Skin: &coach.Skin{Tags: []string{"redness"}}, Text: words},
			coach.Entry{Source: fmt.Sprint("m:3:", i), Kind: coach.KindMark, Day: d.Add(-1), At: d.Time(), Mark: &coach.Mark{Kind: coach.MarkKinds()[i%6], Ends: i%4 == 3}, Text: words},
		)
	}
	return list
}

// state is a report that can be asked for.
type state struct {
	entries []coach.Entry
	weeks   int
	us      bool
	hidden  bool
	answers []string
}

// states are those that a diary can be in.
func states() map[string]state {
	answer := "Dairy and skin, 5 Jan – 1 Mar: Lower ratings after it, by more than chance would explain. 0.4 points of 5 lower, between 0.1 and 0.8. 41 rated days. Going together isn't causing."
	long := strings.Repeat("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz ", 3) + "🥑 und so weiter"
	one := diary(1, true)
	return map[string]state{
		"empty":      {weeks: 8},
		"one_day":    {entries: one, weeks: 8},
		"one_rating": {entries: one[2:3], weeks: 4},
		"four_weeks": {entries: told(diary(28, true), "two spots on the chin, better in the evening", 3), weeks: 4, us: true},
		"twelve":     {entries: told(diary(84, false), "dry patches on both cheeks since the cold wind", 9), weeks: 12, answers: []string{answer, strings.Replace(answer, "Dairy and skin", "Coffee and gut", 1)}},
		"full":       {entries: told(diary(84, true), "a sore lump on the jaw that hurts at night, the new cream stings a little and I stopped it again", 28), weeks: 12, us: true, answers: []string{answer, answer, answer}},
		"long_names": {entries: told(diary(56, false), long, 12), weeks: 8, answers: []string{long + long, strings.Repeat("x", 400)}},
		"hidden":     {entries: told(diary(84, false), "two spots on the chin, better by evening", 4), weeks: 12, hidden: true},
	}
}

func (s state) sheet(p *Printer) *sheet {
	u := coach.NewUser(1, today.Time())
	if s.us {
		u.Units = coach.US
	}
	sh := p.newSheet(coach.SummariseReport(&u, s.entries, s.weeks, today), s.us)
	sh.numbers, sh.answers = !s.hidden, s.answers
	return sh
}

func (s state) file(t testing.TB, p *Printer) []byte {
	t.Helper()
	u := coach.NewUser(1, today.Time())
	if s.us {
		u.Units = coach.US
	}
	data, err := p.Report(coach.SummariseReport(&u, s.entries, s.weeks, today), s.us, !s.hidden, s.answers)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The most that a report may weigh, in bytes.
const mostBytes = 300_000

func TestReportsAreSmallAndAlwaysTheSame(t *testing.T) {
	p := newPrinter(t)
	for _, name := range slices.Sorted(maps.Keys(states())) {
		s := states()[name]
		file := s.file(t, p)
		if len(file) > mostBytes {
			t.Errorf("%s has %d bytes", name, len(file))
		}
		if pages := bytes.Count(file, []byte("/Type /Page\n")); pages < 1 || pages > mostPages {
			t.Errorf("%s has %d pages", name, pages)
		}
		if !bytes.Contains(file, []byte("/ToUnicode")) {
			t.Errorf("%s can't be searched", name)
		}
		if !bytes.Equal(file, s.file(t, newPrinter(t))) {
			t.Errorf("%s differs the second time", name)
		}
		t.Logf("%s: %d bytes", name, len(file))
		if *keep != "" {
			if err := os.WriteFile(filepath.Join(*keep, name+".pdf"), file, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// texts prints the state and gives what it says, in the order in which it is in
// the file, by page.
func texts(t *testing.T, p *Printer, s state) map[int][]placed {
	t.Helper()
	sh, pages := s.sheet(p), map[int][]placed{}
	sh.watch = func(one placed) { pages[sh.page] = append(pages[sh.page], one) }
	sh.print()
	if sh.err != nil {
		t.Fatal(sh.err)
	}
	return pages
}

func TestTextStaysInItsPlaceAndOrder(t *testing.T) {
	p := newPrinter(t)
	for name, s := range states() {
		sh := s.sheet(p)
		for page, list := range texts(t, p, s) {
			for i, one := range list {
				if one.x < one.from-0.01 || one.x+one.w > one.from+one.within+0.01 || one.from < sh.left-0.01 || one.from+one.within > sh.left+sh.width+0.7 || one.y > sh.bottom+0.01 {
					t.Errorf("%s, page %d: %q leaves its place", name, page, one.text)
				}
				if i > 0 && one.y < list[i-1].y-chartHeight-5 {
					t.Errorf("%s, page %d: %q stands above %q", name, page, one.text, list[i-1].text)
				}
			}
		}
	}
}

func TestFirstSaysWhatItRestsOn(t *testing.T) {
	p := newPrinter(t)
	for name, want := range map[string]string{
		"empty":   "Based on 0 of 56 days logged, 0 with a skin rating.",
		"one_day": "Based on 1 of 56 days logged, 1 with a skin rating and 1 with a gut rating.",
		"full":    "Based on 84 of 84 days logged, 84 with a skin rating and 84 with a gut rating.",
		"hidden":  "Based on days logged (most), with a skin rating (most) and with a gut rating (about half).",
	} {
		if got := texts(t, p, states()[name])[1][2].text; got != want {
			t.Errorf("%s begins %q, want %q", name, got, want)
		}
	}
}

// dates are figures that stay.
var dates = regexp.MustCompile(`\d+ (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)( \d{4})?`)

func TestHiddenNumbersStayHidden(t *testing.T) {
	p := newPrinter(t)
	s := states()["hidden"]
	s.entries = told(s.entries, "it was a 2 of 5 on that day", 2)
	for page, list := range texts(t, p, s) {
		for _, one := range list {
			if rest := strings.ReplaceAll(dates.ReplaceAllString(one.text, ""), "Omega-3", ""); strings.ContainsFunc(rest, unicode.IsDigit) {
				t.Errorf("page %d says %q", page, one.text)
			}
		}
	}
}

func TestReportsClaimNothing(t *testing.T) {
	table, err := fs.ReadFile(content.Files, "messages/claims.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, list := range texts(t, newPrinter(t), states()["twelve"]) {
		for _, one := range list {
			said.WriteString(one.text + " ")
		}
	}
	text := strings.ReplaceAll(strings.ToLower(said.String()), "isn't causing", "")
	for line := range strings.Lines(string(table)) {
		if phrase, never := strings.CutPrefix(line, "never\t\t\t"); never && strings.Contains(text, strings.TrimSpace(phrase)) {
			t.Errorf("%q is claimed", strings.TrimSpace(phrase))
		}
	}
}

func BenchmarkReport(b *testing.B) {
	p := newPrinter(b)
	u := coach.NewUser(1, today.Time())
	r := coach.SummariseReport(&u, states()["full"].entries, 12, today)
	for b.Loop() {
		if _, err := p.Report(r, false, true, states()["full"].answers); err != nil {
			b.Fatal(err)
		}
	}
}
