package conversation

import (
	"slices"
	"testing"

	"gutskin/coach"
	"gutskin/coach/food"
	"gutskin/content"
)

func TestTakenAs(t *testing.T) {
	lexicon, err := food.LoadLexicon(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		foods []coach.Food
		want  []string
	}{
		{[]coach.Food{{Name: "oatmeal", Said: "porridge"}}, []string{"porridge"}},
		{[]coach.Food{{Name: "oatmeal", Said: "porrige"}}, []string{"porrige (as oatmeal)"}},
		{[]coach.Food{{Name: "lager", Said: "2 pints of lager", Count: 2, Unit: "pint"}, {Name: "crisps", Said: "chips"}}, []string{"2 pints of lager", "chips"}},
		{[]coach.Food{{Name: "lentil soup", Said: "gran's pot"}, {Name: "carrot", Said: "gran's pot"}}, []string{"gran's pot (as lentil soup, carrot)"}},
		{[]coach.Food{{Name: "vegetable soup", Said: "pottage"}}, []string{"pottage (as vegetable soup)"}},
		{[]coach.Food{{Name: "kefir"}, {Name: "kefir"}}, []string{"kefir"}},
		{[]coach.Food{{Name: "cream cheese bagel", Said: "an everything bagel"}}, []string{"an everything bagel"}},
	} {
		if got := takenAs(lexicon, "as", tt.foods); !slices.Equal(got, tt.want) {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
