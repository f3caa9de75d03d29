package conversation

import (
	"strings"
	"testing"

	"gutskin/coach/intent"
	"gutskin/storage"
)

// TestEveryWishIsDone holds the names that wishes may have against what is done
// for them.
func TestEveryWishIsDone(t *testing.T) {
	w := newWorld(t, wednesday, "UTC")
	for _, name := range intent.WishNames() {
		err := w.db.Update(t.Context(), func(tx *storage.Tx) error {
			turn := w.service.newTurn(t.Context(), tx, Event{UserID: w.user, ChatID: w.user, Private: true, Kind: KindMessage})
			turn.drawings = &drawings{atOnce: true}
			if _, err := turn.known(); err != nil {
				return err
			}
			if _, err := turn.wishing().do(intent.Wish{Name: name}); err != nil && strings.Contains(err.Error(), "nothing does the wish") {
				t.Error(err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
