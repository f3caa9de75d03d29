package conversation

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"testing"

	"gutskin/bot/conversation/archive"
)

// exported asks for an export and gives the file.
func (w *world) exported() []byte {
	w.t.Helper()
	w.do("/export")
	if len(w.file) == 0 {
		w.t.Fatal("no file came")
	}
	return w.file
}

func (w *world) sendFile(name string, data []byte) {
	w.t.Helper()
	w.service.Fetch = func(context.Context, string, int64) ([]byte, error) { return data, nil }
	e := w.message("")
	e.Kind, e.File = KindDocument, File{ID: "id", Name: name, Size: int64(len(data))}
	w.handle(e)
}

// diaryFileOf is the diary.json of an export, which import gives back.
func diaryFileOf(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(z, archive.DiaryFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestExportDeleteImport(t *testing.T) {
	w := newWorld(t, wednesday, "Europe/Berlin")
	for _, line := range []string{
		"/start", "skip", "kefir and banana", "salad for lunch, tofu for dinner yesterday", "no banana", "undo", "skin 3/5",
		"slept 7 hours", "tummy 2, bloated, bristol 6", "my period started yesterday", "/gut", "[4]", "[2]", "zorblax = apple", "zorblax", "edit 3 kefir", "undo", "redo", "undo",
	} {
		w.do(line)
	}
	before := w.exported()
	w.do("/delete")
	w.do("[1]")
	w.said.Reset()
	w.sendFile("diary.ZIP", before)
	if got := w.said.String(); !strings.Contains(got, "Your settings are back too.") {
		t.Error(got)
	}
	if want, got := diaryFileOf(t, before), diaryFileOf(t, w.exported()); want != got {
		t.Errorf("the diary changed\nwant %s\ngot %s", want, got)
	}
	w.said.Reset()
	w.sendFile("diary.zip", before)
	if got := w.said.String(); !strings.Contains(got, "No new entries") {
		t.Error("a second import:", got)
	}
}

// A meal that no name was said for has the one of its hour in the file, marked. One of
// another day, told without an hour, has none.
func TestExportGuessesMeals(t *testing.T) {
	w := newWorld(t, wednesday, "Europe/Berlin") // 12:00
	for _, line := range []string{"/start", "skip", "kefir", "banana at 8am", "tofu at 4pm", "salad for dinner", "yesterday: apple"} {
		w.do(line)
	}
	var told struct {
		Entries []struct {
			Foods []struct{ Name string }
			Meal  string
			Guess bool `json:"meal_guessed"`
		}
	}
	if err := json.Unmarshal([]byte(diaryFileOf(t, w.exported())), &told); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, e := range told.Entries {
		got[e.Foods[0].Name] = fmt.Sprint(e.Meal, e.Guess)
	}
	want := map[string]string{"kefir": "lunchtrue", "banana": "breakfasttrue", "tofu": "snacktrue", "salad": "dinnerfalse", "apple": "false"}
	if !maps.Equal(got, want) {
		t.Errorf("have %v, want %v", got, want)
	}
}

// sendNamed sends a file by what its name says of it: export.zip is the last
// export.
func (w *world) sendNamed(name string) {
	w.t.Helper()
	w.chat().last-- // sendFile makes the message
	files := map[string][]byte{
		"export.zip": w.file, "notes.txt": []byte("hello"), "broken.zip": []byte("PK no more"),
		"hostile.zip": zipOf(w.t, "../../etc/passwd", "{}"),
		"bomb.zip":    zipOf(w.t, archive.DiaryFile, `{"format":1,"entries":[{"text":"`+strings.Repeat("a", archive.MaxValue)),
		"forged.zip":  zipOf(w.t, archive.DiaryFile, `{"format":1,"changes":[{"seq":1,"kind":"log","source":"m:1:1","entries":[{"kind":"meal","day":"2026-03-01","foods":[{"name":"a","categories":"","grams":1e300}]}]}]}`),
	}
	file, ok := files[name]
	if !ok {
		w.t.Fatalf("there is no file %q", name)
	}
	w.sendFile(name, file)
}

func zipOf(t testing.TB, name, text string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
