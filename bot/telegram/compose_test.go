package telegram

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
)

func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 20, 25))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var undo = [][]conversation.Button{{{Text: "Undo", Data: "undo"}}}

// deliverAll sends messages to person 7, one after the other, as a sender
// would, and fails the test if Telegram takes one not.
func deliverAll(t *testing.T, client *Client, messages ...conversation.Message) (ids []int) {
	t.Helper()
	s := NewSender(client, newMemory(), SenderOptions{Rate: 1e6})
	for _, m := range messages {
		id, err := s.sendAll(t.Context(), newRates(1e6, 1e6, past), coach.Delivery{Key: "k", ChatID: 7, Payload: m.Encode()})
		if err != nil {
			t.Errorf("%+v: %v", m, err)
		}
		s.tries.forget("k")
		ids = append(ids, id)
	}
	return ids
}

func TestComposePicture(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	fake.User(7)
	data := picture(t)
	deliverAll(t, client,
		conversation.Message{Photo: data, Text: "Your <b>week</b>", Buttons: undo},
		conversation.Message{Photo: data, Text: strings.Repeat("plants ", 200), Buttons: undo},
	)
	got := fake.Messages(7)
	if len(got) != 3 {
		t.Fatalf("%d messages", len(got))
	}
	if !bytes.Equal(got[0].Photo, data) || got[0].Text != "Your week" || len(got[0].Buttons) != 1 {
		t.Errorf("the picture came as %+v", got[0])
	}
	if got[1].Photo == nil || got[1].Text != "" || len(got[1].Buttons) > 0 || len(got[2].Buttons) != 1 {
		t.Error("the long caption didn't come after its picture")
	}
	deliverAll(t, client, conversation.Message{PhotoID: got[0].PhotoID, Text: "again"})
	if again := fake.Messages(7)[3]; again.PhotoID != got[0].PhotoID {
		t.Errorf("the kept picture came as %+v", again)
	}
}

func TestComposeDocument(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	fake.User(7)
	deliverAll(t, client, conversation.Message{Text: "Yours", Document: &conversation.Document{Name: "diary.zip", Data: []byte("zip")}})
	got := fake.Messages(7)
	if len(got) != 1 || got[0].Document != "diary.zip" || string(got[0].File) != "zip" || got[0].Text != "Yours" {
		t.Errorf("the file came as %+v", got)
	}
}

func TestComposeEdit(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	fake.User(7)
	ids := deliverAll(t, client,
		conversation.Message{Text: "oats", Buttons: undo},
		conversation.Message{Text: "Your week", Photo: picture(t), Buttons: undo},
	)
	text, photo := ids[0], ids[1]
	edited := deliverAll(t, client,
		conversation.Message{Edit: text, Text: "oats and kefir", Buttons: undo},
		conversation.Message{Edit: text, Text: "oats and kefir", Buttons: undo}, // nothing changes
		conversation.Message{Edit: text},                                        // the buttons go
		conversation.Message{Edit: photo, Text: "Last week", Buttons: undo},     // a caption
		conversation.Message{Edit: photo, Text: "The week before", Photo: picture(t)},
		conversation.Message{Edit: 999, Text: "gone"}, // deleted by the person
		conversation.Message{Edit: text, Text: strings.Repeat("long ", 1000)},
	)
	if edited[0] != text || edited[1] != text || edited[5] != 999 {
		t.Errorf("the ids are %v", edited)
	}
	got := fake.Messages(7)
	if len(got) != 2 || got[0].Edits != 3 || len(got[0].Buttons) > 0 || !strings.HasPrefix(got[0].Text, "long") {
		t.Errorf("the text is now %+v", got[0])
	}
	if got[1].Text != "The week before" || got[1].Edits != 2 {
		t.Errorf("the picture is now %+v", got[1])
	}
}

func TestComposeKeyboard(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	fake.User(7)
	ask := conversation.Message{Text: "Where are you?", AskLocation: true, Buttons: [][]conversation.Button{{{Text: "Share"}}, {{Text: "Skip"}}}}
	deliverAll(t, client, ask, conversation.Message{Text: "Thanks", CloseKeyboard: true})
	got := fake.Messages(7)
	if keys := got[0].Keyboard; len(keys) != 2 || !keys[0][0].RequestLocation || keys[1][0].RequestLocation || !got[1].Removed {
		t.Errorf("the keyboard is %+v", keys)
	}
	if calls := compose(-5, ask); calls[0].params["reply_markup"] != "" {
		t.Error("a group is asked for a location")
	}
}

