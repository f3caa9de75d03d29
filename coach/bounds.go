package coach

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// The bounds of what a diary holds. What the coach itself reads and keeps lies
// within them; they are for what comes from elsewhere, such as a file that
// somebody made.
const (
	MaxGrams       = 5000        // of one food: the most that is believed
	MaxML          = 6000        // of one food as a drink; few are lighter than water
	MaxSleepHours  = 24          // a day
	MaxMovementMin = 24 * 60     // a day
	MaxRating      = 5           // of skin, gut, sleep, stress and movement
	MaxText        = 32 << 10    // bytes of an entry's words: a message and its later note
	MaxName        = 200         // bytes of a food's name, a plant's, a herb's, and of a photo's id
	MaxPlants      = 24          // that one food counts as
	MaxFoods       = 200         // of one change, in all its entries
	MaxEntries     = 200         // of one change
	MaxOfSource    = 500         // changes of one source
	MaxChanges     = 100_000     // of one person: ten years of 27 a day
	MaxDiaryBytes  = 48 << 20    // of one person's changes as they are kept: ten years of 13 kB a day
	maxCount       = 1_000_000   // of a food's pieces, grams or ml
	maxUnit        = 20          // bytes of a unit's name
	maxSource      = 64          // bytes; buttons carry it
	maxDaysBack    = 366 * 7     // from when it was told to the day that was meant: "366 weeks ago"
	maxDaysAhead   = 2           // a day's end, and a zone's
	maxClockAhead  = 366 * day24 // a clock that was set wrong
	day24          = 24 * time.Hour
)

// firstDay is before the first bot of Telegram (2015).
const firstDay day.Day = "2015-01-01"

// ErrBounds is when a change or an entry is none that the coach makes.
var ErrBounds = errors.New("out of bounds")

// SkinTags are what a skin note can be tagged with, in the order in which they
// are offered.
func SkinTags() []string {
	return []string{"breakout", "redness", "dryness", "itch", "flare", "calm", "oily"}
}

// Check reports, as an ErrBounds, what of a change can't be of a diary at the
// instant now. Whether Base names a change of the same source is the caller's
// to know. The error says which field it is and holds no value.
func (c *Change) Check(now time.Time) error {
	states := c.Kind.ByPerson() && c.Kind != ChangeDelete || c.Kind == ChangeReread
	refers := c.Kind == ChangeUndo || c.Kind == ChangeRedo || c.Kind == ChangeReread
	foods := 0
	for i := range c.Entries {
		foods += len(c.Entries[i].Foods)
	}
	switch {
	case !c.Kind.ByPerson() && !refers:
		return bad("the kind")
	case c.Seq <= 0:
		return bad("the number")
	case refers != (c.Base != 0) || c.Base < 0 || c.Base >= c.Seq:
		return bad("the base")
	case !sourcePattern.MatchString(c.Source) || len(c.Source) > maxSource:
		return bad("the source")
	case !inTime(c.At, now):
		return bad("the time")
	case !states && len(c.Entries) > 0 || len(c.Entries) > MaxEntries || foods > MaxFoods:
		return bad("the number of entries or foods")
	}
	for i := range c.Entries {
		if err := c.Entries[i].check(i, c.At, now); err != nil {
			return err
		}
	}
	return nil
}

// sourcePattern is what Source looks like: of a message, of a button, or of rows
// of a table that was read in.
var sourcePattern = regexp.MustCompile(`^[mci](:-?[0-9a-z]{1,20}){1,4}$`)

// lexiconPattern is a lexicon's version.
var lexiconPattern = regexp.MustCompile(`^[0-9a-f]{0,12}$`)

func bad(field string) error { return fmt.Errorf("%s: %w", field, ErrBounds) }

func inTime(t, now time.Time) bool {
	return t.After(firstDay.Time()) && t.Before(now.Add(maxClockAhead))
}

