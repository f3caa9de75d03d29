package picture

import (
	"image/color"

	"gutskin/coach"
	"gutskin/coach/day"
)

// titleIndent is where a picture's title begins, right of its emoji.
const titleIndent = 104

// title draws a picture's heading.
func (c *canvas) title(emoji, text string) {
	c.emoji(emoji, headBox.x, headBox.y+10, 84)
	room := headBox.row(2, 66)
	room.x += titleIndent
	room.w -= titleIndent + scoreWidth
	c.text(text, room, style{bold, 52}, ink, left)
}

// heading draws a card with its emoji and heading.
func (c *canvas) heading(b box, emoji, text string) {
	c.card(b)
	c.emoji(emoji, b.x+32, b.y+20, 46)
	c.text(text, box{b.x + 92, b.y + 20, 230, 46}, style{semiBold, 34}, ink, left)
}

// figure writes what the card of that name says, beside its heading.
func (c *canvas) figure(b box, name string, data any) {
	heading := c.width(c.label(name, nil), style{semiBold, 34})
	room := box{b.x + 92 + heading + 20, b.y + 20, b.w - 92 - heading - 20 - 32, 46}
	c.text(c.label(name+".figure", data), room, style{regular, 30}, muted, right)
}

// viewDate is the day in the wording's parts; without its year.
func viewDate(d day.Day) date {
	t := d.Time()
	return date{Date: t.Day(), Month: int(t.Month()), Weekday: int(t.Weekday())}
}

// dayNames writes the seven days' names under their columns; the days that
// weren't logged stand back.
func (c *canvas) dayNames(b box, days []coach.DayFigures, size float64, short bool, strong func(coach.DayFigures) bool) {
	for i, d := range days {
		name := c.label("picture.weekday", int(d.Day.Weekday()))
		if short {
			name = string([]rune(name)[:1])
		}
		with := mix(white, muted, 0.55)
		if strong(d) {
			with = muted
		}
		c.text(name, b.column(i, len(days)), style{regular, size}, with, centre)
	}
}

func logged(d coach.DayFigures) bool { return d.Logged }

func rated(d coach.DayFigures) bool { return d.Skin.Rating > 0 }

// onColour is a colour of text that can be read on the given one.
func onColour(c color.RGBA) color.RGBA {
	if 299*int(c.R)+587*int(c.G)+114*int(c.B) > 140*1000 {
		return ink
	}
	return white
}
