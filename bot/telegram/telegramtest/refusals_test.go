package telegramtest

import (
	"strings"
	"testing"
)

// Each way to misuse a method is refused in Telegram's words.
func TestRefusals(t *testing.T) {
	s := New(Options{Unlimited: true})
	s.User(7)
	s.SayInGroup(-5, 7, "hello")
	post(t, s, "sendMessage", "chat_id", "7", "text", "first", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`)
	first := itoa(s.Messages(7)[0].ID)
	blocked := s.User(8)
	blocked.Block()
	long := func(n int) string { return strings.Repeat("😀", n/2) }
	tests := []struct {
		name   string
		method string
		params []string
		code   int
		words  string
	}{
		{"unknown method", "sendBananas", nil, 404, "Not Found"},
		{"unknown chat", "sendMessage", []string{"chat_id", "99", "text", "a"}, 400, "chat not found"},
		{"no chat", "sendMessage", []string{"text", "a"}, 400, "chat not found"},
		{"blocked", "sendMessage", []string{"chat_id", "8", "text", "a"}, 403, "bot was blocked by the user"},
		{"empty", "sendMessage", []string{"chat_id", "7", "text", " \n"}, 400, "message text is empty"},
		{"empty markup", "sendMessage", []string{"chat_id", "7", "text", "<b> </b>", "parse_mode", "HTML"}, 400, "message text is empty"},
		{"too long", "sendMessage", []string{"chat_id", "7", "text", long(4098)}, 400, "message is too long"},
		{"caption too long", "sendDocument", []string{"chat_id", "7", "document", "x", "caption", long(1026)}, 400, "wrong file identifier"},
		{"unknown tag", "sendMessage", []string{"chat_id", "7", "text", "<p>a</p>", "parse_mode", "HTML"}, 400, "can't parse entities"},
		{"open tag", "sendMessage", []string{"chat_id", "7", "text", "<b>a", "parse_mode", "HTML"}, 400, "can't parse entities"},
		{"crossed tags", "sendMessage", []string{"chat_id", "7", "text", "<b><i>a</b></i>", "parse_mode", "HTML"}, 400, "can't parse entities"},
		{"lonely bracket", "sendMessage", []string{"chat_id", "7", "text", "a < b", "parse_mode", "HTML"}, 400, "can't parse entities"},
		{"attribute", "sendMessage", []string{"chat_id", "7", "text", `<b style="x">a</b>`, "parse_mode", "HTML"}, 400, "can't parse entities"},
		{"parse mode", "sendMessage", []string{"chat_id", "7", "text", "a", "parse_mode", "BBCode"}, 400, "unsupported parse_mode"},
		{"thread", "sendMessage", []string{"chat_id", "7", "text", "a", "message_thread_id", "4"}, 400, "message thread not found"},
		{"data of 65 bytes", "sendMessage", []string{"chat_id", "7", "text", "a", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"` + strings.Repeat("é", 32) + `x"}]]}`}, 400, "BUTTON_DATA_INVALID"},
		{"no data", "sendMessage", []string{"chat_id", "7", "text", "a", "reply_markup", `{"inline_keyboard":[[{"text":"a"}]]}`}, 400, "inline keyboard button"},
		{"no label", "sendMessage", []string{"chat_id", "7", "text", "a", "reply_markup", `{"inline_keyboard":[[{"callback_data":"a"}]]}`}, 400, "must be non-empty"},
		{"nine in a row", "sendMessage", []string{"chat_id", "7", "text", "a", "reply_markup", `{"inline_keyboard":[[` + strings.Repeat(`{"text":"a","callback_data":"b"},`, 8) + `{"text":"a","callback_data":"b"}]]}`}, 400, "reply markup is too long"},
		{"broken markup", "sendMessage", []string{"chat_id", "7", "text", "a", "reply_markup", `{`}, 400, "reply keyboard markup"},
		{"empty markup object", "sendMessage", []string{"chat_id", "7", "text", "a", "reply_markup", `{}`}, 400, "object expected"},
		{"location in a group", "sendMessage", []string{"chat_id", "-5", "text", "a", "reply_markup", `{"keyboard":[[{"text":"a","request_location":true}]]}`}, 400, "private chats only"},
		{"edit of nothing", "editMessageText", []string{"chat_id", "7", "message_id", "999", "text", "a"}, 400, "message to edit not found"},
		{"edit without change", "editMessageText", []string{"chat_id", "7", "message_id", first, "text", "first", "reply_markup", `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`}, 400, "message is not modified"},
		{"edit of a person's", "editMessageText", []string{"chat_id", "-5", "message_id", "1", "text", "a"}, 400, "can't be edited"},
		{"caption of a text", "editMessageCaption", []string{"chat_id", "7", "message_id", first, "caption", "a"}, 400, "no caption in the message"},
		{"edit to a keyboard", "editMessageText", []string{"chat_id", "7", "message_id", first, "text", "b", "reply_markup", `{"keyboard":[[{"text":"a"}]]}`}, 400, "inline keyboard expected"},
		{"delete of nothing", "deleteMessage", []string{"chat_id", "7", "message_id", "999"}, 400, "message to delete not found"},
		{"unknown callback", "answerCallbackQuery", []string{"callback_query_id", "0"}, 400, "query is too old"},
		{"chat action", "sendChatAction", []string{"chat_id", "7", "action", "dancing"}, 400, "wrong parameter action"},
		{"command", "setMyCommands", []string{"commands", `[{"command":"Big","description":"a"}]`}, 400, "BOT_COMMAND_INVALID"},
		{"command description", "setMyCommands", []string{"commands", `[{"command":"big","description":""}]`}, 400, "BOT_COMMAND_DESCRIPTION_INVALID"},
		{"description", "setMyDescription", []string{"description", long(514)}, 400, "TOO_LONG"},
		{"short description", "setMyShortDescription", []string{"short_description", long(122)}, 400, "TOO_LONG"},
		{"webhook", "setWebhook", []string{"url", "nowhere"}, 400, "bad webhook"},
		{"webhook secret", "setWebhook", []string{"url", "https://a.test/", "secret_token", "a b"}, 400, "unallowed characters"},
		{"file", "getFile", []string{"file_id", "x"}, 400, "invalid file_id"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := post(t, s, test.method, test.params...)
			if r.OK || r.Code != test.code || r.Status != test.code || !strings.Contains(r.Description, test.words) {
				t.Errorf("answered %d %q, want %d %q", r.Code, r.Description, test.code, test.words)
			}
		})
	}
}

func TestAllowed(t *testing.T) {
	s := New(Options{Unlimited: true})
	s.User(7)
	for _, text := range []string{
		"plain", "<b>a</b> &lt; &#128512; &nosuch; > & b", `<a href="https://a.test/?q=1&amp;r=2">a</a>`,
		`<pre><code class="language-go">x</code></pre>`, "<blockquote expandable>a</blockquote>", "<tg-spoiler>a</tg-spoiler>",
		"<b>" + strings.Repeat("&amp;", 4096) + "</b>",
	} {
		if r := post(t, s, "SENDmessage", "chat_id", "7", "text", text, "parse_mode", "html"); !r.OK {
			t.Errorf("%.50q is refused: %s", text, r.Description)
		}
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, text := range []string{"<b>a</b>", "a < b", `<a href='x'>&amp;</a>`, "<b><i></b></i>", "&#0;&#x110000;", "</b>"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		shown, failure := parseHTML(text)
		if failure == nil && len(shown) > len(text) {
			t.Errorf("%q shows as %q", text, shown)
		}
	})
}
