package picture

import (
	"fmt"

	"gutskin/coach"
)

// The chart of fibre: where bars stand, and how high the highest may be.
var fiberChart = box{fiberBox.x + 150, fiberBox.y + 80, 818, 186}

// leastTopG is the least amount that the chart reaches up to, the aim's upper
// end.
const leastTopG = coach.FiberAimToG

// fiber draws a bar for each logged day, and the goal as a line.
func (c *canvas) fiber(w coach.Week, v weekView) {
	c.figure(fiberBox, "picture.fiber", v)
	base := fiberChart.y + fiberChart.h
	c.line(fiberChart.x, base, fiberChart.x+fiberChart.w, base, 2, faint)
	top := leastTopG
	for _, d := range w.Days {
		if d.Logged {
			top = max(top, d.FiberG)
		}
	}
	scale := fiberChart.h / top
	c.fiberGoal(base - coach.FiberAimG*scale)
	c.fiberBars(w.Days, scale)
	c.fiberValues(w.Days, scale)
	c.dayNames(fiberChart.row(fiberChart.h+8, 44), w.Days, 30, false, logged)
}

func (c *canvas) fiberBars(days []coach.DayFigures, scale float64) {
	for i, d := range days {
		if !d.Logged {
			continue
		}
		b := fiberBar(i, len(days), d.FiberG*scale)
		with := amber
		if d.ReachedFibre() {
			with = green
		}
		c.standing(b, 16, with)
	}
}

// fiberBar is the i-th day's bar; a day without any fibre has a foot to stand
// on, since it was logged.
func fiberBar(i, n int, height float64) box {
	b := fiberChart.column(i, n).inset(17, 0)
	height = max(height, 5)
	return box{b.x, fiberChart.y + fiberChart.h - height, b.w, height}
}

// fiberGoal draws the goal's line behind the bars, with its name on the left.
func (c *canvas) fiberGoal(y float64) {
	c.dashed(fiberChart.x-8, y, fiberChart.x+fiberChart.w, y, 3, ink)
	chip := box{fiberBox.x + 28, y - 20, 116, 40}
	c.rounded(chip, 20, ink)
	c.text(c.label("picture.fiber.goal", coach.FiberAimG), chip.inset(12, 0), style{medium, 25}, white, centre)
}

// lowBar is the height under which a bar has no room for its figure.
const lowBar = 56

// fiberValues writes the figures into the bars, or above low ones.
func (c *canvas) fiberValues(days []coach.DayFigures, scale float64) {
	for i, d := range days {
		if !d.Logged || d.FiberG < 0.5 { // no figure of nothing
			continue
		}
		b := fiberBar(i, len(days), d.FiberG*scale)
		text, with := fmt.Sprintf("%.0f", d.FiberG), white
		place := b.row(8, 40)
		if !d.ReachedFibre() {
			with = ink
		}
		if b.h < lowBar {
			place, with = b.row(-44, 40), ink
			c.rounded(around(b.x+b.w/2, b.y-24, 56, 38), 10, white)
		}
		c.text(text, place, style{semiBold, 32}, with, centre)
	}
}
