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
	room.w -= titleIndent + badgeWidth
	c.textFrom(text, room, style{bold, 52}, smallestTitle, ink, left)
}

// smallestTitle is the smallest size of a title: one that is longer is cut short.
const smallestTitle = 38.0

// under writes a line under the title, beside the badge if there is one.
func (c *canvas) under(text string, badge bool) {
	room := headBox.row(66, 46)
	room.x += titleIndent
	room.w -= titleIndent
	if badge {
		room.w -= badgeWidth
	}
	c.text(text, room, style{regular, 32}, muted, left)
}

// badgeWidth is the room of the badge on the right of the title.
const badgeWidth = 280

// badge draws a figure in a ring that is closed at the share 1, and what it is.
func (c *canvas) badge(name, of, figure string, share float64) {
	x, y := headBox.x+headBox.w-54, headBox.y+56
	c.ring(x, y, 46, 12, paleGreen)
	if share > 0 {
		c.arc(x, y, 46, -90, -90+360*min(share, 1), 12, green)
	}
	c.text(figure, around(x, y, 74, 60), style{bold, 36}, ink, centre)
	words := box{headBox.x + headBox.w - badgeWidth + 20, headBox.y + 20, badgeWidth - 144, 38}
	c.text(name, words, style{semiBold, 30}, ink, right)
	c.text(of, words.row(37, 36), style{regular, 27}, muted, right)
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
