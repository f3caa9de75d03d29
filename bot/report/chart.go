package report

import (
	"slices"

	"gutskin/coach"
	"gutskin/coach/day"
)

// Measures of the charts, in mm.
const (
	nameWidth   = 34.0 // of what stands left of the days
	chartHeight = 25.0 // from the rating 1 to 5
	rowHeight   = 4.0  // of a tag
	headHeight  = 8.0
	axisHeight  = 6.5
	gap         = 4.5 // between blocks
)

// column is where the days stand.
type column struct{ x, w, day float64 }

func (s *sheet) days() column {
	c := column{x: s.left + nameWidth, w: s.width - nameWidth}
	c.day = c.w / float64(len(s.report.Days))
	return c
}

// middle is the middle of the i-th day.
func (c column) middle(i int) float64 { return c.x + (float64(i)+0.5)*c.day }

// ratings are the days of one kind of rating.
type ratings struct {
	kind   coach.Kind
	of     func(coach.DayFigures) (rating int, tags []string)
	mean   func(coach.Figures) (float64, int)
	tags   []coach.Tally
	tagged string // the wording of a tag's name
}

func skinRatings(r coach.Report) ratings {
	return ratings{
		kind: coach.KindSkin, tags: r.SkinTags, tagged: "skin.tag",
		of:   func(d coach.DayFigures) (int, []string) { return d.Skin.Rating, d.Skin.Tags },
		mean: func(f coach.Figures) (float64, int) { return f.Skin, f.SkinDays },
	}
}

func gutRatings(r coach.Report) ratings {
	return ratings{
		kind: coach.KindGut, tags: r.GutTags, tagged: "gut.tag",
		of:   func(d coach.DayFigures) (int, []string) { return d.Gut.Rating, d.Gut.Tags },
		mean: func(f coach.Figures) (float64, int) { return f.Gut, f.GutDays },
	}
}

// told reports whether anything of the kind was told.
func (k ratings) told(days []coach.DayFigures) bool {
	return slices.ContainsFunc(days, func(d coach.DayFigures) bool {
		rating, tags := k.of(d)
		return rating > 0 || len(tags) > 0
	})
}

// head prints a block's heading, with what it says of the whole at its right.
func (s *sheet) head(name string, data any) {
	s.y += headStyle.size * point
	title := s.label(name, data)
	s.use(headStyle)
	w := s.pdf.GetStringWidth(title)
	s.text(title, s.left, s.y, s.width, headStyle, left)
	s.text(s.label(name+".figure", data), s.left+w+4, s.y, s.width-w-4, smallStyle, right)
	s.y += 1.6
	s.line(s.left, s.y, s.left+s.width, s.y, 0.2, black)
	s.y += headHeight - headStyle.size*point - 1.6
}

// chart prints the ratings of one kind by day, each week's mean behind them, and
// below them the days of each tag.
func (s *sheet) chart(k ratings) {
	rated := slices.ContainsFunc(s.report.Days, func(d coach.DayFigures) bool { rating, _ := k.of(d); return rating > 0 })
	height := headHeight + rowHeight*float64(len(k.tags)) + axisHeight + gap
	if rated {
		height += chartHeight + 4.5
	}
	if !s.room(height) {
		return
	}
	s.head("report."+string(k.kind), s.view())
	if rated {
		s.y += 1.5
		s.scale(k)
		s.y += chartHeight + 3
	}
	for i, tag := range k.tags {
		s.tagRow(k, tag, i)
	}
	s.axis()
	s.y += gap
}

// height of a rating above the chart's foot, from 1 to 5.
func ratingHeight(rating float64) float64 { return (rating - 1) / 4 * chartHeight }

