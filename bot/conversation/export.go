package conversation

import (
	"archive/zip"
	"bytes"
	"context"
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

// ownData gives people what is kept of them, takes it back, and erases it.
type ownData struct{ *turn }

func (t *turn) ownData() ownData { return ownData{t} }

// An export is everything that is kept about a person but which updates were
// handled: the same diary after export, deletion and import. It is written as
// it is read, so that a diary of ten years takes no more memory than its ZIP,
// and outside of the transaction of its event, which keeps the others waiting.

// The files of an export.
const (
	diaryFile    = "diary.json"    // {"format": 1, "entries": as they stand, "changes": the whole history}
	settingsFile = "settings.json" // a coach.User
	mealsFile    = "meals.csv"
	daysFile     = "days.csv" // a line a day, with the figures that the pictures show
)

// exportPage is how many changes are read at a time.
const exportPage = 500

// export sends everything that is kept of the person as a ZIP file.
func (t ownData) export() error {
	data, err := t.exported()
	if err != nil {
		return err
	}
	text, err := t.words.HTML("export.done", nil)
	name := "gut-skin-diary-" + string(t.today()) + ".zip"
	t.reply(Message{Text: text, Document: &Document{Name: name, Data: data}}, "")
	return err
}

// exported is the ZIP of the person's data. Like a picture it is made between
// two turns: the first ends for it.
func (t ownData) exported() ([]byte, error) {
	d := t.drawings
	if d.export != nil {
		return d.export()
	}
	user := t.u
	d.wanted = func() {
		data, err := t.writeExport(t.ctx, user)
		d.export = func() ([]byte, error) { return data, err }
	}
	return nil, errUndrawn
}

// writeExport makes the ZIP. It depends on nothing but the data, so that two
// exports of the same diary are the same. One is made at a time.
func (s *Service) writeExport(ctx context.Context, u coach.User) ([]byte, error) {
	select {
	case s.exporting <- struct{}{}:
		defer func() { <-s.exporting }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	var file bytes.Buffer
	err := s.DB.View(ctx, func(tx *storage.Tx) error {
		file.Reset()
		x := export{tx, u}
		z := zip.NewWriter(&file)
		for _, f := range []struct {
			name  string
			write func(io.Writer) error
		}{
			{diaryFile, x.diary}, {settingsFile, x.settings}, {mealsFile, x.meals}, {daysFile, x.days},
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
	})
	if err != nil {
		return nil, fmt.Errorf("writing an export: %w", err)
	}
	return file.Bytes(), nil
}

// export writes one person's data.
type export struct {
	tx   *storage.Tx
	user coach.User
}

func (x export) settings(w io.Writer) error {
	j := json.NewEncoder(w)
	j.SetIndent("", "  ")
	return j.Encode(x.user)
}

func (x export) diary(w io.Writer) error {
	entries, changes := jsonList{w: w}, jsonList{w: w}
	if _, err := io.WriteString(w, "{\n  \"format\": 1,\n  \"entries\": ["); err != nil {
		return err
	}
	err := x.tx.EachEntry(x.user.ID, func(e coach.Entry) error {
		e.Foods = plainFoods(e.Foods)
		return entries.add(e)
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

// rating is a whole figure, "" for one that wasn't told.
func rating(n int) string { return told(float64(n)) }

// deleteQuestion asks once before everything is erased.
func (t ownData) deleteQuestion() error {
	t.ask("delete", "")
	k := t.keyboard().add("button.delete", nil, "delete", "yes").add("button.keep", nil, "delete", "no")
	return t.sayWith("delete.ask", nil, k)
}

// deleteAnswer takes "yes" or "no" in words; anything else is another message.
func (t ownData) deleteAnswer(text string) (done bool, err error) {
	switch {
	case t.says("words.yes", text) || t.says("words.delete", text):
		return true, t.erase()
	case t.says("words.no", text):
		t.settle()
		return true, t.say("delete.kept", nil)
	}
	return false, nil
}

func (t ownData) pressDelete(args arguments) error {
	if args.at(0) != "yes" {
		t.settle()
		return t.change("delete.kept", nil)
	}
	if t.asked() != "delete" {
		return t.deleteQuestion()
	}
	t.dropButtons()
	return t.erase()
}

// receipt is what was erased.
type receipt struct {
	Rows  []deletedRows
	Total int64
}

// erase deletes everything of the person and says what it was.
func (t ownData) erase() error {
	rows, err := t.tx.DeleteUser(t.u.ID)
	if err != nil {
		return err
	}
	t.forget = true
	t.Log.Info("erased everything of a user", "user", t.u.ID)
	r := receipt{Rows: rowCounts(rows)}
	for _, one := range r.Rows {
		r.Total += one.Rows
	}
	return t.setup().close("deleted.all", r)
}

// deletedRows is a table and how many rows it lost.
type deletedRows struct {
	Table string
	Rows  int64
}

// rowCounts lists the tables by name.
func rowCounts(rows map[string]int64) []deletedRows {
	var list []deletedRows
	for table, n := range rows {
		list = append(list, deletedRows{table, n})
	}
	slices.SortFunc(list, func(a, b deletedRows) int { return strings.Compare(a.Table, b.Table) })
	return list
}
