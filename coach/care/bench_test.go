package care

import "testing"

// BenchmarkRead is what it costs to hear nothing in a meal, and a sign.
func BenchmarkRead(b *testing.B) {
	h := newHearer(b)
	for name, text := range map[string]string{
		"meal": "for breakfast i had two slices of wholemeal toast with peanut butter and a banana, and for lunch a chicken salad with a glass of water",
		"sign": "my stomach has been hurting every day for weeks and I have lost weight without trying",
	} {
		words := h.words(text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				h.Read(words)
			}
		})
	}
}
