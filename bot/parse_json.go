package main

import (
	"encoding/json"
	"io"
	"math"
	"slices"

	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// parsed is the JSON form of a message as it was understood: absent numbers
// and strings are null, absent lists empty.
type parsed struct {
	ID         any          `json:"id"` // as the input has it
	Intent     string       `json:"intent"`
	Also       []string     `json:"also"`
	Items      []parsedItem `json:"items"`
	Categories []string     `json:"categories"`
	Plants     []string     `json:"plants"`
	Herbs      []string     `json:"herbs_spices"`
	FiberG     *float64     `json:"fiber_g"`
	WaterML    *float64     `json:"water_ml"`
	FluidML    *float64     `json:"fluid_ml"`
	Unknown    []string     `json:"unknown"`
	NotEaten   []string     `json:"not_eaten"`
	Acts       []parsedAct  `json:"acts"`
	NotTaken   []string     `json:"not_taken"`
	Care       *string      `json:"care"` // "alarm" or "concern"
}

// parsedAct is one thing that the message does, and the bytes that say so.
type parsedAct struct {
	Act   string `json:"act"` // log, rate, rate_too, feel, mark, check_in, correct, remind, look, ask, teach, answer, unsaid, wish, more
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// newParsedAct is the act by its name.
func newParsedAct(a intent.Act) parsedAct {
	start, end := a.Span()
	return parsedAct{intent.ActName(a), start, end}
}

// parsedItem is one food or drink. Grams, fibre and drinks are estimates.
type parsedItem struct {
	Text       string   `json:"text"`
	Food       string   `json:"food"`
	Categories []string `json:"categories"`
	Plants     []string `json:"plants"`
	Grams      *float64 `json:"grams"`
	FiberG     *float64 `json:"fiber_g"`
	WaterML    *float64 `json:"water_ml"`
	FluidML    *float64 `json:"fluid_ml"`
	EatenOn    *string  `json:"eaten_on"`
	Meal       *string  `json:"meal"`
}

func newParsed(id any, m intent.Message) parsed {
	p := parsed{
		ID:       id,
		Intent:   string(m.Intent),
		Also:     []string{},
		Items:    []parsedItem{},
		Plants:   []string{},
		Herbs:    []string{},
		Unknown:  spanTexts(m.Food.Unknown),
		NotEaten: spanTexts(m.Food.NotEaten),
		Care:     said(string(m.Care)),
		Acts:     []parsedAct{},
		NotTaken: spanTexts(m.NotTaken),
	}
	for _, a := range m.Acts {
		p.Acts = append(p.Acts, newParsedAct(a))
	}
	for _, also := range m.Also {
		p.Also = append(p.Also, string(also))
	}
	var all food.Categories
	var fiber, water, fluid float64
	for i := range m.Food.Items {
		item := &m.Food.Items[i]
		p.Items = append(p.Items, newParsedItem(item))
		all |= item.Categories
		p.Plants = union(p.Plants, item.Plants)
		p.Herbs = union(p.Herbs, item.Herbs)
		fiber += item.FiberG
		water += item.WaterML
		fluid += item.FluidML
	}
	p.Categories = all.Slugs()
	if len(p.Items) > 0 {
		fiber = hundredths(fiber)
		p.FiberG = &fiber
	}
	p.WaterML, p.FluidML = amount(water), amount(fluid)
	return p
}

// write writes p as one line.
func (p parsed) write(out io.Writer) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc.Encode(p)
}

func newParsedItem(item *food.Item) parsedItem {
	fiber := hundredths(item.FiberG)
	return parsedItem{
		Text:       item.Text,
		Food:       item.Food,
		Categories: item.Categories.Slugs(),
		Plants:     union([]string{}, item.Plants),
		Grams:      amount(item.Grams),
		FiberG:     &fiber,
		WaterML:    amount(item.WaterML),
		FluidML:    amount(item.FluidML),
		EatenOn:    said(string(item.EatenOn)),
		Meal:       said(string(item.Meal)),
	}
}

// union appends to list what it doesn't hold yet.
func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

func spanTexts(spans []food.Span) []string {
	texts := make([]string, 0, len(spans))
	for _, s := range spans {
		texts = append(texts, s.Text)
	}
	return texts
}

// amount is nil for none.
func amount(v float64) *float64 {
	if v == 0 {
		return nil
	}
	v = hundredths(v)
	return &v
}

// said is nil for what the message doesn't say.
func said(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func hundredths(v float64) float64 { return math.Round(v*100) / 100 }
