package conversation

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gutskin/coach"
)

// exportPage is how many changes are read at a time.
const exportPage = 500

// Export is a person's data as diary.json holds it: everything that is kept
// about them but which updates were handled.
type Export struct {
	Format  int            `json:"format"` // 1
	User    coach.User     `json:"user"`
	Entries []coach.Entry  `json:"entries"` // as they stand
	Changes []coach.Change `json:"changes"` // the whole history
}

// export sends everything that is kept of the person as a ZIP file.
func (t *turn) export() error {
	x := Export{Format: 1, User: t.u}
	for last := int64(0); ; {
		changes, err := t.tx.ChangesAfter(t.u.ID, last, exportPage)
		if err != nil {
			return err
		}
		x.Changes = append(x.Changes, changes...)
		if len(changes) < exportPage {
			break
		}
		last = changes[len(changes)-1].Seq
	}
	var err error
	if x.Entries, err = t.tx.Entries(t.u.ID, "0000-01-01", "9999-12-31"); err != nil {
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

// zip is diary.json and meals.csv in one file. It depends on nothing but the
// data, so that two exports of the same diary are the same.
func (x Export) zip() ([]byte, error) {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	w, err := z.Create("diary.json")
	if err != nil {
		return nil, err
	}
	j := json.NewEncoder(w)
	j.SetIndent("", "  ")
	if err := j.Encode(x); err != nil {
		return nil, err
	}
	if w, err = z.Create("meals.csv"); err != nil {
		return nil, err
	}
	if err := x.csv(w); err != nil {
		return nil, err
	}
	err = z.Close()
	return file.Bytes(), err
}

// csv writes one line a food. The header's names are those of diary.json.
func (x Export) csv(w io.Writer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"day", "meal", "told_at", "food", "categories", "plants", "herbs", "grams", "fiber_g", "water_ml", "fluid_ml"}}
	number := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	for _, e := range x.Entries {
		for _, f := range e.Foods {
			rows = append(rows, []string{
				string(e.Day), string(e.Meal), e.At.Format("2006-01-02T15:04:05Z07:00"), f.Name, f.Categories.String(),
				strings.Join(f.Plants, " "), strings.Join(f.Herbs, " "),
				number(f.Grams), number(f.FiberG), number(f.WaterML), number(f.FluidML),
			})
		}
	}
	return c.WriteAll(rows)
}
