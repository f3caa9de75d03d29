package conversation

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gutskin/bot/conversation/archive"
	"gutskin/coach"
	"gutskin/coach/diary"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// TestTaughtWordsAreShort: a phrase that stands for half a larder isn't kept,
// and one that is can't be used to fill the diary.
func TestTaughtWordsAreShort(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	for text, want := range map[string]string{
		"q = " + strings.Repeat("kefir, ", 21) + "apple":                "too long for one word",
		"q = apple " + strings.Repeat("x", maxOwnText):                  "too long for one word",
		"q = " + strings.TrimSpace(strings.Repeat("a ", 60)) + " apple": "too long for one word",
		"q = kefir, oatmeal, apple":                                     "Got it",
	} {
		w.said.Reset()
		w.do(text)
		if !strings.Contains(w.said.String(), want) {
			t.Errorf("%.30s…: %s", text, w.said.String())
		}
	}
}

// TestFullDiarySaysSo: what can't be kept is neither lost in silence nor tried
// for ever.
func TestFullDiarySaysSo(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	w.do("kefir")
	err := w.db.Update(t.Context(), func(tx *storage.Tx) error {
		changes := make([]coach.Change, coach.MaxOfSource-1)
		for i := range changes {
			changes[i] = coach.Change{At: w.now, Kind: coach.ChangeDelete, Source: messageSource(w.user, 1)}
		}
		_, err := tx.AppendChanges(w.user, changes)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	w.said.Reset()
	w.do("edit 1 apple")
	if got := w.said.String(); !strings.Contains(got, "your diary is full") {
		t.Error(got)
	}
	w.do("banana")
	if n := len(w.entries()); n != 1 {
		t.Errorf("%d entries after another message, want 1", n)
	}
}

// TestImportedNamesAreSealed: a food that the lexicon doesn't call so is kept as
// the person's own words are, and comes back.
func TestImportedNamesAreSealed(t *testing.T) {
	dir := t.TempDir()
	db, err := storage.Open(t.Context(), filepath.Join(dir, "x.db"), storagetest.Keys(t))
	if err != nil {
		t.Fatal(err)
	}
	w := newWorldOn(t, db, wednesday, "UTC")
	data := packed(t, file{archive.DiaryFile, historyOf(
		logOf(1, mealOf(`,"foods":[{"name":"kefir","categories":"","grams":240},{"name":"zorblax surprise","categories":"","grams":100}]`)),
		logOf(2, mealOf(`,"foods":[{"name":"kefir","categories":"","plants":["gibberweed"],"grams":240}]`)),
	)})
	if got := w.tryFile(data); !strings.Contains(got, "2 entries added") {
		t.Fatal(got)
	}
	if text := diaryFileOf(t, w.exported()); !strings.Contains(text, "zorblax surprise") || !strings.Contains(text, "gibberweed") || strings.Contains(text, `"own"`) {
		t.Error("the names didn't come back as they were:", text)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	held, err := os.ReadFile(filepath.Join(dir, "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"zorblax", "gibberweed"} {
		if bytes.Contains(held, []byte(name)) {
			t.Errorf("%s can be read in the database", name)
		}
	}
}

// TestScaledStaysBelievable: however often an amount is doubled, it stays one
// that can be read back.
func TestScaledStaysBelievable(t *testing.T) {
	f := coach.Food{Name: "kefir", Grams: 240, FluidML: 240, WaterML: 100, FiberG: 3}
	for range 100 {
		f = diary.Scaled(f, 2)
	}
	c := coach.Change{Seq: 1, At: wednesday, Kind: coach.ChangeLog, Source: "m:1:1", Entries: []coach.Entry{
		{Kind: coach.KindMeal, Day: "2026-03-18", At: wednesday, Clock: -1, Foods: []coach.Food{f}},
	}}
	if err := c.Check(wednesday); err != nil || f.Grams != coach.MaxGrams {
		t.Errorf("%v g: %v", f.Grams, err)
	}
}
