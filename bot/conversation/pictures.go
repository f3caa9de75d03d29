package conversation

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/question"
	"gutskin/storage"
)

// Pictures draws what goes with the words, as PNGs. Without numbers it is for
// someone who hid them.
type Pictures interface {
	Week(w coach.Week, step string, numbers bool) ([]byte, error)
	Month(days []coach.DayFigures, weekStart time.Weekday, numbers bool) ([]byte, error)
	Plants(w coach.Week, ideas []string, numbers bool) ([]byte, error)
	Observation(name string, outcome coach.Outcome, first day.Day, s question.Series, o question.Observation, numbers bool) ([]byte, error)
	Trial(name string, outcome coach.Outcome, first day.Day, s question.Series, plan question.Plan, r question.TrialResult, numbers bool) ([]byte, error)
}

// illustrated answers with the wording name, as the caption of a picture where
// there is one.
func (t *turn) illustrated(name string, data any, draw func(Pictures) ([]byte, error)) error {
	png, err := t.drawn(name, data, draw)
	if err != nil {
		return err
	}
	text, err := t.words.HTML(name, data)
	if err == nil {
		t.reply(Message{Text: text, Photo: png}, "")
	}
	return err
}

// drawable tells whether anything of the week was told.
func drawable(w coach.Week) bool { return w.LoggedDays+w.SkinDays+len(w.Plants) > 0 }

// captionDays are the days of which a picture's caption tells.
type captionDays struct {
	Logged, Fermented, Rated []captionDay
}

func (c *captionDays) add(figures coach.DayFigures) {
	d := captionDay{int(figures.Day.Weekday()), figures}
	if figures.Skin.Rating > 0 {
		c.Rated = append(c.Rated, d)
	}
	if !figures.Logged {
		return
	}
	c.Logged = append(c.Logged, d)
	if figures.Categories.Has(food.Fermented) {
		c.Fermented = append(c.Fermented, d)
	}
}

// captionDay is a day of the week and its figures.
type captionDay struct {
	Weekday int // 0: Sunday
	Figures coach.DayFigures
}

// mostIdeas is how many plants are suggested at a time.
const mostIdeas = 4

// plantIdeas are plants that would be new: of those that the wording lists,
// some that the person neither ate of late nor avoids, others every week.
func (t *turn) plantIdeas(w coach.Week, entries []coach.Entry) ([]string, error) {
	text, err := t.words.Label("plants.ideas", nil)
	if err != nil {
		return nil, err
	}
	eaten := map[string]bool{}
	for _, e := range entries {
		for _, f := range e.Foods {
			for _, plant := range f.Plants {
				eaten[plant] = true
			}
		}
	}
	list, ideas := strings.Split(text, "\n"), []string{}
	from := pick(t.u.ID, w.Start, "plants") / 7 * mostIdeas
	for i := range list {
		name := strings.TrimSpace(list[(from+i)%len(list)])
		if len(ideas) < mostIdeas && !eaten[name] && !t.avoids(name) {
			ideas = append(ideas, t.Guide.Plural(name))
		}
	}
	return ideas, nil
}

// avoids tells whether the person avoids the food that the name says, or a
// category of it.
func (t *turn) avoids(name string) bool {
	avoided := t.u.Avoids
	if t.u.IsCalm(t.now) {
		avoided = slices.Concat(avoided, t.u.Calm.Blamed)
	}
	if len(avoided) == 0 {
		return false
	}
	for _, item := range t.read(name).Food.Items {
		kinds := append(item.Categories.Slugs(), item.Food)
		if slices.ContainsFunc(append(kinds, item.Plants...), func(kind string) bool { return slices.Contains(avoided, kind) }) {
			return true
		}
	}
	return false
}

// drawings are the pictures of one event. Drawing one takes longer than all else
// that an event causes, and in a transaction it would keep everybody waiting. So
// a turn that wants a picture ends without effect; the picture is drawn, and the
// turn begins anew and finds it. What the turn does and the reply with the
// picture become lasting together all the same.
type drawings struct {
	painter Pictures
	log     *slog.Logger
	done    map[string][]byte // by what they show; nil for one that couldn't be drawn
	wanted  func()            // draws the one that the turn ended for
	atOnce  bool              // draw within the turn

	export func() ([]byte, error)     // the export that the event asked for, once it is made
	report func() (madeReport, error) // and the report
	table  func() (foundTable, error) // and the table that it is about
}

// errUndrawn ends a turn that wants a picture.
var errUndrawn = errors.New("a picture is wanted first")

// mostTurns is how often a turn is begun for pictures that aren't there: it
// wants other ones only when the diary has changed meanwhile.
const mostTurns = 4

// update runs fn in a transaction, and draws outside of it.
func (s *Service) update(ctx context.Context, fn func(*storage.Tx, *drawings) error) error {
	d := &drawings{painter: s.Pictures, log: s.Log, done: map[string][]byte{}}
	for turn := 1; ; turn++ {
		d.atOnce = turn == mostTurns
		err := s.DB.Update(ctx, func(tx *storage.Tx) error { return fn(tx, d) })
		if !errors.Is(err, errUndrawn) {
			return err
		}
		d.wanted()
	}
}

// drawn is the picture of that name that shows the figures, or nil when there
// is none to be had: the words hold all that is in it. Its error ends the turn.
func (t *turn) drawn(name string, figures any, draw func(Pictures) ([]byte, error)) ([]byte, error) {
	d := t.drawings
	if d == nil || d.painter == nil {
		return nil, nil
	}
	key := fmt.Sprintf("%s %+v", name, figures)
	if _, ok := d.done[key]; !ok {
		d.wanted = func() {
			png, err := draw(d.painter)
			if err != nil {
				d.log.Error("drawing a picture", "user", t.u.ID, "error", err)
			}
			d.done[key] = png
		}
		if !d.atOnce {
			return nil, errUndrawn
		}
		d.wanted()
	}
	return d.done[key], nil
}
