package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"gutskin/bot/terminal/terminaltest"
)

// chatting is "bot chat" in a window.
type chatting struct {
	*terminaltest.Terminal
	ctx   context.Context
	t     *testing.T
	temp  string
	ended chan struct{}
	cmd   *exec.Cmd
}

// openChat opens it, in a terminal that gives that answer when it is asked what it
// can do.
func openChat(t *testing.T, answer string, args ...string) *chatting {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	w := terminaltest.Open(t, 60, 40, func(shown string) string {
		if strings.Contains(shown, "\x1b[c") {
			return answer
		}
		return ""
	})
	home := t.TempDir()
	c := &chatting{Terminal: w, ctx: ctx, t: t, temp: t.TempDir(), ended: make(chan struct{})}
	c.cmd = exec.CommandContext(ctx, os.Args[0], append([]string{"chat"}, args...)...)
	c.cmd.Env = []string{asProcess + "=1", "HOME=" + home, "TMPDIR=" + c.temp, "TERM=xterm-256color", "TZ=Europe/London"}
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = w.TTY, w.TTY, w.TTY
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = c.cmd.Wait()
		close(c.ended)
	}()
	t.Cleanup(func() { _ = c.cmd.Process.Kill(); <-c.ended })
	return c
}

// await is Await with the test's time.
func (c *chatting) await(text string) string {
	c.t.Helper()
	return c.Await(c.ctx, text)
}

// end ends it by keys, and checks that it ends well.
func (c *chatting) end(keys string) {
	c.t.Helper()
	c.Type(keys)
	select {
	case <-c.ended:
	case <-c.ctx.Done():
		c.t.Fatal("it doesn't end")
	}
	if code := c.cmd.ProcessState.ExitCode(); code != 0 {
		c.t.Errorf("exit code %d: %s", code, c.Shown())
	}
}

// left are the files in its temporary folder.
func (c *chatting) left() []string {
	c.t.Helper()
	list, err := filepath.Glob(filepath.Join(c.temp, "gutskin-*", "*"))
	if err != nil {
		c.t.Fatal(err)
	}
	return list
}

// TestChatOpens: what a person sees who opens the chat: where their diary is, a
// greeting, one hint, a prompt; no line of the log, none wider than the window.
func TestChatOpens(t *testing.T) {
	t.Parallel()
	c := openChat(t, "\x1b[?62;22c", "--db", ":memory:")
	shown := c.await("You #3: ")
	_, opening, _ := strings.Cut(shown, "Your diary")
	for _, want := range []string{" is kept in memory", "Coach #2: Hello", "#2.1 Next", "(Type what you ate"} {
		_, after, ok := strings.Cut(opening, want)
		if !ok {
			t.Fatalf("%q isn't shown, or not in its place: %q", want, shown)
		}
		opening = after
	}
	for line := range strings.Lines(shown) {
		if strings.Contains(line, "level=") {
			t.Errorf("a line of the log: %q", line)
		}
		if n := ansi.StringWidth(strings.TrimRight(line, "\r\n")); n > 60 {
			t.Errorf("%d wide: %q", n, line)
		}
	}
	c.Type("oatmeal with kefir\r")
	c.await("You #5: ")
	c.Type("/week\r")
	c.await("[saved: ")
	c.await("You #7: ")
	if n := len(c.left()); n != 1 {
		t.Errorf("%d pictures lie there", n)
	}
	c.Type("/export\r")
	c.await("[saved: ")
	c.await("You #")
	c.end("\x03") // Ctrl-C
	if list := c.left(); len(list) != 1 || filepath.Ext(list[0]) != ".zip" {
		t.Errorf("left behind: %q, not the export alone", list)
	}
}

// TestChatShowsPictures: where the terminal can, pictures are shown and nothing is
// kept of them.
func TestChatShowsPictures(t *testing.T) {
	t.Parallel()
	for name, how := range map[string][2]string{
		"kitty":  {"\x1b_Gi=31;OK\x1b\\\x1b[?62c", "\x1b_G"},
		"iterm2": {"\x1bP>|iTerm2 3.5.10\x1b\\\x1b[?62;4c", "\x1b]1337;File="},
		"sixel":  {"\x1b[?62;4c", "\x1bP0;1q\"1;1;"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := openChat(t, how[0], "--db", ":memory:", "--at", "2026-03-18T09:00")
			c.await("You #3: ")
			c.Type("oatmeal with blueberries and kefir\r")
			c.await("You #5: ")
			c.Type("/week\r")
			c.await("Coach #6: ")
			c.await(how[1])
			if after := c.await("You #7: "); strings.Contains(after, "[saved:") {
				t.Error("a path is shown too")
			}
			if list := c.left(); len(list) > 0 {
				t.Errorf("left behind: %q", list)
			}
			c.end("/quit\r")
		})
	}
}
