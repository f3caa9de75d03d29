package conversation

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gutskin/coach"
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
