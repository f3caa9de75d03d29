package intent

// joinClauses marks where a clause begins that a small word joins to the one
// before it: with a verb that asks for something ("and add a pear"), with what a
// food or a pronoun was ("and the soup was tomato"), or with "and no toast".
func (v *view) joinClauses() {
	for i := range v.toks[:max(0, len(v.toks)-1)] {
		if v.is(i, v.class.fixAnd) && v.toks[i].Food <= i && !v.toks[i+1].Clause {
			v.toks[i+1].Clause = v.is(i+1, v.class.fixDo) && v.toks[i+1].Food <= i+1 || v.subject(i+1, v.class.fixWas) || v.takesAway(i+1)
		}
	}
}

// takesAway reports whether a food that wasn't had is named at token i: "no toast".
func (v *view) takesAway(i int) bool {
	end := v.classEnd(i, v.class.fixNone)
	return end > 0 && end < len(v.toks) && v.captures().foodAfter(end) > 0
}

// subject reports whether a food or a pronoun stands at token i of which the
// clause says what it was, by a verb of the class.
func (v *view) subject(i int, verb int32) bool {
	end := v.classEnd(i, v.class.fixRef)
	if f := v.captures().foodAfter(i); f > 0 {
		if v.wasIn(i, f) > 0 {
			return true
		}
		end = f
	}
	return end > 0 && end < len(v.toks) && v.is(end, verb)
}

// wasIn is where "was" stands in the one food that the tokens are read as: the
// bread was rye. 0 for nowhere.
func (v *view) wasIn(from, to int) int {
	for i := from + 1; i+1 < to; i++ {
		if v.is(i, v.class.fixWas) && v.toks[i].Food > i && v.toks[i-1].Food == v.toks[i].Food {
			return i
		}
	}
	return 0
}
