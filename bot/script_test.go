package main

import (
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

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

// Run is what testscript calls.
func (t tests) Run() int { return storagetest.Main(t.m) }

// TestScripts runs the command lines in testdata/script, each in an empty
// folder with a home of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
			for _, name := range []string{"TELEGRAM_BOT_TOKEN", "DATABASE_URL", "DATA_KEY", "LISTEN_ADDR"} {
				env.Setenv(name, "")
			}
			return os.MkdirAll(env.WorkDir+"/data", 0o700)
		},
	})
}