// A message that Telegram can't read is still said, in plain words.
func TestComposeMended(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	fake.User(7)
	deliverAll(t, client,
		conversation.Message{Text: "3 < 4 <b>oats &amp; rye"},
		conversation.Message{Text: "<blink>oats</blink>"},
		conversation.Message{Text: "oats", Buttons: [][]conversation.Button{{{Text: "Undo", Data: strings.Repeat("x", 65)}}}},
		conversation.Message{Text: "oats", Topic: 44},
	)
	for i, want := range []string{"3 < 4 oats & rye", "oats", "oats", "oats"} {
		if got := fake.Messages(7)[i].Text; got != want {
			t.Errorf("message %d says %q, want %q", i, got, want)
		}
	}
}

func TestComposeTopic(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	fake.User(7).SayIn(44, "oats")
	deliverAll(t, client, conversation.Message{Text: "re: oats", Topic: 44, Silent: true})
	if got := fake.Messages(7)[1]; got.Topic != 44 || !got.Silent {
		t.Errorf("the reply is %+v", got)
	}
}

func TestMigratedGroup(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	fake.MoveGroup(-5, -1005)
	s := NewSender(client, newMemory(), SenderOptions{})
	_, err := s.sendAll(t.Context(), newRates(1e6, 1e6, past), coach.Delivery{Key: "k", ChatID: -5, Payload: conversation.Message{Text: "hello"}.Encode()})
	if err != nil {
		t.Fatal(err)
	}
	if got := fake.Messages(-1005); len(got) != 1 {
		t.Errorf("the new chat has %d messages", len(got))
	}
}

// TestComposeVeryLong: a text becomes a few messages at most, and says that
// more was left out.
func TestComposeVeryLong(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	fake.User(7)
	deliverAll(t, client, conversation.Message{Text: "<b>" + strings.Repeat("plants ", 10_000) + "</b>", Buttons: undo})
	got := fake.Messages(7)
	if len(got) != mostParts {
		t.Fatalf("%d messages", len(got))
	}
	last := got[len(got)-1]
	if !strings.HasSuffix(last.Text, "…") || len(last.Buttons) != 1 {
		t.Errorf("the last one ends in %q and has %d rows of buttons", last.Text[len(last.Text)-10:], len(last.Buttons))
	}
}

// TestComposeTelegramsMeans: a reaction in place of a message, an answer that
// shows what it is to, and a button that looks dangerous; Telegram's schema allows
// all of them.
func TestComposeTelegramsMeans(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{Unlimited: true})
	user := fake.User(7)
	user.Say("lentil soup")
	said := fake.Messages(7)[0]
	ids := deliverAll(t, client,
		conversation.Message{React: "👌", ReactTo: said.ID},
		conversation.Message{Text: "Noted", ReplyTo: said.ID},
		conversation.Message{Text: "Gone", ReplyTo: said.ID + 900},
		conversation.Message{Text: strings.Repeat("long ", 900), ReplyTo: said.ID},
		conversation.Message{Text: "Sure?", Buttons: [][]conversation.Button{{{Text: "Yes", Data: "delete", Style: "danger"}, {Text: "Copy", Copy: "gran's pot = soup"}}}},
	)
	got := fake.Messages(7)
	if got[0].Reaction != "👌" || ids[0] != 0 {
		t.Errorf("the reaction is %q, its id %d", got[0].Reaction, ids[0])
	}
	if len(got) != 6 {
		t.Fatalf("%d messages", len(got))
	}
	for i, to := range []int{said.ID, 0, said.ID, 0, 0} {
		if got[i+1].ReplyTo != to {
			t.Errorf("message %d answers %d, want %d", i+1, got[i+1].ReplyTo, to)
		}
	}
	if style := got[5].Buttons[0][0].Style; style != "danger" {
		t.Errorf("the button's style is %q", style)
	}
	if b := got[5].Buttons[0][1]; b.Copy == nil || b.Copy.Text != "gran's pot = soup" || b.Data != "" {
		t.Errorf("the button copies %+v", b)
	}
	if n, first := fake.Violations(); n > 0 {
		t.Errorf("Telegram's schema is broken: %v", first)
	}
}
