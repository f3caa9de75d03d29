package intent

import (
	"regexp"
	"strings"

	"gutskin/coach/diary"
	"gutskin/coach/lang"
)

// A correction that no phrase knows is read as a row of roles: what signals it,
// what it points to, what it changes. "It was herring, my mistake, not mackerel"
// and "herring, not mackerel, sorry, got mixed up" are other rows of the same
// roles, and one pattern over roles holds both. A message with a word of no role
// is no such row, unless a signal says that it corrects.

// role is what a stretch of a correction does in it, as a letter that rows are
// written with.
type role byte

const (
	fixRole    role = 'F' // sorry, my mistake
	refRole    role = 'r' // it, that lot, the first one
	beRole     role = 'b' // was, belongs to, should say
	notRole    role = 'N' // not, never had
	noneRole   role = 'n' // without, there was no
	hadRole    role = 'h' // had, ate
	linkRole   role = 't' // with, at
	forgotRole role = 'q' // left out
	lessRole   role = 'l' // more like, less
	diffRole   role = 'd' // less, after an amount
	rightRole  role = 'k' // is right
	whyRole    role = 'y' // because
	hedgeRole  role = '.' // I think
	foodRole   role = 'f'
	amountRole role = 'a'
	shareRole  role = 'A' // half of it
	whenRole   role = 'w'
	outRole    role = 'V' // delete, take out
	ownerRole  role = 'o' // my brother's
	putRole    role = 'P' // add, log
	wasRole    role = 'B' // the bread was rye: one food, and what it was before that
	andRole    role = '&' // before a clause of its own
	noRole     role = 'u'
)

// rolePart is a stretch of the message with its role.
type rolePart struct {
	role       role
	start, end int // tokens
	value      string
}

// row is a pattern of roles with what it corrects: one name of a slot for each
// of its groups.
type row struct {
	pattern *regexp.Regexp
	detail  string
	loose   string // the detail where nothing signals a correction; "" for none then
	slots   []string
	strict  bool // no word without a role
	clause  bool // only of a clause beside others
}

