package coach

import (
	"encoding/json"
	"slices"
	"testing"
)

// TestEveryScheduleHasAKind holds the table of kinds against the schedules that a
// person's settings have.
func TestEveryScheduleHasAKind(t *testing.T) {
	var fields map[string]json.RawMessage
	r := DefaultReminders()
	r.Question.On = true
	for _, kind := range ScheduledKinds() {
		r.Of(kind).Hours = nil
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatal(err)
	}
	for name, field := range fields {
		var s struct{ On *bool }
		if json.Unmarshal(field, &s) == nil && s.On != nil && !slices.Contains(ScheduledKinds(), NudgeKind(name)) {
			t.Errorf("nobody schedules %q", name)
		}
	}
	seen := map[*Schedule]bool{}
	for _, kind := range ScheduledKinds() {
		if s := r.Of(kind); s == nil || seen[s] {
			t.Errorf("%q has no schedule of its own", kind)
		} else {
			seen[s] = true
		}
	}
	if r.Of(NudgeQuiet) != nil || NudgeQuiet.Asks() || !NudgeWater.Asks() {
		t.Error("nobody schedules the question whether to stay quiet, and it asks for nothing to be told")
	}
}
