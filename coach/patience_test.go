package coach

import (
	"testing"
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

func TestUnanswered(t *testing.T) {
	const today = day.Day("2026-03-18")
	nudged := func(kind NudgeKind, slot string, days ...int) (list []NudgeState) {
		for _, back := range days {
			list = append(list, NudgeState{NudgeKey: NudgeKey{Kind: kind, Day: today.Add(-back), Slot: slot}})
		}
		return list
	}
	drank := func(back, hour int) Entry { return ate(today.Add(-back), hour, "", water) }
	tests := []struct {
		name    string
		kind    NudgeKind
		entries []Entry
		nudges  []NudgeState
		want    int
	}{
		{"never nudged", NudgeWater, nil, nil, 0},
		{"five days", NudgeWater, nil, nudged(NudgeWater, "11:00", 1, 2, 3, 4, 5), 5},
		{"of another kind", NudgeFermented, nil, nudged(NudgeWater, "11:00", 1, 2, 3), 0},
		{"two slots a day", NudgeWater, nil, append(nudged(NudgeWater, "11:00", 1, 2), nudged(NudgeWater, "15:00", 1, 2)...), 2},
		{"a drink after it", NudgeWater, []Entry{drank(3, 12)}, nudged(NudgeWater, "11:00", 1, 2, 3, 4, 5), 2},
		{"a drink before it is no answer", NudgeWater, []Entry{drank(3, 9)}, nudged(NudgeWater, "11:00", 1, 2, 3, 4, 5), 5},
		{"days without reminders between", NudgeFermented, nil, nudged(NudgeFermented, "17:00", 1, 4, 5, 6, 8), 5},
		{"fermented at any hour", NudgeFermented, []Entry{ate(today.Add(-2), 8, food.Breakfast, kefir)}, nudged(NudgeFermented, "17:00", 1, 3, 4), 1},
		{"a rating", NudgeSkin, []Entry{{Kind: KindSkin, Day: today.Add(-1), At: today.At(20*time.Hour, time.UTC), Skin: &Skin{Rating: 3}}}, nudged(NudgeSkin, "20:30", 1, 2), 0},
		{"too long ago", NudgeSkin, nil, nudged(NudgeSkin, "20:30", 15, 16, 17), 0},
	}
	for _, tt := range tests {
		if got := Unanswered(utcUser(), tt.kind, today, tt.entries, tt.nudges); got != tt.want {
			t.Errorf("%s: %d days, want %d", tt.name, got, tt.want)
		}
	}
}
