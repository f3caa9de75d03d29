package coach

import (
	"archive/zip"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gutskin/coach/day"
)

// soak tells whether to simulate at full scale (SOAK=1, as make soak sets it)
// or a seeded part of it.
func soak() bool { return os.Getenv("SOAK") != "" }

// zones are the names of all IANA zones that Go ships with.
func zones(t testing.TB) []string {
	t.Helper()
	giveUp := t.Skipf
	if os.Getenv("CI") == "true" {
		giveUp = t.Fatalf
	}
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		giveUp("asking where Go is: %v", err)
	}
	r, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		giveUp("no list of zones: %v", err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	var names []string
	for _, f := range r.File {
		if !strings.HasSuffix(f.Name, "/") {
			names = append(names, f.Name)
		}
	}
	return names
}

// TestSimulationEachSlotOnce lets people in every zone, who log nothing and stay in
// touch, live through years of daylight saving and changes of law. Each slot
// of each local date is given exactly once, and at its local hour, or where
// the clock skips that, just after.
func TestSimulationEachSlotOnce(t *testing.T) {
	start, days, every := time.Date(2011, 11, 1, 12, 0, 0, 0, time.UTC), 100, 10
	if soak() {
		start, days, every = time.Date(2009, 1, 1, 12, 0, 0, 0, time.UTC), 3*365, 1
	}
	rng := rand.New(rand.NewPCG(4, 18))
	for i, zone := range append(zones(t), "Pacific/Apia", "America/Nuuk", "Africa/Casablanca", "Australia/Lord_Howe") {
		if i%every != 0 && i < 500 {
			continue
		}
		l := newLife(t, zone, start.AddDate(rng.IntN(15), 0, 0))
		hour := time.Duration(rng.IntN(96)) * 15 * time.Minute
		l.user.Reminders.Water.On = false
		l.user.Reminders.Fermented = Schedule{On: true, Chosen: true, Hours: []time.Duration{hour}}
		from := l.user.Started
		end := from.AddDate(0, 0, days)
		for at := from; at.Before(end); at = at.AddDate(0, 0, 10) {
			l.user.LastWrote = at
			l.until(at, at.AddDate(0, 0, 10))
		}
		checkEachOnce(t, l, hour, end)
	}
}

func checkEachOnce(t *testing.T, l *life, hour time.Duration, end time.Time) {
	t.Helper()
	given := make(map[day.Day]time.Time)
	for _, s := range l.sent {
		if s.Kind != NudgeFermented {
			continue
		}
		local := s.at.In(l.user.Location())
		if wall := sinceMidnight(local); wall != hour && !inGap(local, hour) {
			t.Errorf("%s: slot %s given at %v", l.user.Zone, s.Slot, local)
		}
		given[s.Day] = local
	}
	// The dates are listed by walking through the instants.
	zone := l.user.Location()
	for at := l.user.Started.Add(48 * time.Hour); at.Before(end.Add(-48 * time.Hour)); at = at.Add(6 * time.Hour) {
		d := l.user.Today(at)
		instant := d.At(hour, zone)
		if hour < l.user.DayEnd {
			instant = d.Add(1).At(hour, zone)
		}
		if _, ok := given[d]; !ok && !skipped(d, hour, instant) {
			t.Errorf("%s: slot of %s at %v is not given", l.user.Zone, d, hour)
			return
		}
	}
}

func sinceMidnight(t time.Time) time.Duration {
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
}

// inGap tells whether the clock skipped the time of day shortly before t.
func inGap(t time.Time, clock time.Duration) bool {
	for back := time.Duration(0); back <= 3*time.Hour; back += time.Minute {
		if sinceMidnight(t.Add(-back)) == clock {
			return false
		}
	}
	_, now := t.Zone()
	_, before := t.Add(-3 * time.Hour).Zone()
	return now > before
}

