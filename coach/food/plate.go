package food

import (
	"encoding/binary"
	"slices"
)

// A plate is a name that only lists what lies side by side: salmon and rice,
// marmalade on toast, a bagel with cream cheese. Its foods are told one by one,
// as if no food had that name, so that each can be measured, corrected and asked
// for by itself. A dish whose name joins what is in it stays one (leek and
// potato soup, a ham and cheese sandwich), and so do those that heads.tsv calls
// whole (mac and cheese).

// joinedName is a name with a joint in it, found while the lexicon loads.
type joinedName struct {
	entry  int32
	phrase []wordID
}

// note keeps a name for findPlates where it joins something.
func (l *loader) note(phrase []wordID, entry int32) {
	if len(phrase) > 2 && slices.ContainsFunc(phrase[1:len(phrase)-1], l.words.isJoint) {
		l.joined = append(l.joined, joinedName{entry, slices.Clone(phrase)})
	}
}

// isJoint reports whether the word may join the foods of a plate.
func (v *vocabulary) isJoint(w wordID) bool {
	return w != 0 && (w == v.and || w == v.with || w == v.on)
}

// findPlates marks the names that are plates.
func (l *loader) findPlates() {
	for _, j := range l.joined {
		l.entries[j.entry].plate = !l.language.wholes[phraseKey(j.phrase)] && l.isPlate(j.phrase)
	}
}

// isPlate reports whether every joint of the name stands between two foods that
// lie side by side.
func (l *loader) isPlate(phrase []wordID) bool {
	for {
		at := slices.IndexFunc(phrase, l.words.isJoint)
		if at < 0 {
			return true
		}
		right := phrase[at+1:]
		if next := slices.IndexFunc(right, l.words.isJoint); next >= 0 {
			right = right[:next]
		}
		if !l.lieBeside(phrase[:at], right, phrase[at] == l.words.and) {
			return false
		}
		phrase = phrase[at+1:]
	}
}

// starches are all that a food holds that dishes are eaten with.
var starches = SetOf(RefinedGrain, WholeGrain, StarchyVegetable, FiberRich)

// lieBeside reports whether two names are of foods that lie side by side,
// neither in the other.
func (l *loader) lieBeside(left, right []wordID, and bool) bool {
	before, after := l.anyCalled(left), l.anyCalled(right)
	if before < 0 || after < 0 || l.foods[before].isDrink() || l.foods[after].isDrink() {
		return false // coffee with milk, gin and tonic
	}
	switch l.language.head(right) {
	case stapleHead:
		return l.foods[after].categories&^starches == 0 && l.foods[after].categories.Any(grains|SetOf(StarchyVegetable))
	case breadHead:
		return !and || len(right) == 1 // smoked salmon and cream cheese bagel
	case sweetHead:
		return !and || len(right) == 1 || l.foods[before].categories.Any(grains) // but not date and walnut loaf
	case dishHead, sandwichHead:
		return l.language.head(left) == breadHead && l.foods[after].serving < 2*spreadGrams // peanut butter, but not chicken and mushroom pie
	}
	head := l.language.head(left)
	return and || head != dishHead && head != sandwichHead && head != stapleHead
}

// isDrink reports whether the food is a drink: what is in one isn't beside it.
func (f *foodInfo) isDrink() bool {
	return f.fluid != NoFluid || f.categories.Any(SetOf(Tea, Coffee, Alcohol))
}

// anyCalled is the food with the name, in the singular or the plural, or -1.
func (l *loader) anyCalled(name []wordID) int32 {
	if entry := l.names.find(name); entry >= 0 {
		return max(l.entries[entry].food, l.entries[entry].plural)
	}
	return -1
}

// phraseKey is a phrase as the key of a map.
func phraseKey(phrase []wordID) string {
	var key []byte
	for _, w := range phrase {
		key = binary.LittleEndian.AppendUint32(key, uint32(w))
	}
	return string(key)
}
