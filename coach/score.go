package coach

import (
	"cmp"
	"math"
	"slices"
)

// scoreFrom is the number of logged days from which on a score is shown.
const scoreFrom = 4

// Score is the gut score: the coach's own sum, 0 to 100, of how near a week
// came to what the articles advise. It judges no one and is no measurement.
type Score struct {
	Shown bool // enough days were logged
	Total int
	Parts []Part // in the order of the formula; their points add up to Total
}

// Part is one part of the score.
type Part struct {
	Line   Line
	Max    int     // points when the aim is reached
	Share  float64 // how far it is reached, 0 to 1
	Points int
}

// score is the formula of the product: 25·plants/30 + 20·fermented days +
// 20·fibre/25 g + 10·fluid/aim + 5·days with omega-3 or healthy fat + 5·days
// with a berry, nut or dark chocolate + 5·days with a prebiotic + 10·days
// without a disruptor. Fibre and fluid are means over logged days, days are
// shares of logged days, and each part is capped at its maximum. A good food
// added to a logged day never lowers it.
func score(f Figures, aimML int) Score {
	if f.LoggedDays == 0 {
		return Score{}
	}
	parts := []Part{
		{Line: LinePlants, Max: 25, Share: f.Points / PlantsAim},
		{Line: LineFermented, Max: 20, Share: f.Share(LineFermented)},
		{Line: LineFiber, Max: 20, Share: f.FiberG / FiberAimG},
		{Line: LineFluid, Max: 10, Share: f.FluidML / float64(aimML)},
		{Line: LineFats, Max: 5, Share: f.Share(LineFats)},
		{Line: LinePolyphenols, Max: 5, Share: f.Share(LinePolyphenols)},
		{Line: LinePrebiotic, Max: 5, Share: f.Share(LinePrebiotic)},
		{Line: LineDisruptors, Max: 10, Share: 1 - f.Share(LineDisruptors)},
	}
	var sum float64
	for i := range parts {
		parts[i].Share = min(parts[i].Share, 1)
		sum += parts[i].value()
	}
	s := Score{Shown: f.LoggedDays >= scoreFrom, Total: int(math.Round(sum)), Parts: parts}
	s.roundParts()
	return s
}

func (p Part) value() float64 { return float64(p.Max) * p.Share }

// roundParts gives each part whole points that add up to the total: all are
// rounded down, and the largest remainders rounded up.
func (s *Score) roundParts() {
	left := s.Total
	order := make([]int, len(s.Parts))
	for i := range s.Parts {
		order[i] = i
		s.Parts[i].Points = int(s.Parts[i].value())
		left -= s.Parts[i].Points
	}
	rest := func(i int) float64 { return s.Parts[i].value() - math.Floor(s.Parts[i].value()) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rest(b), rest(a)) })
	for _, i := range order {
		if left > 0 && s.Parts[i].Points < s.Parts[i].Max {
			s.Parts[i].Points++
			left--
		}
	}
}
