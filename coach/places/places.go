// Package places finds a person's time zone by the name of a place and by a
// location. Its cities are data.
package places

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"time"

	"gutskin/coach/lang"
)

// Place is a city and its time zone.
type Place struct {
	Name     string
	Zone     string // IANA name
	Lat, Lon float64
}

// Atlas finds time zones by a place's name and by a location.
type Atlas struct {
	list   []Place
	byName map[string]int  // folded; of places with one name the first in the files
	words  int             // of the longest name
	paper  map[string]bool // countries that print on US Letter
	letter map[string]bool // their zones
}

// Load reads places/letter.tsv, places/names.tsv and places/cities.tsv. Its error
// names every mistake with file and line.
func Load(fsys fs.FS) (*Atlas, error) {
	p := &Atlas{byName: map[string]int{}, paper: map[string]bool{}, letter: map[string]bool{}}
	letter := lang.Table{Path: "places/letter.tsv", Header: "country"}
	err := letter.Each(fsys, func(cells []string) error {
		p.paper[cells[0]] = true
		return nil
	})
	return p, errors.Join(err, p.load(fsys, "places/names.tsv"), p.load(fsys, "places/cities.tsv"))
}

func (p *Atlas) load(fsys fs.FS, file string) error {
	zones := map[string]error{}
	table := lang.Table{Path: file, Header: "names\tregion\tcountry\tlat\tlon\tzone"}
	return table.Each(fsys, func(cells []string) error { return p.add(cells, zones) })
}

// add adds the place of one line: names, region, country, lat, lon, zone.
func (p *Atlas) add(columns []string, zones map[string]error) error {
	lat, lon := degrees(columns[3], 90), degrees(columns[4], 180)
	if math.IsNaN(lat + lon) {
		return errors.New("lat and lon must be degrees, such as 52.52 and 13.4")
	}
	zone := columns[5]
	if _, seen := zones[zone]; !seen {
		_, zones[zone] = time.LoadLocation(zone)
	}
	if zones[zone] != nil || zone == "" || zone == "Local" {
		return fmt.Errorf("there is no time zone %q", zone)
	}
	if p.paper[columns[2]] {
		p.letter[zone] = true
	}
	names := strings.Split(columns[0], ";")
	p.list = append(p.list, Place{names[0], zone, lat, lon})
	for _, name := range names {
		p.name(name)
		for _, within := range columns[1:3] {
			if within != "" {
				p.name(name + " " + within)
			}
		}
	}
	return nil
}

// Letter reports whether people in the time zone print on US Letter, and not on
// A4.
func (p *Atlas) Letter(zone string) bool { return p.letter[zone] }

// degrees is NaN for text that is no number up to most.
func degrees(text string, most float64) float64 {
	d, err := strconv.ParseFloat(text, 64)
	if err != nil || !(math.Abs(d) <= most) {
		return math.NaN()
	}
	return d
}

// name gives the place added last a name, unless a greater one bears it.
func (p *Atlas) name(name string) {
	key := lang.Fold(name)
	if _, taken := p.byName[key]; !taken && key != "" {
		p.byName[key] = len(p.list) - 1
		p.words = max(p.words, strings.Count(key, " ")+1)
	}
}

// Named is the place with that name, with or without its region or country:
// "Pune", "sao paulo", "Paris, Texas".
func (p *Atlas) Named(name string) (Place, bool) {
	i, ok := p.byName[lang.Fold(name)]
	if !ok {
		return Place{}, false
	}
	return p.list[i], true
}

// Nearest is the place nearest to a location given in degrees.
func (p *Atlas) Nearest(lat, lon float64) Place {
	var best Place
	least := math.Inf(1)
	x, y, z := onSphere(lat, lon)
	for _, place := range p.list {
		px, py, pz := onSphere(place.Lat, place.Lon)
		if d := (x-px)*(x-px) + (y-py)*(y-py) + (z-pz)*(z-pz); d < least {
			best, least = place, d
		}
	}
	return best
}

func onSphere(lat, lon float64) (x, y, z float64) {
	lat, lon = lat*math.Pi/180, lon*math.Pi/180
	return math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)
}