// TestSimulationEventfulLives lets people log, drink, snooze, pause, travel, fall silent
// and come back, and the scheduler miss minutes. Whatever happens, no slot of
// a day is given twice, none in quiet hours that weren't chosen, none in a
// pause, and no person more than one question for each silence; a snoozed one
// comes again. Looking only when NextDue says so gives the same as looking
// every minute.
func TestSimulationEventfulLives(t *testing.T) {
	people, days, brute := 40, 60, uint64(2)
	if soak() {
		people, days, brute = 10_000, 3*365, 40
	}
	names := zones(t)
	for seed := range uint64(people) {
		t.Run(fmt.Sprint("person ", seed), func(t *testing.T) {
			t.Parallel()
			l := liveEventfully(t, names, seed, days, false)
			if seed >= brute {
				return
			}
			every := liveEventfully(t, names, seed, min(days, 12), true)
			for i := range every.sent {
				if a, b := l.sent[i].String(), every.sent[i].String(); a != b {
					t.Fatalf("%s when due, %s when looked at every minute", a, b)
				}
			}
		})
	}
}

// liveEventfully is one person's life, the same for the same seed.
func liveEventfully(t *testing.T, names []string, seed uint64, days int, everyMinute bool) *life {
	rng := rand.New(rand.NewPCG(seed, 7))
	start := time.Date(2024+rng.IntN(4), time.Month(1+rng.IntN(12)), 1, rng.IntN(24), rng.IntN(60), 0, 0, time.UTC)
	l := newLife(t, names[rng.IntN(len(names))], start)
	chooseReminders(&l.user.Reminders, rng)
	for at := start; at.Before(start.AddDate(0, 0, days)); {
		end := at.Add(time.Duration(1+rng.IntN(600)) * time.Minute)
		if rng.IntN(60) == 0 {
			end = at.Add(20 * 24 * time.Hour) // silence
		}
		before := len(l.sent)
		if everyMinute {
			for minute := at; minute.Before(end); minute = minute.Add(time.Minute) {
				l.tick(minute)
			}
		} else {
			l.until(at, end)
		}
		checkLately(t, l, before)
		at = end
		l.act(rng, names, at)
	}
	return l
}

func chooseReminders(r *Reminders, rng *rand.Rand) {
	r.Skin.On = rng.IntN(2) == 0
	if rng.IntN(3) == 0 {
		hour := time.Duration(rng.IntN(24)) * time.Hour
		r.Fermented = Schedule{On: true, Chosen: true, Hours: []time.Duration{hour}}
		r.Water.Hours = append(r.Water.Hours, hour+20*time.Minute)
	}
	if rng.IntN(4) == 0 {
		r.QuietFrom, r.QuietTo = time.Duration(rng.IntN(24))*time.Hour, time.Duration(rng.IntN(24))*time.Hour
	}
}

// checkLately holds the nudges from the index on against the rules.
func checkLately(t *testing.T, l *life, from int) {
	t.Helper()
	questions := 0
	for _, s := range l.sent[from:] {
		u := &l.user
		var hour time.Duration
		if at, err := time.Parse("15:04", s.Slot); err == nil {
			hour = sinceMidnight(at)
		}
		chosen := u.Reminders.Fermented.Chosen && u.quietAt(hour)
		switch {
		case u.Quiet(s.at) && !chosen:
			t.Fatalf("%s: %v in quiet hours", u.Zone, s)
		case s.at.Before(u.Reminders.PausedUntil):
			t.Fatalf("%s: %v in a pause", u.Zone, s)
		case s.at.Before(s.Opened) || s.at.Sub(s.Opened) > SlotOpen || !s.at.Before(s.Expires):
			t.Fatalf("%s: %v outside its span", u.Zone, s)
		case s.Kind == NudgeQuiet:
			questions++
		case s.at.Sub(u.LastWrote) >= SilentAfter:
			t.Fatalf("%s: %v to someone silent", u.Zone, s)
		}
	}
	if questions > 1 {
		t.Fatalf("%s: asked %d times in one silence", l.user.Zone, questions)
	}
}