// newRows are the patterns, the surer first.
func newRows() []row {
	list := []row{
		{detail: "replace", loose: "replace", slots: []string{"right", "wrong"}, pattern: regexp.MustCompile(`^F*[rh]*b?(f)[Frb]*N+h?(f)F*$`)},
		{detail: "replace", slots: []string{"right", "wrong"}, pattern: regexp.MustCompile(`^F*[rh]*b?(f)[Frb]*n+h?(f)F*$`)},
		{detail: "replace", loose: "replace_if", slots: []string{"wrong", "right"}, pattern: regexp.MustCompile(`^F*[rh]*b?N+h?(f)F*[rh]*b?(f)F*$`)},
		{detail: "replace", slots: []string{"wrong", "right"}, pattern: regexp.MustCompile(`^F*[rh]*b?n+(f)F*[rh]+b?(f)F*$`)},
		{detail: "replace", slots: []string{"wrong", "right"}, pattern: regexp.MustCompile(`^(?:F+(f)b+(f)F*|F*(f)b+(f)F+)$`)},
		{detail: "replace_if", slots: []string{"wrong", "right"}, pattern: regexp.MustCompile(`^F*(f)b?F+[rh]*b+(f)F*$`)},
		{detail: "move", slots: []string{"when", "not_when"}, pattern: regexp.MustCompile(`^F*[rh]*b*t?(w)N+t?(w)F*$`)},
		{detail: "move", loose: "move", slots: []string{"not_when", "when"}, pattern: regexp.MustCompile(`^F*r?b*N+t?(w)F*[rh]*b*t?(w)F*$`)},
		{detail: "move", loose: "move", slots: []string{"of_when", "when"}, pattern: regexp.MustCompile(`^F*r(w)b+t?(w)F*$`)},
		{detail: "move", slots: []string{"of_when", "when"}, pattern: regexp.MustCompile(`^F*(w)b+t?(w)F*$`)},
		{detail: "replace", loose: "replace_if", slots: []string{"of_when", "wrong", "right"}, pattern: regexp.MustCompile(`^F*t?(w)F*[rh]*b?[Nn]+h?(f)F*[rh]*b?(f)F*$`)},
		{detail: "replace", loose: "replace_if", slots: []string{"of_when", "wrong", "right"}, pattern: regexp.MustCompile(`^F*t?(w)F*(f)b+(f)F*$`)},
		{detail: "replace", loose: "replace_if", slots: []string{"of_when", "wrong"}, pattern: regexp.MustCompile(`^F*t?(w)F*(B)F*$`)},
		{detail: "guess", loose: "same_if", slots: []string{"of_when", "right"}, pattern: regexp.MustCompile(`^F*t?(w)F*[rh]+b+(f)F*$`)},
		{detail: "remove", loose: "remove_if", slots: []string{"of_when", "wrong"}, pattern: regexp.MustCompile(`^F*t?(w)F*[rhb]*[Nn]+h?(f)[rh]*F*$`)},
		{detail: "remove", loose: "remove", slots: []string{"wrong"}, strict: true, clause: true, pattern: regexp.MustCompile(`^F*V+(f)[rF]*$`)},
		{detail: "replace", slots: []string{"wrong"}, strict: true, pattern: regexp.MustCompile(`^(?:F+(B)F*|F*(B)F+)$`)},
		{detail: "replace_if", loose: "replace_if", slots: []string{"wrong"}, strict: true, pattern: regexp.MustCompile(`^F*(B)F*$`)},
		{detail: "replace_if", loose: "replace_if", slots: []string{"wrong", "right"}, strict: true, clause: true, pattern: regexp.MustCompile(`^F*(f)b+(f)F*$`)},
		{detail: "measure_if", loose: "measure_if", slots: []string{"wrong", "amount"}, strict: true, clause: true, pattern: regexp.MustCompile(`^F*(f)b+([aA])F*$`)},
		{detail: "guess_if", loose: "guess_if", slots: []string{"right"}, strict: true, clause: true, pattern: regexp.MustCompile(`^F*rb+(f)F*$`)},
		{detail: "add", loose: "add", slots: []string{"right"}, strict: true, clause: true, pattern: regexp.MustCompile(`^F*P+(f)[rF]*$`)},
		{detail: "move", loose: "move", slots: []string{"when"}, pattern: regexp.MustCompile(`^F*(?:rb+|b+|hr)t?(w)F*$`)},
		{detail: "move", slots: []string{"when"}, pattern: regexp.MustCompile(`^F*r?b*t?(w)F*$`)},
		{detail: "move", loose: "move_if", slots: []string{"wrong", "when"}, pattern: regexp.MustCompile(`^F*(f)b+t?(w)F*$`)},
		{detail: "differ", loose: "differ_if", slots: []string{"amount"}, strict: true, pattern: regexp.MustCompile(`^F*[rhb]*(a)d[rhb]*F*$`)},
		{detail: "measure", loose: "measure", slots: []string{"amount"}, pattern: regexp.MustCompile(`^F*[rhb]*l+[rhb]*([aA])r?F*$`)},
		{detail: "measure", loose: "measure_if", slots: []string{"amount"}, strict: true, pattern: regexp.MustCompile(`^F*(?:[rb]*b[rb]*([a])|[rhb]*([aA])r+)F*$`)},
		{detail: "measure", slots: []string{"amount"}, strict: true, pattern: regexp.MustCompile(`^F*[rhb]*([aA])[rhk]*F*$`)},
		{detail: "measure", loose: "measure", slots: []string{"wrong", "amount"}, pattern: regexp.MustCompile(`^F*(f)[bh]*l+([aA])F*$`)},
		{detail: "measure", loose: "measure", slots: []string{"amount"}, pattern: regexp.MustCompile(`^F*[rb]*h(A)r?F*$`)},
		{detail: "remove", loose: "remove_if", slots: []string{"wrong"}, pattern: regexp.MustCompile(`^F*[rhb]*[Nn]+h?(f)[rh]*F*$`)},
		{detail: "remove", loose: "remove_if", slots: []string{"wrong"}, strict: true, pattern: regexp.MustCompile(`^F*(f)b?[Nn]+h?r?F*$`)},
		{detail: "remove", loose: "remove_if", slots: []string{"wrong"}, pattern: regexp.MustCompile(`^F*(f)b+t?o+F*$`)},
		{detail: "add", loose: "add_if", slots: []string{"right", "wrong"}, pattern: regexp.MustCompile(`^F*q+h?(f)F*[rbh]*t+(f)F*$`)},
		{detail: "add", loose: "add_if", slots: []string{"right", "of_when"}, pattern: regexp.MustCompile(`^F*q+h?(f)F*[rbh]*t*(w)F*$`)},
		{detail: "add", loose: "add_if", slots: []string{"right", "wrong"}, pattern: regexp.MustCompile(`^F*[rhb]*(f)t+(f)[rhF]*q+[rF]*$`)},
		{detail: "add", loose: "add_if", slots: []string{"right", "of_when"}, pattern: regexp.MustCompile(`^F*[rhb]*(f)t*(w)[rhF]*q+[rF]*$`)},
		{detail: "add_if", loose: "add_if", slots: []string{"right"}, pattern: regexp.MustCompile(`^F*q+h?(f)[rF]*$`)},
	}
	return list
}

