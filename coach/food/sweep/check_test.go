package sweep_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gutskin/coach/food"
	"gutskin/coach/food/sweep"
	"gutskin/content"
)

// foodsWith is the program's language and checks with these foods alone, and
// with these lines of exceptions.
func foodsWith(t *testing.T, exceptions string, rows ...string) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{
		"foods/x.tsv":                 {Data: []byte(food.Header + "\n" + strings.Join(rows, "\n") + "\n")},
		"foods/checks/exceptions.tsv": {Data: []byte(exceptions)},
	}
	for _, pattern := range []string{"language/*", "foods/checks/rules.tsv", "foods/checks/plants.tsv", "foods/checks/shares.tsv"} {
		files, err := fs.Glob(content.Files, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			data, err := fs.ReadFile(content.Files, name)
			if err != nil {
				t.Fatal(err)
			}
			fsys[name] = &fstest.MapFile{Data: data}
		}
	}
	return fsys
}

func run(t *testing.T, files fs.FS) *sweep.Report {
	t.Helper()
	lexicon, err := food.LoadLexicon(files)
	if err != nil {
		t.Fatal(err)
	}
	report, err := sweep.Run(files, lexicon)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

const (
	apple   = "apple\t\tfiber_rich fruit\tapple\t\t2.4\t180\teach=180\t\tfndds:63101000\t"
	carrot  = "carrot\t\tvegetable\tcarrot\t\t2.8\t61\teach=61\t\tfndds:73101010\t"
	chicken = "chicken\t\tprotein\t\t\t0\t85\t\t\tfndds:24102000\t"
)

func TestFindings(t *testing.T) {
	tests := []struct {
		name, row, check string
	}{
		{"a piece of two servings", "smoothie\t\tfruit\t\t\t1.7\t324\teach=864\t\test:x\t", "piece"},
		{"a whole one beside its slice", "melon\t\tfruit\tmelon\t\t0.8\t156\teach=552 cup=156\t\test:x\t", ""},
		{"several small ones", "idli\t\trefined_grain\t\t\t1\t120\teach=40\t\test:x\t", ""},
		{"neither one nor two", "idli\t\trefined_grain\t\t\t1\t60\teach=40\t\test:x\t", "piece"},
		{"too much", "barrel soup\t\t\t\t\t0\t1000\t\t\test:x\t", "weight"},
		{"too little", "crumb cracker\t\trefined_grain\t\t\t1\t2\teach=2\t\test:x\t", "weight"},
		{"a handful of small ones", "almond\t\tnut healthy_fat fiber_rich\talmond\t\t12\t28\teach=1.2\t\test:x\t", ""},
		{"two foods", "apple carrot mix dish\tapple + chicken\tfruit fiber_rich\tapple,carrot\t\t2.4\t180\t\t\test:x\t", "torn"},
		{"half of a name lost", "apple with chicken\t\tfiber_rich fruit\tapple\t\t2\t180\t\t\test:x\t", "half"},
		{"a plant lost", "carrot stew\t\tvegetable\t\t\t1\t100\t\t\test:x\t", "plant"},
		{"a plant of a synonym lost", "stew\tcarrot stew\tvegetable\t\t\t1\t100\t\t\test:x\t", "plant"},
		{"a flavour", "carrot juice\t\t\t\t\t0\t240\tglass=240\t\test:x\t", ""},
		{"fibre lacking", "pea dish\t\tvegetable fiber_rich\tpea\t\t1\t100\t\t\test:x\t", "fibre"},
		{"fibre not said", "pea dish\t\tvegetable\tpea\t\t5\t100\t\t\test:x\t", "fibre"},
		{"a sweet", "date bar\t\tfruit fiber_rich high_sugar\tdate\t\t6\t60\t\t\test:x\t", "fibre"},
		{"another order", "chicken roll\troll chicken\tprotein\t\t\t0\t85\t\t\test:x\t", ""},
		{"a berry", "cloudberry\t\tberry\tcloudberry\t\t1\t100\t\t\test:x\t", "implied"},
		{"nuts in the name", "walnut slice\t\trefined_grain\t\t\t1\t80\t\t\test:x\t", "nut"},
		{"sizes out of order", "shake\t\t\t\t\t0\t300\tsmall=300 large=200\t\test:x\t", "size"},
		{"a medium one of another food", "platter\t\tprotein\t\t\t0\t400\tsmall=64 medium=92\t\test:x\t", "size"},
		{"a small thing", "shrimp snack\t\tprotein\t\t\t0\t85\tsmall=5 medium=6\t\test:x\t", ""},
		{"a part forgotten", "soup thing\t\tprotein\t\t\t1\t300\t\t\test:50 % chicken, 30 % rice\t", "share"},
		{"sugar forgotten", "fool thing\t\tdairy\t\t\t1\t100\t\t\test:80 % cream, 12 % sugar\t", "share"},
		{"a little of a part", "soup thing\t\tprotein\t\t\t1\t300\t\t\test:50 % chicken, 10 % rice\t", ""},
		{"a plant that another name doesn't say", "carrot quiche\tvegetable quiche\tvegetable\tcarrot\t\t1\t150\t\t\test:x\t", "certain"},
		{"no sugar", "diet squash\t\thigh_sugar\t\t\t0\t240\tglass=240\t\test:x\t", "soda"},
	}
	for _, test := range tests {
		report := run(t, foodsWith(t, "", apple, carrot, chicken, test.row))
		found := test.check == ""
		for _, f := range report.Findings {
			found = found || f.Check == test.check
			if test.check == "" && f.Line > 4 {
				t.Errorf("%s: %s", test.name, f)
			}
		}
		if !found {
			t.Errorf("%s: nothing found for %q in %v", test.name, test.check, report.Findings)
		}
	}
}

func TestVariants(t *testing.T) {
	report := run(t, foodsWith(t, "", "doner kebab\t\tprotein\t\t\t0\t130\t\t\test:x\t", "donner kebab\t\tprotein\t\t\t1.5\t300\t\t\test:y\t"))
	if len(report.Findings) != 1 || report.Findings[0].Check != "variant" {
		t.Errorf("%v", report.Findings)
	}
}

func TestCopies(t *testing.T) {
	rows := make([]string, 5)
	for i, name := range []string{"cod", "hake", "ling", "bass", "perch"} {
		rows[i] = name + "\t\tprotein\t\t\t0\t113\t\t\tfndds:26109110\t"
	}
	report := run(t, foodsWith(t, "", rows...))
	if len(report.Findings) != 5 || report.Findings[0].Check != "copied" || report.Profiles != 1 {
		t.Errorf("%d profiles, %v", report.Profiles, report.Findings)
	}
	if n := len(run(t, foodsWith(t, "", rows[:4]...)).Findings); n != 0 {
		t.Errorf("%d findings for four rows", n)
	}
}

func TestExceptions(t *testing.T) {
	row := "smoothie\t\tfruit\t\t\t1.7\t324\teach=864 glass=324\t\test:x\t"
	if list := run(t, foodsWith(t, "piece\tsmoothie\tsold by the jug\n", row)).Findings; len(list) != 0 {
		t.Errorf("an excepted finding: %v", list)
	}
	list := run(t, foodsWith(t, "piece\tsmoothie\tsold by the jug\n", apple)).Findings
	if len(list) != 1 || list[0].Check != "exception" || list[0].Line != 1 {
		t.Errorf("an exception for nothing: %v", list)
	}
	files := foodsWith(t, "piece\tsmoothie\t\n", row)
	lexicon, err := food.LoadLexicon(files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sweep.Run(files, lexicon); err == nil || !strings.Contains(err.Error(), "foods/checks/exceptions.tsv:1") {
		t.Errorf("an exception without a reason: %v", err)
	}
}

func TestUnexpected(t *testing.T) {
	row := "smoothie\t\tfruit\t\t\t1.7\t324\teach=864 glass=324\t\test:x\t"
	for _, test := range []struct{ open, want string }{
		{"foods/x.tsv\tpiece\t1\n", ""},
		{"", "1 findings"},
		{"foods/x.tsv\tpiece\t2\n", "only 1"},
	} {
		files := foodsWith(t, "", row).(fstest.MapFS)
		files["foods/checks/open.tsv"] = &fstest.MapFile{Data: []byte(test.open)}
		list := strings.Join(run(t, files).Unexpected(), "\n")
		if test.want == "" && list != "" || !strings.Contains(list, test.want) {
			t.Errorf("%q: %s", test.open, list)
		}
	}
}
