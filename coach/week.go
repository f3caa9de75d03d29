package coach

import (
	"gutskin/coach/day"
)

// HistoryDays is how far before a week its summary looks back: for what is
// new, for what the person usually eats, and for the week before.
const HistoryDays = 8 * 7

// Week is a week of a diary in figures: everything that the summary says.
type Week struct {
	Start   day.Day
	End     day.Day // its last day
	Through day.Day // the last day it covers so far: today in a running week; "" before it began
	Running bool    // today lies in it, and still counts
	First   bool    // nothing was logged before it

	AimML int          // the person's aim of fluid a day
	Units Units        // the measures to show amounts in
	Days  []DayFigures // its seven days, later than Through too
	Figures
	Before    Figures  // the week before; of a running week the same weekdays
	NewPlants []string // full plants of this week that weren't eaten in the HistoryDays before, sorted
	Score     Score

	counted map[Line][]Counted
}

// SummariseWeek adds up the person's week that starts on the day start, as
// seen on their day today. The entries are those from start.Add(-HistoryDays)
// to the week's end, in any order; others are left aside.
func SummariseWeek(u *User, entries []Entry, start, today day.Day) Week {
	w := Week{Start: start, End: start.Add(6), AimML: u.aimML(), Units: u.Units}
	w.Running = w.Start <= today && today <= w.End
	if today >= w.Start {
		w.Through = min(today, w.End)
	}
	all := SummariseDays(u, entries, start.Add(-HistoryDays), w.End)
	w.Days = all[HistoryDays:]
	w.Figures = summarise(w.Days, entries)
	before := all[HistoryDays-7 : HistoryDays]
	if w.Running {
		before = before[:w.Through.Sub(w.Start)+1]
	}
	w.Before = summarise(before, entries)
	w.compareHistory(all[:HistoryDays])
	w.Score = score(w.Figures, w.AimML)
	w.counted = count(w.Days, entries)
	return w
}

// WeekOf is the first day of the person's week that holds d.
func (u *User) WeekOf(d day.Day) day.Day { return d.WeekStart(u.WeekStart) }

// compareHistory finds what is new this week.
func (w *Week) compareHistory(history []DayFigures) {
	known := make(set)
	w.First = true
	for _, d := range history {
		known.add(d.Plants)
		w.First = w.First && d.Meals == 0
	}
	for _, p := range w.Plants {
		if !known[p] {
			w.NewPlants = append(w.NewPlants, p)
		}
	}
}
