// Package terminaltest has terminals for tests: pseudo-terminals, at whose other
// end the test sits as the person and their window do.
package terminaltest

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"
)

// Terminal is a window and the person before it.
type Terminal struct {
	TTY *os.File // for the program: both its input and its output

	t       testing.TB
	window  *os.File
	mu      sync.Mutex
	shown   bytes.Buffer
	changed chan struct{}
}

// Open opens a window of that size in cells, which are 10 by 20 pixels. What is
// shown goes to answer too, unless that is nil; what it gives is as if typed.
func Open(t testing.TB, columns, rows uint16, answer func(shown string) string) *Terminal {
	t.Helper()
	window, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudo-terminals here: ", err)
	}
	fd := int(window.Fd())
	number, err1 := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	err2 := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	err3 := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: rows, Col: columns, Xpixel: 10 * columns, Ypixel: 20 * rows})
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	tty, err := os.OpenFile("/dev/pts/"+strconv.Itoa(number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	w := &Terminal{TTY: tty, t: t, window: window, changed: make(chan struct{})}
	over := make(chan struct{})
	go func() {
		defer close(over)
		w.read(answer)
	}()
	t.Cleanup(func() {
		_ = tty.Close() // ends read, once no program has it
		<-over
		_ = window.Close()
	})
	return w
}

func (w *Terminal) read(answer func(string) string) {
	buf := make([]byte, 4096)
	for {
		n, err := w.window.Read(buf)
		if err != nil {
			return
		}
		w.mu.Lock()
		w.shown.Write(buf[:n])
		close(w.changed)
		w.changed = make(chan struct{})
		w.mu.Unlock()
		if answer != nil {
			if said := answer(string(buf[:n])); said != "" {
				w.Type(said)
			}
		}
	}
}

// Type types.
func (w *Terminal) Type(keys string) {
	w.t.Helper()
	if _, err := w.window.WriteString(keys); err != nil {
		w.t.Error(err)
	}
}

// Shown is all that was shown so far.
func (w *Terminal) Shown() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.shown.String()
}

// Await waits until the text was shown, and gives all that was shown since the
// last Await up to its end.
func (w *Terminal) Await(ctx context.Context, text string) string {
	w.t.Helper()
	for {
		w.mu.Lock()
		shown, changed := w.shown.String(), w.changed
		if i := strings.Index(shown, text); i >= 0 {
			w.shown.Next(i + len(text))
			w.mu.Unlock()
			return shown[:i+len(text)]
		}
		w.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			w.t.Fatal(fmt.Errorf("%q wasn't shown, but %q", text, shown))
		}
	}
}
