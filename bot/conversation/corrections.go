package conversation

import (
	"cmp"
	"strings"
	"time"

	"gutskin/coach"
	"gutskin/coach/day"
	"gutskin/coach/food"
	"gutskin/coach/intent"
)

// edited reads an edited message again and puts what it tells now in the place
// of what it told. A message that told nothing is answered as if it were new.
func (t *turn) edited(text string, m intent.Message) error {
	source := t.source()
	changes, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return t.intent(text, m)
	}
	at := t.sent()
	if len(entries) > 0 {
		at = entries[0].At
	}
	again := t.Reader.Read(text, t.moment(at))
	list := t.entries(source, text, at, again)
	withPhoto(list, cmp.Or(t.e.Photo, photoOf(entries)))
	if _, err := t.append(coach.ChangeEdit, source, 0, list); err != nil {
		return err
	}
	return t.refreshOrSay(source)
}

// refreshOrSay shows a source's state in the coach's message about it, or in a
// new one when there is none.
func (t *turn) refreshOrSay(source string) error {
	shown, err := t.refresh(source)
	if err != nil || shown {
		return err
	}
	return t.showSource(source, 0)
}

// replied handles a reply to a message that stands for a diary entry: the
// person's own, or the coach's answer to it. done is false when the reply is
// no correction of one.
func (t *turn) replied(m intent.Message) (done bool, err error) {
	source, err := t.sourceRepliedTo()
	if err != nil || source == "" {
		return false, err
	}
	switch {
	case m.Intent == intent.Undo && m.Request.Action == intent.ActDelete:
		return true, t.deleteSource(source)
	case m.Intent == intent.Undo:
		return false, nil
	case m.Is(intent.Correction):
		return true, t.correct(source, m)
	case m.Intent == intent.Meal && len(m.Food.Items) > 0:
		return true, t.addFoods(source, foodsOf(m.Food.Items))
	case m.Intent == intent.Meal && len(m.Food.NotEaten) > 0:
		return true, t.without(source, m)
	case m.Is(intent.Unknown) || m.Is(intent.Water) && len(m.Food.Items) == 0:
		return t.repliedAmount(source)
	}
	return false, nil
}

// repliedAmount takes a reply that states an amount and nothing else: how much
// there was of the only food, or of all of it.
func (t *turn) repliedAmount(source string) (done bool, err error) {
	words := strings.TrimSpace(t.e.Text)
	if times, ok := t.timesSaid(words); ok {
		return true, t.multiply(source, times)
	}
	_, entries, err := t.standing(source)
	if err != nil {
		return false, err
	}
	list := copyOf(entries)
	part, index, ok := onlyFood(list)
	if !ok || !t.amountSaid(list, part, index, words) {
		return false, nil
	}
	return true, t.rewrite(source, list)
}

// corrects tells whether the message corrects something that is logged. A meal
// that may be one does where the latest holds the same food: "half a glass of
// wine".
func (t *turn) corrects(m intent.Message) (bool, error) {
	if m.Intent == intent.Correction || !m.Is(intent.Correction) || len(m.Food.Items) == 0 {
		return m.Intent == intent.Correction, nil
	}
	source, err := t.sourceCorrected(m)
	if err != nil || source == "" {
		return false, err
	}
	entries, err := t.tx.EntriesOf(t.u.ID, source)
	_, _, same := named(entries, []string{m.Food.Items[0].Food})
	return same, err
}

// correctLast handles a correction that replies to nothing: it is about the
// entry that holds the foods named as wrong, else about the last one: of foods
// the last meal. Before there was any it tells one.
func (t *turn) correctLast(m intent.Message) error {
	source, err := t.sourceCorrected(m)
	switch {
	case err != nil:
		return err
	case source == "" && len(m.Food.Items) > 0:
		return t.logAndAnswer(strings.TrimSpace(t.e.Text), m)
	case source == "":
		return t.say("correct.nothing", nil)
	}
	return t.correct(source, m)
}

// correct changes a source's entries as the message says.
func (t *turn) correct(source string, m intent.Message) error {
	if times, ok := t.timesSaid(cmp.Or(m.Request.Text, t.e.Text)); ok {
		return t.multiply(source, times)
	}
	switch m.Request.Action {
	case intent.ActReplace:
		return t.replace(source, m)
	case intent.ActAdd:
		return t.addFoods(source, t.foodsIn(m))
	case intent.ActWithout:
		return t.without(source, m)
	case intent.ActAmount:
		return t.reamount(source, m)
	case intent.ActMove:
		return t.moveEntries(source, m.Request.Day, m.Request.Meal, m.Request.Clock)
	}
	if foods := t.foodsIn(m); len(foods) > 0 {
		return t.replace(source, m)
	}
	return t.openFix(source, 0)
}

// foodsIn are the foods of a correction's new wording.
func (t *turn) foodsIn(m intent.Message) []coach.Food {
	if len(m.Food.Items) > 0 {
		return foodsOf(m.Food.Items)
	}
	return foodsOf(t.read(m.Request.Text).Food.Items)
}

func foodsOf(items []food.Item) []coach.Food {
	var foods []coach.Food
	for _, item := range items {
		foods = append(foods, foodOf(item))
	}
	return foods
}

// addFoods adds foods to the last meal of a source.
func (t *turn) addFoods(source string, foods []coach.Food) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(foods) == 0 {
		return t.say("correct.unknown", "")
	}
	list := copyOf(entries)
	last := len(list) - 1
	for last >= 0 && list[last].Kind != coach.KindMeal {
		last--
	}
	if last < 0 {
		list = append(list, coach.Entry{
			Source: source, Kind: coach.KindMeal, Day: t.today(), At: t.now, Clock: -1, Lexicon: t.Lexicon.Version(),
		})
		last = len(list) - 1
	}
	list[last].Foods = append(list[last].Foods, foods...)
	return t.rewrite(source, list)
}

// moveEntries moves a source's entries to another day, another meal, another
// time of day, or several of these.
func (t *turn) moveEntries(source string, d day.Day, meal food.Meal, clock *time.Duration) error {
	_, entries, err := t.standing(source)
	if err != nil {
		return err
	}
	if len(entries) == 0 || d == "" && meal == "" && clock == nil {
		return t.openFix(source, 0)
	}
	if d > t.today() {
		return t.say("move.future", nil)
	}
	list := copyOf(entries)
	for i := range list {
		if d != "" {
			list[i].Day = d
		}
		if meal != "" && list[i].Kind == coach.KindMeal {
			list[i].Meal, list[i].Clock = meal, -1
		}
		if clock != nil && list[i].Kind == coach.KindMeal {
			list[i].Clock = *clock
		}
	}
	return t.rewrite(source, list)
}