// scale prints the ratings themselves.
func (s *sheet) scale(k ratings) {
	c, foot := s.days(), s.y+chartHeight
	for rating := 1; rating <= coach.MaxRating; rating++ {
		y := foot - ratingHeight(float64(rating))
		s.line(c.x, y, c.x+c.w, y, 0.15, faint)
		name := s.label("report.scale", rating)
		if !s.numbers {
			name = s.label("report.scale.words", rating)
		}
		s.text(name, s.left, y+1, nameWidth-2, axisStyle, right)
	}
	for i, week := range s.report.Weeks {
		if mean, days := k.mean(week); days > 1 {
			y := foot - ratingHeight(mean)
			s.rect(c.x+float64(7*i)*c.day+0.3, y-0.9, 7*c.day-0.6, 1.8, faint)
		}
	}
	last := -1
	for i, d := range s.report.Days {
		rating, _ := k.of(d)
		if rating == 0 {
			continue
		}
		y := foot - ratingHeight(float64(rating))
		if last == i-1 && last >= 0 {
			before, _ := k.of(s.report.Days[last])
			s.line(c.middle(last), foot-ratingHeight(float64(before)), c.middle(i), y, 0.2, middle)
		}
		last = i
	}
	for i, d := range s.report.Days {
		if rating, _ := k.of(d); rating > 0 {
			s.disc(c.middle(i), foot-ratingHeight(float64(rating)), min(0.95, c.day*0.45), black)
		}
	}
}

// tagRow prints on which days a tag was told.
func (s *sheet) tagRow(k ratings, tag coach.Tally, row int) {
	c := s.days()
	if row%2 == 0 {
		s.rect(s.left, s.y, s.width, rowHeight, 245)
	}
	name := s.label("report.tag", map[string]any{"Name": s.label(k.tagged, tag.Name), "Days": tag.Days, "Numbers": s.numbers})
	s.text(name, s.left+1, s.y+rowHeight-1.2, nameWidth-3, labelStyle, left)
	for i, d := range s.report.Days {
		if _, tags := k.of(d); slices.Contains(tags, tag.Name) {
			size := min(1.6, c.day*0.85)
			s.rect(c.middle(i)-size/2, s.y+rowHeight/2-0.8, size, 1.6, dark)
		}
	}
	s.y += rowHeight
}

// axis prints the days on which the weeks begin, as many as there is room for.
func (s *sheet) axis() {
	c := s.days()
	s.line(c.x, s.y, c.x+c.w, s.y, 0.2, middle)
	every := 1
	if len(s.report.Weeks) > 8 {
		every = 2
	}
	for i := range s.report.Weeks {
		x := c.x + float64(7*i)*c.day
		s.line(x, s.y, x, s.y+1.2, 0.2, middle)
		if i%every == 0 {
			s.text(s.label("report.date", dateOf(s.report.First.Add(7*i))), x+0.6, s.y+4, 7*c.day*float64(every), axisStyle, left)
		}
	}
	s.y += axisHeight
}

// marks prints what was marked, a row for each kind, and then in words.
func (s *sheet) marks() {
	kinds := slices.DeleteFunc(coach.MarkKinds(), func(kind coach.MarkKind) bool {
		return !slices.ContainsFunc(s.report.Marks, func(m coach.ReportMark) bool { return m.Kind == kind })
	})
	if len(kinds) == 0 || !s.room(headHeight+rowHeight*float64(len(kinds))+axisHeight+gap) {
		return
	}
	s.head("report.marks", s.view())
	c := s.days()
	for row, kind := range kinds {
		if row%2 == 0 {
			s.rect(s.left, s.y, s.width, rowHeight, 245)
		}
		s.text(s.label("report.mark", string(kind)), s.left+1, s.y+rowHeight-1.2, nameWidth-3, labelStyle, left)
		for _, m := range s.report.Marks {
			if m.Kind == kind {
				s.triangle(c.middle(m.Day.Sub(s.report.First)), s.y+rowHeight/2, 1.3, m.Ends)
			}
		}
		s.y += rowHeight
	}
	s.axis()
	s.y += gap
}

// date is a day as the wording is given it.
type date struct{ Date, Month, Year int }

func dateOf(d day.Day) date {
	t := d.Time()
	return date{t.Day(), int(t.Month()), t.Year()}
}
