package coach

// Units are the measures that amounts are shown in. What is kept is always
// metric.
type Units string

// The measures: grams and millilitres, or US ounces and fluid ounces.
const (
	Metric Units = ""
	US     Units = "us"
)

// What the US customary ounces hold, by NIST Handbook 44, appendix C.
const (
	OunceG       = 28.349523125
	FluidOunceML = 29.5735295625
)
