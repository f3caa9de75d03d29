package telegram

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gutskin/bot/conversation"
)

var bot = User{ID: 4242, Username: "coachbot"}

const ada = `"from":{"id":7},"chat":{"id":7,"type":"private"},"date":1700000000,"message_id":5`

func TestDecodeUpdate(t *testing.T) {
	sent := time.Unix(1_700_000_000, 0).UTC()
	said := conversation.Event{Key: "tg:4242:9", UserID: 7, ChatID: 7, Private: true, MessageID: 5, Sent: sent}
	with := func(change func(*conversation.Event)) conversation.Event {
		e := said
		change(&e)
		return e
	}
	tests := []struct {
		name string
		json string
		want conversation.Event
	}{
		{"text", `"message":{` + ada + `,"text":"oats"}`, with(func(e *conversation.Event) { e.Kind, e.Text = "message", "oats" })},
		{"null bytes", `"message":{` + ada + `,"text":"o\u0000ats"}`, with(func(e *conversation.Event) { e.Kind, e.Text = "message", "oats" })},
		{"half a surrogate", `"message":{` + ada + `,"text":"a\ud800"}`, with(func(e *conversation.Event) { e.Kind, e.Text = "message", "a\uFFFD" })},
		{"command to us", `"message":{` + ada + `,"text":"/today@CoachBot now"}`, with(func(e *conversation.Event) { e.Kind, e.Text, e.Addressed = "message", "/today now", true })},
		{"command to another", `"message":{` + ada + `,"text":"/today@other"}`, with(func(e *conversation.Event) { e.Kind, e.Text = "message", "/today@other" })},
		{"reply", `"message":{` + ada + `,"text":"no","reply_to_message":{"message_id":3,"from":{"id":4242}}}`, with(func(e *conversation.Event) { e.Kind, e.Text, e.ReplyTo, e.Addressed = "message", "no", 3, true })},
		{"topic", `"message":{` + ada + `,"text":"a","message_thread_id":8,"is_topic_message":true}`, with(func(e *conversation.Event) { e.Kind, e.Text, e.Topic = "message", "a", 8 })},
		{"forwarded", `"message":{` + ada + `,"text":"a","forward_origin":{"type":"user"}}`, with(func(e *conversation.Event) { e.Kind, e.Text, e.Forwarded = "message", "a", true })},
		{"edited", `"edited_message":{` + ada + `,"text":"rye"}`, with(func(e *conversation.Event) { e.Kind, e.Text = "edited", "rye" })},
		{"live location", `"edited_message":{` + ada + `,"location":{"latitude":1,"longitude":2}}`, with(func(e *conversation.Event) { e.Kind, e.Lat, e.Lon = "service", 1, 2 })},
		{"part of an album", `"message":{` + ada + `,"media_group_id":"g","caption":"soup","photo":[{"file_id":"s"}]}`, with(func(e *conversation.Event) { e.Kind, e.Text, e.Photo, e.Album = "photo", "soup", "s", "g" })},
		{"checklist", `"message":{` + ada + `,"checklist":{"title":"Lunch","tasks":[{"id":1,"text":"kefir"},{"id":2,"text":"rye bread"}]}}`, with(func(e *conversation.Event) { e.Kind, e.Text = "message", "Lunch\nkefir\nrye bread" })},
		{"edited checklist", `"edited_message":{` + ada + `,"checklist":{"title":"Lunch","tasks":[{"id":1,"text":"kefir"}]}}`, with(func(e *conversation.Event) { e.Kind, e.Text = "edited", "Lunch\nkefir" })},
		{"ticks in a checklist", `"message":{` + ada + `,"checklist_tasks_done":{"marked_as_done_task_ids":[1]}}`, with(func(e *conversation.Event) { e.Kind = "service" })},
		{"pinned", `"message":{` + ada + `,"pinned_message":{"message_id":3}}`, with(func(e *conversation.Event) { e.Kind = "service" })},
		{"timer", `"message":{` + ada + `,"message_auto_delete_timer_changed":{"message_auto_delete_time":86400}}`, with(func(e *conversation.Event) { e.Kind = "service" })},
		{"background", `"message":{` + ada + `,"chat_background_set":{}}`, with(func(e *conversation.Event) { e.Kind = "service" })},
		{"topic made", `"message":{` + ada + `,"forum_topic_created":{"name":"a"},"message_thread_id":8,"is_topic_message":true}`, with(func(e *conversation.Event) { e.Kind, e.Topic = "service", 8 })},
		{"write access", `"message":{` + ada + `,"write_access_allowed":{}}`, with(func(e *conversation.Event) { e.Kind = "service" })},
		{"a service message of a later API", `"message":{` + ada + `,"moon_phase_changed":{}}`, with(func(e *conversation.Event) { e.Kind = "service" })},
		{"video", `"message":{` + ada + `,"video":{"file_id":"v"}}`, with(func(e *conversation.Event) { e.Kind = "other" })},
		{"photo", `"message":{` + ada + `,"caption":"soup","photo":[{"file_id":"s","width":9,"height":9},{"file_id":"l","width":90,"height":90}]}`, with(func(e *conversation.Event) { e.Kind, e.Text, e.Photo = "photo", "soup", "l" })},
		{"voice", `"message":{` + ada + `,"voice":{"file_id":"v","mime_type":"audio/ogg","duration":4,"file_size":900}}`, with(func(e *conversation.Event) {
			e.Kind, e.File = "voice", conversation.File{ID: "v", Name: "voice.ogg", Size: 900, Length: 4 * time.Second}
		})},
		{"audio", `"message":{` + ada + `,"audio":{"file_id":"a","mime_type":"Audio/MPEG","file_name":"my doctor.mp3","duration":-9223372036854775808,"file_size":-1}}`, with(func(e *conversation.Event) {
			e.Kind, e.File = "voice", conversation.File{ID: "a", Name: "voice.mp3"}
		})},
		{"endless audio", `"message":{` + ada + `,"audio":{"file_id":"a","mime_type":"audio/moon","duration":9223372036854775807}}`, with(func(e *conversation.Event) {
			e.Kind, e.File = "voice", conversation.File{ID: "a", Name: "voice.ogg", Length: math.MaxInt32 * time.Second}
		})},
		{"round video", `"message":{` + ada + `,"video_note":{"file_id":"v"}}`, with(func(e *conversation.Event) { e.Kind = "voice" })},
		{"sticker", `"message":{` + ada + `,"sticker":{}}`, with(func(e *conversation.Event) { e.Kind = "sticker" })},
		{"contact", `"message":{` + ada + `,"contact":{}}`, with(func(e *conversation.Event) { e.Kind = "contact" })},
		{"location", `"message":{` + ada + `,"location":{"latitude":52.5,"longitude":13.4}}`, with(func(e *conversation.Event) { e.Kind, e.Lat, e.Lon = "location", 52.5, 13.4 })},
		{"no place on earth", `"message":{` + ada + `,"location":{"latitude":152.5,"longitude":13.4}}`, with(func(e *conversation.Event) { e.Kind = "other" })},
		{"document", `"message":{` + ada + `,"document":{"file_id":"d","file_name":"a.zip","file_size":12}}`, with(func(e *conversation.Event) {
			e.Kind, e.File = "document", conversation.File{ID: "d", Name: "a.zip", Size: 12}
		})},
		{"poll", `"message":{` + ada + `,"poll":{"id":"1"}}`, with(func(e *conversation.Event) { e.Kind = "other" })},
		{"button", `"callback_query":{"id":"c","from":{"id":7},"data":"undo","message":{"message_id":5,"date":0,"chat":{"id":7,"type":"private"}}}`, conversation.Event{Key: "tg:4242:9", Kind: "button", UserID: 7, ChatID: 7, Private: true, MessageID: 5, Text: "undo"}},
		{"another's button", `"callback_query":{"id":"c","from":{"id":8},"data":"undo","message":{"message_id":5,"chat":{"id":7,"type":"private"}}}`, conversation.Event{Key: "tg:4242:9", Kind: "button", UserID: 8, ChatID: 7, MessageID: 5, Text: "undo"}},
		{"button without message", `"callback_query":{"id":"c","from":{"id":7},"data":"undo","inline_message_id":"x"}`, conversation.Event{Key: "tg:4242:9", Kind: "other"}},
		{"blocked", `"my_chat_member":{"chat":{"id":7,"type":"private"},"from":{"id":7},"date":1700000000,"new_chat_member":{"status":"kicked"}}`, conversation.Event{Key: "tg:4242:9", Kind: "left", UserID: 7, ChatID: 7, Private: true, Sent: sent}},
		{"came back", `"my_chat_member":{"chat":{"id":7,"type":"private"},"from":{"id":7},"date":1700000000,"new_chat_member":{"status":"member"}}`, conversation.Event{Key: "tg:4242:9", Kind: "joined", UserID: 7, ChatID: 7, Private: true, Sent: sent}},
		{"channel", `"channel_post":{"message_id":5,"chat":{"id":-3,"type":"channel"},"date":1700000000,"text":"a"}`, conversation.Event{Key: "tg:4242:9", Kind: "channel", ChatID: -3, MessageID: 5, Sent: sent}},
		{"group", `"message":{"from":{"id":7},"chat":{"id":-3,"type":"supergroup"},"date":1700000000,"message_id":5,"text":"a"}`, conversation.Event{Key: "tg:4242:9", Kind: "message", UserID: 7, ChatID: -3, MessageID: 5, Text: "a", Sent: sent}},
		{"a bot wrote", `"message":{"from":{"id":8,"is_bot":true},"chat":{"id":-3,"type":"group"},"message_id":5,"text":"a"}`, conversation.Event{Key: "tg:4242:9", Kind: "other", ChatID: -3, MessageID: 5}},
		{"nobody wrote", `"message":{"chat":{"id":7,"type":"private"},"message_id":5,"text":"a"}`, conversation.Event{Key: "tg:4242:9", Kind: "other", ChatID: 7, MessageID: 5}},
		{"odd types", `"message":{"from":"7","chat":7,"text":{}}`, conversation.Event{Key: "tg:4242:9", Kind: "other"}},
		{"null", `"message":null`, conversation.Event{Key: "tg:4242:9", Kind: "other"}},
		{"newer", `"something_new":{"a":1}`, conversation.Event{Key: "tg:4242:9", Kind: "other"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			u, err := decodeUpdate([]byte(`{"update_id":9,`+test.json+`}`), bot)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, u.event); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDecodeUpdateWithoutNumber(t *testing.T) {
	for _, raw := range []string{"", "{}", "[]", `{"update_id":"a"}`, `{"update_id":-1}`, `{"update_id":1.5}`, `{"update_id":1`} {
		if _, err := decodeUpdate([]byte(raw), bot); err == nil {
			t.Errorf("%s is an update", raw)
		}
	}
}

func TestDecodeLongText(t *testing.T) {
	raw := `{"update_id":9,"message":{` + ada + `,"text":"` + strings.Repeat("é", 100_000) + `"}}`
	u, err := decodeUpdate([]byte(raw), bot)
	if err != nil || len(u.event.Text) > maxText || !utf8.ValidString(u.event.Text) {
		t.Errorf("a long text has %d bytes, %v", len(u.event.Text), err)
	}
}

func FuzzDecodeUpdate(f *testing.F) {
	f.Add([]byte(`{"update_id":9,"message":{` + ada + `,"text":"/a@coachbot b"}}`))
	f.Add([]byte(`{"update_id":9,"callback_query":{"id":"c","from":{"id":7},"message":{"chat":{"id":7}},"data":"x"}}`))
	f.Add([]byte(`{"update_id":9,"edited_message":{` + ada + `,"photo":[{}],"caption":"\u0000"}}`))
	f.Add([]byte(`{"update_id":9,"my_chat_member":{"chat":{"id":1},"from":{"id":1},"new_chat_member":{"status":"restricted"}}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := decodeUpdate(raw, bot)
		if err != nil {
			return
		}
		e := u.event
		for _, text := range []string{e.Text, e.Photo, e.File.ID, e.File.Name} {
			if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || len(text) > maxText+8 {
				t.Errorf("%q isn't clean", text)
			}
		}
		if e.Private && (e.UserID != e.ChatID || e.UserID <= 0) {
			t.Errorf("a private chat of user %d in chat %d", e.UserID, e.ChatID)
		}
		if e.Kind == "" || e.Key == "" || e.MessageID < 0 || e.ReplyTo < 0 {
			t.Errorf("an event that isn't whole: %+v", e)
		}
	})
}
