package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// commandName is how the program was started, as it is typed: "bot" from the
// PATH, "./bot", or "go run ./bot", whose program lies in a folder of the go
// command's.
func commandName(arg0 string) string {
	if strings.Contains(filepath.ToSlash(arg0), "/go-build") {
		return "go run ./bot"
	}
	if base := filepath.Base(arg0); !strings.ContainsAny(arg0, `/\`) || filepath.IsAbs(arg0) {
		return strings.TrimSuffix(base, ".exe")
	}
	return arg0
}

// helpCommand is where the help names the program in a command.
var helpCommand = regexp.MustCompile(`(?m)^  bot\b`)

// help lists commands and settings; the commands as they are typed.
func (p *program) help() error {
	_, err := io.WriteString(p.stdout, helpCommand.ReplaceAllString(help, "  "+strings.ReplaceAll(p.name, "$", "$$")))
	return err
}

// command is one of the program's commands as it is typed.
func (p *program) command(words string) string { return p.name + " " + words }

// programName is how this process was started.
func programName() string {
	if len(os.Args) == 0 {
		return "bot"
	}
	return commandName(os.Args[0])
}
