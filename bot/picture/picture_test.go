package picture

import (
	"fmt"
	"os"
	"testing"

	"gutskin/bot/conversation"
	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/content"
)

func newPainter(t testing.TB) *Painter {
	t.Helper()
	words, err := conversation.LoadWords(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(words)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var _ = fmt.Sprint
var _ = food.Berry
var _ day.Day

func BenchmarkWeek(b *testing.B) {
	p := newPainter(b)
	w := fullWeek()
	var size int
	for b.Loop() {
		data, err := p.Week(w, true)
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size)/1000, "kB")
}

func TestLook(t *testing.T) {
	p := newPainter(t)
	for name, w := range weeks() {
		data, err := p.Week(w, true)
		if err != nil {
			t.Fatal(err)
		}
		os.WriteFile("/tmp/pic/"+name+".png", data, 0o644)
	}
}
func fullWeek() coach.Week { return weeks()["full"] }
