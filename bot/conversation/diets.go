package conversation

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/coach/lang"
)

// Diets are the names of what people don't eat, and what each keeps out of
// suggestions: messages/diets.tsv.
type Diets []diet

// diet is a line of it: the first name is the one to show.
type diet struct {
	names []string
	holds []string // categories, foods, plants
}

// LoadDiets reads messages/diets.tsv. Its error names every mistake.
func LoadDiets(fsys fs.FS) (list Diets, err error) {
	const file = "messages/diets.tsv"
	err = lang.Table{Path: file, Header: "names\tholds"}.Each(fsys, func(cells []string) error {
		d := diet{names: strings.Split(cells[0], ";")}
		for _, held := range strings.Split(cells[1], ", ") {
			other, isLine := strings.CutPrefix(held, "+")
			if !isLine {
				d.holds = append(d.holds, held)
				continue
			}
			named, ok := list.named(other)
			if !ok {
				return fmt.Errorf("there is no line %q before it", other)
			}
			d.holds = append(d.holds, named.holds...)
		}
		list = append(list, d)
		return nil
	})
	return list, err
}

func (list Diets) named(name string) (diet, bool) {
	i := slices.IndexFunc(list, func(d diet) bool { return slices.Contains(d.names, name) })
	if i < 0 {
		return diet{}, false
	}
	return list[i], true
}

// avoidedView is one thing that the person doesn't eat, as they say it.
type avoidedView struct {
	Name  string
	holds []string
}

