package lang

import (
	"strconv"
	"strings"
	"time"
)

// Word is a word, a number or an emoji of a message, as phrases see it.
type Word struct {
	Start, End int    // bytes of the message
	Text       string // folded: lower case, without accents and apostrophes
	Number     bool   // digits, with inner . , : / kept
	Half       string // "am" or "pm" of a time of day: "8am", "8:30 p.m."
	Sentence   bool   // first of its sentence
	Clause     bool   // first of its clause; every sentence starts one
	Asked      bool   // its sentence ends with a question mark

	ID   int32 // its number in the vocabulary of phrases, or 0
	Typo bool  // it was taken for that one with a letter wrong

	// Food is the end of the food that it is part of, as a word's number; 0: none.
	Food int
}

// Words are the words of a text, without what only stands between them.
func Words(text string) []Word {
	var scan Scanner
	tokens := scan.Tokens(text, make([]Token, 0, len(text)/4+2))
	return AppendWords(make([]Word, 0, len(tokens)), text, tokens)
}

// AppendWords is Words for a text whose tokens are known; it appends them.
func AppendWords(words []Word, text string, tokens []Token) []Word {
	var folds folder
	sentence, clause := true, true
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		switch t.Kind {
		case LineToken:
			sentence = true
			continue
		case SignToken:
			switch t.Sign {
			case '.', '!', ';':
				sentence = true
			case '?':
				markAsked(words)
				sentence = true
			case ',', ':', '(', ')', '[', ']', '|', '"', '*':
				clause = true
			case '-':
				clause = clause || isDash(tokens, i)
			}
			continue
		case EmojiToken:
			if !isPictograph(t.Rune) {
				continue
			}
		}
		w := Word{
			Start: int(t.Start), End: int(t.End), Number: t.Kind == NumberToken,
			Sentence: sentence, Clause: clause || sentence,
		}
		w.Text = folds.text(text[t.Start:t.End], t.Kind)
		if w.Text == "" {
			continue
		}
		if w.Number {
			if n := half(text, tokens, i); n > 0 {
				w.Half = string(text[tokens[i+1].Start]|0x20) + "m"
				w.End = int(tokens[i+n].End)
				i += n
			}
		}
		words = append(words, w)
		sentence, clause = false, false
	}
	return words
}

// folder folds the words of one message, into one piece of memory.
type folder struct{ folded strings.Builder }

// text is a token's text as phrases are compared with it.
func (f *folder) text(text string, kind TokenKind) string {
	plain := true
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			plain = false
			break
		}
	}
	if plain || kind == NumberToken || kind == EmojiToken || kind == LinkToken {
		return text
	}
	if f.folded.Cap() == 0 {
		f.folded.Grow(64)
	}
	var word [64]byte
	from := f.folded.Len()
	f.folded.Write(AppendFolded(word[:0], text))
	return f.folded.String()[from:]
}

// isDash reports whether the sign at i is a dash between words or a bullet,
// rather than the hyphen inside one.
func isDash(tokens []Token, i int) bool {
	t := &tokens[i]
	if t.End-t.Start > 1 { // – — •
		return true
	}
	return t.Spaced && i+1 < len(tokens) && tokens[i+1].Spaced
}

// half is how many tokens after the number at i say the half of the day: "am",
// "p.m."; 0 for none, and where the number is no hour of the clock.
func half(text string, tokens []Token, i int) int {
	clock, ok := ParseClock(text[tokens[i].Start:tokens[i].End])
	if !ok || clock >= 13*time.Hour || i+1 >= len(tokens) || tokens[i+1].Kind != WordToken {
		return 0
	}
	switch strings.ToLower(text[tokens[i+1].Start:tokens[i+1].End]) {
	case "am", "pm":
		return 1
	case "a", "p":
	default:
		return 0
	}
	dot := func(k int) bool {
		return k < len(tokens) && tokens[k].Kind == SignToken && tokens[k].Sign == '.' && !tokens[k].Spaced
	}
	if !dot(i+2) || i+3 >= len(tokens) || tokens[i+3].Spaced || tokens[i+3].End-tokens[i+3].Start != 1 || text[tokens[i+3].Start]|0x20 != 'm' {
		return 0
	}
	if dot(i + 4) {
		return 4
	}
	return 3
}

// ParseClock reads a time of day since midnight in digits: "8", "8:30", "20.15".
func ParseClock(s string) (time.Duration, bool) {
	hour, minute, parted := strings.Cut(strings.Replace(s, ".", ":", 1), ":")
	if !parted && len(s) == 4 { // 0800
		hour, minute = s[:2], s[2:]
	}
	h, err := strconv.Atoi(hour)
	if err != nil || h > 24 || h < 0 {
		return 0, false
	}
	m := 0
	if minute != "" {
		if m, err = strconv.Atoi(minute); err != nil || m > 59 || m < 0 || len(minute) != 2 {
			return 0, false
		}
	}
	return time.Duration(h%24)*time.Hour + time.Duration(m)*time.Minute, true
}

// markAsked notes of the last sentence that it ends with a question mark.
func markAsked(words []Word) {
	for i := len(words) - 1; i >= 0 && !words[i].Asked; i-- {
		words[i].Asked = true
		if words[i].Sentence {
			return
		}
	}
}

// isPictograph reports whether an emoji or symbol stands for a word. Skin
// tones, joiners and variation selectors don't, so that 👍🏽 is 👍.
func isPictograph(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF && (r < 0x1F3FB || r > 0x1F3FF) || r >= 0x2600 && r <= 0x27BF || r == 0x2B50
}
