package intent

import (
	"slices"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
)

// The details of what is told of the gut: that it is, with a number on the
// scale 1–5, with a type of the Bristol scale, or with a tag ("gut=reflux").
const (
	kindGut    = "gut"
	gutNumber  = kindGut + "_number"
	gutStool   = kindGut + "_stool"
	gutTagged  = kindGut + "="
	gutDetails = kindGut + " " + gutNumber + " " + gutStool + " " +
		gutTagged + "bloating " + gutTagged + "gas " + gutTagged + "cramps " + gutTagged + "reflux " +
		gutTagged + "nausea " + gutTagged + "constipation " + gutTagged + "loose_stool"
)

// ofGut reports whether the cue tells of the gut: its phrase does, or a
// complaint names it.
func (v *view) ofGut(c cue) bool {
	switch {
	case c.intent != string(Lifestyle):
		return false
	case scaleKind(c) == kindGut:
		return true
	case c.detail != detailSymptom && c.detail != "note":
		return false
	}
	for i := c.start; i < c.end; i++ {
		if _, ok := v.gutTagAt(i); ok {
			return true
		}
	}
	return false
}

// gutTagAt is the tag that the words at token i tell: not of leg cramps.
func (v *view) gutTagAt(i int) (tag string, ok bool) {
	if i > 0 && v.is(i-1, v.class.notGut) {
		return "", false
	}
	tag, _, ok = v.value(i, v.class.gutTag)
	return tag, ok
}

// tellsGut reports whether the word at token i is a complaint that some cue tells.
func (v *view) tellsGut(i int) bool {
	if i >= len(v.toks) {
		return false
	}
	_, tag := v.gutTagAt(i)
	return tag && slices.ContainsFunc(v.cues, func(c cue) bool { return c.start <= i && i < c.end && v.ofGut(c) })
}

// gut is what the message tells of the gut; ok is false where it tells nothing
// of it.
func (v *view) gut() (g coach.Gut, ok bool) {
	for _, c := range v.cues {
		if !v.ofGut(c) {
			continue
		}
		ok = true
		if g.Rating == 0 && c.detail != gutStool {
			g.Rating = v.gutRating(c)
		}
		if n := v.lastNumber(c.start, c.end); g.Stool == 0 && c.detail == gutStool && n == float64(int(n)) && n <= coach.MaxStool {
			g.Stool = int(n)
		}
		if tag, tagged := strings.CutPrefix(c.detail, gutTagged); tagged && !v.denied(c) {
			g.Tags = appendNew(g.Tags, tag)
		}
		for _, tag := range v.gutTags(c) {
			g.Tags = appendNew(g.Tags, tag)
		}
	}
	return g, ok
}

// gutRating is the number that the cue's sentence gives the gut, 0 for none. A
// number of foods is none: "empty stomach, 2 eggs".
func (v *view) gutRating(c cue) int {
	from, to := v.sentence(c.start)
	if c.detail == gutNumber && !v.toks[c.end-1].eaten {
		if n := v.rated(c, min(to, c.end+ratioReach)); n > 0 {
			return n
		}
	}
	if n, scale, ok := v.ratio(c.start, v.scaleEnd(c, to)); ok {
		return onFive(n, scale)
	}
	if n, scale, ok := v.ratio(v.scaleFrom(c, from), c.start); ok {
		return onFive(n, scale)
	}
	if n := v.loneNumber(c, to); n > 0 && !v.toks[min(c.end, to-1)].eaten {
		return n
	}
	return v.ratedBy(c)
}

// gutTags are the tags of the cue's sentence that aren't denied.
func (v *view) gutTags(c cue) []string {
	var tags []string
	from, to := v.sentence(c.start)
	for i := from; i < to; i++ {
		tag, ok := v.gutTagAt(i)
		if ok && !v.toks[i].eaten && !v.toks[i].claimed && !v.denied(cue{start: i}) && (i == from || !v.is(i-1, v.class.fewer)) {
			tags = appendNew(tags, tag)
		}
	}
	return tags
}

// hadBefore are the foods that a complaint of the gut says were had before it.
func (v *view) hadBefore() []food.Item {
	var list []food.Item
	for _, it := range v.food.Items {
		if from, to := v.tokensOf(it.Span); from < to && v.toks[from].before {
			list = append(list, it)
		}
	}
	return list
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
