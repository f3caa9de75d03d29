package intent

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/day"
)

// The details of marks: "mark=period", and "mark=period.end" for its end.
const (
	kindMark   = "mark"
	markPrefix = kindMark + "="
	markEnd    = ".end"
)

func markDetails() string {
	var list []string
	for _, k := range coach.MarkKinds() {
		list = append(list, markPrefix+string(k), markPrefix+string(k)+markEnd)
	}
	return strings.Join(list, " ")
}

// marks are the dated notes that the message tells, each kind once. What lies
// ahead is none yet.
func (v body) marks() []Mark {
	var list []Mark
	for _, c := range v.cues {
		what, ok := strings.CutPrefix(c.detail, markPrefix)
		if !ok || v.alarms().denied(c) || v.ahead(c) {
			continue
		}
		m := Mark{Bytes: v.acting().bytes(c.start, c.end), Day: v.markDay(c)}
		what, m.Ends = strings.CutSuffix(what, markEnd)
		m.Kind = coach.MarkKind(what)
		switch i := slices.IndexFunc(list, func(o Mark) bool { return o.Kind == m.Kind }); {
		case i < 0:
			list = append(list, m)
		case m.Ends:
			list[i] = m
		}
	}
	return list
}

// ahead reports whether the cue's sentence speaks of days to come.
func (v body) ahead(c cue) bool {
	from, to := v.sentence(c.start)
	for i := from; i < to; i++ {
		if v.is(i, v.class.ahead) {
			return true
		}
	}
	return false
}

// markDay is the day that the cue's sentence names, "since Monday" too; else
// today.
func (v body) markDay(c cue) day.Day {
	from, to := v.sentence(c.start)
	for i := from; i+1 < to; i++ {
		if v.is(i, v.class.since) {
			if d := v.calendar().dayIn(i+1, to); d != "" {
				return d
			}
		}
	}
	if d := v.calendar().dayIn(from, to); d != "" {
		return d
	}
	return v.calendar().today()
}
