package terminal

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gutskin/bot/terminal/terminaltest"
)

const (
	answerKitty  = "\x1b_Gi=31;OK\x1b\\"
	answerRefuse = "\x1b_Gi=31;ENOTSUPPORTED:no\x1b\\"
	answerPlain  = "\x1b[?62;22c"
	answerSixel  = "\x1b[?62;4;22c"
)

func named(name string) string { return "\x1bP>|" + name + "\x1b\\" }

// only is an environment of one variable.
func only(name, value string) func(string) string {
	return func(asked string) string {
		if asked == name {
			return value
		}
		return ""
	}
}

// terminals are how some answer, and what of that follows.
var terminals = []struct {
	name, answer string
	want         Graphics
}{
	{"kitty", answerKitty + named("kitty(0.42.1)") + answerPlain, Kitty},
	{"Ghostty", answerKitty + named("ghostty 1.2.0") + answerPlain, Kitty},
	{"Konsole", answerKitty + named("Konsole 24.02.0") + answerSixel, Kitty},
	{"iTerm2", named("iTerm2 3.5.10") + answerSixel, ITerm2},
	{"WezTerm without kitty's", answerRefuse + named("WezTerm 20240203-110809-5046fc22") + answerSixel, ITerm2},
	{"mintty", named("mintty 3.7.1") + answerSixel, ITerm2},
	{"foot", named("foot(1.20.2)") + answerSixel, Sixel},
	{"xterm -ti vt340", named("XTerm(390)") + "\x1b[?63;1;2;4;6;9;15;22c", Sixel},
	{"tmux with sixel", named("tmux 3.5a") + "\x1b[?1;2;4c", Sixel},
	{"tmux", named("tmux 3.3a") + "\x1b[?1;2c", NoGraphics},
	{"GNOME Terminal", named("VTE(7600)") + "\x1b[?61;1;21;22c", NoGraphics},
	{"one that says nothing", "", NoGraphics},
}

// TestTerminalsAreAsked: each kind of terminal is known by its answers, and what is
// typed meanwhile isn't lost.
func TestTerminalsAreAsked(t *testing.T) {
	for _, terminal := range terminals {
		t.Run(terminal.name, func(t *testing.T) {
			t.Parallel()
			w := terminaltest.Open(t, 80, 24, func(shown string) string {
				if !strings.Contains(shown, "\x1b[c") {
					return ""
				}
				return "an " + terminal.answer
			})
			tty, err := OpenTTY(w.TTY, w.TTY, only("TERM", "xterm-256color"))
			if err != nil {
				t.Fatal(err)
			}
			if tty.Graphics != terminal.want {
				t.Errorf("it shows pictures by %q, want %q", tty.Graphics, terminal.want)
			}
			w.Type("apple\r")
			if line, err := tty.ReadLine(); line != "an apple" || err != nil {
				t.Errorf("typed: %q, %v", line, err)
			}
			if err := tty.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestShyTerminals: those that would show the question aren't asked.
func TestShyTerminals(t *testing.T) {
	for _, env := range []string{"TERM=dumb", "TERM=linux", "TERM=", "TERM_PROGRAM=Apple_Terminal", "INSIDE_EMACS=30.1,comint"} {
		name, value, _ := strings.Cut(env, "=")
		w := terminaltest.Open(t, 80, 24, nil)
		tty, err := OpenTTY(w.TTY, w.TTY, func(asked string) string {
			if asked == name {
				return value
			}
			if asked == "TERM" {
				return "xterm"
			}
			return ""
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := tty.Close(); err != nil {
			t.Error(err)
		}
		if got := w.Shown(); got != "" || tty.Graphics != NoGraphics {
			t.Errorf("%s: it was asked: %q", env, got)
		}
	}
}

// TestTyping: lines are edited, brought back by the arrow keys, and a terminal is
// given back as it was.
func TestTyping(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	w := terminaltest.Open(t, 60, 24, nil)
	before, err := unix.IoctlGetTermios(int(w.TTY.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	tty, err := OpenTTY(w.TTY, w.TTY, only("TERM", "dumb"))
	if err != nil {
		t.Fatal(err)
	}
	e := &echo{t: t, keys: map[string]bool{}}
	s := &Session{
		Coach: e, Outbox: e, Clock: FixedClock(time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC)), User: 7, TTY: tty, Log: slog.New(slog.DiscardHandler),
		NextDue:  func(context.Context) (time.Time, error) { return time.Time{}, nil },
		SaveFile: func(name string, _ []byte) (string, error) { return name, nil },
		Numbered: func(context.Context, int64) error { return nil },
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	w.Await(ctx, "(Type what you ate and press Enter.")
	w.Await(ctx, "You #3: ")
	w.Type("kefri\x7f\x7fir\r") // mended by backspace
	w.Await(ctx, "Heard")
	w.Await(ctx, "You #5: ")
	if e.times["kefir"] != 1 {
		t.Errorf("the coach was told %v", e.times)
	}
	w.Type("and miso\x1b[D\x1b[D\x1b[D\x1b[D\x7f\x7f\x7f\x7f\r") // into the line's middle
	w.Await(ctx, "You #7: ")
	w.Type("\x1b[A\x1b[A\r") // two lines back
	w.Await(ctx, "You #9: ")
	w.Type("beans \\\r")
	w.Await(ctx, "… ")
	w.Type("and rice\r")
	w.Await(ctx, "You #11: ")
	for text, want := range map[string]int{"kefir": 2, "miso": 1, "beans \nand rice": 1} {
		if e.times[text] != want {
			t.Errorf("%q was told %d times, want %d: %v", text, e.times[text], want, e.times)
		}
	}
	w.Type("\x04") // Ctrl-D
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := tty.Close(); err != nil {
		t.Error(err)
	}
	after, err := unix.IoctlGetTermios(int(w.TTY.Fd()), unix.TCGETS)
	if err != nil || *after != *before {
		t.Errorf("the terminal isn't as it was: %v", err)
	}
}

// TestNudgeWhileTyping: what is shown meanwhile goes above the line that is being
// typed, which stays, with the number that it will have.
func TestNudgeWhileTyping(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	w := terminaltest.Open(t, 60, 24, nil)
	tty, err := OpenTTY(w.TTY, w.TTY, only("TERM", "dumb"))
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	line := make(chan string, 1)
	tty.Prompt("You #3: ")
	go func() {
		typed, err := tty.ReadLine()
		line <- fmt.Sprint(typed, err)
	}()
	w.Await(ctx, "You #3: ")
	w.Type("half an app")
	w.Await(ctx, "half an app")
	tty.Prompt("You #4: ")
	if _, err := tty.Write([]byte("Time for a glass of water?\n")); err != nil {
		t.Fatal(err)
	}
	w.Await(ctx, "Time for a glass of water?\r\n")
	w.Await(ctx, "You #4: half an app")
	w.Type("le\r")
	if got := <-line; got != "half an apple<nil>" {
		t.Errorf("typed: %q", got)
	}
}
