package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"gutskin/bot/terminal"
	"gutskin/storage"
)

// galleryScript is the made-up month that the gallery shows.
//
//go:embed gallery.txt
var galleryScript string

// The gallery's zone, and when its clock starts.
const (
	galleryZone  = "Europe/Berlin"
	galleryStart = "2026-03-02 08:00"
	galleryTime  = "2006-01-02 15:04"
)

// gallery writes a made-up month of a made-up diary, told to the coach as it
// is, into a folder: every reply as a page, and every picture.
func (p *program) gallery(ctx context.Context, args []string) error {
	dir := filepath.Join("docs", "gallery")
	if len(args) > 0 {
		dir = args[0]
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	db, err := p.openStorage(ctx, memory)
	if err != nil {
		return err
	}
	defer db.Close()
	g, err := p.newGallery(db, dir)
	if err != nil {
		return err
	}
	chapters := strings.Split(galleryScript, "\n## ")
	for line := range strings.Lines(chapters[0]) {
		if preface, ok := strings.CutPrefix(line, ": "); ok {
			g.page.WriteString(preface)
		}
	}
	for _, chapter := range chapters[1:] {
		if err := g.chapter(ctx, chapter); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "README.md"), []byte(g.page.String()), 0o644)
}

// gallery is the page in the making.
type gallery struct {
	dir      string
	session  *terminal.Session
	page     strings.Builder
	said     strings.Builder // the chapter's transcript
	at       time.Time       // where the script's clock stands
	quiet    bool            // the chapter isn't shown
	pictures int
}

func (p *program) newGallery(db *storage.DB, dir string) (*gallery, error) {
	zone, err := time.LoadLocation(galleryZone)
	if err != nil {
		return nil, err
	}
	at, err := time.ParseInLocation(galleryTime, galleryStart, zone)
	if err != nil {
		return nil, err
	}
	clock := terminal.FixedClock(at)
	service, err := p.service(db, clock.Now, galleryZone, p.logger())
	if err != nil {
		return nil, err
	}
	service.Allowed = nil // whoever runs it
	g := &gallery{dir: dir, at: at}
	g.session = &terminal.Session{
		Coach: service, Outbox: db, Clock: clock, User: terminalUser, Out: &g.said, SaveFile: g.save, Log: p.logger(),
		Numbered: func(context.Context, int64) error { return nil },
	}
	g.session.NextDue = func(ctx context.Context) (time.Time, error) { return nextDue(ctx, db, clock.Now()) }
	return g, nil
}

// chapter plays a chapter and adds it to the page.
func (g *gallery) chapter(ctx context.Context, text string) error {
	title, text, _ := strings.Cut(text, "\n")
	lines, prose, err := g.script(text)
	if err != nil {
		return fmt.Errorf("gallery.txt, %q: %w", title, err)
	}
	g.said.Reset()
	g.session.In = strings.NewReader(lines)
	if err := g.session.Run(ctx); err != nil {
		return fmt.Errorf("gallery.txt, %q: %w", title, err)
	}
	fmt.Fprintf(&g.page, "\n## %s\n", title)
	if prose != "" {
		fmt.Fprintf(&g.page, "\n%s\n", prose)
	}
	if !g.quiet {
		g.page.WriteString(transcript(g.said.String()))
	}
	return nil
}

// script turns a chapter into lines for the terminal, and what the page says
// of it. Pauses become the terminal's /wait.
func (g *gallery) script(text string) (lines, prose string, err error) {
	var b strings.Builder
	g.quiet = false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case ":":
			prose = rest
		case "quiet":
			g.quiet = true
		case "person":
			if _, err := fmt.Sscan(rest, &g.session.User); err != nil {
				return "", "", fmt.Errorf("person %q: %w", rest, err)
			}
		case "at":
			at, err := time.ParseInLocation(galleryTime, rest, g.at.Location())
			if err != nil {
				return "", "", err
			}
			if pause := at.Sub(g.at); pause > 0 {
				fmt.Fprintf(&b, "/wait %dm\n", int(pause.Minutes()))
			}
			g.at = at
		default:
			fmt.Fprintln(&b, line)
		}
	}
	return b.String(), prose, nil
}

// save keeps a picture or a report of a chapter that is shown. Of other files only
// the name is.
func (g *gallery) save(name string, data []byte) (string, error) {
	if g.quiet {
		return name, nil
	}
	switch filepath.Ext(name) {
	case ".png":
		g.pictures++
		name = fmt.Sprintf("%02d.png", g.pictures)
	case ".pdf":
	default:
		return name, nil
	}
	return name, os.WriteFile(filepath.Join(g.dir, name), data, 0o644)
}

// savedLine is where the terminal says that it kept a picture or a report.
var savedLine = regexp.MustCompile(`(?m)^  \[saved: (.*\.(?:png|pdf))\]\n+`)

// transcript is what was said as Markdown, with the pictures and reports in their
// places.
func transcript(said string) string {
	var b strings.Builder
	parts := savedLine.FindAllStringSubmatchIndex(said, -1)
	from := 0
	for _, m := range parts {
		block(&b, said[from:m[0]])
		if name := said[m[2]:m[3]]; filepath.Ext(name) == ".png" {
			fmt.Fprintf(&b, "\n![picture](%s)\n", name)
		} else {
			fmt.Fprintf(&b, "\n[The report as a PDF](%s)\n", name)
		}
		from = m[1]
	}
	block(&b, said[from:])
	return b.String()
}

func block(b *strings.Builder, text string) {
	if text = strings.TrimSpace(text); text != "" {
		fmt.Fprintf(b, "\n```text\n%s\n```\n", text)
	}
}
