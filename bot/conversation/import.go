package conversation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gutskin/bot/conversation/archive"
	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/storage"
)

// An import is done before the transaction of its event, which keeps the others
// waiting: the file is fetched and looked at as a whole, and only if nothing is
// wrong with it are its changes added, some at a time. When the process dies
// over it the event comes again, and the import goes on where it ended: what is
// in the diary already is left as it is.

// importStep is how many changes, and how many bytes of them, are added in one
// transaction.
const (
	importStep      = 200
	importStepBytes = 256 << 10
)

// imported is what became of a file that was sent to be read back in.
type imported struct {
	Failed   error // why nothing was; nil when all was
	Entries  int   // added
	Known    int   // sources that were in the diary already
	Settings bool  // were taken over
}

// errBusy is when another file is being read back in.
var errBusy = errors.New("another import is at work")

// zipped reports whether the file calls itself a ZIP.
func (f File) zipped() bool { return strings.HasSuffix(strings.ToLower(f.Name), ".zip") }

// receive imports the file of a document that calls itself a ZIP; nil for any
// other event. One file is held at a time: who comes meanwhile is asked to send
// it again, rather than to keep others waiting in a line. over reports whether
// the event has had its effect.
func (s *Service) receive(ctx context.Context, e Event, over func(*storage.Tx) (bool, error)) (*imported, error) {
	if e.Kind != KindDocument || !e.Private || !e.File.zipped() || s.Fetch == nil || e.File.Size > archive.MaxSize {
		return nil, nil
	}
	select {
	case s.importing <- struct{}{}:
		defer func() { <-s.importing }()
	default:
		return &imported{Failed: errBusy}, nil
	}
	r := restoring{Service: s, e: e, number: map[int64]int64{}, origins: map[string]origin{}}
	if done, err := r.look(ctx, over); done || err != nil {
		return nil, err
	}
	file, err := s.Fetch(ctx, e.File.ID, archive.MaxSize)
	switch {
	case errors.Is(err, coach.ErrUnavailable):
		return nil, err
	case err != nil:
		s.Log.Warn("fetching a file to import", "user", e.UserID, "error", err)
		file = nil // as good as a broken one
	}
	err = r.restore(ctx, file)
	switch {
	case errors.Is(err, archive.ErrNoExport), errors.Is(err, coach.ErrBounds), errors.Is(err, coach.ErrFull):
		return &imported{Failed: err}, nil
	case err != nil:
		return nil, err
	}
	return &r.done, nil
}

// restoring is an import at work.
type restoring struct {
	*Service
	e       Event
	before  storage.Size
	had     map[string]bool // the sources that were in the diary
	known   food.Known
	number  map[int64]int64 // of a change, by that in the file
	origins map[string]origin
	done    imported
}

// origin is how far a source has come that was in the diary.
type origin struct {
	mine   []coach.Change // of it in the diary, without rereads
	at     int            // how many of them the file has too
	differ bool           // its history in the file is another
}

// look sees what the diary holds; done when the event has had its effect.
func (r *restoring) look(ctx context.Context, over func(*storage.Tx) (bool, error)) (done bool, err error) {
	err = r.DB.View(ctx, func(tx *storage.Tx) (err error) {
		if done, err = over(tx); done || err != nil {
			return err
		}
		if r.before, err = tx.Size(r.e.UserID); err != nil {
			return err
		}
		sources, err := tx.Sources(r.e.UserID)
		r.had = make(map[string]bool, len(sources))
		for _, source := range sources {
			r.had[source] = true
		}
		return err
	})
	return done, err
}

// restore adds the diary of an exported file to the person's own. What is there
// already stays as it is; settings are taken over only into an empty diary.
func (r *restoring) restore(ctx context.Context, file []byte) error {
	a, err := archive.Open(file)
	if err != nil {
		return err
	}
	from, err := a.User()
	if err != nil {
		return err
	}
	r.known = r.Lexicon.Known()
	h, err := a.Check(archive.Diary{Now: r.Now(), Known: r.known, Had: r.had, Weight: r.DB.Footprint})
	if err != nil {
		return err
	}
	if r.before.Changes+int64(h.Changes) > coach.MaxChanges || r.before.Bytes+h.Bytes > coach.MaxDiaryBytes {
		return coach.ErrFull
	}
	if r.before.Changes == 0 {
		if err := r.settings(ctx, from); err != nil {
			return err
		}
	}
	if err := r.addAll(ctx, a); err != nil {
		return err
	}
	var after storage.Size
	err = r.DB.View(ctx, func(tx *storage.Tx) (err error) {
		after, err = tx.Size(r.e.UserID)
		return err
	})
	r.done.Entries = int(max(0, after.Entries-r.before.Entries))
	return err
}

