package coach

import (
	"slices"

	"gutskin/coach/day"
)

// WeekSoFar is what an answer tells of the week that it belongs to. It is kept
// beside the person, so that no answer has to add up all that was told of the
// week; and it holds for as long as no other change was made to the diary.
type WeekSoFar struct {
	Start  day.Day      `json:"start"`
	Change int64        `json:"change"` // the number of the last change that it counts
	Plants []string     `json:"plants,omitempty"`
	Herbs  []string     `json:"herbs,omitempty"`
	Days   [7]DayAmount `json:"days"`
}

// DayAmount is how much fluid and fibre a day has so far.
type DayAmount struct {
	FluidML float64 `json:"ml,omitempty"`
	FiberG  float64 `json:"g,omitempty"`
}

// Holds reports whether the week that starts on start is the one told, and the
// change number change the first that it doesn't count.
func (w *WeekSoFar) Holds(start day.Day, change int64) bool {
	return w.Start == start && w.Change == change-1
}

// Add counts what an entry tells, if it is of the week.
func (w *WeekSoFar) Add(e Entry) {
	if e.Day < w.Start || len(e.Foods) == 0 {
		return
	}
	n := e.Day.Sub(w.Start)
	if n >= len(w.Days) {
		return
	}
	for _, f := range e.Foods {
		w.Days[n].FluidML += f.FluidML
		w.Days[n].FiberG += f.FiberG
		w.Plants = addNew(w.Plants, f.Plants)
		w.Herbs = addNew(w.Herbs, f.Herbs)
	}
}

// Of is what d has, a day of the week.
func (w *WeekSoFar) Of(d day.Day) DayAmount { return w.Days[d.Sub(w.Start)] }

// Count is how many different plants there are: herbs and spices are a quarter
// each, rounded down.
func (w *WeekSoFar) Count() int { return len(w.Plants) + len(w.Herbs)/4 }

func addNew(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
