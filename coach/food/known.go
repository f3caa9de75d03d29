package food

// Known are the names that a lexicon can give to what was eaten: of its foods,
// and of the plants and herbs that they count as.
type Known struct{ foods, plants map[string]bool }

// Known gathers the lexicon's names. What it gives isn't kept: few ask for it.
func (l *Lexicon) Known() Known {
	k := Known{make(map[string]bool, len(l.foods)), make(map[string]bool)}
	for i := range l.foods {
		f := &l.foods[i]
		k.foods[f.name] = true
		for _, plant := range f.plants {
			k.plants[plant] = true
		}
		for _, herb := range f.herbs {
			k.plants[herb] = true
		}
	}
	return k
}

// Food reports whether the lexicon has a food of that name. A dish that was
// named after its filling (ham sandwich) is none.
func (k Known) Food(name string) bool { return k.foods[name] }

// Plant reports whether a food of the lexicon counts as that plant or herb.
func (k Known) Plant(name string) bool { return k.plants[name] }
