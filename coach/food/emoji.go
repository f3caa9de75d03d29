package food

// decorates tells whether an emoji repeats what the words already say, or
// the emoji before it; a repeated emoji counts as one more.
func (d *drafter) decorates(next *draft) bool {
	if !next.emoji {
		return false
	}
	var told Categories
	for i := max(0, len(d.drafts)-emojiReach); i < len(d.drafts); i++ {
		have := &d.drafts[i]
		switch {
		case have.emoji && have.food == next.food:
			if have.last <= next.first && !have.amount.stated {
				have.amount.count = max(have.amount.count, 1) + 1
				have.amount.counted = true
			}
			return true
		case have.emoji:
		case have.food == next.food, d.shareWord(have, next), have.categories&next.categories&drinkKinds != 0,
			next.categories != 0 && next.categories&^have.categories == 0:
			return true
		default:
			told |= have.categories
		}
	}
	return next.categories != 0 && next.head == dishHead && next.categories&^told == 0 // salmon and rice 🍣
}

// emojiReach is how many foods back an emoji is compared with.
const emojiReach = 16

// drinkKinds are categories of which one emoji stands for all drinks.
var drinkKinds = SetOf(Tea, Coffee, Alcohol, Water)

func (d *drafter) shareWord(a, b *draft) bool {
	for i := a.first; i < a.last; i++ {
		for j := b.first; j < b.last; j++ {
			if d.tokens[i].stem == d.tokens[j].stem {
				return true
			}
		}
	}
	return false
}
