// Command bot is the gut–skin coach: people message what they ate, it nudges
// them towards fermented food and water, and it answers with a weekly
// summary.
//
// Without a token it runs in the terminal; with TELEGRAM_BOT_TOKEN it runs on
// Telegram. "bot help" lists its commands and settings.
//
// Read on from run: it reads the environment, picks the command, and each
// command stands in a file of its own. open.go puts the parts together, the
// same for every command; chat.go and serve.go differ only in where messages
// come from and go to.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // the zones, for machines and container images without them
)

//go:embed help.txt
var help string

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bot:", err)
		os.Exit(1)
	}
}

// run runs one command to its end. Its error is one line for the operator:
// what is wrong and what to do; it holds no token and nobody's words.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) error {
	p := &program{name: programName(), stdin: stdin, stdout: stdout, stderr: stderr}
	if len(args) > 0 {
		switch args[0] { // these need no settings, and so can't fail of them
		case "version":
			return p.version()
		case "help", "-h", "-help", "--help":
			return p.help()
		}
	}
	from := surroundings{getenv: getenv, readFile: os.ReadFile}
	if len(args) > 0 && args[0] == "check" { // it tells what is wrong with the settings among the rest
		return p.check(ctx, from, args[1:])
	}
	var err error
	if p.cfg, err = readConfig(from); err != nil {
		return err
	}
	if len(args) == 0 {
		return p.main(ctx)
	}
	switch command, args := args[0], args[1:]; command {
	case "chat":
		return p.chat(ctx, args)
	case "serve":
		return p.serve(ctx)
	case "handle":
		return p.handle(ctx)
	case "parse":
		return p.parse(ctx, args)
	case "foods":
		return p.foods(args)
	case "migrate":
		return p.migrate(ctx)
	case "reread":
		return p.reread(ctx)
	case "rekey":
		return p.rekey(ctx)
	case "backup":
		return p.backup(ctx, args)
	case "restore":
		return p.restore(ctx, args)
	case "copy":
		return p.copy(ctx, args)
	case "gallery":
		return p.gallery(ctx, args)
	case "health":
		return p.health(ctx)
	case "status":
		return p.status(ctx)
	case "failed":
		return p.failed(ctx, args)
	default:
		return fmt.Errorf("no command %q; %s lists them", command, p.command("help"))
	}
}

// main is the program without a command: on Telegram with a token, in the
// terminal without.
func (p *program) main(ctx context.Context) error {
	if p.cfg.Token == "" {
		return p.chat(ctx, nil)
	}
	return p.serve(ctx)
}
