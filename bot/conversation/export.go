package conversation

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
)

// exportPage is how many changes are read at a time.
const exportPage = 500

// Export is a person's data: everything that is kept about them but which
// updates were handled.
type Export struct {
	User  coach.User // settings.json
	Diary Diary      // diary.json
}

// Diary is a person's diary: the same after export, deletion and import.
type Diary struct {
	Format  int            `json:"format"`  // 1
	Entries []coach.Entry  `json:"entries"` // as they stand
	Changes []coach.Change `json:"changes"` // the whole history
}

// The files of an export.
const (
	diaryFile    = "diary.json"
	settingsFile = "settings.json"
	mealsFile    = "meals.csv"
	daysFile     = "days.csv" // a line a day, with the figures that the pictures show
)

// export sends everything that is kept of the person as a ZIP file.
func (t *turn) export() error {
	x := Export{User: t.u, Diary: Diary{Format: 1}}
	for last := int64(0); ; {
		changes, err := t.tx.ChangesAfter(t.u.ID, last, exportPage)
		if err != nil {
			return err
		}
		x.Diary.Changes = append(x.Diary.Changes, changes...)
		if len(changes) < exportPage {
			break
		}
		last = changes[len(changes)-1].Seq
	}
	var err error
	if x.Diary.Entries, err = t.tx.Entries(t.u.ID, "0000-01-01", "9999-12-31"); err != nil {
		return err
	}
	data, err := x.zip()
	if err != nil {
		return fmt.Errorf("writing an export: %w", err)
	}
	text, err := t.words.HTML("export.done", nil)
	name := "gut-skin-diary-" + string(t.today()) + ".zip"
	t.reply(Message{Text: text, Document: &Document{Name: name, Data: data}}, "")
	return err
}

// zip is the files of the export in one. It depends on nothing but the data,
// so that two exports of the same diary are the same.
func (x Export) zip() ([]byte, error) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{diaryFile, func(w io.Writer) error { return writeJSON(w, x.Diary) }},
		{settingsFile, func(w io.Writer) error { return writeJSON(w, x.User) }},
		{mealsFile, x.meals},
		{daysFile, x.days},
	} {
		w, err := z.Create(f.name)
		if err == nil {
			err = f.write(w)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	err := z.Close()
	return file.Bytes(), err
}

func writeJSON(w io.Writer, v any) error {
	j := json.NewEncoder(w)
	j.SetIndent("", "  ")
	return j.Encode(v)
}

// meals writes one line a food. The header's names are those of diary.json.
func (x Export) meals(w io.Writer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"day", "meal", "told_at", "food", "categories", "plants", "herbs", "grams", "fiber_g", "water_ml", "fluid_ml"}}
	for _, e := range x.Diary.Entries {
		for _, f := range e.Foods {
			rows = append(rows, []string{
				string(e.Day), string(e.Meal), e.At.Format("2006-01-02T15:04:05Z07:00"), f.Name, f.Categories.String(),
				strings.Join(f.Plants, "; "), strings.Join(f.Herbs, "; "),
				decimal(f.Grams), decimal(f.FiberG), decimal(f.WaterML), decimal(f.FluidML),
			})
		}
	}
	return c.WriteAll(rows)
}

// days writes one line a day of which anything was told: what the day's
// entries add up to, the sources of the pictures.
func (x Export) days(w io.Writer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{
		"day", "meals", "logged", "plants", "herbs", "categories", "fiber_g", "water_ml", "fluid_ml",
		"skin", "skin_tags", "sleep_hours", "sleep", "stress", "movement_min", "movement",
	}}
	byDay := map[day.Day][]coach.Entry{}
	for _, e := range x.Diary.Entries {
		byDay[e.Day] = append(byDay[e.Day], e)
	}
	for _, d := range slices.Sorted(maps.Keys(byDay)) {
		f := coach.SummariseDay(&x.User, byDay[d], d)
		rows = append(rows, []string{
			string(d), strconv.Itoa(f.Meals), strconv.FormatBool(f.Logged), strings.Join(f.Plants, "; "), strings.Join(f.Herbs, "; "),
			f.Categories.String(), decimal(f.FiberG), decimal(f.WaterML), decimal(f.FluidML),
			rating(f.Skin.Rating), strings.Join(f.Skin.Tags, " "), told(f.CheckIn.SleepHours), rating(f.CheckIn.Sleep),
			rating(f.CheckIn.Stress), rating(f.CheckIn.MovementMin), rating(f.CheckIn.Movement),
		})
	}
	return c.WriteAll(rows)
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// told is a figure, "" for one that wasn't told.
func told(f float64) string {
	if f == 0 {
		return ""
	}
	return decimal(f)
}

// rating is a whole figure, "" for one that wasn't told.
func rating(n int) string { return told(float64(n)) }
