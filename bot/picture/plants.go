package picture

import (
	"fmt"
	"image/color"
	"slices"

	"gutskin/coach"
)

// Plants draws the different plants of the week by name: what is new, the
// rest, herbs and spices, and ideas that would be new, if there are any.
func (p *Painter) Plants(w coach.Week, ideas []string, numbers bool) ([]byte, error) {
	v := viewWeek(w, numbers)
	static := func(c *canvas) { c.title("salad", c.label("picture.plants.title", nil)) }
	return p.paint(page{"plants", static, func(c *canvas) {
		counted := numbers && w.Points > 0
		c.under(c.label("picture.plants.when", v), counted)
		if counted {
			c.badge(c.label("picture.plants", nil), c.label("picture.plants.of", int(coach.PlantsAim)), fmt.Sprint(int(w.Points)), w.Points/coach.PlantsAim)
		}
		list := c.plantSections(w, ideas)
		if len(w.Plants)+len(w.Herbs)+len(ideas) == 0 {
			c.note(c.label("picture.plants.none", nil))
			return
		}
		body := box{40, 172, 1000, Height - 172 - 44}
		c.height = int(body.y + c.sections(list, body) + 44)
	}})
}

// plantSections are the week's plants in groups.
func (c *canvas) plantSections(w coach.Week, ideas []string) []section {
	fresh, heading := w.NewPlants, "picture.plants.known"
	if w.First || len(fresh) == 0 { // in a first week all are new, which says nothing
		fresh, heading = nil, "picture.plants.all"
	}
	known := slices.DeleteFunc(slices.Clone(w.Plants), func(name string) bool { return slices.Contains(fresh, name) })
	return []section{
		{"seedling", c.label("picture.plants.fresh", nil), chipsOf(fresh, green, false)},
		{"leaf", c.label(heading, nil), chipsOf(known, paleGreen, false)},
		{"herb", c.label("picture.herbs", nil), chipsOf(w.Herbs, palePurple, false)},
		{"star", c.label("picture.plants.ideas", nil), chipsOf(ideas, faint, true)},
	}
}

func chipsOf(names []string, fill color.RGBA, outlined bool) []chip {
	var list []chip
	for _, name := range names {
		list = append(list, chip{name, fill, outlined})
	}
	return list
}

// note is a picture that has only a line to say.
func (c *canvas) note(text string) {
	b := box{40, 172, 1000, 180}
	c.card(b)
	c.paragraph(text, b.inset(44, 36), style{regular, 34}, muted, 54)
	c.height = int(b.y + b.h + 44)
}
