package picture

import "image/color"

// chip is a word with a coloured ground.
type chip struct {
	text     string
	fill     color.RGBA
	outlined bool // a line around it instead of a ground
}

// chipSizes are the sizes of letters that chips are tried in.
var chipSizes = []float64{36, 34, 32, 30, 28, 26, 24, smallest}

// chipHeight and chipGap are a chip's height and the room around it, for
// letters of that size.
func chipHeight(size float64) float64 { return size * 1.6 }

func chipGap(size float64) float64 { return size * 0.36 }

// placed is a chip in its place.
type placed struct {
	chip
	box
}

// flow places chips in rows as a text flows, from the box's upper edge down
// and as wide as the box. It gives the height that they take.
func (c *canvas) flow(chips []chip, in box, size float64) ([]placed, float64) {
	var all []placed
	as, gap, height := style{medium, size}, chipGap(size), chipHeight(size)
	x, y := in.x, in.y
	for _, one := range chips {
		w := min(c.width(c.drawable(one.text), as)+size*1.2, in.w)
		if x > in.x && x+w > in.x+in.w {
			x, y = in.x, y+height+gap
		}
		all = append(all, placed{one, box{x, y, w, height}})
		x += w + gap
	}
	if len(all) == 0 {
		return nil, 0
	}
	return all, y + height - in.y
}

// chips draws placed chips.
func (c *canvas) chips(all []placed, size float64) {
	for _, one := range all {
		fill, letters := one.fill, onColour(one.fill)
		if one.outlined {
			c.rounded(one.box, one.h/2, fill)
			c.rounded(one.inset(2.5, 2.5), one.h/2, white)
			letters = muted
		} else {
			c.rounded(one.box, one.h/2, fill)
		}
		c.text(one.text, one.inset(size*0.5, 0), style{medium, size}, letters, centre)
	}
}

// section is a heading with chips under it.
type section struct {
	emoji, heading string
	chips          []chip
}

const (
	sectionHead = 62 // a section's heading with the room under it
	sectionGap  = 40 // between sections
	cardPad     = 34
)

// sections draws a card with the sections that have chips, in letters as large
// as fit into the height. What doesn't fit even in the smallest is left out,
// the end of the longest section first. It gives the height of the card.
func (c *canvas) sections(list []section, in box) float64 {
	inner := in.inset(cardPad, cardPad)
	size, height := c.sectionSize(list, inner)
	for height > inner.h && shorten(list) {
		height = c.sectionsHeight(list, inner, size)
	}
	c.card(box{in.x, in.y, in.w, height + 2*cardPad})
	y := inner.y
	for _, s := range list {
		if len(s.chips) == 0 {
			continue
		}
		c.emoji(s.emoji, inner.x, y, 44)
		c.text(s.heading, box{inner.x + 60, y, inner.w - 60, 44}, style{semiBold, 32}, ink, left)
		all, h := c.flow(s.chips, box{inner.x, y + sectionHead, inner.w, 0}, size)
		c.chips(all, size)
		y += sectionHead + h + sectionGap
	}
	return height + 2*cardPad
}

// sectionSize is the largest size in which the sections fit, and their height.
func (c *canvas) sectionSize(list []section, in box) (size, height float64) {
	for _, size = range chipSizes {
		if height = c.sectionsHeight(list, in, size); height <= in.h {
			break
		}
	}
	return size, height
}

func (c *canvas) sectionsHeight(list []section, in box, size float64) float64 {
	height := -float64(sectionGap)
	for _, s := range list {
		if len(s.chips) > 0 {
			_, h := c.flow(s.chips, in, size)
			height += sectionGap + sectionHead + h
		}
	}
	return max(height, 0)
}

// shorten takes the last chip off the longest section and leaves dots there;
// false when nothing is left to take.
func shorten(list []section) bool {
	longest := 0
	for i, s := range list {
		if len(s.chips) > len(list[longest].chips) {
			longest = i
		}
	}
	s := &list[longest]
	if len(s.chips) < 3 {
		return false
	}
	s.chips = s.chips[:len(s.chips)-1]
	s.chips[len(s.chips)-1].text = "…"
	return true
}
