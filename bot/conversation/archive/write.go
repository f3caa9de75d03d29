// Package archive is the file of a person's diary and settings: a ZIP that an
// export writes and an import reads back. Reading holds it to limits, so
// that a hostile file can fill neither the memory nor the database.
package archive

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/storage"
)

// The files of an export.
const (
	DiaryFile    = "diary.json"    // {"format": 1, "entries": as they stand, "changes": the whole history}
	SettingsFile = "settings.json" // a coach.User
	mealsFile    = "meals.csv"
	daysFile     = "days.csv" // a line a day, with the figures that the pictures show
)

// Write writes the ZIP of a person's data. It depends on nothing but the data, so
// that two files of the same diary are the same. It is written as it is read: a
// diary of ten years takes no more memory than its ZIP.
func Write(to io.Writer, tx *storage.Tx, user coach.User) error {
	x := export{tx, user}
	z := zip.NewWriter(to)
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{DiaryFile, x.diary}, {SettingsFile, x.settings}, {mealsFile, x.meals}, {daysFile, x.days},
	} {
		w, err := z.Create(f.name)
		if err == nil {
			err = f.write(w)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return z.Close()
}

// export writes one person's data.
type export struct {
	tx   *storage.Tx
	user coach.User
}

func (x export) settings(w io.Writer) error {
	j := json.NewEncoder(w)
	j.SetIndent("", "  ")
	user := x.user
	user.Week = coach.WeekSoFar{}
	return j.Encode(user)
}

// shownEntry is an entry as it stands. Of a meal that no name was said for the hour
// gives it, which is marked.
type shownEntry struct {
	coach.Entry
	MealGuessed bool `json:"meal_guessed,omitempty"`
}

func (x export) shown(e coach.Entry) shownEntry {
	told := day.Of(e.At.In(x.user.Location()), x.user.DayEnd)
	if e.Kind != coach.KindMeal || e.Meal != "" || e.Clock < 0 && told != e.Day {
		return shownEntry{Entry: e}
	}
	e.Meal = x.user.MealOf(e)
	return shownEntry{e, true}
}

func (x export) diary(w io.Writer) error {
	entries, changes := jsonList{w: w}, jsonList{w: w}
	if _, err := io.WriteString(w, "{\n  \"format\": 1,\n  \"entries\": ["); err != nil {
		return err
	}
	err := x.tx.EachEntry(x.user.ID, func(e coach.Entry) error {
		e.Foods = plainFoods(e.Foods)
		return entries.add(x.shown(e))
	})
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, entries.end()+",\n  \"changes\": ["); err != nil {
		return err
	}
	if err := x.changes(changes.add); err != nil {
		return err
	}
	_, err = io.WriteString(w, changes.end()+"\n}\n")
	return err
}

func (x export) changes(do func(any) error) error {
	for last := int64(0); ; {
		page, err := x.tx.ChangesAfter(x.user.ID, last, exportPage)
		if err != nil {
			return err
		}
		for _, c := range page {
			last = c.Seq
			for i := range c.Entries {
				c.Entries[i].Foods = plainFoods(c.Entries[i].Foods)
			}
			if err := do(c); err != nil {
				return err
			}
		}
		if len(page) < exportPage {
			return nil
		}
	}
}

// plainFoods are the foods as a file shows them.
func plainFoods(foods []coach.Food) []coach.Food {
	list := slices.Clone(foods)
	for i := range list {
		list[i] = list[i].Exported()
	}
	return list
}

// jsonList writes the elements of a list that is a value of an object.
type jsonList struct {
	w     io.Writer
	begun bool
}

func (l *jsonList) add(v any) error {
	text, err := json.MarshalIndent(v, "    ", "  ")
	if err != nil {
		return err
	}
	before := ",\n    "
	if !l.begun {
		before, l.begun = before[1:], true
	}
	_, err = l.w.Write(append([]byte(before), text...))
	return err
}

func (l *jsonList) end() string {
	if l.begun {
		return "\n  ]"
	}
	return "]"
}

// meals writes one line a food. The header's names are those of diary.json.
func (x export) meals(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write([]string{"day", "meal", "told_at", "food", "categories", "plants", "herbs", "grams", "fiber_g", "water_ml", "fluid_ml"}); err != nil {
		return err
	}
	err := x.tx.EachEntry(x.user.ID, func(e coach.Entry) error {
		for _, f := range e.Foods {
			err := c.Write([]string{
				string(e.Day), string(e.Meal), e.At.Format("2006-01-02T15:04:05Z07:00"), f.Title(), f.Categories.String(),
				strings.Join(f.Plants, "; "), strings.Join(f.Herbs, "; "),
				decimal(f.Grams), decimal(f.FiberG), decimal(f.WaterML), decimal(f.FluidML),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}

// days writes one line a day of which anything was told: what the day's
// entries add up to, the sources of the pictures.
func (x export) days(w io.Writer) error {
	c := csv.NewWriter(w)
	err := c.Write([]string{
		"day", "meals", "logged", "plants", "herbs", "categories", "fiber_g", "water_ml", "fluid_ml",
		"skin", "skin_tags", "gut", "gut_tags", "stool", "sleep_hours", "sleep", "stress", "movement_min", "movement", "marks",
	})
	if err != nil {
		return err
	}
	var entries []coach.Entry // of one day: they come by day
	flush := func() error {
		if len(entries) == 0 {
			return nil
		}
		err := c.Write(x.line(entries[0].Day, entries))
		entries = entries[:0]
		return err
	}
	err = x.tx.EachEntry(x.user.ID, func(e coach.Entry) error {
		if len(entries) > 0 && entries[0].Day != e.Day {
			if err := flush(); err != nil {
				return err
			}
		}
		entries = append(entries, e)
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}

func (x export) line(d day.Day, entries []coach.Entry) []string {
	f := coach.SummariseDay(&x.user, entries, d)
	return []string{
		string(d), strconv.Itoa(f.Meals), strconv.FormatBool(f.Logged), strings.Join(f.Plants, "; "), strings.Join(f.Herbs, "; "),
		f.Categories.String(), decimal(f.FiberG), decimal(f.WaterML), decimal(f.FluidML),
		rating(f.Skin.Rating), strings.Join(f.Skin.Tags, " "),
		rating(f.Gut.Rating), strings.Join(f.Gut.Tags, " "), rating(f.Gut.Stool), told(f.CheckIn.SleepHours), rating(f.CheckIn.Sleep),
		rating(f.CheckIn.Stress), rating(f.CheckIn.MovementMin), rating(f.CheckIn.Movement), marksText(f.Marks),
	}
}

// marksText are marks by their kinds, "period; antibiotics ended".
func marksText(marks []coach.Mark) string {
	var list []string
	for _, m := range marks {
		what := string(m.Kind)
		if m.Ends {
			what += " ended"
		}
		list = append(list, what)
	}
	return strings.Join(list, "; ")
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// told is a figure, "" for one that wasn't told.
func told(f float64) string {
	if f == 0 {
		return ""
	}
	return decimal(f)
}

// exportPage is how many changes are read at a time.
const exportPage = 500

// rating is a whole figure, "" for one that wasn't told.
func rating(n int) string { return told(float64(n)) }
