package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram"
	"gutskin/coach"
	"gutskin/storage"
)

// An update that was about to be handled when the process ended, twice, may be
// what ended it, or may only have been near. It is handled in a process of its
// own, "bot handle", which may end without harm to anybody else's.

const (
	// apartMemory is what that process may hold, several times what the whole
	// bot does.
	apartMemory = 512 << 20
	// apartTime is how long it may take over one update.
	apartTime = time.Minute
)

// apart has updates handled in a process of its own, one after the other.
type apart struct {
	stderr io.Writer

	waiting atomic.Int32
	turn    sync.Mutex
	child   *child // nil: none runs
}

// handle is telegram.DispatcherOptions.Apart.
func (a *apart) handle(ctx context.Context, e conversation.Event) error {
	a.waiting.Add(1)
	a.turn.Lock()
	defer a.turn.Unlock()
	last := a.waiting.Add(-1) == 0
	if a.child == nil {
		c, err := startChild(ctx, a.stderr)
		if err != nil {
			return fmt.Errorf("starting a process for an update: %w", err)
		}
		a.child = c
	}
	verdict, err := a.child.handle(ctx, e)
	if err != nil || last {
		a.child.end()
		a.child = nil
	}
	if err != nil {
		return err
	}
	return verdict.err()
}

// verdict is what the process answers of an update: nothing wrong, or an error.
// Its first one says that it is ready.
type verdict struct {
	Error       string `json:"error,omitempty"`
	Unavailable bool   `json:"unavailable,omitempty"` // the error is coach.ErrUnavailable
}

func (v verdict) err() error {
	switch {
	case v.Unavailable:
		return fmt.Errorf("%s: %w", v.Error, coach.ErrUnavailable)
	case v.Error != "":
		return errors.New(v.Error)
	}
	return nil
}

// child is such a process.
type child struct {
	cmd      *exec.Cmd
	in       io.WriteCloser
	verdicts chan verdict // closed when it ended
}

// startChild starts the process and waits until it is ready.
func startChild(ctx context.Context, stderr io.Writer) (*child, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &child{cmd: exec.CommandContext(context.WithoutCancel(ctx), program, "handle"), verdicts: make(chan verdict)}
	c.cmd.Stderr = stderr
	out, err1 := c.cmd.StdoutPipe()
	in, err2 := c.cmd.StdinPipe()
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	c.in = in
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	go c.read(out)
	if _, err := c.wait(ctx); err != nil { // without an update it ends for want of the database
		c.end()
		return nil, fmt.Errorf("it isn't ready: %w", coach.ErrUnavailable)
	}
	return c, nil
}

func (c *child) read(out io.Reader) {
	defer close(c.verdicts)
	for lines := json.NewDecoder(out); ; {
		var v verdict
		if err := lines.Decode(&v); err != nil {
			return
		}
		c.verdicts <- v
	}
}

// handle has the process handle one event.
func (c *child) handle(ctx context.Context, e conversation.Event) (verdict, error) {
	if err := json.NewEncoder(c.in).Encode(e); err != nil { // it ended before, over nothing of this one
		return verdict{}, fmt.Errorf("a process for updates was gone: %w", coach.ErrUnavailable)
	}
	return c.wait(ctx)
}

func (c *child) wait(ctx context.Context) (verdict, error) {
	timer := time.NewTimer(apartTime)
	defer timer.Stop()
	select {
	case v, ok := <-c.verdicts:
		if ok {
			return v, nil
		}
	case <-timer.C:
	case <-ctx.Done():
		return verdict{}, context.Cause(ctx)
	}
	return verdict{}, telegram.ErrEnded
}

// end ends the process, if it hasn't yet.
func (c *child) end() {
	_ = c.in.Close()
	_ = c.cmd.Process.Kill()
	for range c.verdicts { // what it still says is of no use
	}
	_ = c.cmd.Wait() // it was killed
}

// handle is that process: it handles the events on standard input, one a line,
// and answers each with a verdict. It ends with its input, and so with the
// process that started it; signals to both are that one's to heed.
func (p *program) handle(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	place, err := p.cfg.database()
	if err != nil {
		return err
	}
	db, err := p.openStorage(ctx, place, storage.Beside())
	if err != nil {
		return err
	}
	defer db.Close()
	service, err := p.service(db, time.Now, "", p.logger())
	if err != nil {
		return err
	}
	client, err := p.reach(service)
	if err != nil {
		return err
	}
	defer client.Close()
	go boundMemory(apartMemory)
	answers := json.NewEncoder(p.stdout)
	if err := answers.Encode(verdict{}); err != nil {
		return err
	}
	for events := json.NewDecoder(bufio.NewReader(p.stdin)); ; {
		var e conversation.Event
		if err := events.Decode(&e); err != nil {
			return nil //nolint:nilerr // the input is over
		}
		var v verdict
		if err := service.Handle(ctx, e); err != nil {
			v = verdict{Error: err.Error(), Unavailable: errors.Is(err, coach.ErrUnavailable)}
		}
		if err := answers.Encode(v); err != nil {
			return err
		}
	}
}

// boundMemory ends the process when it holds more than so many bytes.
func boundMemory(most uint64) {
	held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	for range time.Tick(20 * time.Millisecond) {
		if metrics.Read(held); held[0].Value.Uint64() > most {
			os.Exit(3)
		}
	}
}
