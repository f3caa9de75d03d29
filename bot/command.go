package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
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

// help lists commands and settings.
func (p *program) help() error {
	if p.name != "bot" {
		fmt.Fprintf(p.stdout, "Where this says bot, type: %s\n\n", p.name)
	}
	_, err := io.WriteString(p.stdout, help)
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
