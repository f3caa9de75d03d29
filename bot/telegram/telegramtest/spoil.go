package telegramtest

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// Spoil removes one of an update's fields, at any depth, or gives it an odd
// value, as nobody would send it but somebody hostile or mistaken.
func Spoil(random *rand.Rand, fields map[string]any, odd []any) {
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if inner, ok := fields[key].(map[string]any); ok && random.IntN(4) > 0 {
			Spoil(random, inner, odd)
			return
		}
		if random.IntN(len(fields)) > 0 {
			continue
		}
		if fields[key] = odd[random.IntN(len(odd))]; random.IntN(2) == 0 {
			delete(fields, key)
		}
		return
	}
}
