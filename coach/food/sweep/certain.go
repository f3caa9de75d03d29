package sweep

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
)

// englishFile lists ordinary English words, one a line.
const englishFile = "language/english.txt"

// loadEnglish is the set of ordinary English words; empty without the file.
func loadEnglish(fsys fs.FS) map[string]bool {
	data, err := fs.ReadFile(fsys, englishFile)
	if err != nil {
		return nil // then no name is plain enough to be doubted
	}
	set := map[string]bool{}
	for line := range bytes.Lines(data) {
		if word := strings.TrimSpace(string(line)); word != "" && word[0] != '#' {
			set[singular(word)] = true
		}
	}
	return set
}

// sweepCertain finds a further name of a dish that doesn't say the plant which
// the row's own name does: a vegetable quiche is no spinach quiche. A name with a
// foreign word in it may say the plant in its own language.
func (s *sweeper) sweepCertain(r *row) {
	own := words(r.Name)
	for _, plant := range r.Plants {
		said := words(plant)
		if len(own) < 2 || !shares(own, said) {
			continue
		}
		for _, name := range r.Names {
			other := words(name)
			if len(other) < 2 || !shares(other, own) || shares(other, said) || !s.plain(other) || s.says(other, own, plant) {
				continue
			}
			s.found("certain", r, name, "doesn't say %s, which the row counts: give it a row of its own, or say in an exception that the two are one", plant)
		}
	}
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// plain reports whether all the words are ordinary English.
func (s *sweeper) plain(list []string) bool {
	for _, w := range list {
		if !s.english[w] {
			return false
		}
	}
	return true
}

// says reports whether the words that the name has beside the row's own mean the
// plant: courgette fritters.
func (s *sweeper) says(name, own []string, plant string) bool {
	var rest []string
	for _, w := range name {
		if !slices.Contains(own, w) {
			rest = append(rest, w)
		}
	}
	for _, item := range s.reader.Read("had "+strings.Join(rest, " "), moment).Items {
		if slices.Contains(item.Plants, plant) {
			return true
		}
	}
	return false
}
