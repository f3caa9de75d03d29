package picture

import (
	"fmt"

	"git.sr.ht/~sbinet/gg"

	"gutskin/coach"
)

// point is a rated day in the chart of the skin.
type point struct {
	x, y   float64
	rating int
	day    int // its number in the week
}

// skin draws the person's own ratings as a line. Days without one are left
// out: the line between their neighbours is dashed.
func (c *canvas) skin(b box, w coach.Week, v weekView) {
	if v.Numbers {
		c.figure(b, "picture.skin", v)
	}
	chart := b.inset(24, 0).row(70, 92)
	points := skinPoints(chart, w.Days)
	c.skinArea(points, chart.y+chart.h)
	for i := 1; i < len(points); i++ {
		from, to := points[i-1], points[i]
		if to.day-from.day > 1 {
			c.dashed(from.x, from.y, to.x, to.y, 4, mix(white, pink, 0.6))
			continue
		}
		c.curve(from, to)
		c.SetLineCapRound()
		c.stroke(6, pink)
	}
	for _, p := range points {
		c.disc(p.x, p.y, 22, white)
		c.disc(p.x, p.y, 18, pink)
		if v.Numbers {
			c.text(fmt.Sprint(p.rating), around(p.x, p.y, 30, 30), style{semiBold, 24}, white, centre)
		}
	}
	c.dayNames(chart.row(chart.h+4, 38), w.Days, 27, false, rated)
	if len(points) == 0 && v.Numbers {
		c.text(c.label("picture.skin.none", nil), chart.row(12, 50), style{regular, 30}, muted, centre)
	}
}

func skinPoints(chart box, days []coach.DayFigures) []point {
	var points []point
	inner := chart.inset(0, 16)
	for i, d := range days {
		if d.Skin.Rating > 0 {
			x, _ := chart.column(i, len(days)).middle()
			points = append(points, point{x, inner.y + inner.h*float64(5-d.Skin.Rating)/4, d.Skin.Rating, i})
		}
	}
	return points
}

// curve draws a smooth line between two points.
func (c *canvas) curve(a, b point) {
	c.MoveTo(a.x, a.y)
	half := (b.x - a.x) / 2
	c.CubicTo(a.x+half, a.y, b.x-half, b.y, b.x, b.y)
}

// skinArea shades what lies under the line, where days follow each other.
func (c *canvas) skinArea(points []point, floor float64) {
	fade := gg.NewLinearGradient(0, floor-92, 0, floor)
	fade.AddColorStop(0, mix(palePink, pink, 0.15))
	fade.AddColorStop(1, white)
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if b.day-a.day > 1 {
			continue
		}
		half := (b.x - a.x) / 2
		c.MoveTo(a.x, floor)
		c.LineTo(a.x, a.y)
		c.CubicTo(a.x+half, a.y, b.x-half, b.y, b.x, b.y)
		c.LineTo(b.x, floor)
		c.ClosePath()
		c.SetFillStyle(fade)
		c.Fill()
	}
}