// rowing reads corrections as rows of roles.
type rowing struct{ *view }

// mostRowWords is how long a message may be that is read as one row.
const mostRowWords = 32

// cues are the corrections that the message's rows tell: of all its words, else
// of each of its sentences.
func (v rowing) cues() []cue {
	if len(v.toks) == 0 || v.toks[0].Asked {
		return nil
	}
	if len(v.toks) <= mostRowWords {
		if c, ok := v.cue(0, len(v.toks)); ok {
			return []cue{c}
		}
	}
	var list []cue
	for i := 0; i < len(v.toks); {
		from, to := v.sentence(i)
		if to-from < len(v.toks) && to-from <= mostRowWords && !v.toks[from].Asked {
			if c, ok := v.cue(from, to); ok {
				list = append(list, c)
				i = to
				continue
			}
		}
		list = append(list, v.clauseCues(from, to)...)
		i = to
	}
	return list
}

// clauseCues are the corrections of the clauses of a sentence, each by itself:
// "drop the jam, the tea was coffee, and how was my week".
func (v rowing) clauseCues(from, to int) []cue {
	var list []cue
	sure := false
	for i := from; i < to; {
		end := i + 1
		for end < to && !v.toks[end].Clause {
			end++
		}
		last := end
		if last > i+1 && end < to && v.is(end-1, v.class.fixAnd) {
			last--
		}
		if last-i < to-from {
			if c, ok := v.cue(i, last); ok && !c.moves() {
				list = append(list, c)
				sure = sure || c.detail != "remove_if" && c.detail != "guess_if"
			}
		}
		i = end
	}
	if !sure {
		return nil // "no cake for me, just tea"; "my tummy aches, I think it was the egg"
	}
	return list
}

// moves reports whether the correction only says when something was: a clause of
// a meal does so too ("at noon, soup").
func (c cue) moves() bool { return correctOps[c.detail] == diary.Move }

// cue is the correction that the tokens tell, where they are one row.
func (v rowing) cue(from, to int) (cue, bool) {
	c, ok, same := v.cueOf(from, to, true)
	if !ok && !same {
		c, ok, _ = v.cueOf(from, to, false)
	}
	return c, ok
}

// cueOf is the same, where foods end at a comma, or go on over it; same reports
// that none of them meets any.
func (v rowing) cueOf(from, to int, short bool) (c cue, ok, same bool) {
	parts, signalled, strays, same := v.parts(from, to, short)
	if len(parts) == 0 {
		return cue{}, false, same
	}
	var letters strings.Builder
	for _, p := range parts {
		letters.WriteByte(byte(p.role))
	}
	for i := range v.rows {
		f := &v.rows[i]
		detail := f.detail
		if !signalled {
			detail = f.loose
		}
		if detail == "" || f.strict && strays > 0 || f.clause && v.toks[from].Sentence && (to == len(v.toks) || v.toks[to].Sentence) {
			continue
		}
		at := f.pattern.FindStringSubmatchIndex(letters.String())
		if at == nil {
			continue
		}
		c = cue{intent: string(Correction), detail: detail, start: from, end: to}
		group := 0
		for g := 1; 2*g < len(at); g++ {
			if at[2*g] < 0 {
				continue
			}
			p := parts[at[2*g]]
			c.captures = append(c.captures, lang.Capture{Slot: v.slotNamed(f.slots[group]), Start: p.start, End: p.end})
			group++
		}
		for _, p := range parts {
			if p.role == refRole && p.value != "last" && c.detail[:4] == "move" {
				c.target = p.value
			}
		}
		return c, true, same
	}
	return cue{}, false, same
}

// slotNamed is the number of the slot of that name.
func (r *Reader) slotNamed(name string) int32 {
	for i, s := range r.lex.Slots {
		if s == name {
			return int32(i)
		}
	}
	return -1
}

