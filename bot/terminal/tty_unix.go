//go:build unix

package terminal

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// ask writes a question to a raw terminal and reads until its answer is whole, at
// most so long. What was typed meanwhile is among what it gives.
func ask(in, out *os.File, question string, within time.Duration) (answer []byte) {
	if _, err := out.WriteString(question); err != nil {
		return nil
	}
	fd := int(in.Fd())
	buf := make([]byte, 1024)
	for end := time.Now().Add(within); !answered(answer); {
		left := time.Until(end).Milliseconds()
		if left <= 0 || len(answer) > 1<<16 {
			break
		}
		ready := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}} //nolint:gosec // descriptors are small
		n, err := unix.Poll(ready, int(left))
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err != nil || n == 0 {
			break
		}
		if n, err = unix.Read(fd, buf); err != nil || n <= 0 {
			break
		}
		answer = append(answer, buf[:n]...)
	}
	_, _ = out.WriteString("\r\x1b[K") // in case the terminal has shown any of the question
	return answer
}

// Window is the terminal's window as it is now; zero where that isn't known.
func (t *TTY) Window() Window {
	size, err := unix.IoctlGetWinsize(int(t.out.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return Window{}
	}
	w := Window{Columns: int(size.Col), Rows: int(size.Row)}
	if size.Col > 0 && size.Row > 0 {
		w.CellWidth, w.CellHeight = int(size.Xpixel/size.Col), int(size.Ypixel/size.Row)
	}
	return w
}
