package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"gutskin/bot/conversation"
	"gutskin/bot/conversation/wording"
	"gutskin/coach/places"
	"gutskin/content"
)

// checkContent loads everything that editors edit, of the program's own
// content or of a folder like it, sweeps over the foods, and counts.
func (p *program) checkContent(folder string, open bool) error {
	var files fs.FS = content.Files
	if folder != "" {
		if _, err := os.ReadDir(folder); err != nil {
			return fmt.Errorf("looking for the content: %w", err)
		}
		files = os.DirFS(folder)
	}
	service, err := newService(files, conversation.Config{Now: time.Now})
	if err == nil {
		if err = service.Check(); err != nil {
			err = fmt.Errorf("the content has mistakes:\n%w", err)
		}
	} else if _, wrong := places.Load(files); wrong != nil { // told with the rest
		err = errors.Join(err, wrong)
	}
	if err != nil {
		return err
	}
	words, err := wording.Load(files)
	if err == nil {
		err = words.Check()
	}
	if err != nil {
		return fmt.Errorf("the wording has mistakes:\n%w", err)
	}
	if err := p.sweepFoods(files, service.Lexicon, open); err != nil || open {
		return err
	}
	foods, names := service.Lexicon.Len()
	_, err = fmt.Fprintf(p.stdout, "%d foods, %d names, version %s: no mistakes\n", foods, names, service.Lexicon.Version())
	return err
}
