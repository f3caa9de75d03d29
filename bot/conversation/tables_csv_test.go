package conversation

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/coach/table"
	"gutskin/storage"
)

// layout is one of coach/table's files.
func layout(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "coach", "table", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// stands is what stands in the diary, in the order of its days.
func (w *world) stands() string {
	w.t.Helper()
	var b strings.Builder
	err := w.db.View(w.t.Context(), func(tx *storage.Tx) error {
		b.Reset()
		return tx.EachEntry(w.user, func(e coach.Entry) error {
			b.WriteString(string(e.Day) + " " + string(e.Kind) + " " + string(e.Meal) + " " + strings.Join(foodNames(e), ", ") + " " + e.Source + "\n")
			return nil
		})
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return b.String()
}

// answer does something and gives what was said to it.
func (w *world) answer(do func()) string {
	w.said.Reset()
	do()
	return w.said.String()
}

func TestTablesAreShownThenAddedThenTakenBack(t *testing.T) {
	for _, tt := range []struct{ file, found string }{
		{"cronometer.csv", "3 meals"},
		{"bearable.csv", "2 meals and 1 note"},
		{"daylio.csv", "3 meals and 1 note"},
		{"own.csv", "2 meals and 2 notes"},
		{"headless.csv", "2 meals"},
	} {
		w := newWorld(t, wednesday, "Europe/Berlin")
		w.do("kefir and banana")
		before := w.stands()
		send := func() { w.sendFile(tt.file, layout(t, tt.file)) }
		if got := w.answer(send); !strings.Contains(got, "I found "+tt.found) || !strings.Contains(got, "[1 Import] [2 Cancel]") {
			t.Errorf("%s: %s", tt.file, got)
		}
		if w.stands() != before {
			t.Errorf("%s: the diary changed before it was asked for", tt.file)
		}
		w.do("no")
		send()
		if got := w.answer(func() { w.do("[1]") }); !strings.Contains(got, "Done: "+tt.found) {
			t.Errorf("%s: %s", tt.file, got)
		}
		after := w.stands()
		t.Logf("%s:\n%s", tt.file, after)
		if got := w.answer(send); !strings.Contains(got, "already") || w.stands() != after || after == before {
			t.Errorf("%s: a second time: %s", tt.file, got)
		}
		if got := w.answer(func() { w.do("undo") }); !strings.Contains(got, "Undone: nothing from your file") || w.stands() != before {
			t.Errorf("%s: %s", tt.file, got)
		}
		if got := w.answer(func() { w.do("redo") }); !strings.Contains(got, "back in your diary") || w.stands() != after {
			t.Errorf("%s: %s", tt.file, got)
		}
		w.do("undo")
		send()
		if got := w.answer(func() { w.do("yes") }); !strings.Contains(got, "Done: "+tt.found) || w.stands() != after {
			t.Errorf("%s: after it was taken back: %s", tt.file, got)
		}
		if got := w.answer(func() { w.do("[1]") }); !strings.Contains(got, "Undone: nothing from your file") || w.stands() != before {
			t.Errorf("%s: by its button: %s", tt.file, got)
		}
	}
}

func TestDatesThatCouldBeEitherAreAsked(t *testing.T) {
	for press, want := range map[string]string{"[1]": "3 – 5 April", "[2]": "4 March – 4 May"} {
		w := newWorld(t, wednesday.AddDate(0, 6, 0), "Europe/Berlin")
		if got := w.answer(func() { w.sendFile("mine.TSV", layout(t, "either.tsv")) }); !strings.Contains(got, "03/04/2026") || !strings.Contains(got, "[1 3 April] [2 4 March]") {
			t.Error(got)
		}
		if got := w.answer(func() { w.do(press) }); !strings.Contains(got, want) {
			t.Errorf("%s: %s", press, got)
		}
		if got := w.answer(func() { w.do("yes") }); !strings.Contains(got, "Done: 2 meals and 2 notes") {
			t.Error(got)
		}
	}
}

func TestTablesThatAreNotRead(t *testing.T) {
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"prose.csv":        {[]byte("hello"), "I can't read that file"},
		"myfitnesspal.csv": {layout(t, "myfitnesspal.csv"), "no foods or ratings"},
		"large.csv":        {make([]byte, table.MaxSize+1), "in parts"},
		"many.csv":         {[]byte("date,food\n" + strings.Repeat("2026-03-02,apple\n", mostTabled+1)), "in parts"},
		"ahead.csv":        {[]byte("date,food\n2031-03-02,apple\n2031-03-03,apple\n"), "no foods or ratings"},
	} {
		w := newWorld(t, wednesday, "Europe/Berlin")
		if got := w.answer(func() { w.sendFile(name, tt.data) }); !strings.Contains(got, tt.want) || strings.Contains(got, "[1 Import]") {
			t.Errorf("%s: %s", name, got)
		}
		if got := w.answer(func() { w.do("press csv yes") }); strings.Contains(got, "Done") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestTablesAreReadAgain: a newer lexicon reads rows like messages. What a table
// said of day, meal, hour and ratings stays; what was corrected or taken back, too.
func TestTablesAreReadAgain(t *testing.T) {
	w := newWorld(t, wednesday, "Europe/Berlin")
	again := func() (changed int) {
		t.Helper()
		_, changed, err := w.service.Reread(t.Context(), func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		return changed
	}
	w.sendFile("mine.csv", []byte("date,time,meal,food,skin\n"+
		"2026-03-02,08:00,breakfast,zorblax with apple,3\n"+
		"2026-03-02,08:00,breakfast,kefir and zorblax,\n"+
		"2026-03-03,13:15,,banana and zorblax,\n"+
		"2026-03-04,,,apple for lunch,\n"+
		"2026-03-05,,dinner,tofu and zorblax,4\n"+
		"2026-03-06,,dinner,egg and zorblax,\n"))
	w.do("yes")
	before := w.stands()
	if n := again(); n > 0 || w.stands() != before {
		t.Errorf("the same lexicon understands %d differently:\n%s\nbefore\n%s", n, w.stands(), before)
	}
	corrected := w.entriesOn("2026-03-06")
	if err := w.db.Update(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.AppendChange(w.user, coach.Change{At: w.now, Kind: coach.ChangeCorrect, Source: corrected[0].Source, Entries: corrected})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	w.newerLexicon("zorblax\t\tfiber_rich\tzorblax\t\t3\t100\teach=100\t\test:test\t\n")
	if n := again(); n != 3 {
		t.Errorf("%d are understood differently, not 3", n)
	}
	for d, want := range map[day.Day]string{
		"2026-03-02": "meal breakfast 8h0m0s zorblax, apple, kefir; skin 3",
		"2026-03-03": "meal  13h15m0s banana, zorblax",
		"2026-03-04": "meal lunch -1ns apple",
		"2026-03-05": "meal dinner -1ns tofu, zorblax; skin 4",
		"2026-03-06": "meal dinner -1ns egg",
	} {
		var got []string
		for _, e := range w.entriesOn(d) {
			if e.Skin != nil {
				got = append(got, fmt.Sprint("skin ", e.Skin.Rating))
				continue
			}
			got = append(got, fmt.Sprintf("%s %s %v %s", e.Kind, e.Meal, e.Clock, strings.Join(foodNames(e), ", ")))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", d, got, want)
		}
	}
	if n := again(); n > 0 {
		t.Errorf("a second time %d are understood differently", n)
	}
	if got := w.answer(func() { w.do("undo") }); !strings.Contains(got, "Undone") {
		t.Error(got)
	}
	w.do("undo")
	if got := w.stands(); got != "" {
		t.Errorf("after an undo there stands:\n%s", got)
	}
	if n := again(); n > 0 || w.stands() != "" {
		t.Errorf("what was taken back was read again: %d", n)
	}
}

// entriesOn are the entries of a day.
func (w *world) entriesOn(d day.Day) (list []coach.Entry) {
	w.view(func(tx *storage.Tx) (err error) { list, err = tx.Entries(w.user, d, d); return err })
	return list
}

// newerLexicon has the coach know more foods.
func (w *world) newerLexicon(rows string) {
	w.t.Helper()
	files, err := testContent()
	if err != nil {
		w.t.Fatal(err)
	}
	foods := files.(fstest.MapFS)["foods/foods.tsv"]
	foods.Data = append(slices.Clip(foods.Data), rows...)
	lexicon, err := food.LoadLexicon(files)
	if err != nil {
		w.t.Fatal(err)
	}
	hear, err1 := care.NewReader(files)
	reader, err2 := intent.NewReader(files, food.NewReader(lexicon), hear)
	if err := errors.Join(err1, err2); err != nil {
		w.t.Fatal(err)
	}
	w.service.Lexicon, w.service.Reader = lexicon, reader
}

// BenchmarkTable adds half a year of four meals a day.
func BenchmarkTable(b *testing.B) {
	var file strings.Builder
	file.WriteString("date,meal,food\n")
	for i := range 183 {
		for _, meal := range []string{"breakfast", "lunch", "dinner", "snack"} {
			file.WriteString(coach.NewUser(1, wednesday).Created.AddDate(0, 0, -i).Format("2006-01-02") + "," + meal + ",porridge with banana and kefir\n")
		}
	}
	for b.Loop() {
		b.StopTimer()
		w := newWorld(b, wednesday, "Europe/Berlin")
		w.sendFile("half.csv", []byte(file.String()))
		b.StartTimer()
		w.do("yes")
	}
}
