package picture

import "gutskin/coach"

func (p *Painter) weekInWords(w coach.Week) ([]byte, error) {
	v := viewWeek(w, false)
	return p.paint(page{"week in words", func(c *canvas) {}, func(c *canvas) { c.head(v) }})
}
