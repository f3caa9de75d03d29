package intent

import (
	"time"

	"gutskin/coach/day"
	"gutskin/coach/food"
)

// Clock reads words that say a time of day and nothing else: "8pm", "20:30",
// "half past nine".
func (r *Reader) Clock(words string, m food.Moment) (time.Duration, bool) {
	v := r.look(words, m)
	if list := v.clocks(0, len(v.toks)); len(list) == 1 {
		return list[0], true
	}
	if len(v.toks) == 1 && v.toks[0].Number && v.numberAt(0) <= 24 {
		return time.Duration(v.numberAt(0)) * time.Hour % (24 * time.Hour), true
	}
	return 0, false
}

// Fluid reads words that say an amount of drink: "2.5 l", "80 oz", "2500".
func (r *Reader) Fluid(words string, m food.Moment) (Fluid, bool) {
	v := r.look(words, m)
	return v.fluid(0, len(v.toks), true)
}

// Weekday reads words that name a day of the week.
func (r *Reader) Weekday(words string, m food.Moment) (time.Weekday, bool) {
	v := r.look(words, m)
	if list := v.weekdays(0, len(v.toks)); len(list) == 1 {
		return list[0], true
	}
	return 0, false
}

// Day reads words that name a day: "yesterday", "last Tuesday".
func (r *Reader) Day(words string, m food.Moment) (day.Day, bool) {
	v := r.look(words, m)
	d := v.dayIn(0, len(v.toks))
	return d, d != ""
}
