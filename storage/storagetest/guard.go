package storagetest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// guard is a process that outlives the tests by a moment, however they end,
// to stop their server and remove its files: it waits for the end of a pipe
// whose other end the tests hold.
type guard struct {
	cmd  *exec.Cmd
	held *os.File
}

func startGuard(s *Server) (*guard, error) {
	waits, held, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer waits.Close()
	const script = `cat >/dev/null; "$0" -D "$1/data" -m immediate -w -t 30 stop; cd /; rm -rf "$1"`
	cmd := exec.Command("sh", "-c", script, filepath.Join(s.bin, "pg_ctl"), s.dir) //nolint:noctx // it ends after all contexts
	cmd.Dir = s.dir
	cmd.Stdin = waits
	s.runner.as(cmd)
	if err := cmd.Start(); err != nil {
		held.Close()
		return nil, fmt.Errorf("starting the guard of PostgreSQL: %w", err)
	}
	return &guard{cmd, held}, nil
}

// release has the guard do its work and waits for it.
func (g *guard) release() {
	g.held.Close()
	_ = g.cmd.Wait()
}
