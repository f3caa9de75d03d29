package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage/storagetest"
)

// What hostile updates are made of. All are from person 666, and reach for the
// messages of person 7. BUTTON is what a button of theirs says.
var hostile = []string{
	`{"callback_query":{"id":"1","from":{"id":666},"message":{"message_id":2,"date":1,"chat":{"id":7,"type":"private"}},"data":"BUTTON"}}`,
	`{"callback_query":{"id":"2","from":{"id":666},"message":{"message_id":2,"date":1,"chat":{"id":666,"type":"private"}},"data":"BUTTON"}}`,
	`{"callback_query":{"id":"3","from":{"id":666},"inline_message_id":"x","game_short_name":"y"}}`,
	`{"callback_query":{"id":"4","from":{"id":666},"message":{"message_id":3,"chat":{"id":666,"type":"private"}},"data":"undo m:7:1"}}`,
	`{"callback_query":{"id":"5","from":{"id":666},"message":{"message_id":3,"chat":{"id":666,"type":"private"}},"data":"fix m:7:1 0000000000000000000000000000000000000000000000000000000"}}`,
	`{"message":{"message_id":1,"from":{"id":666},"chat":{"id":666,"type":"private"},"date":1700000000,"text":"delete","reply_to_message":{"message_id":2,"from":{"id":4242},"chat":{"id":7}}}}`,
	`{"message":{"message_id":1,"from":{"id":666},"chat":{"id":666,"type":"private"},"text":"actually it was rice","reply_to_message":{"message_id":1,"from":{"id":7}}}}`,
	`{"edited_message":{"message_id":1,"from":{"id":666},"chat":{"id":666,"type":"private"},"date":1,"edit_date":1700000000,"text":"rice"}}`,
	`{"edited_message":{"message_id":1,"from":{"id":666},"chat":{"id":7,"type":"private"},"date":1,"text":"rice"}}`,
	`{"message":{"message_id":9,"from":{"id":666},"chat":{"id":666,"type":"private"},"date":1,"text":"/delete"}}`,
	`{"message":{"message_id":9,"from":{"id":666},"chat":{"id":666,"type":"private"},"date":1,"text":"undo"}}`,
	`{"message":{"message_id":9,"from":{"id":666},"chat":{"id":666,"type":"private"},"date":1,"text":"kimchi, 99999999999999999999 cups of rice and -5 g \u0000 salt"}}`,
	`{"message":{"message_id":4,"from":{"id":666},"chat":{"id":-5,"type":"supergroup"},"text":"/today@coachbot"}}`,
	`{"channel_post":{"message_id":5,"chat":{"id":-6,"type":"channel"},"sender_chat":{"id":7},"text":"kimchi"}}`,
	`{"message":{"message_id":6,"from":{"id":666},"chat":{"id":666,"type":"private"},"poll":{"id":"1","options":[]}}}`,
	`{"message":{"message_id":7,"from":{"id":666},"chat":{"id":666,"type":"private"},"successful_payment":{"total_amount":1}}}`,
	`{"message":{"message_id":7,"from":{"id":666},"chat":{"id":666,"type":"private"},"document":{"file_id":"../../etc/passwd","file_name":"export.zip","file_size":-1}}}`,
	`{"message":{"message_id":7,"from":{"id":666},"chat":{"id":666,"type":"private"},"location":{"latitude":1e300,"longitude":-500}}}`,
	`{"message_reaction":{"chat":{"id":7},"user":{"id":666},"new_reaction":[]}}`,
	`{"my_chat_member":{"chat":{"id":666,"type":"private"},"from":{"id":666},"date":1,"new_chat_member":{"status":"kicked"}}}`,
	`{"my_chat_member":{"chat":{"id":7,"type":"private"},"from":{"id":666},"date":1,"new_chat_member":{"status":"kicked"}}}`,
	`{"business_message":{"from":{"id":666},"chat":{"id":7,"type":"private"},"text":"a"}}`,
	`{"purchased_paid_media":{"from":{"id":666},"paid_media_payload":"x"}}`,
	`{"message":{"message_id":8,"from":{"id":666},"chat":{"id":666,"type":"private"},"photo":[{"file_id":"a"}],"caption":"soup"}}`,
}

// odd are values that may stand anywhere.
var odd = []any{
	nil, true, -1.0, 0.0, 1e300, "", "\x00", "soup\u0000rice", strings.Repeat("soup, ", 1<<15), strings.Repeat("x", 64),
	strings.Repeat("ü", 32), strings.Repeat("🥑", 17), []any{}, map[string]any{}, "\ufffd", 12.5, "7",
}

