package picture

import (
	"fmt"
	"time"

	"gutskin/coach"
	"gutskin/coach/food"
)

// The calendar: seven columns, and a row for each week.
const (
	monthTop    = 172
	monthNames  = 48 // height of the weekdays' names
	monthCell   = 152
	monthGap    = 10
	monthLegend = 96
	maxMonth    = 42 // days, with those that fill up the first week
)

// Month draws days that follow each other as a calendar: each day's own skin
// rating, whether something fermented was eaten, and the number of different
// plants. Days that weren't logged show their date alone. It takes as many
// days as six weeks hold; of more, the last ones are shown.
func (p *Painter) Month(days []coach.DayFigures, weekStart time.Weekday, numbers bool) ([]byte, error) {
	days, lead := lastWeeks(days, weekStart)
	v := viewMonth(days)
	static := func(c *canvas) { c.title("seedling", c.label("picture.calendar", nil)) }
	return p.paint(page{"month", static, func(c *canvas) {
		c.under(c.label("picture.calendar.when", v), false)
		c.weekdays(weekStart)
		for i, d := range days {
			c.calendarDay(cell(lead+i), d, i == 0, numbers)
		}
		rows := (lead + len(days) + 6) / 7
		y := float64(monthTop + monthNames + rows*(monthCell+monthGap) + 8)
		c.legend(box{40, y, 1000, monthLegend}, numbers)
		c.height = int(y) + monthLegend + 40
	}})
}

// lastWeeks leaves as many days as fit, and tells how many cells stand before
// the first.
func lastWeeks(days []coach.DayFigures, weekStart time.Weekday) ([]coach.DayFigures, int) {
	if len(days) == 0 {
		return nil, 0
	}
	lead := func() int { return days[0].Day.Sub(days[0].Day.WeekStart(weekStart)) }
	for lead()+len(days) > maxMonth {
		days = days[1:]
	}
	return days, lead()
}

// monthView is what the calendar's wording is filled with.
type monthView struct {
	Start, End date
	Days       int
	Logged     int
}

func viewMonth(days []coach.DayFigures) monthView {
	v := monthView{Days: len(days)}
	for i, d := range days {
		if i == 0 {
			v.Start = viewDate(d.Day)
		}
		v.End = viewDate(d.Day)
		if d.Logged {
			v.Logged++
		}
	}
	return v
}

// cell is the calendar's n-th cell.
func cell(n int) box {
	b := box{40, monthTop + monthNames, 1000, monthCell}.column(n%7, 7).inset(monthGap/2, 0)
	b.y += float64(n/7) * (monthCell + monthGap)
	return b
}

func (c *canvas) weekdays(first time.Weekday) {
	for i := range 7 {
		b := cell(i)
		name := c.label("picture.weekday", (int(first)+i)%7)
		c.text(name, box{b.x, monthTop, b.w, monthNames - 8}, style{regular, 28}, muted, centre)
	}
}

// calendarDay draws a day. The first one, and the first of a month, name it.
func (c *canvas) calendarDay(b box, d coach.DayFigures, first, numbers bool) {
	ground, dated := mix(paper, white, 0.35), mix(white, muted, 0.75)
	if d.Logged || d.Skin.Rating > 0 {
		ground, dated = white, muted
	}
	c.rounded(b, 22, ground)
	date := fmt.Sprint(d.Day.Time().Day())
	if first || d.Day.Time().Day() == 1 {
		date = c.label("picture.calendar.first", viewDate(d.Day))
	}
	c.text(date, box{b.x + 14, b.y + 10, b.w - 28, 32}, style{regular, 25}, dated, left)
	if d.Skin.Rating > 0 {
		c.rating(b.x+b.w/2, b.y+72, 26, d.Skin.Rating, numbers)
	}
	if !d.Logged {
		return
	}
	c.dayMarks(box{b.x + 14, b.y + b.h - 46, b.w - 28, 36}, d, numbers)
}

// rating draws a skin rating in its shade.
func (c *canvas) rating(x, y, r float64, rating int, numbers bool) {
	shade := skinShades[min(max(rating, 1), len(skinShades))-1]
	c.disc(x, y, r, shade)
	if numbers {
		c.text(fmt.Sprint(rating), around(x, y, r*1.5, r*1.5), style{semiBold, r * 1.1}, onColour(shade), centre)
	}
}

// dayMarks draws a day's mark for fermented food and its plants.
func (c *canvas) dayMarks(b box, d coach.DayFigures, numbers bool) {
	y := b.y + b.h/2
	if d.Categories.Has(food.Fermented) {
		c.disc(b.x+17, y, 17, purple)
		c.tick(b.x+17, y, 17, white)
	}
	pill := box{b.x + b.w - 56, b.y, 56, b.h}
	switch {
	case numbers:
		c.rounded(pill, 18, paleGreen)
		c.text(fmt.Sprint(int(d.Points())), pill.inset(8, 0), style{semiBold, 26}, ink, centre)
	case d.Points() > 0:
		c.rounded(pill, 18, paleGreen)
	}
}

// legend says what the marks mean.
func (c *canvas) legend(b box, numbers bool) {
	c.card(b)
	y := b.y + b.h/2
	if numbers {
		for i := range skinShades {
			c.rating(b.x+52+float64(i)*40, y, 18, i+1, numbers)
		}
		c.text(c.label("picture.calendar.skin", nil), box{b.x + 246, b.y, 130, b.h}, style{regular, 29}, muted, left)
	} else {
		c.rating(b.x+52, y, 18, 1, numbers)
		c.text(c.label("picture.calendar.worse", nil), box{b.x + 82, b.y, 136, b.h}, style{regular, 29}, muted, left)
		c.rating(b.x+250, y, 18, len(skinShades), numbers)
		c.text(c.label("picture.calendar.better", nil), box{b.x + 278, b.y, 116, b.h}, style{regular, 29}, muted, left)
	}
	c.disc(b.x+420, y, 18, purple)
	c.tick(b.x+420, y, 18, white)
	c.text(c.label("picture.calendar.fermented", nil), box{b.x + 452, b.y, 220, b.h}, style{regular, 29}, muted, left)
	c.rounded(around(b.x+722, y, 56, 36), 18, paleGreen)
	c.text(c.label("picture.calendar.plants", nil), box{b.x + 764, b.y, 210, b.h}, style{regular, 29}, muted, left)
}
