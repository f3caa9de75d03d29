package intent

import (
	"testing"
	"time"

	"gutskin/coach/food"
)

func TestResaid(t *testing.T) {
	tests := []struct{ told, now, want string }{
		{"slept 6 hours", "actually 7", "slept 7 hours"},
		{"slept 6 hours", "make that 7.5", "slept 7.5 hours"},
		{"slept 6 hours", "no, 7 hours", "slept 7 hours"},
		{"30 min run", "more like 40", "40 min run"},
		{"no messages after 8pm please", "actually 9", "no messages after 9pm please"},
		{"weekly summary on saturday at 10", "sunday rather", "weekly summary on sunday at 10"},
		{"water goal 2 litres", "2.5 actually", "water goal 2.5 litres"},
		{"water every 2 hours from 8 till 6", "make it till 8pm", "water every 2 hours from 8 till 8pm"},
		{"remind me of kefir at 6pm", "make it half past 7", "remind me of kefir at half past 7pm"},
		{"slept 6 hours", "7", ""},                  // corrects nothing
		{"slept 6 hours", "actually 7 eggs", ""},    // tells of more
		{"slept 6 hours, skin 4", "actually 7", ""}, // which one?
		{"slept badly", "actually 7", ""},
		{"slept 6 hours", "actually great", ""},
		{"30 min run", "skin 3", ""},
	}
	r := testReader(t)
	m := food.Moment{Sent: time.Date(2026, 3, 18, 20, 0, 0, 0, time.UTC)}
	for _, tt := range tests {
		got, ok := r.Resaid(tt.told, tt.now, m)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%q, %q: %q, %v", tt.told, tt.now, got, ok)
		}
	}
}