// mostStray is how many words of no role a signalled correction may hold.
const mostStray = 4

// parts are the roles of the tokens in order, without what means nothing to a
// correction; whether one of them signals it; and how many words have no role. None where a word has no role
// and nothing signals a correction. same is as of cueOf.
func (v rowing) parts(from, to int, short bool) (parts []rolePart, signalled bool, strays int, same bool) {
	v.cutShort = false
	plain := !v.pointed(from, to)
	all := v.roles[:0]
	for i := from; i < to; {
		p := v.partAt(i, to, short)
		if n := len(all); n > 0 && all[n-1].role == amountRole && v.correcting().amountIn(all[n-1].start, all[n-1].end).Bare == 0 { // not "2 more"
			if end := v.classEnd(i, v.class.fixDiff); end > 0 && end <= to {
				p = rolePart{role: diffRole, start: i, end: end}
			}
		}
		if plain && p.role == noRole { // nothing can signal a correction, or drop the word
			return nil, false, 1, !v.cutShort
		}
		all = append(all, p)
		signalled = signalled || p.role == fixRole
		i = p.end
	}
	v.roles = all
	same = !v.cutShort
	all = v.withoutReasons(all, signalled)
	for i, p := range all {
		switch {
		case p.role == hedgeRole, p.role == andRole && len(parts) == 0:
		case p.role == noRole:
			strays += p.end - p.start
		case p.role == foodRole && i+1 < len(all) && all[i+1].role == rightRole && len(all) > 2: // the coffee is right
		case p.role == rightRole && i > 0 && all[i-1].role == foodRole:
		default:
			parts = append(parts, p)
		}
	}
	if strays > 0 && (!signalled || strays > mostStray) {
		return nil, false, strays, same
	}
	return parts, signalled, strays, same
}

// pointed reports whether any of the tokens may signal a correction, point to
// what it corrects, or begin a reason.
func (v rowing) pointed(from, to int) bool {
	for i := from; i < to; i++ {
		if v.toks[i].Text == "no" || v.is(i, v.class.fix) || v.is(i, v.class.fixToo) || v.is(i, v.class.fixRef) || v.is(i, v.class.fixWhy) || v.is(i, v.class.fixAbout) {
			return true
		}
	}
	return false
}

// withoutReasons drops the clauses that only say why (because …), and those that
// tell nothing beside a signal or with a pointing word in them (put them there).
func (v rowing) withoutReasons(all []rolePart, signalled bool) []rolePart {
	var kept []rolePart
	for i := 0; i < len(all); {
		k, tells, strays, points := i, false, false, false
		for ; k < len(all) && (k == i || !v.toks[all[k].start].Clause); k++ {
			switch all[k].role {
			case foodRole, wasRole, amountRole, shareRole, whenRole, forgotRole, lessRole, notRole, noneRole:
				tells = true
			case noRole:
				strays = true
			case refRole:
				points = true
			case whyRole:
				end := k
				for end < len(all) && (end == k || !v.toks[all[end].start].Clause) {
					end++
				}
				all = append(all[:k:k], all[end:]...)
				k--
			}
		}
		if strays && !tells && (signalled || points) && k-i < len(all) {
			for _, p := range all[i:k] {
				if p.role == fixRole {
					kept = append(kept, p)
				}
			}
		} else {
			kept = append(kept, all[i:k]...)
		}
		i = k
	}
	return kept
}