// settings takes over the settings of the file.
func (r *restoring) settings(ctx context.Context, from coach.User) error {
	r.done.Settings = true
	return r.DB.Update(ctx, func(tx *storage.Tx) error {
		t := r.newTurn(ctx, tx, r.e)
		if _, err := t.known(); err != nil {
			return err
		}
		t.ownData().restoreSettings(from)
		return errors.Join(t.router().silence(), t.save())
	})
}

// addAll adds the changes that the diary lacks, a step at a time.
func (r *restoring) addAll(ctx context.Context, a archive.Archive) error {
	var step []coach.Change
	size := 0
	add := func() error {
		err := r.add(ctx, step)
		step, size = step[:0], 0
		return err
	}
	err := a.Changes(func(c coach.Change) error {
		step = append(step, archive.OwnFoods(c, r.known))
		for _, e := range c.Entries {
			size += len(e.Text) + 200*len(e.Foods)
		}
		if len(step) < importStep && size < importStepBytes {
			return nil
		}
		return add()
	})
	if err == nil && len(step) > 0 {
		err = add()
	}
	if err != nil {
		return fmt.Errorf("adding an import: %w", err)
	}
	return nil
}

// add adds the changes of one step. The transaction may begin anew, so it
// leaves its mark in r only once it is done.
func (r *restoring) add(ctx context.Context, step []coach.Change) error {
	var origins map[string]origin
	var missing []coach.Change
	var there map[int64]int64
	var numbers []int64
	err := r.DB.Update(ctx, func(tx *storage.Tx) (err error) {
		origins, missing, there = map[string]origin{}, nil, map[int64]int64{}
		for _, c := range step {
			o, err := r.origin(tx, origins, c.Source)
			if err != nil {
				return err
			}
			if mine, lacks := o.compare(c); lacks {
				missing = append(missing, c)
			} else if mine > 0 {
				there[c.Seq] = mine
			}
			origins[c.Source] = o
		}
		numbers, err = tx.AppendChanges(r.e.UserID, r.numbered(missing, there))
		return err
	})
	if err != nil {
		return err
	}
	for source, o := range origins {
		if _, seen := r.origins[source]; !seen && len(o.mine) > 0 {
			r.done.Known++
		}
		r.origins[source] = o
	}
	for number, mine := range there {
		r.number[number] = mine
	}
	for i, c := range missing {
		r.number[c.Seq] = numbers[i]
	}
	return nil
}

// origin is how far the source has come.
func (r *restoring) origin(tx *storage.Tx, origins map[string]origin, source string) (o origin, err error) {
	if o, ok := origins[source]; ok {
		return o, nil
	}
	if o, ok := r.origins[source]; ok || !r.had[source] {
		return o, nil
	}
	all, err := tx.ChangesOf(r.e.UserID, source)
	for _, c := range all {
		if c.Kind != coach.ChangeReread {
			o.mine = append(o.mine, c)
		}
	}
	return o, err
}

// compare reports whether the diary lacks the change, the next of its source in
// the file; else mine is its number in the diary, 0 if there is none. A diary
// that has gone another way than the file is left alone.
func (o *origin) compare(c coach.Change) (mine int64, lacks bool) {
	switch {
	case o.differ:
		return 0, false
	case o.at == len(o.mine):
		return 0, len(o.mine) == 0 || c.Kind != coach.ChangeReread
	case c.Kind == coach.ChangeReread:
		return 0, false
	}
	one := o.mine[o.at]
	if one.Kind != c.Kind || one.At.UnixMilli() != c.At.UnixMilli() {
		o.differ = true
		return 0, false
	}
	o.at++
	return one.Seq, false
}

