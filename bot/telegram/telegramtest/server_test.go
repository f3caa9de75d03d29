package telegramtest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// reply is the server's answer to a call.
type reply struct {
	Status      int
	OK          bool
	Result      json.RawMessage
	Code        int `json:"error_code"`
	Description string
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	}
}

// post makes a call without a network.
func post(t *testing.T, s *Server, method string, params ...string) reply {
	t.Helper()
	form := url.Values{}
	for i := 0; i < len(params); i += 2 {
		form.Set(params[i], params[i+1])
	}
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/bot"+DefaultToken+"/"+method, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return do(t, s, req)
}

func do(t *testing.T, s *Server, req *http.Request) reply {
	t.Helper()
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, req)
	var r reply
	if err := json.Unmarshal(recorder.Body.Bytes(), &r); err != nil {
		t.Fatalf("the answer %q isn't JSON: %v", recorder.Body, err)
	}
	r.Status = recorder.Code
	return r
}

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

func TestWrongToken(t *testing.T) {
	s := New(Options{})
	r := do(t, s, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/bot1:x/getMe", nil))
	if r.Status != 401 || r.Description != "Unauthorized" {
		t.Errorf("answered %+v", r)
	}
}

func TestUpload(t *testing.T) {
	s := New(Options{})
	s.User(7)
	upload := func(method, field string, data []byte) reply {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		part, err := w.CreateFormFile(field, "a file")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write(data)
		_ = w.WriteField("chat_id", "7")
		_ = w.Close()
		req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/bot"+DefaultToken+"/"+method, &body)
		req.Header.Set("Content-Type", w.FormDataContentType())
		return do(t, s, req)
	}
	if r := upload("sendPhoto", "photo", []byte("no picture")); r.OK || !strings.Contains(r.Description, "IMAGE_PROCESS_FAILED") {
		t.Errorf("text as a picture: %+v", r)
	}
	if r := upload("sendDocument", "document", nil); r.OK || !strings.Contains(r.Description, "non-empty") {
		t.Errorf("an empty file: %+v", r)
	}
	if r := upload("sendDocument", "document", []byte("diary")); !r.OK {
		t.Errorf("a file: %+v", r)
	}
	if got := s.Messages(7); len(got) != 1 || string(got[0].File) != "diary" || got[0].Document != "a file" {
		t.Errorf("kept: %+v", got)
	}
}

func TestRates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		s.User(7)
		for i := range chatBurst {
			if r := post(t, s, "sendMessage", "chat_id", "7", "text", "a"); !r.OK {
				t.Fatalf("message %d of a burst is refused", i)
			}
		}
		r := post(t, s, "sendMessage", "chat_id", "7", "text", "a")
		if r.Code != 429 || r.Parameters.RetryAfter != 1 {
			t.Errorf("one too many is answered %+v", r)
		}
		time.Sleep(time.Second)
		if r := post(t, s, "sendMessage", "chat_id", "7", "text", "a"); !r.OK {
			t.Errorf("after the wait: %+v", r)
		}
		refused := 0
		for id := int64(100); id < 140; id++ {
			s.User(id)
			if r := post(t, s, "sendMessage", "chat_id", itoa(int(id)), "text", "a"); !r.OK {
				refused++
			}
		}
		if refused != 11 {
			t.Errorf("%d of 40 at once are refused, after one before", refused)
		}
		if n, _ := s.Violations(); n != 12 {
			t.Errorf("%d violations", n)
		}
	})
}

func TestGroupRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		s.SayInGroup(-5, 7, "hello")
		refused := 0
		for range 25 {
			if r := post(t, s, "sendMessage", "chat_id", "-5", "text", "a"); !r.OK {
				refused++
			}
			time.Sleep(2 * time.Second)
		}
		if refused != 5 {
			t.Errorf("%d of 25 within a minute are refused", refused)
		}
	})
}

func TestGetUpdates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		ada := s.User(7)
		for range 120 {
			ada.Say("soup")
		}
		if got := updateIDs(t, post(t, s, "getUpdates", "limit", "500")); len(got) != 100 || got[0] != 1000 {
			t.Errorf("%d updates from %d on", len(got), got[0])
		}
		if got := updateIDs(t, post(t, s, "getUpdates")); got[0] != 1000 {
			t.Error("updates are gone without being acknowledged")
		}
		if got := updateIDs(t, post(t, s, "getUpdates", "offset", "1110", "limit", "3")); len(got) != 3 || got[0] != 1110 {
			t.Errorf("updates %v", got)
		}
		post(t, s, "getUpdates", "offset", "1120")
		began := time.Now()
		if got := updateIDs(t, post(t, s, "getUpdates", "timeout", "30")); len(got) != 0 || time.Since(began) != 30*time.Second {
			t.Errorf("an empty poll gives %v after %s", got, time.Since(began))
		}
		time.AfterFunc(10*time.Second, func() { ada.Say("rice") })
		began = time.Now()
		if got := updateIDs(t, post(t, s, "getUpdates", "timeout", "30")); len(got) != 1 || time.Since(began) != 10*time.Second {
			t.Errorf("a poll gives %v after %s", got, time.Since(began))
		}
		time.Sleep(25 * time.Hour)
		if got := updateIDs(t, post(t, s, "getUpdates")); len(got) != 0 {
			t.Error("updates are kept for more than a day")
		}
		if n, _ := s.Violations(); n != 1 {
			t.Errorf("%d violations, want the one limit", n)
		}
	})
}

