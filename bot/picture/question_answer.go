package picture

import "math"

// difference draws the difference of the means with its interval, beside no
// difference.
func (c *canvas) difference(q Question, v questionView, numbers bool) {
	heading := differenceBox.inset(36, 0).row(22, 46)
	name := c.label("picture.question.difference", nil)
	c.text(name, box{heading.x, heading.y, 230, heading.h}, style{semiBold, 32}, ink, left)
	if numbers {
		figure := box{heading.x + 250, heading.y, heading.w - 250, heading.h}
		c.text(c.label("picture.question.figure", v), figure, style{regular, 30}, muted, right)
	}
	axis := differenceBox.inset(70, 0)
	y, reach := differenceBox.y+136, 2.0
	if v.Told {
		reach = max(reach, math.Ceil(max(math.Abs(q.Low), math.Abs(q.High))))
	}
	at := func(points float64) float64 { return axis.x + axis.w*(points+reach)/(2*reach) }
	c.line(axis.x, y, axis.x+axis.w, y, 3, faint)
	c.line(at(0), y-42, at(0), y+42, 4, muted)
	if v.Told {
		c.rounded(box{at(q.Low), y - 15, at(q.High) - at(q.Low), 30}, 15, palePurple)
		c.disc(at(q.Difference), y, 21, white)
		c.disc(at(q.Difference), y, 17, purple)
	}
	labels := differenceBox.inset(70, 0).row(differenceBox.h-68, 44)
	for i, name := range []string{"picture.question.lower", "picture.question.none", "picture.question.higher"} {
		third := labels.column(i, 3)
		c.text(c.label(name, nil), third, style{regular, 28}, muted, align(i))
	}
}

// answer writes what may be said.
func (c *canvas) answer(v questionView) {
	b := answerBox.inset(36, 22)
	h := c.paragraph(c.label("picture.question.verdict", v), box{b.x, b.y, b.w, 104}, style{semiBold, 34}, ink, 50)
	c.paragraph(c.label("picture.question.caution", v), box{b.x, b.y + h + 8, b.w, b.h - h - 8}, style{regular, 28}, muted, 40)
}