// numbered are the changes with the numbers in the diary of those that they
// are about.
func (r *restoring) numbered(changes []coach.Change, there map[int64]int64) []coach.Change {
	list := make([]coach.Change, len(changes))
	place := map[int64]int64{}
	for i, c := range changes {
		place[c.Seq] = -int64(i) - 1
		if c.Base != 0 {
			base, ok := place[c.Base]
			if !ok {
				base, ok = there[c.Base]
			}
			if !ok {
				base = r.number[c.Base]
			}
			c.Base = base
		}
		list[i] = c
	}
	return list
}

// importAnswer tells what became of the file.
func (t ownData) importAnswer() error {
	switch err := t.imported.Failed; {
	case errors.Is(err, errBusy):
		return t.say("import.busy", nil)
	case errors.Is(err, coach.ErrFull):
		return t.say("import.full", nil)
	case err != nil:
		return t.say("import.broken", nil)
	}
	return t.say("import.done", *t.imported)
}

// restoreSettings takes over the settings of a file, as far as they make sense.
func (t ownData) restoreSettings(from coach.User) {
	u := &t.u
	if from.Zone != "" {
		if err := u.MoveTo(from.Zone, t.now); err == nil {
			t.now = t.now.In(u.Location())
		}
	}
	if from.DayEnd >= 0 && from.DayEnd <= maxDayEnd {
		u.DayEnd = from.DayEnd
	}
	if from.WaterAimML >= minAim && from.WaterAimML <= maxAim {
		u.WaterAimML = from.WaterAimML
	}
	if from.WeekStart >= time.Sunday && from.WeekStart <= time.Saturday {
		u.WeekStart = from.WeekStart
	}
	u.HideNumbers = u.HideNumbers || from.HideNumbers
	if !from.Started.IsZero() && u.Started.IsZero() {
		u.Started = t.now
	}
	if slices.Contains(keepTerms, from.KeepDays) {
		u.KeepDays = from.KeepDays
	}
	if slices.Contains(coach.AnswerLengths(), from.Answers) {
		u.Answers = from.Answers
	}
	if from.Units == coach.US {
		u.Units = coach.US
	}
	t.restoreWords(from)
	t.experiment().restoreQuestions(from)
	t.restoreReminders(from)
}

// restoreWords takes over the words, the vessels, and what isn't wanted.
func (t ownData) restoreWords(from coach.User) {
	own, cups := food.OwnWords{}, food.Cups{}
	for phrase, meaning := range from.Own {
		if len(own) >= maxOwnWords || phrase == "" || len(phrase) > maxOwnPhrase || len(meaning) > maxOwnText {
			continue
		}
		if _, ok := t.vocabulary().teachable(meaning); ok {
			own[phrase] = meaning
		}
	}
	for _, vessel := range t.preferences().vessels() {
		if ml := from.Cups[vessel]; ml >= minCup && ml <= maxCup {
			cups[vessel] = ml
		}
	}
	t.u.Own, t.u.Cups, t.u.Avoids, t.u.Unwanted = own, cups, nil, nil
	for _, name := range from.Avoids {
		if len(t.u.Avoids) < maxAvoids && len(name) <= maxOwnPhrase {
			t.u.Avoids = append(t.u.Avoids, name)
		}
	}
	for _, line := range adviceLines() {
		if slices.Contains(from.Unwanted, line) {
			t.u.Unwanted = append(t.u.Unwanted, line)
		}
	}
}

func (t ownData) restoreReminders(from coach.User) {
	for _, kind := range coach.ScheduledKinds() {
		theirs := *from.Reminders.Of(kind)
		if soundSchedule(theirs) {
			theirs.Since = t.now
			*t.u.Reminders.Of(kind) = theirs
		}
	}
	if r := from.Reminders; soundHour(r.QuietFrom) && soundHour(r.QuietTo) {
		t.u.Reminders.QuietFrom, t.u.Reminders.QuietTo = r.QuietFrom, r.QuietTo
	}
}

func soundSchedule(s coach.Schedule) bool {
	if len(s.Hours) == 0 || len(s.Hours) > maxHours || len(s.Days) > 7 {
		return false
	}
	for _, d := range s.Days {
		if d < time.Sunday || d > time.Saturday {
			return false
		}
	}
	for _, h := range s.Hours {
		if !soundHour(h) {
			return false
		}
	}
	return true
}

func soundHour(h time.Duration) bool { return h >= 0 && h < 24*time.Hour }
