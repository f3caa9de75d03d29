package conversation

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
)

// MaxImport is the largest file that is read back in, in bytes: bots can't fetch
// more from Telegram.
const MaxImport = 20 << 20

// The limits of what is read back in, so that a hostile file can't fill memory
// or keep the database busy.
const (
	maxDiary   = 64 << 20 // bytes of a JSON file in it
	maxChanges = 50_000
	maxFoods   = 200 // of one entry
)

var errNoExport = errors.New("not an export")

// fetchExport gets the file of a document that calls itself a ZIP. It comes
// before the transaction, which is not to wait for a network.
func (s *Service) fetchExport(ctx context.Context, e Event) ([]byte, error) {
	if e.Kind != KindDocument || !e.Private || !e.File.zipped() || s.Fetch == nil || e.File.Size > MaxImport {
		return nil, nil
	}
	file, err := s.Fetch(ctx, e.File.ID)
	switch {
	case errors.Is(err, coach.ErrUnavailable):
		return nil, err
	case err != nil:
		s.Log.Warn("fetching a file to import", "user", e.UserID, "error", err)
		return []byte{}, nil // as good as a broken one
	}
	return file, nil
}

// zipped tells whether the file calls itself a ZIP.
func (f File) zipped() bool { return strings.HasSuffix(strings.ToLower(f.Name), ".zip") }

// imported is what an import did.
type imported struct {
	Entries  int
	Known    int // sources that were in the diary already
	Settings bool
}

// importFile adds the diary of an exported file to the person's own. Sources
// that are there already stay as they are; settings are taken over only into
// an empty diary.
func (t *turn) importFile() error {
	x, err := readExport(t.file)
	if err != nil {
		return t.say("import.broken", nil)
	}
	mine, err := t.tx.RecentChanges(t.u.ID, 1)
	if err != nil {
		return err
	}
	done := imported{Settings: len(mine) == 0}
	if done.Settings {
		t.restoreSettings(x.User)
	}
	if err := t.restore(x.Diary.Changes, &done); err != nil {
		return err
	}
	return t.say("import.done", done)
}

// restore adds the changes of sources that the diary doesn't have, in their
// order. Numbers may differ from the file's, so what refers to them is mapped.
func (t *turn) restore(changes []coach.Change, done *imported) error {
	known, number, added := map[string]bool{}, map[int64]int64{}, map[string]bool{}
	for _, c := range changes {
		if _, seen := known[c.Source]; !seen {
			mine, err := t.tx.ChangesOf(t.u.ID, c.Source)
			if err != nil {
				return err
			}
			known[c.Source] = len(mine) > 0
			if known[c.Source] {
				done.Known++
			}
		}
		if known[c.Source] {
			continue
		}
		seq := c.Seq
		c.Seq, c.Base = 0, number[c.Base]
		c, err := t.tx.AppendChange(t.u.ID, c)
		if err != nil {
			return err
		}
		number[seq], added[c.Source] = c.Seq, true
	}
	for source := range added {
		entries, err := t.tx.EntriesOf(t.u.ID, source)
		if err != nil {
			return err
		}
		done.Entries += len(entries)
	}
	return nil
}

// readExport reads and checks the ZIP that /export makes.
func readExport(file []byte) (Export, error) {
	var x Export
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return x, err
	}
	if err := readJSON(z, diaryFile, &x.Diary); err != nil {
		return x, err
	}
	if err := readJSON(z, settingsFile, &x.User); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return x, err
	}
	return x, x.Diary.check()
}

// readJSON reads a file of the ZIP, up to the limit.
func readJSON(z *zip.Reader, name string, v any) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read from memory
	return json.NewDecoder(&io.LimitedReader{R: f, N: maxDiary}).Decode(v)
}

func (d Diary) check() error {
	if d.Format != 1 || len(d.Changes) > maxChanges {
		return errNoExport
	}
	for _, c := range d.Changes {
		if c.Source == "" || len(c.Source) > maxData || len(c.Entries) > maxFoods || !knownKind(c.Kind) {
			return fmt.Errorf("%w: change %d", errNoExport, c.Seq)
		}
		for i, e := range c.Entries {
			if !soundEntry(e) || e.Part != i {
				return fmt.Errorf("%w: an entry of change %d", errNoExport, c.Seq)
			}
		}
	}
	return nil
}

func knownKind(k coach.ChangeKind) bool {
	return k.ByPerson() || k == coach.ChangeUndo || k == coach.ChangeRedo || k == coach.ChangeReread
}

func soundEntry(e coach.Entry) bool {
	if _, err := day.Parse(string(e.Day)); err != nil || len(e.Foods) > maxFoods || len(e.Text) > 16<<10 {
		return false
	}
	for _, f := range e.Foods {
		for _, figure := range []float64{f.Grams, f.FiberG, f.WaterML, f.FluidML} {
			if !(figure >= 0 && figure < 1e6) {
				return false
			}
		}
	}
	return e.Kind == coach.KindMeal || e.Kind == coach.KindSkin && e.Skin != nil || e.Kind == coach.KindCheckIn && e.CheckIn != nil
}
