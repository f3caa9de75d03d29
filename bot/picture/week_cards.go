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
	const r, width, from, span = 118, 29, 135, 270
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
	marks := b.inset(16, 0).row(b.h-94, 46)
	for i, d := range w.Days {
		x, y := marks.column(i, len(w.Days)).middle()
		switch {
		case !d.Logged && (w.LoggedDays > 0 || !d.Categories.Has(food.Fermented)):
		case d.Categories.Has(food.Fermented):
			c.disc(x, y, 21, purple)
			c.tick(x, y, 21, white)
		default:
			c.ring(x, y, 19.5, 3, faint)
		}
	}
	c.dayNames(marks.row(50, 36), w.Days, 25, true, logged)
}

// fluid draws each logged day's fluid as a glass that is full at the aim.
func (c *canvas) fluid(w coach.Week, v weekView) {
	c.figure(fluidBox, "picture.fluid", v)
	glasses := fluidBox.inset(16, 0).row(fluidBox.h-97, 52)
	for i, d := range w.Days {
		if !d.Logged {
			continue
		}
		x, y := glasses.column(i, len(w.Days)).middle()
		glass := around(x, y, 36, glasses.h)
		c.rounded(glass, 9, paleBlue)
		full := glass.h * min(d.FluidML/float64(max(w.AimML, 1)), 1)
		if full > 0 {
			c.rounded(box{glass.x, glass.y + glass.h - full, glass.w, full}, 9, blue)
		}
	}
	c.dayNames(glasses.row(54, 36), w.Days, 25, true, logged)
}

// disruptorList are the disruptors with their emoji, in the summary's order.
var disruptorList = [...]struct {
	category food.Category
	emoji    string
}{
	{food.UltraProcessed, "package"}, {food.HighSugar, "chocolate"}, {food.FastFood, "burger"}, {food.Alcohol, "wine"},
}

// disruptorColumns are where they stand, side by side: the first has the
// longest name.
func disruptorColumns() [len(disruptorList)]box {
	var columns [len(disruptorList)]box
	x := disruptorBox.x + 32
	for i, w := range [...]float64{296, 234, 216, 190} {
		columns[i] = box{x, disruptorBox.y + 68, w, 66}
		x += w
	}
	return columns
}

// disruptors writes on how many logged days each occurred, and the week
// before; where none did, only that.
func (c *canvas) disruptors(w coach.Week, v weekView) {
	none := true
	for _, one := range disruptorList {
		none = none && w.Figures.Days[one.category] == 0
	}
	if none {
		room := box{disruptorBox.x + 92, disruptorBox.y + 72, disruptorBox.w - 124, 46}
		c.text(c.label("picture.disruptors.none", nil), room, style{regular, 32}, muted, left)
		return
	}
	c.figure(disruptorBox, "picture.disruptors", v)
	for i, b := range disruptorColumns() {
		one, text := disruptorList[i], "–"
		c.emoji(one.emoji, b.x, b.y+7, 50)
		c.text(c.label("picture.disruptor", one.category.String()), box{b.x + 66, b.y + 34, b.w - 76, 32}, style{regular, 28}, muted, left)
		days := w.Figures.Days[one.category]
		if days > 0 {
			text = fmt.Sprint(days)
		}
		b = box{b.x + 66, b.y - 4, b.w - 76, 38}
		c.text(text, b, style{semiBold, 34}, ink, left)
		if days > 0 && w.Before.LoggedDays > 0 {
			b.x += c.width(text, style{semiBold, 34}) + 10
			c.text(fmt.Sprintf("(%d)", w.Before.Days[one.category]), box{b.x, b.y, 80, b.h}, style{regular, 30}, muted, left)
		}
	}
}
