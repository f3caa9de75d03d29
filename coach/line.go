package coach

// Line names a line of the weekly summary, and what a guidance card explains.
type Line string

// The lines, in the summary's order.
const (
	LineLogged      Line = "logged"
	LinePlants      Line = "plants"
	LineFermented   Line = "fermented"
	LineFiber       Line = "fiber"
	LineFluid       Line = "fluid"
	LineProtein     Line = "protein"
	LineWholeGrain  Line = "whole_grain"
	LineFats        Line = "fats"        // omega-3 and healthy fats
	LinePolyphenols Line = "polyphenols" // berries, nuts, dark chocolate
	LinePrebiotic   Line = "prebiotic"
	LineDisruptors  Line = "disruptors" // ultra-processed, high-sugar, fast food, alcohol
	LineSkin        Line = "skin"
	LineGut         Line = "gut"
	LineSleep       Line = "sleep"
	LineStress      Line = "stress"
	LineMovement    Line = "movement"
)

// Lines lists every line in order.
func Lines() []Line {
	return []Line{
		LineLogged, LinePlants, LineFermented, LineFiber, LineFluid, LineProtein, LineWholeGrain, LineFats,
		LinePolyphenols, LinePrebiotic, LineDisruptors, LineSkin, LineGut, LineSleep, LineStress, LineMovement,
	}
}
