package picture

import (
	"fmt"

	"gutskin/coach"
)

// The weekly card's boxes, from top to bottom.
var (
	headBox      = box{40, 36, 1000, 116}
	fiberBox     = box{40, 172, 1000, 374}
	plantsBox    = box{40, 566, 490, 340}
	fermentedBox = box{550, 566, 490, 160}
	fluidBox     = box{550, 746, 490, 160}
	skinBox      = box{40, 926, 1000, 200}
	disruptorBox = box{40, 1146, 1000, 160}
)

// Week draws the weekly card. Every figure on it is one of the weekly summary
// or of its caption. Without numbers it is a card in words and marks.
func (p *Painter) Week(w coach.Week, numbers bool) ([]byte, error) {
	if !numbers {
		return p.weekInWords(w)
	}
	v := viewWeek(w, true)
	return p.paint(page{"week", weekStatic, func(c *canvas) {
		c.head(v)
		c.score(w.Score)
		c.fiber(w, v)
		c.gauge(w, v)
		c.fermented(fermentedBox, w, v)
		c.fluid(w, v)
		c.skin(w, v)
		c.disruptors(w, v)
	}})
}

// weekStatic is what every weekly card has.
func weekStatic(c *canvas) {
	c.title("seedling", c.label("picture.week", nil))
	c.heading(fiberBox, "broccoli", c.label("picture.fiber", nil))
	c.heading(plantsBox, "salad", c.label("picture.plants", nil))
	c.heading(fermentedBox, "jar", c.label("picture.fermented", nil))
	c.heading(fluidBox, "droplet", c.label("picture.fluid", nil))
	c.heading(skinBox, "sparkles", c.label("picture.skin", nil))
	c.heading(disruptorBox, "candy", c.label("picture.disruptors", nil))
	c.disruptorIcons()
}

// weekView is what the card's wording is filled with.
type weekView struct {
	coach.Week
	Start, End    date
	Numbers       bool
	FiberDays     int // logged days that reached the aim of fibre
	FermentedDays int
	New           int // plants that are new
	BeforeDays    int // logged the week before
}

// date is a day in the wording's parts.
type date struct{ Date, Month, Year, Weekday int }

func viewWeek(w coach.Week, numbers bool) weekView {
	v := weekView{
		Week: w, Start: viewDate(w.Start), End: viewDate(w.End), Numbers: numbers,
		FermentedDays: w.LineDays[coach.LineFermented], New: len(w.NewPlants), BeforeDays: w.Before.LoggedDays,
	}
	for _, d := range w.Days {
		if d.Logged && d.FiberG >= coach.FiberAimG {
			v.FiberDays++
		}
	}
	return v
}

// lineView is a line's trend, by the name that the wording knows it by.
type lineView struct{ Arrow string }

// Of is the trend of the line.
func (v weekView) Of(line string) lineView {
	switch v.Trend(coach.Line(line)) {
	case coach.TrendHigher:
		return lineView{"up"}
	case coach.TrendLower:
		return lineView{"down"}
	case coach.TrendSame:
		return lineView{"same"}
	}
	return lineView{}
}

// head tells which week it is, beside the title.
func (c *canvas) head(v weekView) {
	room := headBox.row(66, 46)
	room.x += titleIndent
	room.w -= titleIndent
	if v.Score.Shown && v.Numbers {
		room.w -= scoreWidth
	}
	c.text(c.label("picture.week.when", v), room, style{regular, 32}, muted, left)
}

// scoreWidth is the room of the score on the right of the title.
const scoreWidth = 280

// score draws the gut score as a ring.
func (c *canvas) score(s coach.Score) {
	if !s.Shown {
		return
	}
	x, y := headBox.x+headBox.w-54, headBox.y+56
	c.ring(x, y, 46, 12, paleGreen)
	if s.Total > 0 {
		c.arc(x, y, 46, -90, -90+3.6*float64(s.Total), 12, green)
	}
	c.text(fmt.Sprint(s.Total), around(x, y, 76, 60), style{bold, 36}, ink, centre)
	words := box{headBox.x + headBox.w - scoreWidth + 20, headBox.y + 18, scoreWidth - 144, 38}
	c.text(c.label("picture.score", nil), words, style{semiBold, 30}, ink, right)
	c.text(c.label("picture.score.of", nil), words.row(38, 36), style{regular, 26}, muted, right)
}
