package conversation

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gutskin/bot/conversation/wording"
	"gutskin/coach/food"
	"gutskin/content"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

func loadedWords(t *testing.T) *wording.Words {
	t.Helper()
	w, err := wording.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// wordingAt is which argument of a call names a wording.
var wordingAt = map[string][]int{
	"say": {0}, "sayWith": {0}, "change": {0}, "changeWith": {0}, "sayOf": {2}, "close": {0}, "says": {0},
	"HTML": {0}, "Label": {0}, "variant": {0}, "add": {0}, "copies": {0}, "flow": {1}, "button": {0}, "captioned": {0}, "with": {0}, "askScale": {1}, "show": {0}, "illustrated": {0}, "readAs": {0}, "asksAbout": {0},
}

// wordings are the names of wording in the calls of this package and of wording, with their places.
func wordings(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	functions, err2 := filepath.Glob("wording/*.go")
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	found, set := map[string]string{}, token.NewFileSet()
	for _, name := range append(files, functions...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				note(found, set, call)
			}
			return true
		})
	}
	return found
}

func note(found map[string]string, set *token.FileSet, call *ast.CallExpr) {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	for _, at := range wordingAt[name] {
		if at >= len(call.Args) {
			continue
		}
		if lit, ok := call.Args[at].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, _ := strconv.Unquote(lit.Value)
			found[text] = set.Position(lit.Pos()).String()
		}
	}
}

func TestEveryWordingIsThere(t *testing.T) {
	w := loadedWords(t)
	for name, place := range wordings(t) {
		if !w.Has(w.Variant(name, 0)) {
			t.Errorf("%s: no wording %q in content/messages", place, name)
		}
	}
}

// computed are wordings whose names are put together, or that pictures and the
// report hold.
var computed = regexp.MustCompile(`^(picture\..*|report\..*|logged|logged\.short|care\.((ask|well)\.)?(emergency|medical|eating|crisis)|button\.care\.(emergency|medical|eating|crisis)\.(well|help)|undo|redo|nudge\.(fermented|first)\.\d)$`)

func TestNoWordingIsOrphaned(t *testing.T) {
	w, used := loadedWords(t), wordings(t)
	files, err := filepath.Glob("../../content/messages/*.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	functions := map[string]bool{"day.name": true, "line.subject": true, "days.group": true, "keep.term": true, "meal.name": true, "skin.tag": true, "read.fluid": true, "read.glasses": true, "read.ounces": true, "read.ml": true, "read.amount": true, "read.amountof": true, "correct.absent": true, "correct.which": true}
	for _, d := range regexp.MustCompile(`\{\{-?\s*define\s+"([^"]+)"`).FindAllStringSubmatch(all.String(), -1) {
		name := d[1]
		base := strings.TrimSuffix(name, filepath.Ext(name))
		if used[name] == "" && (w.Variant(base, 0) == base || used[base] == "") && !functions[name] &&
			!computed.MatchString(name) && !strings.Contains(all.String(), `template "`+name+`"`) {
			t.Errorf("nothing says %q", name)
		}
	}
}

// TestReceiptNamesEveryTable: whoever deletes their data isn't told tables.
func TestReceiptNamesEveryTable(t *testing.T) {
	db, err := storage.Open(t.Context(), ":memory:", storagetest.Keys(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var rows map[string]int64
	err = db.Update(t.Context(), func(tx *storage.Tx) error {
		rows, err = tx.DeleteUser(1)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for table := range rows {
		if what, err := loadedWords(t).Label("deleted.what", table); what == "" || err != nil {
			t.Errorf("nothing says what the rows of %s are (%v)", table, err)
		}
	}
}

func TestMealsAndTagsHaveNames(t *testing.T) {
	seen := map[string]string{}
	check := func(wording, value string) {
		name, err := loadedWords(t).Label(wording, value)
		if before := seen[name]; name == "" || err != nil || before != "" {
			t.Errorf("%s: %q is called %q, as %q is (%v)", wording, value, name, before, err)
		}
		seen[name] = value
	}
	for _, meal := range []food.Meal{food.Breakfast, food.Lunch, food.Dinner, food.Snack} {
		check("meal.name", string(meal))
	}
	for _, tag := range skinTags {
		check("skin.tag", tag)
	}
}

func TestProfileFitsTelegram(t *testing.T) {
	w := loadedWords(t)
	for name, most := range map[string]int{"profile.description": 512, "profile.short": 120} {
		text, err := w.Label(name, nil)
		if err != nil || len([]rune(text)) > most || text == "" {
			t.Errorf("%s: %d characters, at most %d: %v", name, len([]rune(text)), most, err)
		}
	}
}
