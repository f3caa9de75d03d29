package telegramtest

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf16"
)

// Tags that Telegram knows, with the attributes that each may have.
var knownTags = map[string]string{
	"b": "", "strong": "", "i": "", "em": "", "u": "", "ins": "", "s": "", "strike": "", "del": "",
	"a": "href", "code": "class", "pre": "", "span": "class", "tg-spoiler": "", "tg-emoji": "emoji-id",
	"blockquote": "expandable",
}

var (
	tagPattern    = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>`)
	namePattern   = regexp.MustCompile(`([a-z-]+)(\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?`)
	entityPattern = regexp.MustCompile(`^&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});`)
)

// parseText reads a text in the given parse mode and returns what is shown.
func parseText(text, mode string) (string, *Failure) {
	switch strings.ToLower(mode) {
	case "":
		return text, nil
	case "html":
		return parseHTML(text)
	}
	return "", bad("unsupported parse_mode")
}

// parseHTML reads Telegram's HTML as strictly as Telegram: only known tags,
// each closed in the order opened.
func parseHTML(text string) (string, *Failure) {
	var shown strings.Builder
	var open []string
	for i := 0; i < len(text); {
		switch {
		case text[i] == '<':
			size, failure := readTag(text, i, &open)
			if failure != nil {
				return "", failure
			}
			i += size
		case text[i] == '&' && entityPattern.MatchString(text[i:]):
			entity := entityPattern.FindString(text[i:])
			shown.WriteString(html.UnescapeString(entity))
			i += len(entity)
		default:
			shown.WriteByte(text[i])
			i++
		}
	}
	if len(open) > 0 {
		return "", entities("Can't find end tag corresponding to start tag %q", open[len(open)-1])
	}
	return shown.String(), nil
}

func readTag(text string, at int, open *[]string) (size int, failure *Failure) {
	match := tagPattern.FindStringSubmatch(text[at:])
	if match == nil {
		return 0, entities("Unsupported start tag or unclosed start tag at byte offset %d", at)
	}
	name := strings.ToLower(match[2])
	allowed, known := knownTags[name]
	if !known {
		return 0, entities("Unsupported start tag %q at byte offset %d", name, at)
	}
	if match[1] == "/" {
		last := len(*open) - 1
		if last < 0 || (*open)[last] != name {
			return 0, entities("Unexpected end tag at byte offset %d", at)
		}
		*open = (*open)[:last]
		return len(match[0]), nil
	}
	for _, attribute := range namePattern.FindAllStringSubmatch(match[3], -1) {
		if attribute[1] != allowed {
			return 0, entities("Unexpected attribute at byte offset %d", at)
		}
	}
	if name == "span" && !strings.Contains(match[3], "tg-spoiler") {
		return 0, entities("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", at)
	}
	*open = append(*open, name)
	return len(match[0]), nil
}

func entities(format string, args ...any) *Failure {
	return bad("can't parse entities: " + fmt.Sprintf(format, args...))
}

// length is what Telegram counts: UTF-16 units.
func length(s string) int { return len(utf16.Encode([]rune(s))) }
