package picture

import (
	"slices"

	"gutskin/coach"
	"gutskin/coach/food"
)

// weekInWords draws a week for someone who hid numbers, or that has only begun:
// the plants by name, marks for fermented food and skin, what went well, and the
// step.
func (p *Painter) weekInWords(w coach.Week, step string) ([]byte, error) {
	v := viewWeek(w, false)
	static := func(c *canvas) { c.title("seedling", c.label("picture.week", nil)) }
	return p.paint(page{"week in words", static, func(c *canvas) {
		c.head(v)
		y := 172.0
		plants := section{"salad", c.label("picture.plants", nil), chipsOf(w.Plants, paleGreen, false)}
		if len(w.Plants) > 0 {
			y += c.sections([]section{plants}, box{40, y, 1000, 430}) + 20
		}
		if w.LoggedDays > 0 || anyFermented(w) {
			fermented := box{40, y, 1000, fermentedBox.h}
			c.heading(fermented, "jar", c.label("picture.fermented", nil))
			c.fermented(fermented, w, v)
			y += fermented.h + 20
		}
		if w.LoggedDays > 0 || w.SkinDays > 0 {
			skin := box{40, y, 1000, skinBox.h}
			c.heading(skin, "sparkles", c.label("picture.skin", nil))
			c.skin(skin, w, v)
			y += skin.h + 20
		}
		c.height = int(y) + 24
		if list := c.wentWell(w); len(list) > 0 {
			well := section{"star", c.label("picture.well", nil), chipsOf(list, palePurple, false)}
			c.height = int(y+c.sections([]section{well}, box{40, y, 1000, Height - y - stepBox.h - 64})) + 44
		}
		if step != "" {
			c.step(box{stepBox.x, float64(c.height) - 24, stepBox.w, stepBox.h}, step)
			c.height += int(stepBox.h) + 20
		}
	}})
}

// anyFermented reports whether something fermented was told, on a day that counts
// as logged or not.
func anyFermented(w coach.Week) bool {
	return slices.ContainsFunc(w.Days, func(d coach.DayFigures) bool { return d.Categories.Has(food.Fermented) })
}

// mostWell is how many things that went well are named, as in the summary.
const mostWell = 3

func (c *canvas) wentWell(w coach.Week) []string {
	var list []string
	for _, well := range w.WentWell() {
		if len(list) < mostWell {
			list = append(list, c.label("picture.good", well.Line))
		}
	}
	return list
}