func updateIDs(t *testing.T, r reply) (ids []int64) {
	t.Helper()
	var updates []struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(r.Result, &updates); err != nil {
		t.Fatal(err)
	}
	for _, u := range updates {
		ids = append(ids, u.ID)
	}
	return ids
}

func TestTwoPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		first := make(chan reply)
		go func() { first <- post(t, s, "getUpdates", "timeout", "50") }()
		synctest.Wait()
		second := make(chan reply)
		go func() { second <- post(t, s, "getUpdates", "timeout", "50") }()
		if r := <-first; r.Code != 409 {
			t.Errorf("the first poll ends with %+v", r)
		}
		if r := <-second; !r.OK {
			t.Errorf("the second ends with %+v", r)
		}
	})
}

func TestWebhookPush(t *testing.T) {
	s := New(Options{PushAgain: time.Millisecond})
	var got []string
	done := make(chan struct{})
	tries := 0
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if tries++; tries <= 2 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		var u struct{ Message struct{ Text string } }
		_ = json.Unmarshal(body, &u)
		if got = append(got, r.Header.Get("X-Telegram-Bot-Api-Secret-Token")+" "+u.Message.Text); len(got) == 2 {
			close(done)
		}
	}))
	defer hook.Close()
	defer s.Close()
	if r := post(t, s, "setWebhook", "url", hook.URL, "secret_token", "secret"); !r.OK {
		t.Fatal(r)
	}
	if r := post(t, s, "getUpdates"); r.Code != 409 {
		t.Errorf("a poll beside a webhook gives %+v", r)
	}
	ada := s.User(7)
	ada.Say("soup")
	ada.Say("rice")
	<-done
	if got[0] != "secret soup" || got[1] != "secret rice" {
		t.Errorf("pushed: %q", got)
	}
	if err := s.Await(t.Context(), func() bool { return s.Pending() == 0 }); err != nil {
		t.Error(err)
	}
	post(t, s, "deleteWebhook")
	if r := post(t, s, "getWebhookInfo"); !strings.Contains(string(r.Result), `"url":""`) {
		t.Errorf("the webhook is still there: %s", r.Result)
	}
}

func TestFaults(t *testing.T) {
	s := New(Options{})
	s.User(7)
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	call := func() (int, string, error) {
		resp, err := server.Client().PostForm(server.URL+"/bot"+DefaultToken+"/sendMessage", url.Values{"chat_id": {"7"}, "text": {"a"}})
		if err != nil {
			return 0, "", err
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		return resp.StatusCode, string(body), err
	}
	s.FailNext(1, TooMany(9).On("sendPhoto")) // not for us
	s.FailNext(1, TooMany(9))
	s.FailNext(1, Fault{BadGateway: true})
	if status, body, _ := call(); status != 429 || !strings.Contains(body, `"retry_after":9`) {
		t.Errorf("429 is answered %d %s", status, body)
	}
	if status, body, _ := call(); status != 502 || !strings.HasPrefix(body, "<html>") {
		t.Errorf("502 is answered %d %s", status, body)
	}
	s.FailNext(1, Fault{HangUp: true})
	s.FailNext(1, Fault{NoAnswer: true})
	for range 2 {
		if _, _, err := call(); err == nil {
			t.Error("the connection holds")
		}
	}
	if n := len(s.Messages(7)); n != 1 {
		t.Errorf("%d messages, want the one without an answer", n)
	}
	if n := s.Calls("sendMessage"); n != 4 {
		t.Errorf("%d calls are counted", n)
	}
}

func TestPage(t *testing.T) {
	s := New(Options{})
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	send := func(act string, form url.Values) {
		resp, err := server.Client().PostForm(server.URL+"/play/"+act, form)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != 200 {
			t.Errorf("%s: status %d", act, resp.StatusCode)
		}
	}
	send("say", url.Values{"user": {"7"}, "text": {"soup"}})
	post(t, s, "sendMessage", "chat_id", "7", "text", "<b>soup</b>", "parse_mode", "HTML", "reply_markup", `{"inline_keyboard":[[{"text":"Undo","callback_data":"u"}]]}`)
	send("press", url.Values{"user": {"7"}, "message": {"2"}, "data": {"u"}})
	send("edit", url.Values{"user": {"7"}, "message": {"1"}, "text": {"rice"}})
	send("photo", url.Values{"user": {"7"}, "text": {""}})
	send("location", url.Values{"user": {"7"}, "lat": {"1"}, "lon": {"2"}})
	if n := s.Pending(); n != 5 {
		t.Errorf("%d updates are pending", n)
	}
	if got, want := s.Transcript(7), "> rice\n< soup\n< [Undo]\n> \n> \n"; got != want {
		t.Errorf("the chat is\n%swant\n%s", got, want)
	}
	for _, path := range []string{"/", "/play/chat?user=7", "/play/state"} {
		resp, err := server.Client().Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != 200 || len(body) == 0 {
			t.Errorf("%s: status %d, %d bytes", path, resp.StatusCode, len(body))
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
