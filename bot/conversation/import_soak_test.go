//go:build linux

package conversation

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gutskin/bot/conversation/archive"
)

// addressSpace is what the process of TestSoakImports may take, as ulimit -v
// says it: 1 GB over the 1.2 GB that Go sets aside for a program that does
// nothing.
const addressSpace = 1200<<20 + 1<<30

// TestSoakImports sends bombs and mutated exports to a process that may take no
// more than 1 GB: it lives, and the database grows by no more than 20 bytes for
// each that came.
func TestSoakImports(t *testing.T) {
	dir := os.Getenv("IMPORTS_ATTACKED")
	if dir != "" {
		attacked(t, dir)
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSoakImports$", "-test.v", "-test.timeout=60m")
	cmd.Env = append(os.Environ(), "IMPORTS_ATTACKED="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the attacked process: %v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// attacked is what the process does that the limit holds for.
func attacked(t *testing.T, dir string) {
	limit := unix.Rlimit{Cur: addressSpace, Max: addressSpace}
	if err := unix.Setrlimit(unix.RLIMIT_AS, &limit); err != nil {
		t.Fatal(err)
	}
	full, n := os.Getenv("SOAK") != "", 300
	if full {
		n = 10_000
	}
	w, export := lived(t, dir)
	for name, make := range bombs(full) {
		data := make(t)
		start := time.Now()
		w.tryFile(data)
		t.Logf("%s: %d bytes, %v", name, len(data), time.Since(start).Round(time.Millisecond))
	}
	before := sizeOf(t, dir)
	t.Log("after the bombs:", memory(t))
	received, taken := attacks(w, export, n, 1)
	grown := sizeOf(t, dir) - before
	t.Logf("%d of %d mutated exports were taken; %d bytes became %d (%.1f for each); %s",
		taken, n, received, grown, float64(grown)/float64(received), memory(t))
	if grown > archive.MaxGrowth*received || taken == 0 {
		t.Errorf("%d files of %d bytes were taken and became %d", taken, received, grown)
	}
}

// memory is what the process took at most.
func memory(t testing.TB) string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s", regexp.MustCompile(`VmPeak:.*|VmHWM:.*`).FindAll(status, -1))
}
