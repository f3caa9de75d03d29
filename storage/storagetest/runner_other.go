//go:build !unix

package storagetest

import "os/exec"

// runner runs PostgreSQL's programs as who runs the tests.
type runner struct{}

func newRunner() (runner, error) { return runner{}, nil }

func (runner) own(string) error { return nil }

func (runner) as(*exec.Cmd) {}
