package terminal

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
)

// unseen is what a terminal shows nothing of: the marks of bold text.
var unseen = regexp.MustCompile("\x1b\\[[0-9]*m")

// leastWidth is the narrowest window that lines are broken for.
const leastWidth = 20

// wrap breaks a text's lines at spaces so that none is wider than the window; a
// word that is goes beyond it. A width below leastWidth breaks nothing.
func wrap(text string, width int) string {
	if width < leastWidth {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = wrapLine(line, width)
	}
	return strings.Join(lines, "\n")
}

func wrapLine(line string, width int) string {
	var b strings.Builder
	at := 0
	for i, word := range strings.Split(line, " ") {
		w := uniseg.StringWidth(unseen.ReplaceAllString(word, ""))
		switch {
		case i == 0:
		case at > 0 && at+1+w > width:
			b.WriteByte('\n')
			at = 0
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += w
	}
	return b.String()
}

// row puts labels beside each other, and those that the window has no room for
// below them. None is parted, unless it is wider than the window.
func row(labels []string, width int) string {
	const indent, gap = "  ", "   "
	var b strings.Builder
	at := 0
	for _, label := range labels {
		w := uniseg.StringWidth(label)
		switch {
		case at == 0:
			b.WriteString(indent)
			at = len(indent)
		case width >= leastWidth && at+len(gap)+w > width:
			b.WriteString("\n" + indent)
			at = len(indent)
		default:
			b.WriteString(gap)
			at += len(gap)
		}
		b.WriteString(label)
		at += w
	}
	return wrap(b.String(), width)
}
