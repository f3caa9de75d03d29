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

// over makes a request over the network.
func over(t *testing.T, server *httptest.Server, method, path string, form url.Values) (int, string, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := server.Client().Do(req)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body), err
}

func TestFaults(t *testing.T) {
	s := New(Options{})
	s.User(7)
	server := httptest.NewServer(s)
	defer server.Close()
	defer s.Close()
	call := func() (int, string, error) {
		return over(t, server, http.MethodPost, "/bot"+DefaultToken+"/sendMessage", url.Values{"chat_id": {"7"}, "text": {"a"}})
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
		if status, body, err := over(t, server, http.MethodPost, "/play/"+act, form); status != http.StatusOK {
			t.Errorf("%s: status %d, %s, %v", act, status, body, err)
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
		if status, body, err := over(t, server, http.MethodGet, path, nil); status != http.StatusOK || body == "" {
			t.Errorf("%s: status %d, %d bytes, %v", path, status, len(body), err)
		}
	}
}