// TestSoakHostile sends a thousand malformed, hostile and unexpected updates,
// ten thousand at full scale, through the whole program: it stays up, and nothing of anybody else changes
// or is shown.
func TestSoakHostile(t *testing.T) {
	updates, limit := 1000, 2*time.Minute
	if os.Getenv("SOAK") != "" {
		updates, limit = 10_000, 10*time.Minute
	}
	fileOrPostgres(t, func(t *testing.T, dsn string) {
		ctx, cancel := context.WithTimeout(t.Context(), limit)
		defer cancel()
		w := newWorld(t, dsn, telegramtest.Options{Unlimited: true})
		buttons := w.bystanders(ctx)
		before, heard := w.rowsOf("7, 8"), w.heard(7)+w.heard(8)
		random := rand.New(rand.NewPCG(6, 66))
		for range updates {
			if _, err := w.server.Push(int64(random.IntN(3)), hostileUpdate(t, random, buttons)); err != nil {
				t.Fatal(err)
			}
		}
		running := w.start()
		if err := w.server.Await(ctx, func() bool { return w.server.Pending() == 0 }); err != nil {
			t.Fatalf("%d updates are left: %v\n%s", w.server.Pending(), err, running.stderr)
		}
		w.server.User(9).Say("an apple")
		if _, err := w.server.User(9).Next(ctx); err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		running.stop()
		if diff := cmp.Diff(before, w.rowsOf("7, 8")); diff != "" {
			t.Errorf("rows of others changed (-before +after):\n%s", diff)
		}
		if n := w.heard(7) + w.heard(8); n != heard {
			t.Errorf("others got %d messages", n-heard)
		}
		for _, line := range []string{"panicked", "set aside", "dropped"} {
			if strings.Contains(running.stderr.String(), line) {
				t.Errorf("an update is not handled:\n%s", running.stderr)
			}
		}
	})
}

// bystanders tell of their meals, and the buttons they are shown are given.
func (w *world) bystanders(ctx context.Context) (buttons []string) {
	w.t.Helper()
	running := w.start()
	for _, id := range []int64{7, 8} {
		u := w.server.User(id)
		for _, text := range []string{"kefir and muesli", "skin 3/5", "my usual lunch: lentil soup"} {
			u.Say(text)
			m, err := u.Next(ctx)
			if err != nil {
				w.t.Fatalf("%v\n%s", err, running.stderr)
			}
			for _, row := range m.Buttons {
				for _, b := range row {
					buttons = append(buttons, b.Data)
				}
			}
		}
	}
	running.stop()
	return buttons
}

// hostileUpdate is one of the hostile updates, mostly with something about it
// spoiled.
func hostileUpdate(t *testing.T, random *rand.Rand, buttons []string) string {
	t.Helper()
	raw := hostile[random.IntN(len(hostile))]
	raw = strings.Replace(raw, "BUTTON", buttons[random.IntN(len(buttons))], 1)
	var fields map[string]any
	if err := json.Unmarshal([]byte(raw), &fields); err != nil {
		t.Fatal(err)
	}
	for range random.IntN(3) {
		telegramtest.Spoil(random, fields, odd)
	}
	spoiled, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(spoiled)
}

// heard is how many messages the bot has written to a person.
func (w *world) heard(user int64) (n int) {
	for _, m := range w.server.Messages(user) {
		if m.FromBot {
			n++
		}
	}
	return n
}

// personal are the tables that hold something of a person.
var personal = []string{"users", "changes", "entries", "replies", "nudges", "outbox", "inbox", "voice_notes", "failed_updates"}

// rowsOf are all rows of the persons with those ids, by table.
func (w *world) rowsOf(ids string) map[string][]string {
	w.t.Helper()
	db := storagetest.Raw(w.t, w.dsn)
	found := map[string][]string{}
	for _, table := range personal {
		found[table] = w.rows(db, "SELECT * FROM "+table+" WHERE user_id IN ("+ids+")")
	}
	return found
}

// rows are the rows of a query as text, in order.
func (w *world) rows(db *sql.DB, query string) []string {
	w.t.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		w.t.Fatal(err)
	}
	var list []string
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			w.t.Fatal(err)
		}
		list = append(list, fmt.Sprint(values...))
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	slices.Sort(list)
	return list
}
