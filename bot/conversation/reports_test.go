package conversation

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gutskin/coach"
)

func TestReportIsTheDiaryOfItsWeeks(t *testing.T) {
	for _, tt := range []struct {
		zone, asked string
		hidden      bool
		want        string
	}{
		{"Europe/London", "/report 4", false, "2026-02-19 to 2026-03-18, letter false, numbers true, 1 notes, 1 marks, []"},
		{"America/Chicago", "a pdf for my doctor", false, "2026-01-22 to 2026-03-18, letter true, numbers true, 1 notes, 1 marks, []"},
		{"Asia/Tokyo", "something to show my dermatologist for the last 3 months", true, "2025-12-25 to 2026-03-18, letter false, numbers false, 1 notes, 1 marks, []"},
	} {
		w := newWorld(t, time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC), tt.zone)
		w.do("apple for breakfast")
		w.do("skin 2/5, two sore spots on the chin")
		w.do("started antibiotics")
		if tt.hidden {
			w.do("hide numbers")
		}
		w.do(tt.asked)
		if string(w.file) != tt.want {
			t.Errorf("%q gives %s, want %s", tt.asked, w.file, tt.want)
		}
	}
}

// torn is a printer out of paper.
type torn struct{}

func (torn) Report(coach.Report, bool, bool, []string) ([]byte, error) {
	return nil, errors.New("out of paper")
}

func TestReportThatCannotBeMadeIsSaidSo(t *testing.T) {
	w := newWorld(t, time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC), "UTC")
	w.do("apple for breakfast")
	for _, printer := range []Reports{torn{}, nil} {
		w.service.Reports = printer
		w.said.Reset()
		w.do("/report")
		if got := w.said.String(); !strings.Contains(got, "couldn't make the report") || w.file != nil {
			t.Errorf("%T: %s", printer, got)
		}
	}
}

// TestNobodyWaitsForAReport writes another message while the pages are printed.
func TestNobodyWaitsForAReport(t *testing.T) {
	w := newWorld(t, time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC), "UTC")
	w.do("apple for breakfast")
	printed := 0
	w.service.Reports = press(func() {
		printed++
		user := w.user
		w.user = 43
		w.event(KindMessage, "lentil soup")
		w.user = user
	})
	w.event(KindMessage, "/report")
	if printed != 1 {
		t.Errorf("printed %d times", printed)
	}
}

// press does something else while it prints.
type press func()

func (p press) Report(coach.Report, bool, bool, []string) ([]byte, error) {
	p()
	return []byte("pdf"), nil
}