// partAt is the part that begins at token i.
func (v rowing) partAt(i, to int, short bool) rolePart {
	if v.toks[i].Sentence && v.is(i, v.class.fixAbout) && i+1 < to { // about yesterday: …
		if v.ends = v.captures().whenEnds(i+1, v.ends[:0]); len(v.ends) > 0 && v.ends[0] <= to {
			return rolePart{role: fixRole, start: i, end: i + 1}
		}
	}
	if v.ends = v.captures().whenEnds(i, v.ends[:0]); len(v.ends) > 0 && v.ends[0] <= to {
		return rolePart{role: whenRole, start: i, end: v.ends[0]}
	}
	if v.is(i, v.class.fixLink) && i+1 < to && v.captures().foodAfter(i+1) > 0 {
		return rolePart{role: linkRole, start: i, end: i + 1}
	}
	if out := v.classEnd(i, v.class.fixOut); out > 0 && out < to && v.toks[i].Clause && v.captures().foodAfter(out) > 0 {
		return rolePart{role: outRole, start: i, end: out} // "drop the jam" is no drop of jam
	}
	if v.captures().foodAfter(i) > 0 {
		if fix := max(v.classEnd(i, v.class.fix), v.classEnd(i, v.class.fixToo)); fix > 0 && v.isUnknown(&v.toks[i]) {
			return rolePart{role: fixRole, start: i, end: fix} // autocorrect
		}
		v.ends = v.captures().foodEnds(i, v.ends[:0])
		if end := v.captures().foodAfter(i); end <= to && v.wasIn(i, end) > 0 {
			for _, joined := range v.ends { // the soup was carrot and ginger
				if joined <= to && !v.breaksIn(i, joined) {
					end = max(end, joined)
				}
			}
			return rolePart{role: wasRole, start: i, end: end}
		}
		for _, end := range v.ends {
			switch {
			case end > to:
			case short && v.breaksIn(i, end):
				v.cutShort = true
			default:
				return rolePart{role: foodRole, start: i, end: end}
			}
		}
	}
	if v.is(i, v.class.fixAnd) && i+1 < to && v.toks[i+1].Clause {
		return rolePart{role: andRole, start: i, end: i + 1}
	}
	best := rolePart{role: noRole, start: i, end: i + 1}
	longest := i
	for _, c := range [...]struct {
		role  role
		class int32
	}{
		{fixRole, v.class.fix}, {fixRole, v.class.fixToo}, {refRole, v.class.fixRef}, {beRole, v.class.fixBe}, {notRole, v.class.fixNot}, {noneRole, v.class.fixNone},
		{forgotRole, v.class.fixForgot}, {lessRole, v.class.fixLess}, {rightRole, v.class.fixRight}, {hadRole, v.class.fixHad},
		{linkRole, v.class.fixLink}, {ownerRole, v.class.owner}, {outRole, v.class.fixOut}, {putRole, v.class.fixPut}, {whyRole, v.class.fixWhy}, {hedgeRole, v.class.fixHedge},
	} {
		if end := v.classEnd(i, c.class); end > longest && end <= to {
			best, longest = rolePart{role: c.role, start: i, end: end}, end
		}
	}
	if best.role == refRole {
		best.value, _, _ = v.value(i, v.class.fixRef)
	}
	if best.role == noneRole && best.end == i+1 && v.toks[i].Text == "no" && v.standsApart(best.end, to) {
		best.role = fixRole
	}
	if best.role == noRole || best.role == hedgeRole && best.end == i+1 {
		if v.ends = v.captures().amountEnds(i, v.ends[:0]); len(v.ends) > 0 && v.ends[0] <= to && v.ends[0] > best.end-1 {
			return rolePart{role: v.amountRole(i), start: i, end: v.ends[0]}
		}
	}
	if best.role == noRole && (v.lex.IsFiller(v.toks[i].ID) || v.lex.IsLeadIn(v.toks[i].ID)) {
		best.role = hedgeRole
	}
	return best
}

// breaksIn reports whether a clause ends within the tokens.
func (v rowing) breaksIn(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if v.toks[i].Clause {
			return true
		}
	}
	return false
}

// amountRole is the role of the amount at token i: a share is of what was told.
func (v rowing) amountRole(i int) role {
	if v.is(i, v.class.about) && i+1 < len(v.toks) {
		i++
	}
	if _, _, share := v.value(i, v.class.times); share {
		return shareRole
	}
	return amountRole
}

// standsApart reports whether nothing follows a "no" before token i that it would
// deny: a clause ends there, or it goes on with an amount or a pronoun.
func (v rowing) standsApart(i, to int) bool {
	return i >= to || v.toks[i].Clause || v.captures().foodAfter(i) == 0 && (v.classEnd(i, v.class.fixRef) > 0 || v.classEnd(i, v.class.fixNot) > 0 || v.toks[i].Number || v.classEnd(i, v.class.fixLess) > 0)
}

// classEnd is where the longest phrase of the class at token i ends; 0 for none.
func (v *view) classEnd(i int, class int32) int {
	if !v.finder.Any(class) {
		return 0
	}
	end := 0
	if v.finder.Is(i, class) {
		end = i + 1
	}
	for _, s := range v.spans[i] {
		if s.Class == class {
			end = max(end, s.End)
		}
	}
	return end
}
