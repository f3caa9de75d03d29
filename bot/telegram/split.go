package telegram

import "strings"

// The places where a text may be divided, the better the higher.
const (
	betweenCharacters = iota
	betweenWords
	afterLine
	afterParagraph
)

// split divides a text in HTML into parts of at most limit visible UTF-16
// units: at the last end of a paragraph that fits, else of a line, else of a
// word. Elements that are open at a cut are closed there and opened again in
// the next part. Parts that would show nothing are left out, so the result may
// be empty.
func split(s string, limit int) []string {
	if units(s) <= limit { // the markup only shortens it
		if strings.TrimSpace(s) == "" {
			return nil
		}
		return []string{s}
	}
	var parts []string
	var open []atom
	for rest := atoms(s); len(rest) > 0; {
		n := fits(rest, limit)
		part := rest[:n]
		var b strings.Builder
		for _, a := range open {
			b.WriteString(a.raw)
		}
		for _, a := range part {
			b.WriteString(a.raw)
		}
		open = stillOpen(open, part)
		for i := len(open) - 1; i >= 0; i-- {
			b.WriteString("</" + open[i].tag + ">")
		}
		if text := strings.TrimSpace(b.String()); strings.TrimSpace(plainText(text)) != "" {
			parts = append(parts, text)
		}
		rest = rest[n:]
	}
	return parts
}

// fits is how many of the atoms go into the next part. A worse place to cut is
// preferred only where the better one would leave three quarters of the part
// empty.
func fits(list []atom, limit int) int {
	var best [afterParagraph + 1]int
	shown := 0
	for i, a := range list {
		if shown+a.units > limit {
			return bestCut(best, i)
		}
		shown += a.units
		if shown >= limit/4 && a.tag == "" {
			best[cutAfter(list, i)] = i + 1
		}
	}
	return len(list)
}

func bestCut(best [afterParagraph + 1]int, full int) int {
	for place := afterParagraph; place > betweenCharacters; place-- {
		if best[place] > 0 {
			return best[place]
		}
	}
	return max(full, 1)
}

// cutAfter tells what kind of place follows the atom at i.
func cutAfter(list []atom, i int) int {
	switch list[i].raw {
	case "\n":
		if before := lastShown(list[:i]); before == "\n" {
			return afterParagraph
		}
		return afterLine
	case " ":
		return betweenWords
	}
	return betweenCharacters
}

func lastShown(list []atom) string {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].tag == "" {
			return list[i].raw
		}
	}
	return ""
}

// stillOpen is which elements are open after part.
func stillOpen(open, part []atom) []atom {
	open = append([]atom(nil), open...)
	for _, a := range part {
		switch {
		case a.tag == "":
		case !a.close:
			open = append(open, a)
		case len(open) > 0 && open[len(open)-1].tag == a.tag:
			open = open[:len(open)-1]
		}
	}
	return open
}
