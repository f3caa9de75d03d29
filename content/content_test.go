package content_test

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/food"
	"gutskin/coach/intent"
	"gutskin/coach/lang"
	"gutskin/coach/places"
	"gutskin/content"
)

// edit is what an editor may do to a file: put text in the place of some of
// it, from a share of its length (0 the start, 255 nearly the end) on.
type edit struct {
	file  string
	share uint8
	cut   uint16 // bytes
	text  string
}

// apply gives the files after the edit.
func (e edit) apply(t testing.TB, files fstest.MapFS) fstest.MapFS {
	t.Helper()
	data := files[e.file].Data
	at := len(data) * int(e.share) / 256
	end := min(len(data), at+int(e.cut))
	edited := fstest.MapFS{}
	for name, file := range files {
		edited[name] = file
	}
	edited[e.file] = &fstest.MapFile{Data: slices.Concat(data[:at], []byte(e.text), data[end:])}
	return edited
}

// most is how much of a list is kept, in bytes, where it needn't be whole.
const most = 4000

// read are the content files that match the patterns, in order: long lists of
// places and of ordinary words only from their beginning.
func read(t testing.TB, patterns ...string) (files fstest.MapFS, names []string) {
	t.Helper()
	files = fstest.MapFS{}
	for _, pattern := range patterns {
		list, err := fs.Glob(content.Files, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range list {
			data, err := fs.ReadFile(content.Files, name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(name, "places/") || name == "language/english.txt" {
				data = data[:bytes.LastIndexByte(data[:min(most, len(data))], '\n')+1]
			}
			files[name] = &fstest.MapFile{Data: data}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		t.Fatalf("no files %v", patterns)
	}
	return files, names
}

// named is a mistake as editors are told of it: the file and line that is
// wrong, or what is missing from all of a folder's files.
var named = regexp.MustCompile(`^(template: )?(foods|care|language|guidance|messages|places)(/[a-z_]+\.(tsv|txt|tmpl)(:\d+)?)?[: ]`)

// fuzz makes edits to the files and loads them, or what depends on the file
// that was edited. load's error must name files.
func fuzz(f *testing.F, texts []string, load func(files fstest.MapFS, edited string) error, patterns ...string) {
	f.Helper()
	files, names := read(f, patterns...)
	for _, name := range names {
		if err := load(files, name); err != nil {
			f.Fatal(err)
		}
	}
	for i, text := range append([]string{"", "x", "\t", "\n", "#", "\xff", "\x00", "\ufeff", "\r\n", " ; , | "}, texts...) {
		for j := range names {
			if (i+j)%5 == 0 {
				f.Add(uint8(j), uint8(37*i), uint16(11*i*j), text)
			}
		}
		f.Add(uint8(i), uint8(0), uint16(1<<16-1), text)
	}
	f.Fuzz(func(t *testing.T, i, share uint8, cut uint16, text string) {
		e := edit{names[int(i)%len(names)], share, cut, text}
		err := load(e.apply(t, files), e.file)
		if err == nil {
			return
		}
		for _, line := range strings.Split(err.Error(), "\n") {
			if !named.MatchString(line) {
				t.Errorf("%s: a mistake without its file: %q", path.Base(e.file), line)
			}
		}
	})
}

var moment = food.Moment{Sent: time.Unix(1e9, 0).UTC(), DayEnd: coach.DefaultDayEnd}

func FuzzGuidance(f *testing.F) {
	fuzz(f, []string{
		"id: one\nsays: Yes.\nfrom: 1.1\ntopics: gut\nstrength: may\nask: why | how\n\n", "id: a\n\nid: a\n", "lines: plants\n", "main: fermented\n",
		"step: Walk {food}.\nfor: plants\nfoods: kale (vegetable), (\n", "ask: |\n", "when: moon\n", "one\tmany\nacne\tpimple;spot;acne\taspect\n", "1.1\ta\tb\n",
	}, func(files fstest.MapFS, edited string) error {
		if edited == "guidance/groups.tsv" {
			groups, err := coach.LoadGroups(files)
			if err == nil {
				groups.Named("fish")
			}
			return err
		}
		if edited == "guidance/exposures.tsv" {
			exposures, err := coach.LoadExposures(files)
			if err == nil {
				exposures.Named("dairy")
			}
			return err
		}
		guide, err := coach.LoadGuide(files)
		if err != nil {
			return err
		}
		guide.Answer("does kombucha help against breakouts?", coach.Named{Text: "kombucha", Categories: food.SetOf(food.Fermented)})
		guide.AboutItself("how do I change my time zone?")
		return nil
	}, "guidance/*.txt", "guidance/*.tsv")
}

func FuzzMessages(f *testing.F) {
	fuzz(f, []string{
		`{{define "a"}}<b>{{.}}</b>{{end}}`, `{{define "nudge.water.1"}}x{{end}}`, "{{if}}", "{{/*", "<div>", "{{template `b`}}", "{{range 9}}", `{{define ""}}{{end}}`,
		"help\tHelp", "vegan;\t+, ,",
	}, func(files fstest.MapFS, edited string) error {
		var err error
		switch edited {
		case "messages/diets.tsv":
			_, err = conversation.LoadDiets(files)
		default:
			_, err = wording.Load(files)
		}
		return err
	}, "messages/*.tmpl", "messages/commands.tsv", "messages/diets.tsv")
}

func FuzzPlaces(f *testing.F) {
	fuzz(f, []string{
		"Springfield;S\tOregon\tUS\t44.05\t-123\tAmerica/Los_Angeles\n", "A\t\t\t1e9\t0\tUTC\n", "A\t\t\tNaN\tInf\tUTC\n", ";\t\t\t0\t0\t../x\n", "\t\t\t\t\t",
	}, func(files fstest.MapFS, _ string) error {
		places, err := places.Load(files)
		if err != nil {
			return err
		}
		places.Nearest(52.5, 13.4)
		places.Zone("somewhere in Paris, Texas")
		return nil
	}, "places/letter.tsv", "places/names.tsv", "places/cities.tsv")
}

// FuzzLanguage loads the words around foods without the foods themselves.
func FuzzLanguage(f *testing.F) {
	fuzz(f, []string{
		"name\tnames\tcategories\n", "0\t1/0\t-1\n", "9999999999999999999\n", "tag\tx\tred;dry;very * dry\n", "x\ty\t(a|b\n", "\t\t\t\t\t\t\n",
	}, func(files fstest.MapFS, _ string) error {
		lex, err := food.LoadLexicon(files)
		if err == nil {
			food.NewReader(lex).Read("no acne today, 2 cups of oatmeal at 8", moment)
		}
		return err
	}, "language/[^cp]*.tsv", "language/cues.tsv", "language/english.txt")
}

// FuzzCare loads the rules of care, or whom to call.
func FuzzCare(f *testing.F) {
	fuzz(f, []string{
		"alarm\tcrisis\t<be_dead> & !(a|b)\tNHS\tx\n", "concern\tsadness\tx\n", "excuse\t\t((((\n", "x\t\tred;dry;very * dry\n", "alarm\tmedical\t{food}\tx\ty\n",
		"Erewhon\tEurope/London\t1\t\t\tx\n", "\t\t\t\t\t",
	}, func(files fstest.MapFS, edited string) error {
		if edited == "care/help.tsv" {
			d, err := care.LoadDirectory(files)
			if err == nil {
				d.For("Europe/London")
			}
			return err
		}
		r, err := care.NewReader(files)
		if err == nil {
			r.Read(lang.Words("no blood, and I can't go on"))
		}
		return err
	}, "care/*.tsv", "language/classes.tsv", "language/english.txt")
}

// FuzzPhrases loads one file of phrases at a time, or the groups of words that
// they share.
func FuzzPhrases(f *testing.F) {
	fuzz(f, []string{
		"greeting\t\t^ (hi|hey) [there] <tag> # * $\n", "question\t\t((((\n", "undo\t\t<nothing>\n", "a\tb\tc;d\te\n", "greeting\t\t_ + _ + _\n",
		"greeting\t\t[a] [b] [c] [d] [e] [f] [g] [h] [i] [j] [k] [l] [m]\n", "x\ty\tred;dry;very * dry\n", "x\t\t<x>\n", "greeting\t\t[[]] () (|) ] ) > <\n",
	}, func(files fstest.MapFS, edited string) error {
		one := fstest.MapFS{}
		for name, file := range files {
			if name == edited || !strings.HasPrefix(name, "language/phrases") {
				one[name] = file
			}
		}
		_, err := intent.NewReader(one, nil, nil)
		return err
	}, "language/phrases_*.tsv", "language/classes*.tsv", "language/asking.tsv", "language/english.txt")
}
