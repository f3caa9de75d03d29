package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const units = "../docs/systemd"

// started are the commands of a unit's ExecStart lines.
var started = regexp.MustCompile(`(?m)^ExecStart=(.*)$`)

// unitRunner runs what units start, without systemd: the program is this test
// binary, and the machine's folders lie in one of the test's.
type unitRunner struct {
	t    *testing.T
	dir  string
	swap *strings.Replacer
}

func newUnitRunner(t *testing.T) *unitRunner {
	dir := t.TempDir()
	for _, folder := range []string{"lib", "backups", "tmp", "credentials"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "credentials", "data.key"), []byte(testKey), 0o600); err != nil {
		t.Fatal(err)
	}
	return &unitRunner{t: t, dir: dir, swap: strings.NewReplacer(
		"/usr/local/bin/gutskin", os.Args[0], "/var/lib/gutskin", dir+"/lib", "/var/backups/gutskin", dir+"/backups",
		"%T", dir+"/tmp", "%d", dir+"/credentials", "$$", "$", "%%", "%",
	)}
}

// run runs a unit's commands and gives what they said, up to the first that
// fails.
func (r *unitRunner) run(unit string) (said string, err error) {
	r.t.Helper()
	text, err := os.ReadFile(filepath.Join(units, unit))
	if err != nil {
		r.t.Fatal(err)
	}
	env := append(os.Environ(), asProcess+"=1")
	for _, line := range regexp.MustCompile(`(?m)^Environment=(.*)$`).FindAllStringSubmatch(string(text), -1) {
		env = append(env, strings.Fields(r.swap.Replace(line[1]))...)
	}
	for _, line := range started.FindAllStringSubmatch(string(text), -1) {
		cmd := exec.CommandContext(r.t.Context(), "sh", "-ec", r.swap.Replace(line[1]))
		cmd.Env = env
		out, err := cmd.CombinedOutput()
		said += string(out)
		if err != nil {
			return said, err
		}
	}
	return said, nil
}

// TestBackupAndDrill does what the timers start: a backup, then the drill with
// it, which fails without a backup, with a damaged one, and without its key.
func TestBackupAndDrill(t *testing.T) {
	r := newUnitRunner(t)
	setup := &setup{t: t, env: map[string]string{"DATABASE_URL": r.dir + "/lib/coach.db", "DATA_KEY": testKey}}
	if _, err := setup.run("migrate"); err != nil {
		t.Fatal(err)
	}
	if said, err := r.run("gutskin-drill.service"); err == nil {
		t.Errorf("the drill passes without a backup:\n%s", said)
	}
	if said, err := r.run("gutskin-backup.service"); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	again := func() (string, error) {
		if err := os.RemoveAll(r.dir + "/tmp/drill"); err != nil {
			t.Fatal(err)
		}
		return r.run("gutskin-drill.service")
	}
	said, err := again()
	if err != nil || !strings.Contains(said, "all that is sealed can be read") || !strings.Contains(said, "people") {
		t.Errorf("%v\n%s", err, said)
	}
	key := r.dir + "/credentials/data.key"
	if err := os.WriteFile(key, []byte(otherKey), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := again(); err == nil {
		t.Errorf("the drill passes with the wrong key:\n%s", said)
	}
	if err := os.WriteFile(key, []byte(testKey), 0o600); err != nil {
		t.Fatal(err)
	}
	backups, err := filepath.Glob(r.dir + "/backups/*.db")
	if err != nil || len(backups) != 1 {
		t.Fatal(backups, err)
	}
	setup.dir = r.dir + "/backups"
	setup.damage(filepath.Base(backups[0]))
	if said, err := again(); err == nil {
		t.Errorf("the drill passes with a damaged backup:\n%s", said)
	}
}

// TestUnits: systemd understands the units.
func TestUnits(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("systemd-analyze is not installed: the units aren't looked over")
	}
	folder := t.TempDir()
	files, err := filepath.Glob(units + "/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no units", err)
	}
	args := []string{"verify"}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// The program and its user are not on this machine.
		text = []byte(strings.NewReplacer("/usr/local/bin/gutskin", "/bin/true", "User=gutskin", "User=root").Replace(string(text)))
		copied := filepath.Join(folder, filepath.Base(file))
		if err := os.WriteFile(copied, text, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, copied)
	}
	if said, err := exec.CommandContext(t.Context(), "systemd-analyze", args...).CombinedOutput(); err != nil || len(said) > 0 {
		t.Errorf("systemd-analyze: %v\n%s", err, said)
	}
}
