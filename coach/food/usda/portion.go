package usda

import (
	"regexp"
	"strconv"
	"strings"
)

// usualServing is how FNDDS describes the serving it assumes when a person
// does not say how much.
const usualServing = "Quantity not specified"

// described takes a portion description apart: "1 cup, sliced" is 1 cup,
// "10 fl oz" is 10 fl oz, "1 medium (2-3/4" dia)" is 1 medium.
var described = regexp.MustCompile(`^([0-9.]+)\s+(fl oz|[A-Za-z]+)`)

// unitNames maps the tables' words to the lexicon's unit names.
var unitNames = map[string]string{
	"cup": "cup", "tablespoon": "tbsp", "tbsp": "tbsp", "teaspoon": "tsp", "tsp": "tsp",
	"slice": "slice", "slices": "slice", "piece": "piece", "pieces": "piece",
	"small": "small", "medium": "medium", "large": "large",
	"can": "can", "bottle": "bottle", "bag": "bag", "packet": "packet", "package": "packet",
	"bar": "bar", "scoop": "scoop", "wedge": "wedge", "leaf": "leaf", "leaves": "leaf",
	"clove": "clove", "stalk": "stalk", "sprig": "sprig", "head": "head", "fillet": "fillet",
	"link": "link", "strip": "strip", "container": "container", "carton": "carton",
	"bowl": "bowl", "spear": "spear", "stick": "stick", "wing": "wing", "leg": "leg",
	"thigh": "thigh", "breast": "breast", "drumstick": "drumstick", "patty": "patty",
	"sandwich": "each", "regular": "each", "each": "each", "fruit": "each", "egg": "each",
	"cookie": "each", "cracker": "each", "roll": "each", "muffin": "each", "whole": "each",
}

// unitOrder is the order in which units are written into a row.
var unitOrder = []string{
	"each", "small", "medium", "large", "cup", "tbsp", "tsp", "slice", "piece",
	"bowl", "can", "bottle", "carton", "container", "bag", "packet", "bar", "scoop",
	"wedge", "leaf", "clove", "stalk", "sprig", "head", "spear", "stick", "fillet",
	"link", "strip", "patty", "wing", "leg", "thigh", "breast", "drumstick",
}

// flOzPerCup is the number of US fluid ounces in a US cup.
const flOzPerCup = 8

// addPortion takes a portion over where the lexicon has a unit for it. The
// first portion for a unit wins: the tables list the plainest first.
func (f *Figures) addPortion(description string, grams float64) {
	if grams <= 0 {
		return
	}
	if description == usualServing {
		f.ServingG = grams
		return
	}
	parts := described.FindStringSubmatch(description)
	if parts == nil {
		return
	}
	count, err := strconv.ParseFloat(parts[1], 64)
	if err != nil || count <= 0 {
		return
	}
	word := strings.ToLower(parts[2])
	if word == "fl oz" {
		f.setUnit("cup", grams/count*flOzPerCup)
		return
	}
	if unit, ok := unitNames[word]; ok {
		f.setUnit(unit, grams/count)
		return
	}
	if strings.Contains(strings.ToLower(f.Name), word) {
		f.setUnit("each", grams/count)
	}
}

func (f *Figures) setUnit(unit string, grams float64) {
	if _, taken := f.Units[unit]; !taken {
		f.Units[unit] = grams
	}
}
