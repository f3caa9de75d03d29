//go:build unix

package storagetest

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// runner runs PostgreSQL's programs as a user that they accept: they refuse
// root, who runs them as the user postgres or, without one, nobody.
type runner struct {
	credential *syscall.Credential // nil: as who runs the tests
}

func newRunner() (runner, error) {
	if os.Getuid() != 0 {
		return runner{}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err1 == nil && err2 == nil {
			return runner{&syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
		}
	}
	return runner{}, fmt.Errorf("PostgreSQL doesn't run as root, and there is no user postgres")
}

func (r runner) own(dir string) error {
	if r.credential == nil {
		return nil
	}
	return os.Chown(dir, int(r.credential.Uid), int(r.credential.Gid))
}

func (r runner) as(cmd *exec.Cmd) {
	if r.credential != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: r.credential}
	}
}
