package picture

import (
	"fmt"

	"gutskin/coach"
)

// The weekly card's boxes, from top to bottom.
var (
	headBox      = box{40, 36, 1000, 116}
	fiberBox     = box{40, 166, 1000, 322}
	plantsBox    = box{40, 504, 491, 344}
	fermentedBox = box{549, 504, 491, 164}
	fluidBox     = box{549, 684, 491, 164}
	skinBox      = box{40, 864, 1000, 208}
	disruptorBox = box{40, 1088, 1000, 142}
	stepBox      = box{40, 1246, 1000, 76}
)

// Week draws the weekly card, with the small step for the next days if there is
// one. Every figure on it is one of the weekly summary. Without numbers, and
// until a day was logged, it is a card in words and marks.
func (p *Painter) Week(w coach.Week, step string, numbers bool) ([]byte, error) {
	if !numbers || w.LoggedDays == 0 {
		return p.weekInWords(w, step)
	}
	v := viewWeek(w, true)
	return p.paint(page{"week", weekStatic, func(c *canvas) {
		c.head(v)
		if w.Score.Shown {
			c.badge(c.label("picture.score", nil), c.label("picture.score.of", nil), fmt.Sprint(w.Score.Total), float64(w.Score.Total)/100)
		}
		c.fiber(w, v)
		c.gauge(w, v)
		c.fermented(fermentedBox, w, v)
		c.fluid(w, v)
		c.skin(skinBox, w, v)
		c.disruptors(w, v)
		c.step(stepBox, step)
	}})
}

// step writes the small step on a band of its own.
func (c *canvas) step(b box, text string) {
	if text == "" {
		return
	}
	c.slab(b, paleGreen)
	c.emoji("seedling", b.x+30, b.y+(b.h-42)/2, 42)
	room := box{b.x + 92, b.y + 8, b.w - 92 - 28, b.h - 16}
	name := c.label("picture.step", nil)
	c.text(name, room, style{semiBold, 30}, ink, left)
	room.x += c.width(name, style{semiBold, 30}) + 14
	room.w -= c.width(name, style{semiBold, 30}) + 14
	if as := (style{regular, 30}); c.width(c.drawable(text), as) <= room.w {
		c.text(text, room, as, ink, left)
		return
	}
	const line = 34 // of two
	as := style{regular, 28}
	lines := box{room.x, b.y + (b.h-2*line)/2, room.w, 2 * line}
	for lines.w > room.w/2 && len(c.wrap(c.drawable(text), lines.w-20, as)) <= 2 { // two lines of a length
		lines.w -= 20
	}
	c.paragraph(text, lines, as, ink, line)
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
}

// weekView is what the card's wording is filled with.
type weekView struct {
	coach.Week
	Start, End    date
	Numbers       bool
	FiberDays     int // logged days that reached the aim of fibre
	FermentedDays int
	New           int // plants that are new; 0 in a first week, when all are
	BeforeDays    int // logged the week before
}

// date is a day in the wording's parts.
type date struct{ Date, Month, Year, Weekday int }

func viewWeek(w coach.Week, numbers bool) weekView {
	v := weekView{
		Week: w, Start: viewDate(w.Start), End: viewDate(w.End), Numbers: numbers,
		FermentedDays: w.LineDays[coach.LineFermented], BeforeDays: w.Before.LoggedDays,
	}
	if !w.First {
		v.New = len(w.NewPlants)
	}
	for _, d := range w.Days {
		if d.Logged && d.ReachedFibre() {
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

// head tells which week it is.
func (c *canvas) head(v weekView) {
	c.under(c.label("picture.week.when", v), v.Score.Shown && v.Numbers)
}
