package coach

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// copied is how many words in a row make a copy.
const copied = 5

// articles is where the two articles may lie beside the project. They aren't
// part of it.
const articles = "../../shared/articles/*.txt"

// fingerprints holds a hash of every so many words in a row of the articles,
// one a line.
const fingerprints = "testdata/articles.hashes"

// TestOwnWords holds what the coach says, and what is written about it,
// against the articles: nowhere are as many words in a row theirs as would be a
// copy. It compares with hashes, so that it holds wherever the project is, and
// the project holds none of the articles' sentences. It can't tell a sentence
// that follows theirs clause by clause with other words: that is for the
// reader. The titles of sections are no copies: places.tsv names them to say
// where a claim is from.
func TestOwnWords(t *testing.T) {
	data, err := os.ReadFile(fingerprints)
	if err != nil {
		t.Fatal(err)
	}
	theirs := make(map[string]bool)
	for hash := range strings.FieldsSeq(string(data)) {
		theirs[hash] = true
	}
	titles := sectionTitles(loadGuide(t))
	for _, name := range written(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			for _, row := range rows(line, titles) {
				if theirs[fingerprint(row)] {
					t.Errorf("%s:%d: %q is in an article word for word", name, i+1, row)
				}
			}
		}
	}
}

// TestFingerprints holds the hashes against the articles where those are; with
// -update it writes them down anew. Elsewhere it has nothing to compare with.
func TestFingerprints(t *testing.T) {
	files, err := filepath.Glob(articles)
	if err != nil || len(files) == 0 {
		t.Skipf("no articles at %s; TestOwnWords works without them", articles)
	}
	var hashes []string
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows(string(text), nil) {
			hashes = append(hashes, fingerprint(row))
		}
	}
	slices.Sort(hashes)
	want := strings.Join(slices.Compact(hashes), "\n") + "\n"
	if *update {
		if err := os.WriteFile(fingerprints, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(fingerprints)
	if err != nil || string(got) != want {
		t.Errorf("%s is out of date (%v): run go test ./coach -run Fingerprints -update", fingerprints, err)
	}
}

// written are the files that hold the coach's words, and those about it.
func written(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, root := range []string{"../content/guidance", "../content/messages", "../content/README.md", "../README.md", "../docs", "../bot/gallery.txt", "../bot/help.txt"} {
		err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && filepath.Ext(name) != ".png" {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// sectionTitles are the titles of the articles' sections, as rows have them.
func sectionTitles(g *Guide) []string {
	var titles []string
	for _, p := range g.Places() {
		title, _, _ := strings.Cut(p.Where, ", ")
		titles = append(titles, strings.Join(split(title), " "))
	}
	return titles
}

// action is what a template does between its words; comments are words.
var action = regexp.MustCompile(`\{\{[^/].*?\}\}`)

// rows are every so many words in a row of the text, across what a template
// does between them but not across the titles, and in American spelling.
func rows(text string, titles []string) []string {
	text = " " + strings.Join(split(action.ReplaceAllString(text, " ")), " ") + " "
	for _, title := range titles {
		text = strings.ReplaceAll(text, " "+title+" ", " | ")
	}
	words := strings.Fields(strings.ReplaceAll(text, " fibre ", " fiber "))
	var list []string
	for i := 0; i+copied <= len(words); i++ {
		list = append(list, strings.Join(words[i:i+copied], " "))
	}
	return list
}

// fingerprint is a hash of the words: 48 bits, so that among all rows of the
// project a false alarm is one chance in millions.
func fingerprint(row string) string {
	sum := sha256.Sum256([]byte(row))
	return hex.EncodeToString(sum[:6])
}
