package food

// ClauseKind is how a stretch of a message speaks of what it names. Only what
// is Told counts as eaten.
type ClauseKind uint8

// The kinds of clause.
const (
	Told    ClauseKind = iota // eaten, drunk, or simply listed
	Denied                    // "no kefir", "didn't have", "instead of"
	Asked                     // "is kefir good for acne?"
	Wished                    // "want", "craving", "was going to have"
	Planned                   // "tomorrow", "will have"
	Shopped                   // "bought", "in the fridge"
	Applied                   // "yogurt face mask", "spilled"
	Others                    // "my wife had ramen"
	Edited                    // "delete the coffee", "stop the water reminders"
	Figured                   // "piece of cake", "Orange Grove road": no food at all
)

var clauseKinds = [...]string{
	"told", "denied", "asked", "wished", "planned", "shopped", "applied", "others", "edited", "figured",
}

// String is the kind in one lower-case word.
func (k ClauseKind) String() string { return clauseKinds[k] }

// Clause is a stretch of a message, text[Start:End], that speaks in one way.
type Clause struct {
	Start, End int // in bytes
	Kind       ClauseKind
	Foods      int // how many foods it names, eaten or not
}

// judge tells of every mark how the message speaks of it.
func (s *state) judge() {
	for start := 0; start < len(s.marks); {
		end := s.sentenceEnd(start)
		s.heed(start, end)
		s.judgeSentence(start, end)
		s.addClauses(start, end)
		start = end
	}
	if n := len(s.clauses); n > 0 {
		s.clauses[n-1].End = len(s.text)
	}
}

// sentenceEnd is the mark after the sentence that begins at start.
func (s *state) sentenceEnd(start int) int {
	for k := start; k < len(s.marks); k++ {
		if s.endsSentence(k) {
			return k + 1
		}
	}
	return len(s.marks)
}

func (s *state) endsSentence(k int) bool {
	m := &s.marks[k]
	if m.kind != signMark {
		return false
	}
	switch m.sign {
	case '!', '?', ';', '\n':
		return k+1 == len(s.marks) || s.marks[k+1].kind != signMark || s.marks[k+1].sign != m.sign && s.marks[k+1].sign != '?'
	case '.':
		return int(m.last) == len(s.tokens) || s.tokens[m.last].spaced || s.tokens[m.last].kind == lineToken
	}
	return false
}

// addClauses cuts the marks of a sentence where the way of speaking changes.
func (s *state) addClauses(start, end int) {
	for k := start; k < end; k++ {
		m := &s.marks[k]
		at := int(s.tokens[m.first].start)
		n := len(s.clauses)
		if k == start || m.kind == foodMark && s.clauses[n-1].Kind != m.mode && s.clauses[n-1].Foods > 0 {
			if n > 0 {
				s.clauses[n-1].End = at
			}
			s.clauses = append(s.clauses, Clause{Start: at, End: at, Kind: m.mode})
			n++
		}
		if m.kind == foodMark {
			s.clauses[n-1].Kind = m.mode
			s.clauses[n-1].Foods++
		}
	}
	if n := len(s.clauses); n == 1 {
		s.clauses[0].Start = 0
	}
}
