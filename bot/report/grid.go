package report

import (
	"math"

	"gutskin/coach"
)

// Measures of the table by week, in mm.
const (
	gridName = 42.0 // of a row's name
	gridRow  = 4.3
)

// gridLine is a row of the table: what each week has of it, and all of them.
type gridLine struct {
	name  string // of its wording, report.row
	of    func(week int) figure
	whole figure
}

// figure is what a cell shows; none for what wasn't told.
type figure struct {
	text  string
	told  bool
	share float64 // of logged days, 0 to 1, for a count of days
	days  bool    // it is a count of days
}

// grid prints the weeks side by side under a heading.
func (s *sheet) grid(name string, lines []gridLine) {
	if len(lines) == 0 || !s.room(headHeight+gridRow*float64(len(lines)+1)+gap) {
		return
	}
	s.head(name, s.view())
	s.gridHead()
	for i, l := range lines {
		s.gridRow(l, i)
	}
	s.y += gap
}

// cell is the place of a week's cell; that of all weeks comes after the last.
func (s *sheet) cell(week int) (x, w float64) {
	w = (s.width - gridName) / float64(len(s.report.Weeks)+1)
	return s.left + gridName + float64(week)*w, w
}

// gridHead prints the first days of the weeks.
func (s *sheet) gridHead() {
	s.text(s.label("report.from", nil), s.left+1, s.y+gridRow-1.4, gridName-2, axisStyle, left)
	for i := range s.report.Weeks {
		x, w := s.cell(i)
		s.text(s.label("report.date", dateOf(s.report.First.Add(7*i))), x, s.y+gridRow-1.4, w-0.8, axisStyle, centre)
	}
	x, w := s.cell(len(s.report.Weeks))
	s.text(s.label("report.all", nil), x, s.y+gridRow-1.4, w-0.8, style{semiBold, 7, dark}, centre)
	s.y += gridRow
}

func (s *sheet) gridRow(l gridLine, row int) {
	if row%2 == 0 {
		s.rect(s.left, s.y, s.width, gridRow, 245)
	}
	s.text(s.label("report.row", map[string]any{"Name": l.name, "Units": s.report.Units, "Numbers": s.numbers}), s.left+1, s.y+gridRow-1.4, gridName-2, labelStyle, left)
	for i := range s.report.Weeks {
		x, w := s.cell(i)
		s.figure(l.of(i), x, w, figureStyle)
	}
	x, w := s.cell(len(s.report.Weeks))
	s.figure(l.whole, x, w, style{semiBold, 7.5, black})
	s.y += gridRow
}

// figure prints a cell: its number, or for someone who hid them a disc that is
// the fuller, the more days it stands for.
func (s *sheet) figure(f figure, x, w float64, as style) {
	switch {
	case !f.told:
		s.text(s.label("report.none", nil), x, s.y+gridRow-1.4, w-0.8, axisStyle, centre)
	case s.numbers:
		s.text(f.text, x, s.y+gridRow-1.4, w-0.8, as, centre)
	case f.share > 0:
		s.disc(x+w/2-0.4, s.y+gridRow/2, 0.5+1.1*math.Sqrt(f.share), dark)
	}
}

// groupLines are the days that were logged, and those with each group that was had
// at all.
func (s *sheet) groupLines() []gridLine {
	var list []gridLine
	if s.report.LoggedDays == 0 {
		return nil
	}
	daysOf := func(n, of int) figure {
		text := s.label("report.days", n)
		return figure{text, of > 0, float64(n) / float64(max(of, 1)), true}
	}
	logged := gridLine{"logged", func(i int) figure { return daysOf(s.report.Weeks[i].LoggedDays, 7) }, daysOf(s.report.LoggedDays, len(s.report.Days))}
	list = append(list, logged)
	for _, g := range s.report.Groups {
		if g.Days == 0 {
			continue
		}
		list = append(list, gridLine{g.Name, func(i int) figure { return daysOf(g.Weeks[i], s.report.Weeks[i].LoggedDays) }, daysOf(g.Days, s.report.LoggedDays)})
	}
	return list
}

// mean is a kind of figure that a week has one of.
type mean struct {
	name string
	of   func(coach.Figures) (value float64, days int)
	kind string // the wording of its figure
}

// means are the figures of a week.
func means() []mean {
	return []mean{
		{"plants", func(f coach.Figures) (float64, int) { return math.Floor(f.Points), f.LoggedDays }, "whole"},
		{"fiber", func(f coach.Figures) (float64, int) { return f.FiberG, f.LoggedDays }, "whole"},
		{"fluid", func(f coach.Figures) (float64, int) { return f.FluidML, f.LoggedDays }, "whole"},
		{"skin", func(f coach.Figures) (float64, int) { return f.Skin, f.SkinDays }, "decimal"},
		{"gut", func(f coach.Figures) (float64, int) { return f.Gut, f.GutDays }, "decimal"},
		{"sleep_hours", func(f coach.Figures) (float64, int) { return f.Lifestyle.SleepHours.Value, f.Lifestyle.SleepHours.Days }, "decimal"},
		{"sleep", func(f coach.Figures) (float64, int) { return f.Lifestyle.Sleep.Value, f.Lifestyle.Sleep.Days }, "decimal"},
		{"stress", func(f coach.Figures) (float64, int) { return f.Lifestyle.Stress.Value, f.Lifestyle.Stress.Days }, "decimal"},
		{"movement_min", func(f coach.Figures) (float64, int) {
			return f.Lifestyle.MovementMin.Value, f.Lifestyle.MovementMin.Days
		}, "whole"},
		{"movement", func(f coach.Figures) (float64, int) { return f.Lifestyle.Movement.Value, f.Lifestyle.Movement.Days }, "decimal"},
	}
}

// meanLines are the means that anything was told of; for someone who hid numbers
// there are none.
func (s *sheet) meanLines() []gridLine {
	if !s.numbers {
		return nil
	}
	var list []gridLine
	for _, m := range means() {
		if _, days := m.of(s.report.Figures); days == 0 {
			continue
		}
		of := func(f coach.Figures) figure {
			value, days := m.of(f)
			if m.name == "fluid" && s.report.Units == coach.US {
				value /= coach.FluidOunceML
			}
			text := s.label("report."+m.kind, map[string]any{"Value": value})
			return figure{text: text, told: days > 0}
		}
		list = append(list, gridLine{m.name, func(i int) figure { return of(s.report.Weeks[i]) }, of(s.report.Figures)})
	}
	return list
}
