package coach

import "testing"

func TestShown(t *testing.T) {
	tests := []struct {
		food          Food
		shown, called string
	}{
		{Food{Name: "lager", Said: "2 pints of lager", Count: 1136, Unit: "ml"}, "2 pints of lager", "lager"},
		{Food{Name: "crisps", Said: "chips"}, "chips", "chips"},
		{Food{Name: "oatmeal", Said: "OATS"}, "oats", "oats"},
		{Food{Name: "sandwich", Said: "BLT"}, "BLT", "BLT"},
		{Food{Name: "avocado", Said: "🥑"}, "avocado", "avocado"},
		{Food{Name: "kefir"}, "kefir", "kefir"},
		{Food{Name: "digestive", Said: "two digestives", Count: 2}, "two digestives", "digestives"},
		{Food{Name: "avocado", Said: "half an avocado", Count: 0.5}, "half an avocado", "avocado"},
		{Food{Name: "cottage cheese", Said: "200 g cottage cheese", Count: 200, Unit: "g"}, "200 g cottage cheese", "cottage cheese"},
		{Food{Name: "rice", Said: "2 cups rice", Count: 2, Unit: "cup"}, "2 cups rice", "rice"},
		{Food{Name: "yogurt", Said: "2 x 125g yogurts", Count: 2}, "2 x 125g yogurts", "yogurts"},
		{Food{Name: "egg", Said: "eggs", Count: 2}, "eggs", "eggs"},
		{Food{Name: "apple", Said: "an apple"}, "an apple", "apple"},
		{Food{Name: "tomato soup", Said: "soup was tomato soup"}, "tomato soup", "tomato soup"},
		{Food{Name: "kefir", Said: "a little kefir"}, "a little kefir", "kefir"},
		{Food{Name: "carrot", Said: "carrots"}, "carrots", "carrots"},
		{Food{Name: "tea", Said: "Tea,"}, "Tea", "Tea"},
		{Food{Name: "soup", Said: "a very long tale of a soup that somebody's grandmother once made on a Sunday"}, "soup", "soup"},
	}
	for _, tt := range tests {
		if got := tt.food.Shown(); got != tt.shown {
			t.Errorf("%+v is shown as %q, want %q", tt.food, got, tt.shown)
		}
		if got := tt.food.Bare(); got != tt.called {
			t.Errorf("%+v is called %q, want %q", tt.food, got, tt.called)
		}
	}
}
