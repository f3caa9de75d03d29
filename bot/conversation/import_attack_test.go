package conversation

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gutskin/bot/conversation/archive"
	"gutskin/coach"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// file is a file of a ZIP that is made as it is packed, so that the test itself
// never holds what it unpacks to.
type file struct {
	name  string
	parts []part
}

// part is a text so many times over.
type part struct {
	text  string
	times int
}

func packed(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		for _, p := range f.parts {
			block := strings.Repeat(p.text, min(p.times, 1000))
			for n := p.times; n > 0 && err == nil; n -= 1000 {
				_, err = io.WriteString(w, block[:min(n, 1000)*len(p.text)])
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// logOf is a change that logs one entry.
func logOf(seq int, entry string) string {
	return fmt.Sprintf(`{"seq":%d,"at":"2026-03-01T12:00:00Z","kind":"log","source":"m:1:%[1]d","entries":[%s]}`, seq, entry)
}

func mealOf(more string) string {
	return `{"part":0,"kind":"meal","day":"2026-03-01","at":"2026-03-01T12:00:00Z","clock":-1` + more + `}`
}

// history is a diary.json of changes.
func historyOf(changes ...string) []part {
	return []part{{`{"format":1,"entries":[],"changes":[` + strings.Join(changes, ",") + "]}", 1}}
}

// bombs are files that unpack to far more than they are, in every place that
// is read, and none of which changes anything. full makes them as large as a
// file may be.
func bombs(full bool) map[string]func(testing.TB) []byte {
	many := 300_000
	if full {
		many = 20_000_000
	}
	diary := func(parts ...part) func(testing.TB) []byte {
		return func(t testing.TB) []byte { return packed(t, file{archive.DiaryFile, parts}) }
	}
	settings := func(before, each, after string) func(testing.TB) []byte {
		return func(t testing.TB) []byte {
			return packed(t, file{archive.DiaryFile, historyOf()}, file{archive.SettingsFile, []part{{before, 1}, {each, many}, {after, 1}}})
		}
	}
	begin := `{"format":1,"changes":[`
	return map[string]func(testing.TB) []byte{
		"changes":         diary(part{begin, 1}, part{"{},", many}, part{"{}]}", 1}),
		"entries skipped": diary(part{`{"format":1,"entries":[`, 1}, part{"{},", many}, part{"{}],\"changes\":[]}", 1}),
		"entries":         diary(part{begin + `{"entries":[`, 1}, part{"{},", many}, part{"{}]}]}", 1}),
		"foods":           diary(part{begin + `{"entries":[{"foods":[`, 1}, part{"{},", many}, part{"{}]}]}]}", 1}),
		"plants":          diary(part{begin + `{"entries":[{"foods":[{"plants":[`, 1}, part{`"",`, many}, part{`""]}]}]}]}`, 1}),
		"a text":          diary(part{begin + `{"entries":[{"text":"`, 1}, part{"a", many}, part{`"}]}]}`, 1}),
		"a number":        diary(part{begin + `{"seq":1`, 1}, part{"0", many}, part{"}]}", 1}),
		"a key":           diary(part{`{"`, 1}, part{"k", many}, part{`":1}`, 1}),
		"keys":            diary(part{"{", 1}, part{`"k":1,`, many}, part{`"format":1}`, 1}),
		"nothing":         diary(part{begin, 1}, part{" ", many}, part{"]}", 1}),
		"what follows":    diary(part{begin + "]}", 1}, part{" ", many}),
		"depth":           diary(part{begin, 1}, part{"[", many}),
		"settings":        settings(`{"told":["`, `","`, `"]}`),
		"questions":       settings(`{"past_questions":[`, `{},`, `{}]}`),
		"own words":       settings(`{"own_words":{"a":"`, "a", `"}}`),
		"directory":       func(t testing.TB) []byte { return crowded(t, min(many/50, 200_000)) },
		"a directory of none": func(t testing.TB) []byte {
			b := crowded(t, 10)
			binary.LittleEndian.PutUint16(b[len(b)-12:], 0xffff) // the number of files that it claims to have
			return b
		},
	}
}

// crowded is a ZIP of so many empty files.
func crowded(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for range n {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: archive.DiaryFile}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// forged are files of a sound form with one thing in them that no diary holds.
func forged(t testing.TB) map[string][]byte {
	t.Helper()
	made := map[string][]byte{}
	one := func(name string, changes ...string) {
		made[name] = packed(t, file{archive.DiaryFile, historyOf(changes...)})
	}
	entry := func(name, entry string) { one(name, logOf(1, entry)) }
	food := func(name, food string) { entry(name, mealOf(`,"foods":[`+food+`]`)) }
	sound := logOf(1, mealOf(`,"foods":[{"name":"kefir","categories":"","grams":240}]`))
	with := func(name, old, new string) { one(name, strings.ReplaceAll(sound, old, new)) }

	with("day of year 1", `"day":"2026-03-01"`, `"day":"0001-01-01"`)
	with("day of 9999", `"day":"2026-03-01"`, `"day":"9999-12-31"`)
	with("no day", `"day":"2026-03-01"`, `"day":"soon"`)
	with("a day by another name", `"day":"2026-03-01"`, `"day":"2026-3-1"`)
	with("told in year 1", `2026-03-01T`, `0001-01-01T`)
	with("told in 2999", `2026-03-01`, `2999-03-01`)
	with("a clock", `"clock":-1`, `"clock":90000000000000`)
	with("a negative clock", `"clock":-1`, `"clock":-2`)
	with("a part", `"part":0`, `"part":1`)
	with("a meal", `"clock":-1`, `"clock":-1,"meal":"feast"`)
	with("a lexicon", `"clock":-1`, `"clock":-1,"lexicon":"my secret"`)
	with("a source", `"source":"m:1:1"`, `"source":"my secret"`)
	with("a long source", `"source":"m:1:1"`, `"source":"m:`+strings.Repeat("1", 80)+`"`)
	with("no source", `"source":"m:1:1"`, `"source":""`)
	with("a kind", `"kind":"log"`, `"kind":"drop"`)
	with("a kind of entry", `"kind":"meal"`, `"kind":"dream"`)
	with("a base", `"kind":"log"`, `"kind":"log","base":1`)
	with("a negative number", `"seq":1`, `"seq":-1`)
	with("a long text", `"clock":-1`, `"clock":-1,"text":"`+strings.Repeat("a", coach.MaxText+1)+`"`)
	food("a long name", `{"name":"`+strings.Repeat("a", 200_000)+`","categories":""}`)
	food("no name", `{"name":"","categories":""}`)
	food("a name of two lines", `{"name":"a\nb","categories":""}`)
	food("a category", `{"name":"kefir","categories":"holy"}`)
	food("much", `{"name":"kefir","categories":"","grams":1e300}`)
	food("less than nothing", `{"name":"kefir","categories":"","grams":-1}`)
	food("fibre", `{"name":"kefir","categories":"","grams":1,"fiber_g":2}`)
	food("water", `{"name":"kefir","categories":"","grams":1,"water_ml":2}`)
	food("fluid", `{"name":"kefir","categories":"","grams":1,"fluid_ml":7000}`)
	food("plants", `{"name":"kefir","categories":"","plants":["a"`+strings.Repeat(`,"a"`, 20_000)+`]}`)
	food("foods", `{"name":"kefir","categories":""}`+strings.Repeat(`,{"name":"kefir","categories":""}`, coach.MaxFoods))
	entry("skin", `{"part":0,"kind":"skin","day":"2026-03-01","at":"2026-03-01T12:00:00Z","clock":-1,"skin":{"rating":1000000000}}`)
	entry("a tag", `{"part":0,"kind":"skin","day":"2026-03-01","at":"2026-03-01T12:00:00Z","clock":-1,"skin":{"rating":1,"tags":["x"]}}`)
	entry("no skin", `{"part":0,"kind":"skin","day":"2026-03-01","at":"2026-03-01T12:00:00Z","clock":-1}`)
	entry("sleep", `{"part":0,"kind":"check_in","day":"2026-03-01","at":"2026-03-01T12:00:00Z","clock":-1,"check_in":{"sleep_hours":1e300}}`)
	entry("stress", `{"part":0,"kind":"check_in","day":"2026-03-01","at":"2026-03-01T12:00:00Z","clock":-1,"check_in":{"stress":6}}`)
	entry("movement", `{"part":0,"kind":"check_in","day":"2026-03-01","at":"2026-03-01T12:00:00Z","clock":-1,"check_in":{"movement_min":100000}}`)
	one("the same number twice", sound, sound)
	one("the undo of another's", sound, logOf(2, mealOf("")), `{"seq":3,"at":"2026-03-01T12:00:00Z","kind":"undo","source":"m:1:1","base":2}`)
	one("the last is wrong", sound, logOf(2, mealOf("")), logOf(3, mealOf(`,"meal":"feast"`)))
	edits := []string{sound}
	for seq := 2; seq <= coach.MaxOfSource+1; seq++ {
		edits = append(edits, strings.NewReplacer(`"log"`, `"edit"`, `"m:1:2"`, `"m:1:1"`).Replace(strings.Replace(logOf(2, mealOf("")), `"seq":2`, fmt.Sprintf(`"seq":%d`, seq), 1)))
	}
	one("changes of a source", edits...)
	made["two histories"] = packed(t, file{archive.DiaryFile, []part{{`{"format":1,"changes":[],"changes":[]}`, 1}}})
	made["another format"] = packed(t, file{archive.DiaryFile, []part{{`{"format":2,"changes":[]}`, 1}}})
	made["more after the end"] = packed(t, file{archive.DiaryFile, []part{{`{"format":1,"changes":[]}{}`, 1}}})
	made["cut short"] = packed(t, file{archive.DiaryFile, []part{{`{"format":1,"changes":[` + sound, 1}}})
	made["another name"] = packed(t, file{"../" + archive.DiaryFile, historyOf(sound)})
	made["no ZIP"], made["empty"], made["a ZIP no more"] = []byte("hello"), nil, []byte("PK no more")
	made["dense"] = packed(t, file{archive.DiaryFile, dense(8000)})
	return made
}

// dense is a sound history that packs far better than any that was lived.
func dense(n int) []part {
	text := mealOf(`,"text":"` + strings.Repeat("tea ", 200) + `","foods":[` + strings.TrimSuffix(strings.Repeat(`{"name":"kefir","categories":"","grams":240},`, 50), ",") + `]`)
	var changes []string
	for seq := 1; seq <= n/20; seq++ {
		changes = append(changes, logOf(seq, text))
	}
	return historyOf(changes...)
}

func (w *world) tryFile(data []byte) string {
	w.t.Helper()
	w.said.Reset()
	w.sendFile("x.zip", data)
	return w.said.String()
}

// TestForgedImportsChangeNothing: what no diary holds is refused, and all else
// in the file with it.
func TestForgedImportsChangeNothing(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	w.do("apple")
	before := w.entries()
	for name, data := range forged(t) {
		if got := w.tryFile(data); !strings.Contains(got, "Nothing changed") {
			t.Errorf("%s: %s", name, got)
		}
	}
	for name, make := range bombs(false) {
		if got := w.tryFile(make(t)); !strings.Contains(got, "Nothing changed") && name != "entries skipped" && name != "keys" {
			t.Errorf("%s: %s", name, got)
		}
	}
	if after := w.entries(); len(after) != len(before) {
		t.Errorf("%d entries, want %d", len(after), len(before))
	}
	sound := packed(t, file{archive.DiaryFile, historyOf(logOf(1, mealOf(`,"foods":[{"name":"kefir","categories":"","grams":240}]`)))})
	if got := w.tryFile(sound); !strings.Contains(got, "1 entry added") {
		t.Error("the file that they were made of:", got)
	}
}

// TestImportInSteps: a history that is added in many steps is the same as one
// that was lived, a source's changes in different steps included, and goes on
// where it was broken off.
func TestImportInSteps(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	for i := range 150 {
		w.do(fmt.Sprintf("kefir and %d g banana", 1+i))
	}
	for i := range 150 {
		w.do(fmt.Sprintf("edit %d apple", 1+2*i))
		if i%3 == 0 {
			w.do("undo")
		}
	}
	w.do("zorblax sandwich with ham")
	file := w.exported()
	want := diaryFileOf(t, file)
	w.do("/delete")
	w.do("yes")

	// It ends in the middle, as if the process had died.
	a, err := archive.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	r := restoring{Service: w.service, e: Event{UserID: w.user}, number: map[int64]int64{}, origins: map[string]origin{}, known: w.service.Lexicon.Known()}
	left, killed := importStep+50, errors.New("killed")
	err = a.Changes(func(c coach.Change) error {
		if left--; left < 0 {
			return killed
		}
		return r.add(t.Context(), []coach.Change{archive.OwnFoods(c, r.known)})
	})
	if !errors.Is(err, killed) {
		t.Fatal(err)
	}
	if n := len(w.entries()); n == 0 {
		t.Fatal("nothing was added before it was broken off")
	}
	w.sendFile("x.zip", file)
	if got := diaryFileOf(t, w.exported()); got != want {
		t.Error("the diary isn't the one that was exported")
	}
}

// TestLaterExportAddsWhatFollowed: of a source that is in the diary already, an
// import adds what came after, unless the diary has gone another way.
func TestLaterExportAddsWhatFollowed(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	w.do("kefir")
	w.do("banana")
	early := w.exported()
	w.do("edit 1 apple")
	late := w.exported()
	w.do("/delete")
	w.do("yes")
	w.tryFile(early)
	w.do("edit 3 salad") // of the banana's message
	w.tryFile(late)
	var names []string
	for _, e := range w.entries() {
		names = append(names, e.Foods[0].Name)
	}
	if slices.Sort(names); !slices.Contains(names, "apple") || slices.Contains(names, "kefir") || slices.Contains(names, "banana") {
		t.Error(names)
	}
}

// TestOneImportAtATime: who sends a file while another is read is told so, and
// an event that was handled isn't imported again.
func TestOneImportAtATime(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	w.do("kefir")
	file := w.exported()
	w.service.importing <- struct{}{}
	if got := w.tryFile(file); !strings.Contains(got, "another file") {
		t.Error(got)
	}
	<-w.service.importing
	w.do("/delete")
	w.do("yes")
	w.sendFile("x.zip", file)
	w.do("/delete")
	w.do("yes")
	w.events -= 2
	w.sendFile("x.zip", file) // the same event, once more
	if n := len(w.entries()); n != 0 {
		t.Errorf("%d entries came back after they were deleted", n)
	}
}

// TestImportAgain: a file that was set aside is read back in when it is handled
// again, once.
func TestImportAgain(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	w.do("kefir")
	file := w.exported()
	w.do("/delete")
	w.do("yes")
	w.service.Fetch = func(context.Context, string, int64) ([]byte, error) { return file, nil }
	e := w.message("")
	e.Key, e.UserID, e.ChatID, e.Private, e.Sent = "tg:9", w.user, w.user, true, w.now
	e.Kind, e.File = KindDocument, File{ID: "id", Name: "x.zip", Size: int64(len(file))}
	if err := w.service.SetAside(t.Context(), e, []byte("raw"), "panicked"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{1, 0} {
		if err := w.service.HandleAgain(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		if n := len(w.entries()); n != want {
			t.Errorf("%d entries, want %d", n, want)
		}
		w.do("/delete")
		w.do("yes")
	}
}

// soundDiaries checks that whatever the coach has kept can be read back.
func soundDiaries(t *testing.T, db *storage.DB) {
	t.Helper()
	w := newWorldOn(t, db, wednesday.AddDate(1, 0, 0), "")
	ids, err := db.UserIDs(t.Context(), -1<<62, 100)
	if err != nil {
		t.Fatal(err)
	}
	known := w.service.Lexicon.Known()
	for _, id := range ids {
		data, err := w.service.writeExport(t.Context(), coach.User{ID: id})
		if err != nil {
			t.Fatal(err)
		}
		a, err := archive.Open(data)
		if err == nil {
			_, err = a.Check(archive.Diary{Now: w.service.Now(), Known: known, Weight: w.service.DB.Footprint})
		}
		if err != nil {
			t.Errorf("the diary of %d can't be read back: %v", id, err)
		}
	}
}

// mutated is a file with something of it changed.
func mutated(t testing.TB, data []byte, r *rand.Rand) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	switch r.IntN(8) {
	case 0, 1, 2: // the same, many times: as dense as a file that is taken can be
		text, err := fs.ReadFile(z, archive.DiaryFile)
		if err != nil {
			t.Fatal(err)
		}
		return packed(t, file{archive.DiaryFile, []part{{string(repeated(t, text, r)), 1}}})
	case 3: // the ZIP itself
		data = slices.Clone(data)
		for range 1 + r.IntN(8) {
			switch i := r.IntN(len(data)); r.IntN(3) {
			case 0:
				data[i] ^= 1 << r.IntN(8)
			case 1:
				data = append(data[:i], data[min(len(data), i+r.IntN(64)):]...)
			default:
				data = slices.Insert(data, i, data[i:min(len(data), i+r.IntN(64))]...)
			}
			if len(data) == 0 {
				return data
			}
		}
		return data
	}
	var files []file
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == archive.DiaryFile || f.Name == archive.SettingsFile {
			for range 1 + r.IntN(3) {
				text = mutatedText(text, r)
			}
		}
		files = append(files, file{f.Name, []part{{string(text), 1}}})
	}
	return packed(t, files...)
}

// repeated is a history of some of the changes of another, over and over.
func repeated(t testing.TB, text []byte, r *rand.Rand) []byte {
	t.Helper()
	text, err := json.Marshal(map[string]any{"format": 1, "changes": repeatedOf(t, text, r)})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func repeatedOf(t testing.TB, text []byte, r *rand.Rand) (list []coach.Change) {
	t.Helper()
	var d struct {
		Changes []coach.Change `json:"changes"`
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	logs := slices.DeleteFunc(d.Changes, func(c coach.Change) bool { return !c.Kind.ByPerson() })
	logs = logs[r.IntN(len(logs)):]
	jitter := time.Duration(r.IntN(2)) * time.Minute
	for i := range 1 + r.IntN(1<<r.IntN(10)) {
		c := logs[r.IntN(len(logs))]
		c.Seq, c.Source = int64(i+1), fmt.Sprintf("m:1:%d", i)
		c.At = c.At.Add(jitter * time.Duration(r.IntN(1000)))
		list = append(list, c)
	}
	return list
}

// oddValues are values that may stand anywhere in a file.
var oddValues = []string{
	"null", "true", "-1", "0", "1e300", "1e-300", "9223372036854775807", `""`, `"\u0000"`, "[]", "{}", `"kefir"`, `"9999-12-31"`,
	`"0001-01-01T00:00:00Z"`, `"m:1:1"`, `"undo"`, `"meal"`, "5", "200", "-9223372036854775808", `["a","b"]`, `"` + strings.Repeat("x", 300) + `"`,
}

// mutatedText changes a JSON text: a value for another, or a stretch of it
// taken out, moved or repeated.
func mutatedText(text []byte, r *rand.Rand) []byte {
	if len(text) < 2 {
		return text
	}
	s := string(text)
	at := r.IntN(len(s))
	switch r.IntN(4) {
	case 0, 1: // a value
		if i := strings.Index(s[at:], ": "); i >= 0 {
			from := at + i + 2
			if end := strings.IndexAny(s[from:], ",\n"); end >= 0 {
				return []byte(s[:from] + oddValues[r.IntN(len(oddValues))] + s[from+end:])
			}
		}
	case 2: // an element, many times
		lines := strings.SplitAfter(s, "    },\n")
		i := r.IntN(len(lines))
		return []byte(strings.Join(lines[:i], "") + strings.Repeat(lines[i], 1+r.IntN(40)) + strings.Join(lines[i:], ""))
	}
	end := min(len(s), at+r.IntN(200))
	return []byte(s[:at] + s[end:] + s[at:end][:r.IntN(end-at+1)])
}

// lived is a world on a file, and the export of a diary of some days.
func lived(t testing.TB, dir string) (*world, []byte) {
	t.Helper()
	w := newWorldOn(t, storagetest.Open(t, filepath.Join(dir, "attacked.db")), wednesday, "UTC")
	for _, line := range []string{
		"kefir and banana for breakfast", "salad for lunch, tofu for dinner yesterday", "no banana", "undo", "skin 3/5 itchy",
		"slept 7 hours, stress 2/5", "zorblax = apple", "zorblax", "2 cups of oatmeal with 30 g blueberries at 7:30", "water", "ham sandwich",
	} {
		w.now = w.now.Add(47 * time.Minute)
		w.do(line)
	}
	return w, w.exported()
}

// attacks sends each of so many mutated files as somebody else, so that all
// that is taken is kept, and gives the bytes that were sent.
func attacks(w *world, export []byte, n int, seed uint64) (received int64, taken int) {
	w.t.Helper()
	r := rand.New(rand.NewPCG(seed, 10))
	var data []byte
	w.service.Fetch = func(context.Context, string, int64) ([]byte, error) { return data, nil }
	for i := range n {
		data = mutated(w.t, export, r)
		w.user = 1000 + int64(i)
		e := w.message("")
		e.Kind, e.File = KindDocument, File{ID: "id", Name: "x.zip", Size: int64(len(data))}
		w.said.Reset()
		w.handle(e)
		received += int64(len(data))
		if strings.Contains(w.said.String(), "added") {
			taken++
		}
	}
	return received, taken
}

// sizeOf is how large the files of a folder are.
func sizeOf(t testing.TB, dir string) (size int64) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.db*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	return size
}

// FuzzReadExport reads whatever stands in the files of an export: what it takes
// is sound and no larger than it may be.
func FuzzReadExport(f *testing.F) {
	w := newWorld(f, wednesday, "UTC")
	known := w.service.Lexicon.Known()
	w.do("kefir and 30 g banana for breakfast, skin 3/5 itchy, slept 7 hours")
	w.do("zorblax = apple")
	w.do("no banana")
	w.do("undo")
	export := w.exported()
	z, err := zip.NewReader(bytes.NewReader(export), int64(len(export)))
	if err != nil {
		f.Fatal(err)
	}
	var texts [2][]byte
	for i, name := range []string{archive.DiaryFile, archive.SettingsFile} {
		if texts[i], err = fs.ReadFile(z, name); err != nil {
			f.Fatal(err)
		}
	}
	f.Add(texts[0], texts[1], false)
	f.Add([]byte(`{"format":1,"changes":null}`), []byte("{}"), false)
	f.Add(export, []byte{}, true)
	f.Fuzz(func(t *testing.T, first, second []byte, raw bool) {
		if !raw {
			first = packed(t, file{archive.DiaryFile, []part{{string(first), 1}}}, file{archive.SettingsFile, []part{{string(second), 1}}})
		}
		a, err := archive.Open(first)
		if err != nil {
			return
		}
		if u, err := a.User(); err == nil {
			t := &turn{Service: w.service, u: coach.NewUser(1, wednesday), now: wednesday}
			t.ownData().restoreSettings(u)
		}
		h, err := a.Check(archive.Diary{Now: w.service.Now(), Known: known, Weight: w.service.DB.Footprint})
		if err != nil {
			return
		}
		changes := 0
		err = a.Changes(func(c coach.Change) error {
			changes++
			return c.Check(wednesday)
		})
		if err != nil || changes != h.Changes || h.Growth > archive.MaxGrowth*int64(len(first)) {
			t.Errorf("%d changes were counted as %+v: %v", changes, h, err)
		}
	})
}

// monotony is what people say who say the same every day.
var monotony = map[string]string{
	"water":          "water",
	"a meal":         "oatmeal for breakfast",
	"a longer meal":  "2 cups of oatmeal with 30 g blueberries and kefir for breakfast",
	"skin":           "skin 3/5 itchy",
	"a whole day":    "oatmeal, kefir and banana for breakfast, salad and almonds for lunch, tofu and rice for dinner, apple as a snack",
	"a long message": strings.Repeat("kefir and banana, salad with 20 g almonds, tofu, oatmeal, apple, ", 4) + "and so it went",
}

// monotonous is a history of the same message, so many times, and the database
// that it makes.
func monotonous(t testing.TB, text string, n int) (w *world, dir string) {
	t.Helper()
	dir = t.TempDir()
	db, err := storage.Open(t.Context(), filepath.Join(dir, "monotonous.db"), storagetest.Keys(t))
	if err != nil {
		t.Fatal(err)
	}
	w = newWorldOn(t, db, wednesday, "UTC")
	r := rand.New(rand.NewPCG(1, 2))
	err = db.Update(t.Context(), func(tx *storage.Tx) error {
		turn := w.service.newTurn(t.Context(), tx, Event{UserID: w.user, ChatID: w.user, Private: true})
		if _, err := turn.known(); err != nil {
			return err
		}
		var changes []coach.Change
		for i := range n {
			turn.now = turn.now.Add(time.Duration(r.IntN(12*60*60*1000)) * time.Millisecond)
			told := turn.now.Truncate(time.Second) // as Telegram does
			c := coach.Change{At: turn.now, Kind: coach.ChangeLog, Source: messageSource(w.user, 2*i)}
			c.Entries = turn.entries(c.Source, text, told, w.service.Reader.Read(text, turn.moment(told)))
			changes = append(changes, c)
		}
		_, err := tx.AppendChanges(w.user, changes)
		return errors.Join(err, turn.save())
	})
	if err != nil {
		t.Fatal(err)
	}
	return w, dir
}

// TestMonotonousDiariesComeBack: an export packs best, and so becomes most for
// each of its bytes, when the same is told every day; it is read back all the
// same. What an import is counted to take is what it does take.
func TestMonotonousDiariesComeBack(t *testing.T) {
	fresh, bare := monotonous(t, "", 0)
	if err := fresh.db.Close(); err != nil {
		t.Fatal(err)
	}
	empty := sizeOf(t, bare)
	for name, text := range monotony {
		t.Run(name, func(t *testing.T) {
			w, dir := monotonous(t, text, 500)
			data, err := w.service.writeExport(t.Context(), coach.User{ID: w.user})
			if err != nil {
				t.Fatal(err)
			}
			a, err := archive.Open(data)
			if err != nil {
				t.Fatal(err)
			}
			w.now = w.now.AddDate(3, 0, 0)
			h, err := a.Check(archive.Diary{Now: w.service.Now(), Known: w.service.Lexicon.Known(), Weight: w.service.DB.Footprint})
			if err != nil {
				t.Error(err)
			}
			if err := w.db.Close(); err != nil {
				t.Fatal(err)
			}
			grown := float64(sizeOf(t, dir) - empty) // an empty one has tables and indices too
			t.Logf("%.1f bytes of database for each of the export's", grown/float64(len(data)))
			if counted := float64(h.Growth); counted < grown || counted > 1.3*grown {
				t.Errorf("counted %.0f, grown %.0f", counted, grown)
			}
		})
	}
}
