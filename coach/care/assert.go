package care

// judge keeps what the parts of a rule claim, at the level that the message
// claims it. Here is what becomes of a sign that is
//
//	denied                 nothing ("no blood")
//	asked in general       nothing; a concern where it is pointed at ("is there blood"),
//	                       and what it is where it is a crisis ("what's the point of living?")
//	supposed               nothing ("my throat would swell"), but for what people do to themselves
//	a film's, a patient's, a pet's   nothing
//	joked about            a concern, of a crisis
//	somebody's beside them what it is; a concern where it is about eating
//	over                   nothing; a concern where it is an emergency that has just passed
//	long ago               nothing; a concern where it is a crisis
func (v *view) judge(phrase int32, parts []part) {
	rule := v.ruled[phrase]
	level, kind := v.rules[rule].Level, v.rules[rule].Kind
	if v.lex.Phrases[phrase].Detail == fasting && v.excused {
		return
	}
	mind := v.ofMind(phrase)
	f := Finding{Rule: int(rule), Kind: kind, Start: parts[0].Start, End: parts[0].End}
	for _, p := range parts {
		if deniedAmong(p, parts) {
			return
		}
		f.Start, f.End = min(f.Start, p.Start), max(f.End, p.End)
	}
	holder := v.holder(f.Start, firstEnd(parts, f.Start), mind)
	if holder == far || !mind && v.isSupposed(f.Start) {
		return
	}
	if kind != Crisis {
		switch v.asked(f, holder) {
		case inGeneral:
			if from, _ := v.sentence(f.Start); kind != Eating || v.words[from].Text != "how" {
				return
			}
			level = Concern
		case pointed:
			if kind == Eating {
				return
			}
			level = Concern
		}
	}
	switch {
	case kind == Crisis && v.holds(0, len(v.words), v.class.joking):
		level = Concern
	case holder == beside && kind == Eating:
		level = Concern
	case v.isOver(f, v.class.longAgo):
		if kind != Crisis {
			return
		}
		level = Concern
	case kind == Eating && v.isOver(f, v.class.recovered), kind == Medical && v.isOver(f, v.class.over):
		return
	case kind == Emergency && v.isOver(f, v.class.over):
		level = Concern
	}
	f.Level = level
	v.findings = append(v.findings, f)
}

// deniedAmong tells whether a word outside of all parts denies this one.
func deniedAmong(p part, parts []part) bool {
	for _, other := range parts {
		if !p.isDenied(other) {
			return false
		}
	}
	return true
}

// firstEnd is where the part that starts at start ends.
func firstEnd(parts []part, start int) int {
	end := start + 1
	for _, p := range parts {
		if p.Start == start {
			end = max(end, p.End)
		}
	}
	return end
}

// How far before a sign its denial may stand, and how long the items of a list
// are that one denial holds for ("no blood, fever or rash").
const (
	denyWords = 5
	listItem  = 3
)

// denied is the word that denies the sign at word i, -1 for none: a negation
// before it, with no new subject between ("no, I can't breathe" denies nothing).
func (v *view) denied(i int) int {
	item, listed := 0, false
	for k := i; k > 0 && i-k < 2*denyWords; k-- {
		if v.words[k].Sentence {
			return -1
		}
		if item++; v.words[k].Clause {
			if item > listItem+1 {
				return -1
			}
			if !v.listed(i) {
				return -1
			}
			item, listed = 0, true
		} else if item > denyWords {
			return -1
		}
		if _, ok := v.is(k-1, v.class.newSubject); ok {
			return -1
		}
		if n, ok := v.is(k-1, v.class.noDenial); ok && k-1+n <= i+1 {
			return -1
		}
		negation := v.class.negation
		if listed {
			negation = v.class.noneOf
		}
		if _, ok := v.is(k-1, negation); ok {
			return k - 1
		}
	}
	return -1
}

// listed tells whether the sign at word i is an item of a list of alternatives:
// an "or" stands before or after it.
func (v *view) listed(i int) bool {
	for k := max(i-2, 0); k < len(v.words) && k <= i+listItem && (k <= i || !v.words[k].Sentence); k++ {
		if v.isOf(k, v.class.or) {
			return true
		}
	}
	return false
}

// holder is whose sign it is.
type holder uint8

const (
	own    holder = iota
	beside        // somebody near them
	far           // a film's, a patient's, a pet's
)

// subjectWords is how far into a sentence what it is about may be named.
const subjectWords = 3

