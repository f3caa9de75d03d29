package archive

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
)

// MaxSize is the largest file that is read back in, in bytes: bots can't fetch
// more from Telegram.
const MaxSize = 20 << 20

// The limits of what is read back in, so that a hostile file can fill neither
// the memory nor the database. The history is read one change at a time, so it
// is the size of a value that counts for memory: a diary of ten years is some
// 120 MB of diary.json, and none of it is held.
const (
	MaxValue     = 256 << 10            // bytes of one value of diary.json, such as a change
	maxSettings  = 256 << 10            // bytes of settings.json
	maxInflated  = 192 << 20            // bytes of diary.json
	maxInflation = 100                  // bytes of diary.json for each of the file; exports have 15 to 30
	maxArchived  = 64                   // files in the ZIP
	maxKeys      = 16                   // in diary.json
	maxElements  = 2 * coach.MaxChanges // of a list in it
	// MaxGrowth is how many bytes of database a file may become for each of its
	// own. Exports become about 10; of a diary that says the same three things
	// all the time, 18.
	MaxGrowth = 20
)

// ErrNoExport is when a file is none that an export makes.
var ErrNoExport = errors.New("not an export")

// Archive is an export that is read back in.
type Archive struct {
	size            int // of the file, in bytes
	diary, settings *zip.File
}

// Open finds the files that an import reads.
func Open(file []byte) (Archive, error) {
	a := Archive{size: len(file)}
	// Whatever the ZIP says of how many files it has, this many are told of.
	if bytes.Count(file, []byte("PK\x01\x02")) > maxArchived {
		return a, fmt.Errorf("%w: too many files", ErrNoExport)
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return a, fmt.Errorf("%w: %w", ErrNoExport, err)
	}
	for _, f := range z.File {
		switch f.Name {
		case DiaryFile:
			a.diary = f
		case SettingsFile:
			a.settings = f
		}
	}
	if a.diary == nil {
		return a, fmt.Errorf("%w: no %s", ErrNoExport, DiaryFile)
	}
	return a, nil
}

// User is the person as the file has them; a new one where it has none.
func (a Archive) User() (u coach.User, err error) {
	if a.settings == nil {
		return u, nil
	}
	f, err := a.settings.Open()
	if err != nil {
		return u, fmt.Errorf("%w: %w", ErrNoExport, err)
	}
	defer f.Close() //nolint:errcheck // it was only read from memory
	text, err := io.ReadAll(io.LimitReader(f, maxSettings+1))
	if err == nil && len(text) > maxSettings {
		err = ErrTooLarge
	}
	if err == nil {
		err = json.Unmarshal(text, &u)
	}
	if err != nil {
		return u, fmt.Errorf("%w: %s: %w", ErrNoExport, SettingsFile, err)
	}
	return u, nil
}

// Changes calls do for each change of the file's history in turn. An error of
// do ends the reading.
func (a Archive) Changes(do func(coach.Change) error) error {
	f, err := a.diary.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoExport, err)
	}
	defer f.Close() //nolint:errcheck // it was only read from memory
	return readDiary(f, min(maxInflated, maxInflation*int64(a.size)), do)
}

// ErrTooLarge is when a value, or the whole, is larger than any export's.
var ErrTooLarge = fmt.Errorf("%w: too large", ErrNoExport)

// diaryReader reads diary.json piece by piece.
type diaryReader struct {
	*json.Decoder
	in *allowance
}

// allowance is a reader that ends in ErrTooLarge at an offset.
type allowance struct {
	io.Reader
	read, until int64
}

func (a *allowance) Read(p []byte) (int, error) {
	room := a.until - a.read
	if room <= 0 {
		return 0, ErrTooLarge
	}
	n, err := a.Reader.Read(p[:min(int64(len(p)), room)])
	a.read += int64(n)
	return n, err
}

// readDiary reads a diary.json of up to limit bytes to its end.
func readDiary(r io.Reader, limit int64, do func(coach.Change) error) error {
	in := &allowance{Reader: r}
	d := diaryReader{json.NewDecoder(in), in}
	err := d.diary(limit, do)
	if err == nil {
		d.allow(limit)
		if _, err = d.Token(); err == nil {
			err = ErrNoExport // more follows
		} else if errors.Is(err, io.EOF) {
			return nil
		}
	}
	if errors.Is(err, ErrNoExport) || errors.Is(err, errStopped) {
		return err
	}
	return fmt.Errorf("%w: %s: %w", ErrNoExport, DiaryFile, err)
}

// errStopped is the error of who asked for the changes.
var errStopped = errors.New("the reading was stopped")

// allow lets the next value be read.
func (d *diaryReader) allow(limit int64) { d.in.until = min(limit, d.InputOffset()+MaxValue) }

