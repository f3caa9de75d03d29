//go:build !unix

package terminal

import (
	"os"
	"time"

	"golang.org/x/term"
)

// ask asks nothing: here reading can't be given up in time.
func ask(*os.File, *os.File, string, time.Duration) []byte { return nil }

// Window is the terminal's window as it is now; zero where that isn't known.
func (t *TTY) Window() Window {
	width, height, err := term.GetSize(int(t.out.Fd()))
	if err != nil {
		return Window{}
	}
	return Window{Columns: width, Rows: height}
}
