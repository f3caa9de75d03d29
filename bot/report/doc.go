// Package report draws a diary of some weeks as a PDF of one or two pages, for a
// dermatologist, a doctor or a dietitian: what it rests on, the skin and gut
// ratings as charts with their tags and the marks, the foods by group and week,
// the answers of the person's questions, their own words, and what kind of
// figures these are.
//
// A Printer (printer.go) makes the file. A sheet (sheet.go) is what is printed
// on: text that stays in its place, lines and blocks that flow from one page to
// the next. Its parts follow the page from top to bottom: chart.go has the
// ratings and the marks, grid.go the table by week, words.go the rest.
//
// It is printed in black and greys, for many of those who read it have it on
// paper; nothing is told by shade alone. Its text can be searched and stands in
// the order in which it is read. The same report gives the same bytes. For
// someone who hid numbers it holds no figure but dates.
//
// All words come from content/messages/report.tmpl.
package report
