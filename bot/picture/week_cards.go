package picture

import (
	"fmt"

	"gutskin/coach"
	"gutskin/coach/food"
)

// gauge draws the week's plants as an arc that is full at the aim.
func (c *canvas) gauge(w coach.Week, v weekView) {
	room := box{plantsBox.x + 230, plantsBox.y + 20, plantsBox.w - 262, 46}
	c.text(c.label("picture.plants.new", v), room, style{medium, 30}, green, right)
	x, y := plantsBox.x+plantsBox.w/2, plantsBox.y+212
	const r, width, from, span = 112, 28, 135, 270
	c.arc(x, y, r, from, from+span, width, paleGreen)
	if w.Points == 0 {
		c.text("–", around(x, y-10, 160, 90), style{bold, 88}, muted, centre)
		return
	}
	c.arc(x, y, r, from, from+span*min(w.Points/coach.PlantsAim, 1), width, green)
	c.text(fmt.Sprint(int(w.Points)), around(x, y-12, 170, 90), style{bold, 92}, ink, centre)
	c.text(c.label("picture.plants.of", int(coach.PlantsAim)), around(x, y+58, 140, 40), style{regular, 30}, muted, centre)
}

// fermented draws a mark for each logged day: a tick, or an empty ring.
func (c *canvas) fermented(b box, w coach.Week, v weekView) {
	if v.Numbers {
		c.figure(b, "picture.fermented", v)
	}
	marks := b.inset(16, 0).row(b.h-86, 44)
	for i, d := range w.Days {
		x, y := marks.column(i, len(w.Days)).middle()
		switch {
		case !d.Logged:
		case d.Categories.Has(food.Fermented):
			c.disc(x, y, 21, purple)
			c.tick(x, y, 21, white)
		default:
			c.ring(x, y, 19.5, 3, faint)
		}
	}
	c.dayNames(marks.row(46, 34), w.Days, 25, true, logged)
}

// fluid draws each logged day's fluid as a glass that is full at the aim.
func (c *canvas) fluid(w coach.Week, v weekView) {
	c.figure(fluidBox, "picture.fluid", v)
	glasses := fluidBox.inset(16, 0).row(fluidBox.h-92, 54)
	for i, d := range w.Days {
		if !d.Logged {
			continue
		}
		x, y := glasses.column(i, len(w.Days)).middle()
		glass := around(x, y, 36, glasses.h)
		c.rounded(glass, 9, paleBlue)
		full := glass.h * min(d.FluidML/float64(max(w.AimML, 1)), 1)
		if full > 0 {
			c.DrawRoundedRectangle(glass.x, glass.y, glass.w, glass.h, 9)
			c.Clip()
			c.rounded(box{glass.x, glass.y + glass.h - full, glass.w, full + 9}, 6, blue)
			c.ResetClip()
		}
	}
	c.dayNames(glasses.row(56, 34), w.Days, 25, true, logged)
}

// disruptorList are the disruptors with their emoji, in the summary's order.
var disruptorList = [...]struct {
	category food.Category
	emoji    string
}{
	{food.UltraProcessed, "package"}, {food.HighSugar, "chocolate"}, {food.FastFood, "burger"}, {food.Alcohol, "wine"},
}

// disruptorRow is where they stand, side by side.
var disruptorRow = box{disruptorBox.x + 32, disruptorBox.y + 76, disruptorBox.w - 48, 68}

func (c *canvas) disruptorIcons() {
	for i, one := range disruptorList {
		b := disruptorRow.column(i, len(disruptorList))
		c.emoji(one.emoji, b.x, b.y+8, 50)
		c.text(c.label("picture.disruptor", one.category.String()), box{b.x + 66, b.y + 36, b.w - 76, 32}, style{regular, 25}, muted, left)
	}
}

// disruptors writes on how many logged days each occurred, and the week
// before.
func (c *canvas) disruptors(w coach.Week, v weekView) {
	c.figure(disruptorBox, "picture.disruptors", v)
	for i, one := range disruptorList {
		b := disruptorRow.column(i, len(disruptorList))
		text := "–"
		if w.LoggedDays > 0 {
			text = fmt.Sprint(w.Figures.Days[one.category])
		}
		b = box{b.x + 66, b.y, b.w - 76, 38}
		c.text(text, b, style{semiBold, 34}, ink, left)
		if w.LoggedDays > 0 && w.Before.LoggedDays > 0 {
			b.x += c.width(text, style{semiBold, 34}) + 10
			c.text(fmt.Sprintf("(%d)", w.Before.Days[one.category]), box{b.x, b.y, 80, b.h}, style{regular, 30}, muted, left)
		}
	}
}
