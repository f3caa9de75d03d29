package picture

import (
	"gutskin/coach"
)

// weekInWords draws a week for someone who hid numbers: the plants by name,
// marks for fermented food and skin, and what went well.
func (p *Painter) weekInWords(w coach.Week) ([]byte, error) {
	v := viewWeek(w, false)
	static := func(c *canvas) { c.title("seedling", c.label("picture.week", nil)) }
	return p.paint(page{"week in words", static, func(c *canvas) {
		c.head(v)
		y := 172.0
		plants := section{"salad", c.label("picture.plants", nil), chipsOf(w.Plants, paleGreen, false)}
		if len(w.Plants) > 0 {
			y += c.sections([]section{plants}, box{40, y, 1000, 430}) + 20
		}
		fermented, skin := box{40, y, 1000, fermentedBox.h}, box{40, y + fermentedBox.h + 20, 1000, skinBox.h}
		c.heading(fermented, "jar", c.label("picture.fermented", nil))
		c.fermented(fermented, w, v)
		c.heading(skin, "sparkles", c.label("picture.skin", nil))
		c.skin(skin, w, v)
		c.height = int(skin.y+skin.h) + 44
		if list := c.wentWell(w); len(list) > 0 {
			well := section{"star", c.label("picture.well", nil), chipsOf(list, palePurple, false)}
			y = skin.y + skin.h + 20
			c.height = int(y+c.sections([]section{well}, box{40, y, 1000, Height - y - 44})) + 44
		}
	}})
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