// Zone reads what a person writes about their time zone: a place, an IANA
// name such as Europe/Berlin, or an offset such as "UTC+2" or "-05:30". ok is
// false when it is none of them.
func (p *Atlas) Zone(text string) (zone, place string, ok bool) {
	if zone, place, ok := p.Exactly(text); ok {
		return zone, place, true
	}
	if found, _, ok := p.Within(text); ok {
		return found.Zone, found.Name, true
	}
	return "", "", false
}

// Within is the place with the longest name in a text, and that name as it
// stands there: "Pune, please", "I'm in Pune".
func (p *Atlas) Within(text string) (place Place, name string, ok bool) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	for n := min(len(words), p.words); n > 0; n-- {
		for from := 0; from+n <= len(words); from++ {
			phrase := strings.Join(words[from:from+n], " ")
			if n < len(words) && len(phrase) < 4 {
				continue
			}
			if place, ok := p.Named(phrase); ok {
				return place, phrase, true
			}
		}
	}
	return Place{}, "", false
}

// Exactly is Zone for words that are to be a place or an offset and nothing
// else: "Pune", not "the Pune office".
func (p *Atlas) Exactly(text string) (zone, place string, ok bool) {
	text = strings.TrimSpace(text)
	if zone, ok := ianaZone(text); ok {
		return zone, "", true
	}
	if zone, ok := offsetZone(text); ok {
		return zone, "", true
	}
	named, ok := p.Named(text)
	return named.Zone, named.Name, ok
}

func ianaZone(text string) (string, bool) {
	name := strings.ReplaceAll(text, " ", "_")
	if strings.EqualFold(name, "utc") || strings.EqualFold(name, "gmt") {
		return "UTC", true
	}
	if !strings.Contains(name, "/") || strings.Contains(name, ".") || len(name) > 40 {
		return "", false
	}
	for _, zone := range [...]string{name, zoneCase(name)} {
		if _, err := time.LoadLocation(zone); err == nil && 'A' <= zone[0] && zone[0] <= 'Z' {
			return zone, true
		}
	}
	return "", false
}

// zoneCase writes "america/sao_paulo" as "America/Sao_Paulo"; the small words
// inside names ("of", "es") stay small.
func zoneCase(name string) string {
	segments := strings.Split(strings.ToLower(name), "/")
	for i, segment := range segments {
		parts := strings.Split(segment, "_")
		for j, part := range parts {
			if j == 0 || len(part) > 2 {
				parts[j] = strings.ToUpper(part[:min(1, len(part))]) + part[min(1, len(part)):]
			}
		}
		segments[i] = strings.Join(parts, "_")
	}
	return strings.Join(segments, "/")
}

// offsetZone reads an offset from UTC. Whole hours become one of the IANA
// zones "Etc/GMT-2", whose signs are the other way round; half hours the
// largest place that keeps them all year.
func offsetZone(text string) (string, bool) {
	s := strings.ToUpper(strings.ReplaceAll(strings.ReplaceAll(text, " ", ""), "−", "-"))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "UTC"), "GMT")
	if s == "" || s[0] != '+' && s[0] != '-' {
		return "", false
	}
	hours, minutes, _ := strings.Cut(s[1:], ":")
	if minutes == "" && len(hours) == 4 {
		hours, minutes = hours[:2], hours[2:]
	}
	h, err := strconv.Atoi(hours)
	if err != nil || h < 0 || h > 14 || len(hours) > 2 {
		return "", false
	}
	if minutes == "" || minutes == "00" {
		return wholeHours(s[0] == '-', h)
	}
	zone, ok := brokenHours[s[:1]+strconv.Itoa(h)+":"+minutes]
	return zone, ok
}

func wholeHours(west bool, h int) (string, bool) {
	switch {
	case h == 0:
		return "UTC", true
	case west && h <= 12:
		return "Etc/GMT+" + strconv.Itoa(h), true
	case !west:
		return "Etc/GMT-" + strconv.Itoa(h), true
	}
	return "", false
}

// brokenHours are the offsets in use that aren't whole hours.
var brokenHours = map[string]string{
	"-9:30": "Pacific/Marquesas", "-3:30": "America/St_Johns", "+3:30": "Asia/Tehran",
	"+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata", "+5:45": "Asia/Kathmandu",
	"+6:30": "Asia/Yangon", "+8:45": "Australia/Eucla", "+9:30": "Australia/Darwin",
	"+10:30": "Australia/Lord_Howe", "+12:45": "Pacific/Chatham",
}
