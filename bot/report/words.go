package report

import (
	"slices"
	"strings"
	"unicode"

	"gutskin/coach"
)

// print prints the report from top to bottom.
func (s *sheet) print() {
	s.title()
	for _, k := range []ratings{skinRatings(s.report), gutRatings(s.report)} {
		if k.told(s.report.Days) {
			s.chart(k)
		}
	}
	s.marks()
	s.grid("report.means", s.meanLines())
	s.grid("report.foods", s.groupLines())
	s.answered()
	s.words()
	s.kinds()
}

// view is what the wordings are filled with.
type view struct {
	coach.Report
	Numbers  bool
	From, To date
	Length   int    // days
	Share    string // of logged days: "none", "few", "half", "most", "all"
	Rated    string // of days with a rating of the skin
	Felt     string // of days with a rating of the gut
	Stool    []stool
}

// stool is on how many days a type was told.
type stool struct{ Type, Days int }

func (s *sheet) view() view {
	r := s.report
	n := len(r.Days)
	v := view{
		Report: r, Numbers: s.numbers, From: dateOf(r.First), To: dateOf(r.Last), Length: n,
		Share: share(r.LoggedDays, n), Rated: share(r.SkinDays, n), Felt: share(r.GutDays, n),
	}
	for kind, days := range r.Stools {
		if days > 0 {
			v.Stool = append(v.Stool, stool{kind, days})
		}
	}
	return v
}

// share is how much so many days of all are, in a word: for someone who hid
// numbers.
func share(days, of int) string {
	switch part := float64(days) / float64(max(of, 1)); {
	case days == 0:
		return "none"
	case part < 0.35:
		return "few"
	case part < 0.65:
		return "half"
	case days < of:
		return "most"
	}
	return "all"
}

// title prints what the sheet is and, first of all, what it rests on.
func (s *sheet) title() {
	v := s.view()
	s.y += titleStyle.size * point * 0.8
	s.text(s.label("report.title", v), s.left, s.y, s.width*0.62, titleStyle, left)
	s.text(s.label("report.when", v), s.left+s.width*0.62, s.y, s.width*0.38, style{regular, 9.5, dark}, right)
	s.y += 1.5
	s.paragraph(s.label("report.rests", v), leadStyle)
	s.y += 0.6
	s.paragraph(s.label("report.what", v), style{regular, 8, dark})
	s.y += gap
}

// block prints a heading and paragraphs, as many as there is room for above the
// height kept below them; then how many were left out.
func (s *sheet) block(name string, list []string, keep float64) {
	if len(list) == 0 {
		return
	}
	first := headHeight + float64(len(s.lines(list[0], s.width, textStyle)))*leading(textStyle) + gap
	if !s.room(first + keep) {
		return
	}
	s.head(name, s.view())
	for i, text := range list {
		height := float64(len(s.lines(text, s.width, textStyle))) * leading(textStyle)
		if s.y+height+leading(textStyle)+gap+keep > s.bottom && i > 0 {
			s.paragraph(s.label("report.more", len(list)-i), smallStyle)
			break
		}
		s.y -= leading(textStyle) * 0.3
		s.paragraph(text, textStyle)
		s.y += leading(textStyle) * 0.5
	}
	s.y += gap
}

// answered prints what the person's questions found.
func (s *sheet) answered() { s.block("report.answers", s.answers, s.kindsHeight()) }

// words prints what the person wrote of marks, skin and gut, the latest first.
// For someone who hid numbers it leaves out what holds a figure.
func (s *sheet) words() {
	type dated struct {
		day  string
		text string
	}
	var all []dated
	add := func(d string, data any, words string) {
		if s.numbers || !strings.ContainsFunc(words, unicode.IsDigit) {
			all = append(all, dated{d, s.label("report.note", data)})
		}
	}
	for _, m := range s.report.Marks {
		add(string(m.Day), map[string]any{"Day": dateOf(m.Day), "Mark": m.Mark, "Kind": "", "Words": m.Words}, m.Words)
	}
	for _, n := range s.report.Notes {
		add(string(n.Day), map[string]any{"Day": dateOf(n.Day), "Kind": string(n.Kind), "Words": n.Words}, n.Words)
	}
	slices.SortStableFunc(all, func(a, b dated) int { return strings.Compare(b.day, a.day) })
	var list []string
	for _, one := range all {
		list = append(list, one.text)
	}
	s.block("report.notes", list, s.kindsHeight())
}

// kinds prints what kind of figures these are, at the end.
func (s *sheet) kinds() {
	if !s.room(s.kindsHeight() - gap) {
		return
	}
	s.head("report.kinds", s.view())
	s.y -= leading(smallStyle) * 0.3
	for _, line := range s.kindsLines() {
		s.y += leading(smallStyle)
		s.text(line, s.left, s.y, s.width, smallStyle, left)
	}
}

func (s *sheet) kindsLines() []string {
	return s.lines(s.label("report.kinds.text", s.view()), s.width, smallStyle)
}

// kindsHeight is the height that kinds takes, with the gap above it.
func (s *sheet) kindsHeight() float64 {
	return headHeight + float64(len(s.kindsLines()))*leading(smallStyle) + gap
}
