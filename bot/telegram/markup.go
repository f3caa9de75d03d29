package telegram

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// atom is the smallest piece of Telegram's HTML that can't be divided: a tag,
// an entity such as "&amp;", or a character.
type atom struct {
	raw   string
	units int    // UTF-16 units that it shows as; 0 for a tag
	tag   string // a tag's name, "" for what is shown
	close bool   // the tag ends an element
}

// tagAt finds a tag at the beginning of a text.
var tagAt = regexp.MustCompile(`^</?[A-Za-z][^<>]*>`)

// atoms divides a text in HTML. A "<" or "&" that starts nothing known is
// taken for itself; Telegram may refuse it, and then the plain text is sent.
func atoms(s string) []atom {
	list := make([]atom, 0, len(s))
	for len(s) > 0 {
		a := firstAtom(s)
		list = append(list, a)
		s = s[len(a.raw):]
	}
	return list
}

func firstAtom(s string) atom {
	switch s[0] {
	case '<':
		if tag := tagAt.FindString(s); tag != "" {
			return tagAtom(tag)
		}
	case '&':
		if end := strings.IndexByte(s[:min(len(s), 12)], ';'); end > 1 {
			raw := s[:end+1]
			if shown := html.UnescapeString(raw); shown != raw {
				return atom{raw: raw, units: units(shown)}
			}
		}
	}
	_, size := utf8.DecodeRuneInString(s)
	return atom{raw: s[:size], units: units(s[:size])}
}

func tagAtom(raw string) atom {
	name := strings.Trim(raw, "<>/")
	if i := strings.IndexAny(name, " \n\t"); i >= 0 {
		name = name[:i]
	}
	return atom{raw: raw, tag: strings.ToLower(name), close: raw[1] == '/'}
}

// units is the length of s in UTF-16 units, in which Telegram counts.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x10000 {
			n++
		}
	}
	return n
}

// visible is the length of a text in HTML once its markup is taken off.
func visible(s string) int {
	if !strings.ContainsAny(s, "<&") {
		return units(s)
	}
	n := 0
	for _, a := range atoms(s) {
		n += a.units
	}
	return n
}

// plainText is a text in HTML without its markup.
func plainText(s string) string {
	var b strings.Builder
	for _, a := range atoms(s) {
		if a.tag == "" {
			b.WriteString(html.UnescapeString(a.raw))
		}
	}
	return b.String()
}
