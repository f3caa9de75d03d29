package intent

// The details of answers to a question of the coach's own.
const (
	answerRating  = "rating"
	answerTold    = "told" // says by itself that it rates
	answerDecline = "decline"
)

// answerKind is the kind of the phrases that answer a question of the coach's
// own. They speak for no intent: without the question most mean nothing.
const answerKind = "answer"

// Answer is what a message says to a question of the coach's own.
type Answer struct {
	Bytes
	Rating  int    // 1–5, 0 for none
	When    string // the day that the rating is of, in the message's words; "" for the day asked about
	Decline bool   // the steps of /start aren't wanted
}

// answer is the answer that the message gives, should something be asked.
func (v acting) answer() (Answer, bool) {
	var best Answer
	for i := range v.answers {
		c := &v.answers[i]
		if c.detail == answerTold && c.start > 0 && !v.opens(c.start) {
			continue
		}
		a := Answer{Bytes: v.bytes(c.start, c.end), Decline: c.detail == answerDecline && len(v.food.Items) == 0}
		if from, _, ok := v.captures().capture(c, "rating"); ok {
			a.Rating, _, _ = v.captures().ratingAt(from)
		}
		if v.goesOnHalf(c.end) {
			continue
		}
		if from, to, ok := v.captures().capture(c, "when"); ok {
			a.When = v.captures().textOf(from, to)
		}
		longer := a.End-a.Start > best.End-best.Start
		if (a.Rating > 0 || a.Decline) && longer {
			best = a
		}
	}
	return best, best.End > 0
}

// halfWords is how many words "and a half" takes at most.
const halfWords = 3

// goesOnHalf reports whether a half comes at token i: of "2 and a half".
func (v acting) goesOnHalf(i int) bool {
	for k := i; k < min(i+halfWords, len(v.toks)); k++ {
		if v.values().numberAt(k) == 0.5 {
			return true
		}
	}
	return false
}

// opens reports whether nothing but what opens a message stands before token i.
func (v acting) opens(i int) bool {
	for k := range i {
		if !v.lex.IsLeadIn(v.toks[k].ID) && !v.lex.IsFiller(v.toks[k].ID) {
			return false
		}
	}
	return true
}

// ratedBy is the rating that words give to the skin that the cue tells of, in
// its sentence: "my skin is great today, id say 5"; 0 for none.
func (v acting) ratedBy(skin cue) int {
	_, to := v.sentence(skin.start)
	to = v.values().scaleEnd(skin, to)
	for i := range v.answers {
		c := &v.answers[i]
		if c.detail != answerTold || c.start < skin.start || c.start >= to {
			continue
		}
		if from, _, ok := v.captures().capture(c, "rating"); ok {
			n, _, _ := v.captures().ratingAt(from)
			return n
		}
	}
	return 0
}

// Answer is what the message says to a question of the coach's own; ok is false
// for nothing.
func (m *Message) Answer() (a Answer, ok bool) {
	for _, act := range m.Acts {
		if a, ok = act.(Answer); ok {
			return a, true
		}
	}
	return Answer{}, false
}