func (d *diaryReader) diary(limit int64, do func(coach.Change) error) error {
	d.allow(limit)
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return errors.Join(err, ErrNoExport)
	}
	format, had, keys := 0, false, 0
	for d.allow(limit); d.More(); d.allow(limit) {
		if keys++; keys > maxKeys {
			return ErrTooLarge
		}
		key, err := d.Token()
		if err != nil {
			return err
		}
		d.allow(limit)
		var skipped json.RawMessage
		switch key {
		case "format":
			err = d.Decode(&format)
		case "entries": // they follow from the changes
			err = d.list(limit, func() error { return d.Decode(&skipped) })
		case "changes":
			if had {
				return ErrNoExport
			}
			had = true
			err = d.list(limit, func() error { return d.change(do) })
		default:
			err = d.Decode(&skipped)
		}
		if err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	if format != 1 {
		return ErrNoExport
	}
	return nil
}

// list reads a list, each element by element.
func (d *diaryReader) list(limit int64, element func() error) error {
	token, err := d.Token()
	if err != nil || token == nil { // null is an empty list
		return err
	}
	if token != json.Delim('[') {
		return ErrNoExport
	}
	n := 0
	for d.allow(limit); d.More(); d.allow(limit) {
		if n++; n > maxElements {
			return ErrTooLarge
		}
		if err := element(); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

func (d *diaryReader) change(do func(coach.Change) error) error {
	var c coach.Change
	if err := d.Decode(&c); err != nil {
		return err
	}
	if err := do(c); err != nil {
		return fmt.Errorf("%w: %w", errStopped, err)
	}
	return nil
}

// Outcome is what is known of a file's changes once all were looked at.
type Outcome struct {
	Changes int   // that the diary lacks
	Bytes   int64 // about what they take as changes
	Growth  int64 // and in all
}

// Diary is what a file is looked at beside.
type Diary struct {
	Now    time.Time
	Known  food.Known
	Had    map[string]bool                                       // the sources that the diary has
	Weight func(coach.Change) (change, entries int64, err error) // what they take, in bytes: storage.DB's Footprint
}

// Check looks at the whole history before any of it is kept. Every value is
// held to the bounds of a diary, and the whole to what a file may become. Its
// error is ErrNoExport or coach.ErrBounds, or one of Weight's.
func (a Archive) Check(d Diary) (Outcome, error) {
	c := checker{Diary: d, sources: map[string]*seen{}, of: map[int64]*seen{}}
	if err := a.Changes(c.add); err != nil {
		return Outcome{}, err
	}
	for source, of := range c.sources {
		if !d.Had[source] {
			c.Growth += of.growth
		}
	}
	if c.Growth > MaxGrowth*int64(a.size) {
		return Outcome{}, ErrTooLarge
	}
	return c.Outcome, nil
}

// checker looks at the changes of a file in turn.
type checker struct {
	Diary
	Outcome
	last    int64 // number
	sources map[string]*seen
	of      map[int64]*seen // by the number of a change: its source
}

// seen is what was seen of a source.
type seen struct {
	changes int
	growth  int64 // the most that its entries may take
}

func (c *checker) add(change coach.Change) error {
	if err := change.Check(c.Now); err != nil {
		return err
	}
	s := c.sources[change.Source]
	if s == nil {
		s = &seen{}
		c.sources[change.Source] = s
	}
	s.changes++
	c.of[change.Seq] = s
	switch {
	case change.Seq <= c.last, change.Base > 0 && c.of[change.Base] != s:
		return coach.ErrBounds
	case s.changes > coach.MaxOfSource, len(c.of) > coach.MaxChanges:
		return coach.ErrBounds
	}
	c.last = change.Seq
	if c.Had[change.Source] {
		return nil
	}
	return c.weigh(s, change)
}

// weigh adds what the change takes in the database: its entries once as a
// change, and once as what stands.
func (c *checker) weigh(s *seen, change coach.Change) error {
	bytes, entries, err := c.Weight(OwnFoods(change, c.Known))
	if err != nil {
		return err
	}
	c.Changes++
	c.Bytes += bytes
	c.Growth += bytes
	s.growth = max(s.growth, entries)
	return nil
}

// OwnFoods tells which of the change's foods aren't called by the lexicon's
// names, and are therefore kept as the person's own words.
func OwnFoods(c coach.Change, known food.Known) coach.Change {
	unknown := func(name string) bool { return !known.Plant(name) }
	for i := range c.Entries {
		for j := range c.Entries[i].Foods {
			f := &c.Entries[i].Foods[j]
			*f = f.Imported()
			f.Own = !known.Food(f.Name) || slices.ContainsFunc(f.Plants, unknown) || slices.ContainsFunc(f.Herbs, unknown)
		}
	}
	return c
}
