package storagetest

import (
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// SmallDisk is a folder on a disk of its own with room for so many megabytes. It
// skips t where none can be mounted.
func SmallDisk(t testing.TB, megabytes int) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "gutskin-disk-") // t.TempDir lies in one that is closed to the server's user
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(folder) })
	mount := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "mode=755,size="+strconv.Itoa(megabytes)+"m", "tmpfs", folder) //nolint:gosec // a folder of the test's
	if out, err := mount.CombinedOutput(); err != nil {
		t.Skipf("no small disk can be mounted here: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", folder).CombinedOutput(); err != nil { //nolint:noctx,gosec // after the test's own
			t.Errorf("%v: %s", err, out)
		}
	})
	return folder
}

// FillDisk leaves no room on the folder's disk, until the file that it gives is
// removed.
func FillDisk(t testing.TB, folder string) (ballast string) {
	t.Helper()
	f, err := os.CreateTemp(folder, "ballast-")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 64<<10)
	for len(block) > 0 {
		if _, err := f.Write(block); err != nil {
			block = block[:len(block)/2]
		}
	}
	return f.Name()
}
