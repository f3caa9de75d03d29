package coach

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// local is the instant at which the person's clock shows that time.
func local(t testing.TB, u *User, clock string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", clock, u.Location())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// berliner has finished /start on Monday 16 March 2026 at 08:00 and wrote
// last on the 18th.
func berliner(t testing.TB) *User {
	u := NewUser(1, time.Time{})
	u.Zone = "Europe/Berlin"
	u.Started = local(t, &u, "2026-03-16 08:00")
	u.LastWrote = local(t, &u, "2026-03-18 08:00")
	return &u
}

// slots are the slots of the nudges, as "water 11:00".
func slots(nudges []Nudge) []string {
	names := []string{}
	for _, n := range nudges {
		names = append(names, string(n.Kind)+" "+n.Slot)
	}
	return names
}

func TestDue(t *testing.T) {
	done := func(kind NudgeKind, slot string) NudgeState {
		return NudgeState{NudgeKey: NudgeKey{kind, "2026-03-18", slot}}
	}
	snoozed := func(kind NudgeKind, slot string, until time.Time) NudgeState {
		n := done(kind, slot)
		n.SnoozedUntil = until
		return n
	}
	clock := func(s string) time.Time { return local(t, berliner(t), "2026-03-18 "+s) }
	late := 22*time.Hour + 30*time.Minute
	tests := []struct {
		name   string
		at     string
		change func(*User)
		logged Logged
		nudges []NudgeState
		want   []string
	}{
		{name: "nothing before the hour", at: "16:59", want: []string{}},
		{name: "fermented at its hour", at: "17:00", want: []string{"fermented 17:00"}},
		{name: "due for an hour", at: "17:59", want: []string{"fermented 17:00"}},
		{name: "then let go", at: "18:00", want: []string{}},
		{name: "not when logged", at: "17:00", logged: Logged{Fermented: true}, want: []string{}},
		{name: "not twice", at: "17:01", nudges: []NudgeState{done(NudgeFermented, "17:00")}, want: []string{}},
		{name: "behind at 11", at: "11:00", logged: Logged{FluidML: 428}, want: []string{"water 11:00"}},
		{name: "on pace at 11", at: "11:00", logged: Logged{FluidML: 429}, want: []string{}},
		{name: "pace is that of the hour", at: "11:45", logged: Logged{FluidML: 429}, want: []string{}},
		{name: "behind at 15", at: "15:00", logged: Logged{FluidML: 999}, want: []string{"water 15:00"}},
		{name: "on pace at 15", at: "15:00", logged: Logged{FluidML: 1000}, want: []string{}},
		{name: "own aim", at: "15:00", logged: Logged{FluidML: 1000}, change: func(u *User) { u.WaterAimML = 2500 }, want: []string{"water 15:00"}},
		{name: "the two slots are two", at: "15:00", nudges: []NudgeState{done(NudgeWater, "11:00")}, want: []string{"water 15:00"}},

		{name: "no zone", at: "17:00", change: func(u *User) { u.Zone = "" }, want: []string{}},
		{name: "left", at: "17:00", change: func(u *User) { u.Left = true }, want: []string{}},
		{name: "not started", at: "17:00", change: func(u *User) { u.Started = time.Time{} }, want: []string{}},
		{name: "hour before start", at: "17:10", change: func(u *User) { u.Started = clock("17:05") }, want: []string{}},
		{name: "hour after start", at: "17:00", change: func(u *User) { u.Started = clock("16:30") }, want: []string{"fermented 17:00"}},
		{name: "turned on later", at: "17:10", change: func(u *User) { u.Reminders.Fermented.Since = clock("17:05") }, want: []string{}},
		{name: "off", at: "17:00", change: func(u *User) { u.Reminders.Fermented.On = false }, want: []string{}},
		{name: "not on Wednesdays", at: "17:00", change: func(u *User) { u.Reminders.Fermented.Days = []time.Weekday{time.Monday} }, want: []string{}},
		{name: "paused", at: "17:00", change: func(u *User) { u.Reminders.PausedUntil = clock("20:00") }, want: []string{}},
		{name: "hour in a pause", at: "17:40", change: func(u *User) { u.Reminders.PausedUntil = clock("17:30") }, want: []string{}},
		{name: "pause over", at: "17:40", change: func(u *User) { u.Reminders.PausedUntil = clock("16:30") }, want: []string{"fermented 17:00"}},

		{name: "skin is off", at: "20:30", want: []string{}},
		{name: "skin when on", at: "20:30", change: func(u *User) { u.Reminders.Skin.On = true }, want: []string{"skin 20:30"}},
		{name: "skin when rated", at: "20:30", change: func(u *User) { u.Reminders.Skin.On = true }, logged: Logged{Skin: true}, want: []string{}},

		{name: "quiet hours", at: "22:30", change: func(u *User) { u.Reminders.Fermented.Hours[0] = late }, want: []string{}},
		{name: "quiet hour chosen", at: "22:30", change: func(u *User) {
			u.Reminders.Fermented = Schedule{On: true, Chosen: true, Hours: []time.Duration{late}}
		}, want: []string{"fermented 22:30"}},
		{name: "open slot ends at quiet hours", at: "22:10", change: func(u *User) {
			u.Reminders.Fermented = Schedule{On: true, Chosen: true, Hours: []time.Duration{late - time.Hour}}
		}, want: []string{}},
		{name: "quiet hours end within the slot", at: "11:30", change: func(u *User) { u.Reminders.QuietTo = 11*time.Hour + 30*time.Minute }, want: []string{"water 11:00"}},
		{name: "no quiet hours", at: "22:30", change: func(u *User) {
			u.Reminders.QuietTo = u.Reminders.QuietFrom
			u.Reminders.Fermented.Hours[0] = late
		}, want: []string{"fermented 22:30"}},

		{name: "snoozed", at: "17:30", nudges: []NudgeState{snoozed(NudgeFermented, "17:00", clock("18:10"))}, want: []string{}},
		{name: "snooze over", at: "18:10", nudges: []NudgeState{snoozed(NudgeFermented, "17:00", clock("18:10"))}, want: []string{"fermented 17:00"}},
		{name: "snooze let go", at: "19:10", nudges: []NudgeState{snoozed(NudgeFermented, "17:00", clock("18:10"))}, want: []string{}},
		{name: "snoozed, then logged", at: "18:10", logged: Logged{Fermented: true}, nudges: []NudgeState{snoozed(NudgeFermented, "17:00", clock("18:10"))}, want: []string{}},
		{name: "snoozed into quiet hours", at: "22:20", nudges: []NudgeState{snoozed(NudgeFermented, "17:00", clock("22:15"))}, want: []string{}},
		{name: "snoozed to shortly before the next slot", at: "14:55", nudges: []NudgeState{snoozed(NudgeWater, "11:00", clock("14:55"))}, want: []string{}},
		{name: "snoozed to 89 minutes before it", at: "13:31", nudges: []NudgeState{snoozed(NudgeWater, "11:00", clock("13:31"))}, want: []string{}},
		{name: "the next slot comes instead", at: "15:00", nudges: []NudgeState{snoozed(NudgeWater, "11:00", clock("14:55"))}, want: []string{"water 15:00"}},
		{name: "and then no more", at: "15:01", nudges: []NudgeState{snoozed(NudgeWater, "11:00", clock("14:55")), done(NudgeWater, "15:00")}, want: []string{}},
		{name: "snoozed to 90 minutes before it", at: "13:30", nudges: []NudgeState{snoozed(NudgeWater, "11:00", clock("13:30"))}, want: []string{"water 11:00"}},
		{name: "snoozed, and no next slot today", at: "14:55", nudges: []NudgeState{snoozed(NudgeWater, "11:00", clock("14:55")), done(NudgeWater, "15:00")}, want: []string{"water 11:00"}},
		{name: "another kind's slot absorbs nothing", at: "16:55", nudges: []NudgeState{snoozed(NudgeWater, "15:00", clock("16:55"))}, want: []string{"water 15:00"}},
		{name: "both snoozed", at: "15:30", nudges: []NudgeState{snoozed(NudgeWater, "11:00", clock("15:30")), snoozed(NudgeWater, "15:00", clock("16:00"))}, want: []string{}},
		{name: "next slot replaces a snoozed one", at: "15:00", nudges: []NudgeState{snoozed(NudgeWater, "11:00", clock("14:30"))}, want: []string{"water 15:00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u := berliner(t)
			if tt.change != nil {
				tt.change(u)
			}
			got := Due(u, Today{Day: "2026-03-18", Logged: tt.logged, Nudges: tt.nudges}, clock(tt.at))
			if diff := cmp.Diff(tt.want, slots(got)); diff != "" {
				t.Errorf("due at %s (-want +got):\n%s", tt.at, diff)
			}
		})
	}
}

func TestSnoozedTo(t *testing.T) {
	u := berliner(t)
	clock := func(s string) time.Time { return local(t, u, "2026-03-18 "+s) }
	for until, want := range map[string]string{"12:30": "12:30", "14:55": "15:00", "15:10": "15:10"} {
		got := SnoozedTo(u, NudgeKey{NudgeWater, "2026-03-18", "11:00"}, clock(until))
		if !got.Equal(clock(want)) {
			t.Errorf("snoozed until %s it comes at %s, want %s", until, got, want)
		}
	}
}

func TestDueWeekly(t *testing.T) {
	u := berliner(t)
	sunday := local(t, u, "2026-03-22 18:00")
	got := Due(u, TodayOf(u, sunday, nil, nil), sunday)
	if diff := cmp.Diff([]string{"weekly 18:00"}, slots(got)); diff != "" {
		t.Errorf("Sunday at 18:00 (-want +got):\n%s", diff)
	}
	monday := local(t, u, "2026-03-23 18:00")
	if got := Due(u, TodayOf(u, monday, nil, nil), monday); len(got) > 0 {
		t.Errorf("Monday at 18:00: %v", slots(got))
	}

	state := NudgeState{NudgeKey: got[0].NudgeKey, SnoozedUntil: local(t, u, "2026-03-22 23:30")}
	monday = local(t, u, "2026-03-23 08:00")
	if got := Due(u, TodayOf(u, monday, nil, []NudgeState{state}), monday); len(got) != 1 || got[0].Day != "2026-03-22" {
		t.Errorf("a weekly summary snoozed into the night waits for the morning, got %v", got)
	}
}

func TestDuePastMidnight(t *testing.T) {
	u := berliner(t)
	u.Reminders.Fermented = Schedule{On: true, Chosen: true, Hours: []time.Duration{90 * time.Minute}}
	now := local(t, u, "2026-03-19 01:30")
	today := TodayOf(u, now, nil, nil)
	got := Due(u, today, now)
	if len(got) != 1 || got[0].Day != "2026-03-18" {
		t.Fatalf("01:30 belongs to the day before, got %v", got)
	}
	today.Logged.Fermented = true
	if got := Due(u, today, now); len(got) > 0 {
		t.Errorf("logged that day, yet due: %v", got)
	}
}

func TestDueWhenSilent(t *testing.T) {
	u := berliner(t)
	now := local(t, u, "2026-04-01 11:00") // 14 days after 08:00
	if next := NextDue(u, u.LastWrote.Add(SilentAfter)); !next.Equal(now) {
		t.Errorf("the question is due at %v, not %v", next, now)
	}
	got := Due(u, TodayOf(u, now, nil, nil), now)
	if diff := cmp.Diff([]string{"quiet 11:00"}, slots(got)); diff != "" {
		t.Fatalf("after 14 silent days (-want +got):\n%s", diff)
	}
	u.Nudged(got[0], now)
	later := local(t, u, "2026-04-01 15:00")
	if got := Due(u, TodayOf(u, later, nil, nil), later); len(got) > 0 {
		t.Errorf("after the question: %v", slots(got))
	}
	if next := NextDue(u, now); !next.IsZero() {
		t.Errorf("after the question, next due at %v", next)
	}
	u.LastWrote = local(t, u, "2026-04-20 09:00")
	later = local(t, u, "2026-04-20 17:00")
	if got := Due(u, TodayOf(u, later, nil, nil), later); len(got) != 1 || got[0].Kind != NudgeFermented {
		t.Errorf("after they wrote again: %v", slots(got))
	}
}

func TestDueAfterMove(t *testing.T) {
	tests := []struct {
		name     string
		from, to string
		moved    string // in the new zone
		at       string
		nudges   []NudgeState
		want     []string
	}{
		{"east, over its hour", "America/New_York", "Europe/London", "2026-03-18 20:30", "2026-03-18 20:31", nil, []string{"fermented 17:00"}},
		{"east, it was over", "America/New_York", "Europe/London", "2026-03-18 22:30", "2026-03-18 22:31", nil, []string{}},
		{"east, into quiet hours", "America/New_York", "Asia/Kolkata", "2026-03-18 23:30", "2026-03-18 23:31", nil, []string{}},
		{"east, two slots of a kind", "America/New_York", "Europe/London", "2026-03-18 15:30", "2026-03-18 15:31", nil, []string{"water 15:00"}},
		{"east, the later of two slots given", "America/New_York", "Europe/London", "2026-03-18 15:30", "2026-03-18 15:45", []NudgeState{{NudgeKey: NudgeKey{NudgeWater, "2026-03-18", "15:00"}}}, []string{}},
		{"west, already given", "Asia/Tokyo", "America/New_York", "2026-03-18 11:30", "2026-03-18 17:00", []NudgeState{{NudgeKey: NudgeKey{NudgeFermented, "2026-03-18", "17:00"}}}, []string{}},
		{"west, still to come", "Asia/Tokyo", "Europe/London", "2026-03-18 07:30", "2026-03-18 17:00", nil, []string{"fermented 17:00"}},
		{"the week", "America/New_York", "Asia/Tokyo", "2026-03-23 06:00", "2026-03-23 08:00", nil, []string{"weekly 18:00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u := berliner(t)
			u.Zone = tt.to
			moved, now := local(t, u, tt.moved), local(t, u, tt.at)
			u.Zone = tt.from
			if err := u.MoveTo(tt.to, moved); err != nil {
				t.Fatal(err)
			}
			got := Due(u, TodayOf(u, now, nil, tt.nudges), now)
			if diff := cmp.Diff(tt.want, slots(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMoveToUnknownZone(t *testing.T) {
	u := berliner(t)
	if err := u.MoveTo("Europe/Atlantis", u.Started); err == nil || u.Zone != "Europe/Berlin" {
		t.Errorf("zone %q, error %v", u.Zone, err)
	}
}

func TestNextDue(t *testing.T) {
	u := berliner(t)
	at := func(s string) time.Time { return local(t, u, s) }
	check := func(name string, got, want time.Time) {
		t.Helper()
		if !got.Equal(want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	check("before the hour", NextDue(u, at("2026-03-18 16:00")), at("2026-03-18 17:00"))
	check("an open slot", NextDue(u, at("2026-03-18 17:20")), at("2026-03-18 17:20"))
	u.Reviewed = at("2026-03-18 17:00")
	check("looked at", NextDue(u, at("2026-03-18 17:20")), at("2026-03-19 11:00"))
	fermented := NudgeState{NudgeKey: NudgeKey{NudgeFermented, "2026-03-18", "17:00"}, SnoozedUntil: at("2026-03-18 18:20")}
	check("snoozed", NextDue(u, at("2026-03-18 17:20"), fermented), at("2026-03-18 18:20"))
	u.Reminders.PausedUntil = at("2026-03-25 17:20")
	check("paused", NextDue(u, at("2026-03-18 17:20")), at("2026-03-26 11:00"))
	u.Reminders.Fermented.On, u.Reminders.Water.On, u.Reminders.Weekly.On = false, false, false
	check("all off", NextDue(u, at("2026-03-18 17:20")), time.Time{})
}

func TestTodayOf(t *testing.T) {
	u := berliner(t)
	now := local(t, u, "2026-03-18 12:00")
	entries := []Entry{
		{Kind: KindMeal, Day: "2026-03-18", Foods: []Food{{FluidML: 240}, {FluidML: 300, Categories: food.SetOf(food.Fermented)}}},
		{Kind: KindMeal, Day: "2026-03-17", Foods: []Food{{FluidML: 500}}},
		{Kind: KindSkin, Day: "2026-03-17", Skin: &Skin{Rating: 3}},
		{Kind: KindSkin, Day: "2026-03-18", Skin: &Skin{Tags: []string{"calm"}}},
		{Kind: KindMeal, Day: "2026-03-16", Foods: []Food{{FluidML: 999}}},
	}
	want := Today{Day: "2026-03-18", Logged: Logged{FluidML: 540, Fermented: true}, Yesterday: Logged{FluidML: 500, Skin: true}}
	if diff := cmp.Diff(want, TodayOf(u, now, entries, nil)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDeliveryKey(t *testing.T) {
	n := Nudge{NudgeKey: NudgeKey{NudgeWater, day.Day("2026-03-18"), "11:00"}, Opened: time.Unix(1000, 0)}
	if got := n.DeliveryKey(7); got != "n:7:water:2026-03-18:11:00" {
		t.Error(got)
	}
	n.Snoozed = true
	if got := n.DeliveryKey(7); got != "n:7:water:2026-03-18:11:00:1000" {
		t.Error(got)
	}
}

func BenchmarkDue(b *testing.B) {
	u := berliner(b)
	now := local(b, u, "2026-03-18 17:00")
	for b.Loop() {
		Due(u, Today{Day: "2026-03-18"}, now)
	}
}

func BenchmarkNextDue(b *testing.B) {
	u := berliner(b)
	now := local(b, u, "2026-03-18 17:00")
	for b.Loop() {
		NextDue(u, now)
	}
}
