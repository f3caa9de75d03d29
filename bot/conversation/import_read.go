package conversation

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

// MaxImport is the largest file that is read back in, in bytes: bots can't fetch
// more from Telegram.
const MaxImport = 20 << 20

// The limits of what is read back in, so that a hostile file can fill neither
// the memory nor the database. The history is read one change at a time, so it
// is the size of a value that counts for memory: a diary of ten years is some
// 120 MB of diary.json, and none of it is held.
const (
	maxValue     = 256 << 10            // bytes of one value of diary.json, such as a change
	maxSettings  = 256 << 10            // bytes of settings.json
	maxInflated  = 192 << 20            // bytes of diary.json
	maxInflation = 100                  // bytes of diary.json for each of the file; exports have 15 to 30
	maxArchived  = 64                   // files in the ZIP
	maxKeys      = 16                   // in diary.json
	maxElements  = 2 * coach.MaxChanges // of a list in it
	// maxGrowth is how many bytes of database a file may become for each of its
	// own. Exports become about 10; of a diary that says the same three things
	// all the time, 18.
	maxGrowth = 20
)

// errNoExport is when a file is none that an export makes.
var errNoExport = errors.New("not an export")

// archive is an export that is read back in.
type archive struct {
	size            int // of the file, in bytes
	diary, settings *zip.File
}

// openArchive finds the files that an import reads.
func openArchive(file []byte) (archive, error) {
	a := archive{size: len(file)}
	// Whatever the ZIP says of how many files it has, this many are told of.
	if bytes.Count(file, []byte("PK\x01\x02")) > maxArchived {
		return a, fmt.Errorf("%w: too many files", errNoExport)
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return a, fmt.Errorf("%w: %w", errNoExport, err)
	}
	for _, f := range z.File {
		switch f.Name {
		case diaryFile:
			a.diary = f
		case settingsFile:
			a.settings = f
		}
	}
	if a.diary == nil {
		return a, fmt.Errorf("%w: no %s", errNoExport, diaryFile)
	}
	return a, nil
}

// user is the person as the file has them; a new one where it has none.
func (a archive) user() (u coach.User, err error) {
	if a.settings == nil {
		return u, nil
	}
	f, err := a.settings.Open()
	if err != nil {
		return u, fmt.Errorf("%w: %w", errNoExport, err)
	}
	defer f.Close() //nolint:errcheck // it was only read from memory
	text, err := io.ReadAll(io.LimitReader(f, maxSettings+1))
	if err == nil && len(text) > maxSettings {
		err = errTooLarge
	}
	if err == nil {
		err = json.Unmarshal(text, &u)
	}
	if err != nil {
		return u, fmt.Errorf("%w: %s: %w", errNoExport, settingsFile, err)
	}
	return u, nil
}

// changes calls do for each change of the file's history in turn. An error of
// do ends the reading.
func (a archive) changes(do func(coach.Change) error) error {
	f, err := a.diary.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", errNoExport, err)
	}
	defer f.Close() //nolint:errcheck // it was only read from memory
	return readDiary(f, min(maxInflated, maxInflation*int64(a.size)), do)
}

// errTooLarge is when a value, or the whole, is larger than any export's.
var errTooLarge = fmt.Errorf("%w: too large", errNoExport)

// diaryReader reads diary.json piece by piece.
type diaryReader struct {
	*json.Decoder
	in *allowance
}

// allowance is a reader that ends in errTooLarge at an offset.
type allowance struct {
	io.Reader
	read, until int64
}

func (a *allowance) Read(p []byte) (int, error) {
	room := a.until - a.read
	if room <= 0 {
		return 0, errTooLarge
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
			err = errNoExport // more follows
		} else if errors.Is(err, io.EOF) {
			return nil
		}
	}
	if errors.Is(err, errNoExport) || errors.Is(err, errStopped) {
		return err
	}
	return fmt.Errorf("%w: %s: %w", errNoExport, diaryFile, err)
}

// errStopped is the error of who asked for the changes.
var errStopped = errors.New("the reading was stopped")

// allow lets the next value be read.
func (d *diaryReader) allow(limit int64) { d.in.until = min(limit, d.InputOffset()+maxValue) }

func (d *diaryReader) diary(limit int64, do func(coach.Change) error) error {
	d.allow(limit)
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return errors.Join(err, errNoExport)
	}
	format, had, keys := 0, false, 0
	for d.allow(limit); d.More(); d.allow(limit) {
		if keys++; keys > maxKeys {
			return errTooLarge
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
				return errNoExport
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
		return errNoExport
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
		return errNoExport
	}
	n := 0
	for d.allow(limit); d.More(); d.allow(limit) {
		if n++; n > maxElements {
			return errTooLarge
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

// history is what is known of a file's changes once all were looked at.
type history struct {
	changes int   // that the diary lacks
	bytes   int64 // about what they take as changes
	growth  int64 // and in all
}

// checker looks at the changes of a file in turn.
type checker struct {
	now     time.Time
	known   food.Known
	weight  func(coach.Change) (change, entries int64, err error) // storage.DB's Footprint
	had     map[string]bool                                       // the sources that the diary has
	last    int64                                                 // number
	sources map[string]*seen
	of      map[int64]*seen // by the number of a change: its source
	history
}

// seen is what was seen of a source.
type seen struct {
	changes int
	growth  int64 // the most that its entries may take
}

// check looks at the whole history before any of it is kept. Every value is
// held to the bounds of a diary, and the whole to what a file may become.
func (s *Service) check(a archive, known food.Known, had map[string]bool) (history, error) {
	c := checker{now: s.Now(), known: known, weight: s.DB.Footprint, had: had, sources: map[string]*seen{}, of: map[int64]*seen{}}
	if err := a.changes(c.add); err != nil {
		return history{}, err
	}
	for source, of := range c.sources {
		if !had[source] {
			c.growth += of.growth
		}
	}
	if c.growth > maxGrowth*int64(a.size) {
		return history{}, errTooLarge
	}
	return c.history, nil
}

func (c *checker) add(change coach.Change) error {
	if err := change.Check(c.now); err != nil {
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
	if c.had[change.Source] {
		return nil
	}
	return c.weigh(s, change)
}

// weigh adds what the change takes in the database: its entries once as a
// change, and once as what stands.
func (c *checker) weigh(s *seen, change coach.Change) error {
	bytes, entries, err := c.weight(ownFoods(change, c.known))
	if err != nil {
		return err
	}
	c.changes++
	c.bytes += bytes
	c.growth += bytes
	s.growth = max(s.growth, entries)
	return nil
}

// ownFoods tells which of the change's foods aren't called by the lexicon's
// names, and are therefore kept as the person's own words.
func ownFoods(c coach.Change, known food.Known) coach.Change {
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