// avoided are the things that the person avoids: by their diet's name where
// all that it holds is avoided, the widest first, and what remains.
func (t preferences) avoided() []avoidedView {
	var list []avoidedView
	covered := map[string]bool{}
	all := func(of []string, is func(string) bool) bool {
		return !slices.ContainsFunc(of, func(s string) bool { return !is(s) })
	}
	for _, d := range slices.Backward(t.diets) {
		held := all(d.holds, func(s string) bool { return slices.Contains(t.u.Avoids, s) })
		if held && !all(d.holds, func(s string) bool { return covered[s] }) {
			list = append(list, avoidedView{d.names[0], d.holds})
			for _, s := range d.holds {
				covered[s] = true
			}
		}
	}
	for _, s := range t.u.Avoids {
		if !covered[s] {
			list = append(list, avoidedView{strings.ReplaceAll(s, "_", " "), []string{s}})
		}
	}
	slices.SortStableFunc(list, func(a, b avoidedView) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// avoidable is what words such as "dairy", "nuts and eggs" or "kimchi" mean
// for the suggestions; ok is false when a part of them means nothing.
func (t preferences) avoidable(words string, diets bool) (holds []string, ok bool) {
	if d, found := t.diets.named(words); found {
		return d.holds, true
	}
	for _, part := range t.listed(words) {
		part = strings.TrimSpace(part)
		d, found := t.diets.named(part)
		if category, is := food.CategoryOf(strings.ReplaceAll(part, " ", "_")); is && !found {
			d.holds, found = []string{food.SetOf(category).String()}, true
		}
		if !found && !diets {
			d.holds, found = t.foodNamed(part)
		}
		if !found {
			return nil, false
		}
		holds = append(holds, d.holds...)
	}
	return holds, len(holds) > 0
}

// listed are the parts of a list that somebody wrote: "nuts, eggs or pork".
func (t preferences) listed(words string) []string {
	text, err := t.words.Label("words.and", nil)
	if err != nil {
		return []string{words}
	}
	words = " " + words + " "
	for and := range strings.Lines(text) {
		words = strings.ReplaceAll(words, " "+strings.TrimSpace(and)+" ", ",")
	}
	return strings.FieldsFunc(words, func(r rune) bool { return r == ',' })
}

// foodNamed is the one food that a word names.
func (t preferences) foodNamed(word string) (holds []string, ok bool) {
	items := t.read(word).Food.Items
	if len(items) != 1 {
		return nil, false
	}
	return []string{items[0].Food}, true
}

// wishAvoid keeps a food out of the suggestions, or lets it in again.
func (t preferences) wishAvoid(wish, said string) (done bool, err error) {
	holds, ok := t.avoidable(said, wish == "diet")
	switch {
	case !ok && wish == "leaveout":
		return true, t.say("avoid.unknown", said)
	case !ok, wish == "eat" && !slices.ContainsFunc(holds, func(s string) bool { return slices.Contains(t.u.Avoids, s) }):
		return false, nil
	}
	if d, found := t.diets.named(said); found {
		said = d.names[0]
	}
	t.passOver()
	if wish == "eat" {
		t.u.Avoids = slices.DeleteFunc(slices.Clone(t.u.Avoids), func(s string) bool { return slices.Contains(holds, s) })
		return true, t.say("avoid.lifted", said)
	}
	if len(t.u.Avoids)+len(holds) > maxAvoids {
		return true, t.say("avoid.full", nil)
	}
	for _, s := range holds {
		t.u.Avoids = appendNew(slices.Clone(t.u.Avoids), s)
	}
	return true, t.say("avoid.set", said)
}

// maxAvoids is how much a person can keep out of the suggestions.
const maxAvoids = 200

// adviceLines are the lines of the summary that give advice.
func adviceLines() []coach.Line {
	return []coach.Line{
		coach.LinePlants, coach.LineFermented, coach.LineFiber, coach.LineFluid, coach.LineFats, coach.LinePolyphenols,
		coach.LinePrebiotic, coach.LineDisruptors, coach.LineSkin, coach.LineSleep, coach.LineStress, coach.LineMovement,
	}
}

// wishAdvice asks not to hear about a line any more, or to hear about it again.
func (t preferences) wishAdvice(wanted bool, said string) (done bool, err error) {
	for _, line := range adviceLines() {
		name, err := t.words.Label("line.subject", line)
		if err != nil {
			return false, err
		}
		if said != string(line) && !slices.Contains(strings.Split(name, ", "), said) && said != name {
			continue
		}
		t.passOver()
		t.want(line, wanted)
		return true, t.say("advice.set", adviceView{line, wanted})
	}
	return false, nil
}

// adviceView is a line and whether advice about it is wanted.
type adviceView struct {
	Line   coach.Line
	Wanted bool
}

func (t preferences) want(line coach.Line, wanted bool) {
	t.u.Unwanted = slices.DeleteFunc(slices.Clone(t.u.Unwanted), func(l coach.Line) bool { return l == line })
	if !wanted {
		t.u.Unwanted = append(t.u.Unwanted, line)
	}
}

// advicePanel shows what is kept out of the advice: foods with a button to let
// each in again, and the lines of the summary to turn off and on.
func (t preferences) advicePanel(show shower) error {
	k, foods := t.keyboard(), t.avoided()
	for i, f := range foods {
		k.flow(2, "button.avoid.lift", f.Name, "set", "eat", strconv.Itoa(i)+"."+wordMark(f.Name))
	}
	k.row()
	for _, line := range adviceLines() {
		v := adviceView{line, !slices.Contains(t.u.Unwanted, line)}
		k.flow(2, "button.advice", v, "set", "line", string(line))
	}
	k.row().add("button.back", nil, "set", "show")
	return show.with("settings.advice", foods, k)
}

func (t preferences) pressAdvice(what, which string) error {
	if what == "line" {
		if line := coach.Line(which); slices.Contains(adviceLines(), line) {
			t.want(line, slices.Contains(t.u.Unwanted, line))
		}
		return t.advicePanel(t.change)
	}
	index, mark, _ := strings.Cut(which, ".")
	foods := t.avoided()
	if i, err := strconv.Atoi(index); err == nil && i >= 0 && i < len(foods) && wordMark(foods[i].Name) == mark {
		t.u.Avoids = slices.DeleteFunc(slices.Clone(t.u.Avoids), func(s string) bool { return slices.Contains(foods[i].holds, s) })
	}
	return t.advicePanel(t.change)
}