func (e *Entry) check(part int, made, now time.Time) error {
	switch {
	case e.Part != part:
		return bad("an entry's part")
	case !inTime(e.At, now):
		return bad("an entry's time")
	case !soundDay(e.Day, e.At, made):
		return bad("an entry's day")
	case e.Clock != -1 && (e.Clock < 0 || e.Clock >= day24):
		return bad("an entry's time of day")
	case !slices.Contains([]food.Meal{"", food.Breakfast, food.Lunch, food.Dinner, food.Snack}, e.Meal):
		return bad("an entry's meal")
	case len(e.Text) > MaxText || !utf8.ValidString(e.Text):
		return bad("an entry's words")
	case !lexiconPattern.MatchString(e.Lexicon):
		return bad("an entry's lexicon")
	}
	return e.checkKind()
}

// soundDay reports whether something told at one instant can have been put on
// the day by a change that was made at another: later, as a rule.
func soundDay(d day.Day, told, made time.Time) bool {
	if parsed, err := day.Parse(string(d)); err != nil || parsed != d {
		return false
	}
	first, last := day.Of(told.UTC(), 0), day.Of(made.UTC(), 0)
	if first > last {
		first, last = last, first
	}
	return first.Add(-maxDaysBack) <= d && d <= last.Add(maxDaysAhead)
}

func (e *Entry) checkKind() error {
	if (e.Kind == KindSkin) != (e.Skin != nil) || (e.Kind == KindGut) != (e.Gut != nil) || (e.Kind == KindCheckIn) != (e.CheckIn != nil) ||
		(e.Kind == KindMark) != (e.Mark != nil) || e.Kind != KindMeal && len(e.Foods) > 0 {
		return bad("an entry's kind")
	}
	switch e.Kind {
	case KindMeal:
		for i := range e.Foods {
			if err := e.Foods[i].check(); err != nil {
				return err
			}
		}
		return nil
	case KindSkin:
		return e.Skin.check()
	case KindGut:
		return e.Gut.check()
	case KindCheckIn:
		return e.CheckIn.check()
	case KindMark:
		return e.Mark.check()
	}
	return bad("an entry's kind")
}

func (f *Food) check() error {
	switch {
	case !soundName(f.Name):
		return bad("a food's name")
	case len(f.Plants) > MaxPlants || len(f.Herbs) > MaxPlants ||
		slices.ContainsFunc(f.Plants, unsoundName) || slices.ContainsFunc(f.Herbs, unsoundName):
		return bad("a food's plants or herbs")
	case !within(f.Grams, MaxGrams) || !within(f.FiberG, f.Grams) || !within(f.FluidML, MaxML) || !within(f.WaterML, f.FluidML):
		return bad("a food's amount")
	case f.Called != "" && !soundName(f.Called), f.Listed != "" && !soundName(f.Listed), f.Said != "" && !soundName(f.Said):
		return bad("a food's words")
	case !within(f.Count, maxCount) || f.Unit != "" && (len(f.Unit) > maxUnit || !soundName(f.Unit)):
		return bad("a food's count")
	}
	return nil
}

// within reports whether the figure lies between 0 and most. What was added up
// in another order may differ in its last digits.
func within(figure, most float64) bool { return figure >= 0 && figure <= most+1e-6 }

func soundName(name string) bool {
	return name != "" && len(name) <= MaxName && utf8.ValidString(name) &&
		!strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) })
}

func unsoundName(name string) bool { return !soundName(name) }

func (s *Skin) check() error {
	known := SkinTags()
	switch {
	case s.Rating < 0 || s.Rating > MaxRating:
		return bad("a skin rating")
	case len(s.Tags) > len(known) || slices.ContainsFunc(s.Tags, func(tag string) bool { return !slices.Contains(known, tag) }):
		return bad("a skin tag")
	case s.Photo != "" && !soundName(s.Photo):
		return bad("a photo")
	}
	return nil
}

func (c *CheckIn) check() error {
	for _, rating := range [3]int{c.Sleep, c.Stress, c.Movement} {
		if rating < 0 || rating > MaxRating {
			return bad("a rating of the day")
		}
	}
	if !within(c.SleepHours, MaxSleepHours) || c.MovementMin < 0 || c.MovementMin > MaxMovementMin {
		return bad("hours of sleep or minutes of movement")
	}
	return nil
}