// holder is whose the sign is that starts at word start and ends at end: of the
// last one who was named before that in the sentence, else of the teller. A pet that
// is only mentioned has no part in what people do to themselves: "gave my lunch
// to the dog".
func (v *view) holder(start, end int, mind bool) holder {
	if mind {
		if v.holds(start, end, v.class.self) {
			return own
		}
		end = start // "I can't eat in front of people" isn't theirs
	}
	from, _ := v.sentence(start)
	for i := end - 1; i >= from; i-- {
		switch {
		case v.isOf(i, v.class.self) && !v.ofWork(i):
			return own
		case v.isOf(i, v.class.far), (!mind || i < start && i-from < subjectWords) && v.isPet(i):
			return far
		case v.isOf(i, v.class.near):
			return v.besideOr()
		case v.isOf(i, v.class.stranger):
			return v.strange(i)
		case v.isOf(i, v.class.pronoun):
			return v.named(i)
		}
	}
	if _, to := v.sentence(start); v.holds(from, to, v.class.workplace) && !v.holds(from, to, v.class.self) {
		return far
	}
	return own
}

// ofWork tells whether the word at i only says where the teller works: "a patient
// on my ward".
func (v *view) ofWork(i int) bool {
	return i > 0 && v.words[i].Text == "my" && i+1 < len(v.words) && v.isOf(i+1, v.class.workplace) && !v.isOf(i+1, v.class.near)
}

// isPet tells whether the word at i is an animal that isn't eaten, as the dog of a
// hot dog is.
func (v *view) isPet(i int) bool { return v.words[i].Food == 0 && v.isOf(i, v.class.pet) }

func (v *view) isOf(i int, class int32) bool {
	_, ok := v.is(i, class)
	return ok
}

// named is who the pronoun at word i stands for: the one named last before it.
func (v *view) named(i int) holder {
	for i--; i >= 0; i-- {
		switch {
		case v.isOf(i, v.class.far), v.isPet(i):
			return far
		case v.isOf(i, v.class.near):
			return v.besideOr()
		case v.isOf(i, v.class.stranger):
			return v.strange(i)
		}
	}
	return v.besideOr()
}

// strange is a stranger, named at word i, beside the teller where the message
// asks for help for them or calls them theirs; of others people only tell.
func (v *view) strange(i int) holder {
	ofMany := i >= 2 && v.words[i-2].Text == "of" // "one of my pupils"
	if !ofMany && v.holds(max(i-2, 0), i, v.class.self) || v.holds(0, len(v.words), v.class.helpNow) {
		return v.besideOr()
	}
	return far
}

// besideOr is a person beside the teller, unless the message tells of work with
// the ill, where those aren't theirs.
func (v *view) besideOr() holder {
	if v.holds(0, len(v.words), v.class.workplace) {
		return far
	}
	return beside
}

// isSupposed tells whether words before the sign at word i say that it isn't so
// now: it would be, it is feared, it is a risk.
func (v *view) isSupposed(i int) bool {
	for k := i; k > 0 && i-k < denyWords && !v.words[k].Clause; k-- {
		if _, ok := v.is(k-1, v.class.supposed); ok {
			return true
		}
	}
	return false
}

// asking is how a sentence asks about a sign.
type asking uint8

const (
	told      asking = iota
	pointed          // "is there blood", "is this a rash"
	inGeneral        // "does chilli cause a rash?"
)

// asked tells how the sentence of a sign asks about it. Who names themselves or
// somebody beside them tells more than they ask.
func (v *view) asked(f Finding, h holder) asking {
	from, to := v.sentence(f.Start)
	if h == beside || v.holds(from, to, v.class.self) {
		return told
	}
	if _, ok := v.is(from, v.class.question); !ok && (!v.words[from].Asked || !v.isOf(from, v.class.verb)) {
		return told
	}
	if v.holds(from, to, v.class.here) {
		return pointed
	}
	return inGeneral
}

// isOver tells whether the sentences of a sign, or a brief one after them, say
// with the class that it is past, and nothing that it came back.
func (v *view) isOver(f Finding, class int32) bool {
	from, _ := v.sentence(f.Start)
	_, to := v.sentence(f.End - 1)
	if to < len(v.words) {
		if _, next := v.sentence(to); next-to <= brief+1 {
			to = next
		}
	}
	return v.holds(from, to, class) && !v.cameBack(from, to)
}

// cameBack tells whether the words from from up to to say that something is
// there again; "never again" and "back in 2011" don't.
func (v *view) cameBack(from, to int) bool {
	for i := from; i < to; i++ {
		if n, ok := v.is(i, v.class.stayedAway); ok {
			i += n - 1
			continue
		}
		if v.isOf(i, v.class.longAgo) {
			continue
		}
		if v.isOf(i, v.class.again) && (i == 0 || !v.isOf(i-1, v.class.negation)) {
			return true
		}
	}
	return false
}
