package conversation

import (
	"slices"
	"strings"

	"gutskin/bot/conversation/wording"
	"gutskin/coach"
	"gutskin/coach/care"
	"gutskin/coach/day"
	"gutskin/coach/food"
)

// articles answers from the two articles.
type articles struct{ *turn }

func (t *turn) articles() articles { return articles{t} }

// askCommand answers "/ask how much fibre do I need?".
func (t articles) askCommand(question string) error {
	if question == "" {
		t.ask("question", "")
		return t.say("ask.what", nil)
	}
	if m := t.read(question); m.Care == care.Alarm {
		return t.alarms().alarm(question, m)
	} else if m.Care == care.Concern {
		return t.alarms().concern(question, m)
	}
	return t.question(question)
}

// answerView is an answer from the guidance.
type answerView struct {
	Card     cardView
	Care     bool // it is about when to seek help
	Unlinked bool // it was asked about two things that the articles don't link
}

// cardView is a card as it is shown: what it says and where it is from.
type cardView struct {
	Text     string
	Articles []int  // the articles that say so
	Beyond   string // "safety" or "default" when none does
	Source   string // then what it rests on
}

func viewOf(c coach.Card) cardView {
	v := cardView{Text: c.Says, Beyond: string(c.Beyond), Source: shortSource(c.Source)}
	seen := map[int]bool{}
	for _, p := range c.Places {
		if !seen[p.Article] {
			seen[p.Article] = true
			v.Articles = append(v.Articles, p.Article)
		}
	}
	return v
}

// shortSource is who a source is by besides the coach, without the titles of the
// works: the whole stands in content/guidance.
func shortSource(source string) string {
	var by []string
	for work := range strings.SplitSeq(source, "; ") {
		if name, _, _ := strings.Cut(work, ", "); !strings.HasPrefix(name, "the coach's own") {
			by = appendNew(by, name)
		}
	}
	return strings.Join(by, ", ")
}

// question answers from the cards, or says that they hold nothing on it.
func (t articles) question(question string) error {
	foods := coach.FoodsIn(question, func(text string) food.Reading { return t.read(text).Food })
	cards, ok := t.Guide.Answer(strings.TrimSpace(question), foods...)
	if !ok && t.Guide.AboutItself(question) {
		return t.say("ask.itself", nil)
	}
	k, err := t.suspects().ownAnswer(question, foods)
	if err != nil {
		return err
	}
	if !ok && len(foods) == 0 {
		if done, err := t.setup().met(); done || err != nil {
			return err
		}
	}
	if !ok {
		return t.sayWith("ask.none", nil, k.add("button.topics", nil, "topics"))
	}
	view := cardAnswer(cards[0])
	_, _, view.Unlinked = t.Guide.Unlinked(question, foods, cards[0])
	if len(cards) > 1 {
		k.add("button.more", nil, "card", cards[1].ID)
	}
	return t.sayWith("ask.answer", view, k)
}

func cardAnswer(c coach.Card) answerView {
	return answerView{Card: viewOf(c), Care: slices.Contains(c.Topics, "care")}
}

// pressCard says what one card says: what an answer has besides.
func (t articles) pressCard(id string) error {
	c, ok := t.Guide.Card(id)
	if !ok {
		return t.say("button.old", nil)
	}
	return t.say("ask.answer", cardAnswer(c))
}

// countsView is a food, and whether it counts as fermented.
type countsView struct {
	Food string
	Yes  bool
}

// wishFermented tells whether a food counts as fermented. Of a dish of several
// foods, or none that is known, the cards are asked.
func (t articles) wishFermented(said string) (done bool, err error) {
	items := t.read(said).Food.Items
	if len(items) != 1 {
		return false, nil
	}
	t.passOver()
	yes := items[0].Categories.Has(food.Fermented)
	return true, t.say("counts.fermented", countsView{coach.FoodOf(items[0]).Shown(), yes})
}

// whyLine is a line of the summary explained: the article's claim, and what was
// counted.
type whyLine struct {
	Line    coach.Line
	Card    cardView
	Counted []countedDay
	More    int // counted messages that aren't listed
}

// countedDay is what was counted of one day.
type countedDay struct {
	Day   wording.Day
	Foods []string
}

// listedDays and listedFoods are how much of what was counted is listed, so
// that the whole fits into one message.
const listedDays, listedFoods = 4, 3

// whyLatest explains the summary that was shown last, or the running week's.
func (t articles) whyLatest() error {
	start := t.u.WeekOf(t.today())
	if t.asked() == "week" {
		start = day.Day(t.u.Dialog.About)
	}
	t.passOver()
	return t.why(start)
}

// why explains the lines of a week's summary, those too for which nothing was
// counted; of skin and habits only what the person told.
func (t articles) why(start day.Day) error {
	w, err := t.sheets().weekFigures(start)
	if err != nil {
		return err
	}
	var lines []whyLine
	for _, l := range coach.Lines() {
		counted := w.Counted(l)
		if l == coach.LineLogged || l.Own() && len(counted) == 0 {
			continue
		}
		lines = append(lines, t.whyLine(l, counted))
	}
	return t.say("why", lines)
}

func (t articles) whyLine(l coach.Line, counted []coach.Counted) whyLine {
	line := whyLine{Line: l, Card: viewOf(t.Guide.ForLine(l))}
	for _, c := range counted {
		n := len(line.Counted)
		switch {
		case n > 0 && line.Counted[n-1].Day.Day == c.Day:
			n--
		case n >= listedDays:
			line.More++
			continue
		default:
			line.Counted = append(line.Counted, countedDay{Day: t.dayView(c.Day)})
		}
		for _, name := range c.Foods {
			if len(line.Counted[n].Foods) < listedFoods {
				line.Counted[n].Foods = appendNew(line.Counted[n].Foods, name)
			}
		}
	}
	return line
}
