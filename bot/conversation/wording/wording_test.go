package wording

import (
	"strings"
	"testing"
	"testing/fstest"

	"gutskin/content"
)

func TestMistakesInWordingAreNamed(t *testing.T) {
	commands := &fstest.MapFile{Data: []byte("command\tdescription\nstart\tBegin\n")}
	for text, want := range map[string]string{
		"{{define \"a\"}}<div>{{end}}":                      "messages/a.tmpl:1: Telegram knows no tag <div>",
		"{{define \"a\"}}x{{end}}\n{{define \"a\"}}{{end}}": "messages/a.tmpl:2: \"a\" is defined in messages/a.tmpl already",
		"{{define \"a\"}}\n{{.":                             "a.tmpl:2",
	} {
		_, err := Load(fstest.MapFS{"messages/a.tmpl": {Data: []byte(text)}, "messages/commands.tsv": commands})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestCheckFindsWhatIsFoundAtFirstUse(t *testing.T) {
	if err := loadedWords(t).Check(); err != nil {
		t.Error(err)
	}
	w, err := Load(fstest.MapFS{
		"messages/a.tmpl":       {Data: []byte("{{define \"a\"}}x\n{{template \"b\"}}{{end}}\n{{define \"c\"}}<a href=\"{{end}}")},
		"messages/commands.tsv": {Data: []byte("command\tdescription\nstart\tBegin\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Check()
	for _, want := range []string{`messages/a.tmpl:2:11: no such template "b"`, "html/template:c: ends in a non-text context"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{0: "0 plants", 1: "1 plant", 2: "2 plants", 1200: "1,200 plants"} {
		if got, err := loadedWords(t).plural(n, "plant"); got != want || err != nil {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func loadedWords(t *testing.T) *Words {
	t.Helper()
	w, err := Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return w
}
