package food

import (
	"gutskin/coach/lang"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func names(r Reading) []string {
	var list []string
	for _, item := range r.Items {
		list = append(list, item.Food)
	}
	return list
}

func TestOwnWords(t *testing.T) {
	r := NewReader(loadContent(t))
	m := noon
	m.Own = OwnWords{lang.Fold("Grandma's pot"): "lentil soup", lang.Fold("the usual"): "2 eggs and rye bread"}
	tests := []struct {
		text  string
		foods []string
		words string
	}{
		{"Grandma’s pot for lunch", []string{"lentil soup"}, "Grandma’s pot"},
		{"the usual, please", []string{"egg", "rye bread"}, "the usual"},
		{"no grandmas pot today", nil, ""},
		{"a pot of kefir", []string{"kefir"}, ""},
	}
	for _, test := range tests {
		reading := r.Read(test.text, m)
		if diff := cmp.Diff(test.foods, names(reading)); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
		if test.words != "" && reading.Items[0].Text != test.words {
			t.Errorf("%q: read from %q", test.text, reading.Items[0].Text)
		}
		checkReading(t, test.text, reading)
	}
}

// TestDayEnd reads what "today" and "yesterday" are after midnight.
func TestDayEnd(t *testing.T) {
	r := NewReader(loadContent(t))
	late := Moment{Sent: time.Date(2026, 3, 18, 1, 30, 0, 0, time.UTC), DayEnd: 4 * time.Hour}
	tests := map[string]string{
		"cheese":            "2026-03-17",
		"cheese yesterday":  "2026-03-16",
		"cheese last night": "2026-03-16",
	}
	for text, want := range tests {
		if got := r.Read(text, late).Items[0].EatenOn; string(got) != want {
			t.Errorf("%q: eaten on %s, not %s", text, got, want)
		}
	}
}

// TestConcurrent reads from many goroutines, as the bot does.
func TestConcurrent(t *testing.T) {
	r := NewReader(loadContent(t))
	messages := corpus(t)
	want := make([]Reading, len(messages))
	for i, text := range messages {
		want[i] = r.Read(text, noon)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i, text := range messages {
				if diff := cmp.Diff(want[i], r.Read(text, noon)); diff != "" {
					t.Errorf("%q: %s", text, diff)
				}
			}
		})
	}
	wg.Wait()
}

// TestAllocations holds the reader to the allocations of a typical message.
func TestAllocations(t *testing.T) {
	r := NewReader(loadContent(t))
	messages := corpus(t)
	total := 0.0
	for _, text := range messages {
		total += testing.AllocsPerRun(20, func() { r.Read(text, noon) })
	}
	if mean := total / float64(len(messages)); mean > 25 {
		t.Errorf("%.1f allocations a message", mean)
	}
}

// TestResident holds the lexicon to the memory that it may keep.
func TestResident(t *testing.T) {
	const limit = 40 << 20
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	l := loadContent(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	kept := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	foods, names := l.Len()
	t.Logf("%d foods and %d names keep %.1f MB", foods, names, float64(kept)/(1<<20))
	if kept > limit {
		t.Errorf("the lexicon keeps %d bytes", kept)
	}
	runtime.KeepAlive(l)
}
