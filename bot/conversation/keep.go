package conversation

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"gutskin/coach/day"
	"gutskin/storage"
)

// keepTerms are for how many days a diary can be kept: about half a year, a
// year, two; 0: until it is deleted. None is shorter than what a question over
// 24 weeks looks at.
var keepTerms = []int{183, 365, 730, 0}

// keepView is how long the diary is kept, and what a shorter term would erase.
type keepView struct {
	Days    int
	Entries int64
	Since   dayView
}

// keepPanel offers how long to keep the diary.
func (t *turn) keepPanel(show shower) error {
	k := t.keyboard()
	for _, days := range keepTerms {
		k.flow(2, "button.keep.days", days, "set", "keep", strconv.Itoa(days))
	}
	k.row().add("button.back", nil, "set", "show")
	return show.with("settings.keep", keepView{Days: t.u.KeepDays}, k)
}

// pressKeep sets the term. One that would erase entries at once is asked about
// first.
func (t *turn) pressKeep(term, sure string) error {
	days, err := strconv.Atoi(term)
	if err != nil || !slices.Contains(keepTerms, days) {
		return t.say("button.old", nil)
	}
	if days > 0 && sure == "" {
		first, changed := t.keptFrom(days)
		n, err := t.tx.Forgettable(t.u.ID, first, changed)
		if err != nil {
			return err
		}
		if n > 0 {
			k := t.keyboard().add("button.keep.yes", nil, "set", "keep", term, "yes").add("button.no", nil, "set", "keeping")
			return t.changeWith("settings.keep.sure", keepView{days, n, t.dayView(first)}, k)
		}
	}
	t.u.KeepDays, t.u.Kept = days, ""
	if err := t.letGo(); err != nil {
		return err
	}
	return t.keepPanel(t.change)
}

// keptFrom is the first day of a diary kept for so many days, and the instant
// before which its changes are old.
func (t *turn) keptFrom(days int) (day.Day, time.Time) {
	return t.today().Add(-days), t.now.AddDate(0, 0, -days)
}

// letGo drops what is older than the person wants to have kept, once a day.
func (t *turn) letGo() error {
	if t.u.KeepDays <= 0 || t.u.Kept == t.today() {
		return nil
	}
	first, changed := t.keptFrom(t.u.KeepDays)
	t.u.Kept = t.today()
	_, err := t.tx.Forget(t.u.ID, first, changed)
	return err
}

// LetGo drops what is older than each person wants to have kept; also of those
// who don't write any more. It is meant to be called once a day.
func (s *Service) LetGo(ctx context.Context) error {
	var failed []error
	for after := int64(math.MinInt64); ; {
		ids, err := s.DB.UserIDs(ctx, after, rereadPage)
		if err != nil {
			return fmt.Errorf("finding whose diary is old: %w", err)
		}
		for _, id := range ids {
			after = id
			if err := s.letGo(ctx, id); err != nil {
				failed = append(failed, fmt.Errorf("dropping what is old of user %d: %w", id, err))
			}
		}
		if len(ids) < rereadPage {
			return errors.Join(failed...)
		}
	}
}

func (s *Service) letGo(ctx context.Context, id int64) error {
	due := false
	err := s.DB.View(ctx, func(tx *storage.Tx) error {
		u, err := tx.User(id)
		due = u.KeepDays > 0 && u.Kept != u.Today(s.Now())
		return err
	})
	if err != nil || !due {
		return err
	}
	return s.DB.Update(ctx, func(tx *storage.Tx) error {
		t := s.newTurn(ctx, tx, Event{UserID: id, ChatID: id, Private: true})
		if isNew, err := t.known(); err != nil || isNew {
			return err // just deleted: nothing is left
		}
		return errors.Join(t.letGo(), t.save())
	})
}
