package places

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gutskin/content"
)

func TestZone(t *testing.T) {
	places, err := Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Pune": "Asia/Kolkata", "sao paulo": "America/Sao_Paulo", "São Paulo": "America/Sao_Paulo", "NYC": "America/New_York",
		"I'm in Pune, India": "Asia/Kolkata", "Berlin please": "Europe/Berlin", "Portland, Maine": "America/New_York", "Paris": "Europe/Paris",
		"UTC": "UTC", "UTC+2": "Etc/GMT-2", "gmt -5": "Etc/GMT+5", "+5:30": "Asia/Kolkata", "-0330": "America/St_Johns", "+14": "Etc/GMT-14",
		"europe/berlin": "Europe/Berlin", "America/New York": "America/New_York", "america/port_of_spain": "America/Port_of_Spain",
		"America/Port-au-Prince": "America/Port-au-Prince", "america/argentina/buenos aires": "America/Argentina/Buenos_Aires", "Etc/GMT-2": "Etc/GMT-2",
		"münchen": "Europe/Berlin", "Zürich": "Europe/Zurich",
	} {
		zone, _, ok := places.Zone(text)
		if !ok || zone != want {
			t.Errorf("%q: %q, want %q", text, zone, want)
		}
	}
	for _, text := range []string{"", "nowhere", "+15", "-13", "+2:17", "../etc/passwd", "Europe/../x", "/", "lentil soup", "5"} {
		if zone, _, ok := places.Zone(text); ok {
			t.Errorf("%q is taken for %q", text, zone)
		}
	}
}

func TestNearest(t *testing.T) {
	places, err := Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lat, lon float64
		want     string
	}{
		{52.5, 13.4, "Europe/Berlin"}, {18.52, 73.86, "Asia/Kolkata"}, {-36.8, 174.7, "Pacific/Auckland"},
		{40.7, -74, "America/New_York"}, {-16.5, 180, "Pacific/Fiji"}, {-16.5, -180, "Pacific/Fiji"},
	} {
		if got := places.Nearest(c.lat, c.lon); got.Zone != c.want {
			t.Errorf("%v, %v: %v, want %s", c.lat, c.lon, got, c.want)
		}
	}
}

func TestMistakesInPlacesAreNamed(t *testing.T) {
	const header = "names\tregion\tcountry\tlat\tlon\tzone\n"
	good := &fstest.MapFile{Data: []byte(header)}
	for line, want := range map[string]string{
		"A\t\t\t1\t2":             "places/cities.tsv:2: has 5 columns, not 6",
		"A\t\t\tx\t2\tUTC":        "places/cities.tsv:2: lat and lon must be degrees",
		"A\t\t\t1\tNaN\tUTC":      "places/cities.tsv:2: lat and lon must be degrees",
		"A\t\t\t1\t200\tUTC":      "places/cities.tsv:2: lat and lon must be degrees",
		"A\t\t\t1\t2\tMars/Olymp": "places/cities.tsv:2: there is no time zone \"Mars/Olymp\"",
		"A\t\t\t1\t2\t":           "places/cities.tsv:2: there is no time zone \"\"",
		"A\n\nB":                  "places/cities.tsv:4: has 1 columns, not 6",
	} {
		_, err := Load(fstest.MapFS{"places/letter.tsv": {Data: []byte("country\n")}, "places/names.tsv": good, "places/cities.tsv": {Data: []byte(header + line)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", line, err, want)
		}
	}
}

func BenchmarkNearest(b *testing.B) {
	places, err := Load(content.Files)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		places.Nearest(52.5, 13.4)
	}
}

// FuzzZone: whatever people write of their time zone, what is found is a zone
// that there is, and soon.
func FuzzZone(f *testing.F) {
	places, err := Load(content.Files)
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{
		"Pune", "I'm in Pune, India", "paris, texas", "UTC", "utc +5:30", "GMT-0330", "−3", "+14", "+15", "-00:00", "+", "+1:2:3", "+99999999999", "+١",
		"America/Argentina/Buenos Aires", "europe/berlin", "Europe/../Berlin", "/etc/passwd", "a/", "Local/", "/", "posix/UTC", "right/UTC", "Etc/GMT+5",
		"\x00/\x00", "\xff\xfe", ",,,", "  ", "москва", "東京", "Zürich 🙂 please", strings.Repeat("a ", 2000), strings.Repeat("new york,", 400),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		zone, place, ok := places.Zone(text)
		if !ok {
			if zone != "" || place != "" {
				t.Errorf("%q is none, and %q in %q", text, zone, place)
			}
			return
		}
		if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
			t.Errorf("%q gives the zone %q: %v", text, zone, err)
		}
		if exact, as, ok := places.Exactly(text); ok && (exact != zone || as != place) {
			t.Errorf("%q is exactly %q in %q, and %q in %q", text, exact, as, zone, place)
		}
		if again, _, ok := places.Zone(zone); !ok || again != zone {
			t.Errorf("%q gives the zone %q, which gives %q", text, zone, again)
		}
		if there, ok := places.Named(place); place != "" && (!ok || there.Zone == "") {
			t.Errorf("%q is in %q, which isn't known", text, place)
		}
	})
}

func TestPaperIsThatOfTheZone(t *testing.T) {
	p, err := Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for zone, letter := range map[string]bool{
		"America/New_York": true, "America/Toronto": true, "America/Mexico_City": true, "Asia/Manila": true,
		"Europe/London": false, "Asia/Tokyo": false, "America/Sao_Paulo": false, "": false,
	} {
		if p.Letter(zone) != letter {
			t.Errorf("%q: letter %t", zone, !letter)
		}
	}
}
