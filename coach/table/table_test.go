package table

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gutskin/content"
)

func names(t testing.TB) *Names {
	t.Helper()
	n, err := LoadNames(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// describe writes a table in lines: how it is written, then each row.
func describe(t Table, order Order) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q %s ask %t\n", t.Encoding, t.Separator, t.Order, t.Ask)
	rows, left := t.Rows(order)
	for _, r := range rows {
		clock := ""
		if r.Clock >= 0 {
			clock = time.Time{}.Add(r.Clock).Format("15:04")
		}
		fmt.Fprintf(&b, "%s|%s|%s|%s|%d|%d\n", r.Day, clock, r.Meal, r.Text, r.Skin, r.Gut)
	}
	fmt.Fprintf(&b, "left %d", left)
	return b.String()
}

func TestTables(t *testing.T) {
	for file, want := range map[string]string{
		"cronometer.csv": `UTF-8 ',' ymd ask false
2026-03-02|08:15|breakfast|240.00 g Oatmeal, cooked|0|0
2026-03-02|08:15|breakfast|75.00 g Blueberries|0|0
2026-03-02|13:05|lunch|1.00 cup Lentil soup|0|0
2026-03-03|19:40|dinner|150.00 g Salmon|0|0
left 0`,
		"bearable.csv": `UTF-8 ',' ymd ask false
2026-03-02||breakfast|Porridge with banana|0|0
2026-03-02|||bloated (moderate)|0|0
2026-03-03|||Lentil soup|0|0
left 2`,
		"daylio.csv": `UTF-8 ',' ymd ask false
2026-03-03|21:00||Lentil soup for lunch, kimchi with dinner|0|0
2026-03-01|21:10||skin 4/5, porridge with walnuts|0|0
left 1`,
		"myfitnesspal.csv": `UTF-8 ',' ymd ask false
left 2`,
		"own.csv": `Windows-1252 ';' dmy ask false
2026-02-14||breakfast|1,5 cups Müsli|3|0
2026-02-14||lunch|crème brûlée and a coffee|0|0
2026-02-15||dinner|Lentil soup; rye bread|4|0
left 1`,
		"either.tsv": `UTF-8 '\t'  ask true
2026-03-04|||oatmeal|4|0
2026-05-04|||lentils|5|0
left 0`,
		"utf16.csv": `UTF-16 ',' mdy ask false
2026-04-13|||oatmeal, "overnight"|0|0
2026-04-05|||lentil soup|0|0
left 0`,
		"headless.csv": `UTF-8 ',' dmy ask false
2026-03-02|||toast|0|0
2026-03-03|||porridge with a banana|0|0
left 0`,
	} {
		data, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		table, err := Read(data, names(t))
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		order := table.Order
		if table.Ask {
			order = MonthFirst
		}
		if diff := cmp.Diff(want, describe(table, order)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func TestWhatIsNoTable(t *testing.T) {
	many := strings.Repeat("2026-03-02,apple\n", MaxRows+1)
	for name, tt := range map[string]struct {
		text string
		want error
	}{
		"nothing":        {"", ErrNoTable},
		"prose":          {"Dear diary,\ntoday I ate an apple.\nIt was good.", ErrNoTable},
		"no dates":       {"food,skin\napple,3\npear,4\n", ErrNoTable},
		"nothing beside": {"date,calories\n2026-03-02,300\n2026-03-03,400\n", ErrNoTable},
		"binary":         {"PK\x03\x04\x00\x00date,food\n", ErrNoTable},
		"many rows":      {"date,food\n" + many, ErrTooBig},
		"many columns":   {strings.Repeat("date,food,", 100) + "\n" + strings.Repeat("a,", 200), ErrTooBig},
		"many bytes":     {strings.Repeat("x", MaxSize+1), ErrTooBig},
	} {
		if _, err := Read([]byte(tt.text), names(t)); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func TestOrderOfDates(t *testing.T) {
	for _, tt := range []struct {
		cells string
		order Order
		ask   bool
	}{
		{"2026-03-04", YearFirst, false},
		{"2026/3/4 08:15", YearFirst, false},
		{"3/4/2026 13/4/2026", DayFirst, false},
		{"3/4/2026 4/13/2026", MonthFirst, false},
		{"3/4/26", "", true},
		{"3.4.2026", DayFirst, false},
		{"3/3/2026", DayFirst, false},
		{"13/4/2026 4/13/2026", DayFirst, false},
		{"x", DayFirst, false},
	} {
		order, _, ask := orderOf(strings.Split(strings.ReplaceAll(tt.cells, " 08:15", ""), " "))
		if order != tt.order || ask != tt.ask {
			t.Errorf("%s: %s, ask %t; want %s, %t", tt.cells, order, ask, tt.order, tt.ask)
		}
	}
}

func TestTimesOfDay(t *testing.T) {
	for cell, want := range map[string]time.Duration{
		"08:15": 8*time.Hour + 15*time.Minute, "8:15 PM": 20*time.Hour + 15*time.Minute, "12 am": 0, "12:30 p.m.": 12*time.Hour + 30*time.Minute,
		"7pm": 19 * time.Hour, "14h05": 14*time.Hour + 5*time.Minute, "25:00": -1, "13 pm": -1, "": -1, "am": -1, "lunch": -1,
	} {
		if got := clockIn(cell); got != want {
			t.Errorf("%q: %v, want %v", cell, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.?sv")
	if err != nil || len(files) == 0 {
		f.Fatal("no files", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	n := names(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read(data, n)
		if err != nil {
			return
		}
		if table.Ask == table.Order.Known() {
			t.Errorf("order %q, ask %t", table.Order, table.Ask)
		}
		for _, order := range []Order{DayFirst, MonthFirst} {
			rows, left := table.Rows(order)
			if len(rows)+left > MaxRows {
				t.Errorf("%d rows", len(rows)+left)
			}
			for _, r := range rows {
				if _, ok := dateIn(string(r.Day), YearFirst); !ok || r.Clock < -1 || r.Clock >= 24*time.Hour || len(r.Text) > 2*MaxCell+1 || r.Skin < 0 || r.Skin > 5 || r.Gut < 0 || r.Gut > 5 || r.Text == "" && r.Skin+r.Gut == 0 {
					t.Errorf("%+v", r)
				}
			}
		}
	})
}
