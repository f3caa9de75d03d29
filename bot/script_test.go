package main

import (
	"context"
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/content"
	"gutskin/storage/storagetest"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata/script")

// asProcess makes this test binary the program, for tests that kill it.
const asProcess = "GUTSKIN_TEST_AS_PROCESS"

// TestMain lets scripts run this program as the command "bot", and tests run
// it as a process.
func TestMain(m *testing.M) {
	if os.Getenv(asProcess) != "" {
		main()
		os.Exit(0)
	}
	testscript.Main(tests{m}, map[string]func(){"bot": main})
}

// tests runs the package's tests and then ends the PostgreSQL that they used.
type tests struct{ m *testing.M }

// Run is what testscript calls. The tests of whole processes mostly wait for
// leases to lapse, so more of them run side by side than there are processors.
func (t tests) Run() int {
	flag.Parse()
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	return storagetest.Main(t.m)
}

// TestScripts runs the command lines in testdata/script, each in an empty
// folder with a home of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup:         func(env *testscript.Env) error { return setUp(t, env) },
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"say": say, "edit": edit},
	})
}

// setUp gives a script a home, a Telegram of its own and an empty PostgreSQL
// database.
func setUp(t *testing.T, env *testscript.Env) error {
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
	env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
	for _, name := range []string{"TELEGRAM_BOT_TOKEN", "DATABASE_URL", "DATA_KEY", "LISTEN_ADDR", "HTTPS_PROXY"} {
		env.Setenv(name, "")
	}
	server := telegramtest.New(telegramtest.Options{Unlimited: true})
	web := httptest.NewServer(server)
	env.Defer(func() { server.Close(); web.Close() })
	env.Values[telegramtest.DefaultToken] = server
	env.Setenv("TOKEN", telegramtest.DefaultToken)
	env.Setenv("TELEGRAM", web.URL)
	env.Setenv("POSTGRES", storagetest.Postgres(t))
	return os.MkdirAll(env.WorkDir+"/data", 0o700)
}

// say is the script command "say TEXT…": somebody writes to the bot, and its
// answer must match the regular expression that is the last argument.
func say(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: say text answer-pattern")
	}
	server, _ := ts.Value(telegramtest.DefaultToken).(*telegramtest.Server)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	before := len(server.Messages(scriptUser))
	server.User(scriptUser).Say(args[0])
	pattern := regexp.MustCompile(args[1])
	var last string
	answered := func() bool { // a restored outbox may send an earlier answer again before it
		for _, m := range server.Messages(scriptUser)[before:] {
			if m.FromBot && pattern.MatchString(m.Text) {
				return true
			}
			last = m.Text
		}
		return false
	}
	if err := server.Await(ctx, answered); err != nil {
		ts.Fatalf("%q is answered:\n%s", args[0], last)
	}
}

// edit is the script command "edit FILE…": the folder content is the project's,
// except that the script's FILE (messages/diets.tsv) takes the place of that
// one's.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: edit file…")
	}
	folder := ts.MkAbs("content")
	ts.Check(os.RemoveAll(folder))
	ts.Check(os.CopyFS(folder, content.Files))
	for _, file := range args {
		ts.Check(os.WriteFile(filepath.Join(folder, filepath.FromSlash(file)), []byte(ts.ReadFile(file)), 0o600))
	}
}

// scriptUser is who says things in scripts.
const scriptUser = 7
