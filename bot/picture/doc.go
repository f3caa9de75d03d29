// Package picture draws what the coach shows beside its words, as PNGs that
// are the same for the same figures: the weekly card, the month's calendar,
// the week's plants, and the answer to a question.
//
// A Painter (painter.go) has a method for each. What never changes of a
// picture, its background, cards, emoji and headings, is drawn once and kept.
// A canvas (canvas.go) is what is drawn on: shapes by gg, text (text.go) that
// always stays in its box. encode.go turns a canvas into a small PNG by one
// fixed palette (palette.go). Each picture stands in a file of its own,
// week.go with one for each of its cards; row.go has what they share.
//
// All words on a picture come from content/messages/picture.tmpl, and the
// pictures have no figure that isn't in the caption or the message with them.
// They show no day as zero that wasn't logged, nothing in red, and for
// someone who hid numbers no figure but dates.
package picture
