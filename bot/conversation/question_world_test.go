package conversation

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"gutskin/storage"
)

// living is how somebody lives who takes part in a question.
type living struct {
	days   int
	eats   string  // what the question is about
	share  float64 // of days with it, unless a plan decides
	effect float64 // on the next two days' ratings, in points
	rates  float64 // share of days with a rating
	logs   float64 // share of days that are logged
	seed   uint64
}

// livingOf reads "30 kefir effect=-1 share=0.3 rates=1 logs=1 seed=1"; all but
// the days can be left out.
func livingOf(text string) living {
	l := living{eats: "kefir", share: 0.4, rates: 1, logs: 1, seed: 1}
	for i, word := range strings.Fields(text) {
		name, value, ok := strings.Cut(word, "=")
		number, _ := strconv.ParseFloat(value, 64)
		switch {
		case i == 0:
			l.days, _ = strconv.Atoi(word)
		case !ok:
			l.eats = word
		case name == "effect":
			l.effect = number
		case name == "share":
			l.share = number
		case name == "rates":
			l.rates = number
		case name == "logs":
			l.logs = number
		case name == "seed":
			l.seed = uint64(number)
		}
	}
	return l
}

// live lets the person log two meals and a rating a day. Only what the coach
// says by itself is shown.
func (w *world) live(text string) {
	w.t.Helper()
	l := livingOf(text)
	r := rand.New(rand.NewPCG(l.seed, 1))
	skin, ago := 0.0, 9
	for range l.days {
		had := w.plans(r.Float64() < l.share)
		shown := w.said.String()
		if r.Float64() < l.logs {
			w.handle(w.message(l.breakfast(had)))
			w.handle(w.message("brown rice with broccoli for dinner"))
		}
		skin = 0.5*skin + 0.6*r.NormFloat64()
		if rating := l.rating(skin, ago); r.Float64() < l.rates {
			w.handle(w.message("skin " + strconv.Itoa(rating) + "/5"))
		}
		w.said.Reset()
		w.said.WriteString(shown)
		ago++
		if had {
			ago = 1
		}
		w.wait(24 * time.Hour)
	}
}

func (l living) breakfast(had bool) string {
	if had {
		return "oatmeal and " + l.eats + " for breakfast"
	}
	return "oatmeal for breakfast"
}

func (l living) rating(skin float64, ago int) int {
	level := 3.4 + skin
	if ago <= 2 {
		level += l.effect
	}
	return int(math.Max(1, math.Min(5, math.Round(level))))
}

// plans is what the person's plan says of today, otherwise where there is none.
func (w *world) plans(otherwise bool) (had bool) {
	had = otherwise
	w.view(func(tx *storage.Tx) error {
		u, err := tx.User(w.user)
		if isNotFound(err) {
			return nil
		}
		if err == nil && u.Question != nil {
			if with, planned := u.Question.WithOn(u.Today(w.now)); planned {
				had = with
			}
		}
		return err
	})
	return had
}
