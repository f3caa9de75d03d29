package food

const (
	// darkCocoa is the share of cocoa, per cent, from which chocolate is dark,
	// and lowSugarCocoa the one from which it isn't high in sugar
	// (content/README.md).
	darkCocoa     = 70
	lowSugarCocoa = 85
)

// darken makes of chocolate what the share of cocoa that a message gives for
// it says: "chocolate, 90 %".
func (d *draft) darken(cocoa float64) {
	if cocoa < darkCocoa || cocoa > 100 || !d.categories.Has(Polyphenol) || !d.categories.Any(SetOf(HighSugar, DarkChocolate)) || d.categories.Any(SetOf(RefinedGrain)|drinkKinds) {
		return
	}
	d.categories = d.categories&^SetOf(UltraProcessed) | SetOf(DarkChocolate)
	if cocoa >= lowSugarCocoa {
		d.categories &^= SetOf(HighSugar)
	}
}
