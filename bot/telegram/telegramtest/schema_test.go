package telegramtest

import "testing"

func TestSchema(t *testing.T) {
	all, err := readSchema(publishedSchema)
	if err != nil {
		t.Fatal(err)
	}
	for name := range methods {
		if all.method(name) == nil {
			t.Errorf("schema.tsv has no method %s", name)
		}
	}
	tests := []struct {
		method string
		params map[string]string
		ok     bool
	}{
		{"sendMessage", map[string]string{"chat_id": "42", "text": "hello", "parse_mode": "HTML"}, true},
		{"sendmessage", map[string]string{"chat_id": "42", "text": "hello"}, true},
		{"sendMessage", map[string]string{"chat_id": "42"}, false},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "hello", "reply_to_message_id": "7"}, false},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "hello", "disable_notification": "yes"}, false},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "x", "reply_parameters": `{"message_id":7,"allow_sending_without_reply":true}`}, true},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "x", "reply_parameters": `{"message_id":"seven"}`}, false},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "x", "reply_parameters": `{}`}, false},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "x", "reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"b","style":"danger"}]]}`}, true},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "x", "reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"b","colour":"red"}]]}`}, false},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "x", "reply_markup": `{"inline_keyboard":[[{"text":"a","copy_text":{"text":"b"}}]]}`}, true},
		{"sendMessage", map[string]string{"chat_id": "42", "text": "x", "reply_markup": `{"inline_keyboard":[[{"text":"a","copy_text":"b"}]]}`}, false},
		{"setMessageReaction", map[string]string{"chat_id": "42", "message_id": "7", "reaction": `[{"type":"emoji","emoji":"👌"}]`}, true},
		{"setMessageReaction", map[string]string{"chat_id": "42", "message_id": "7", "reaction": `["👌"]`}, false},
		{"setMessageReaction", map[string]string{"chat_id": "42", "reaction": `[]`}, false},
		{"deleteWebhook", map[string]string{}, true},
		{"sendPoll", map[string]string{}, false},
	}
	for _, tt := range tests {
		if err := all.check(tt.method, &request{params: tt.params}); (err == nil) != tt.ok {
			t.Errorf("%s %v: %v, want it taken %t", tt.method, tt.params, err, tt.ok)
		}
	}
}
