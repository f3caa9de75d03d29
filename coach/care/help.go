package care

import (
	"fmt"
	"io/fs"
	"strings"

	"gutskin/coach/lang"
)

// Help is whom to call in a country. What isn't known for sure is "".
type Help struct {
	Country   string
	Emergency string // the number for an ambulance
	Crisis    string // a crisis line, with its name where it has one
	Eating    string // whom to ask about eating
}

// Directory knows whom to call where. It is safe for concurrent use.
type Directory struct{ zones map[string]Help }

const helpHeader = "country\tzones\temergency\tcrisis\teating\tsource"

// LoadDirectory reads care/help.tsv; its error names the line of every mistake.
func LoadDirectory(fsys fs.FS) (*Directory, error) {
	d := &Directory{zones: map[string]Help{}}
	err := lang.Table{Path: "care/help.tsv", Header: helpHeader}.Each(fsys, func(cells []string) error {
		h := Help{cells[0], cells[2], cells[3], cells[4]}
		if h.Country == "" || h.Emergency == "" || cells[5] == "" {
			return fmt.Errorf("a country needs a name, an emergency number and a source")
		}
		for zone := range strings.FieldsSeq(cells[1]) {
			if other, ok := d.zones[zone]; ok {
				return fmt.Errorf("%s is %s's zone already", zone, other.Country)
			}
			d.zones[zone] = h
		}
		return nil
	})
	return d, err
}

// For is whom to call in the country of an IANA time zone; the zero Help where
// that isn't known.
func (d *Directory) For(zone string) Help { return d.zones[zone] }
