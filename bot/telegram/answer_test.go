package telegram

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"gutskin/bot/telegram/telegramtest"
)

// canned answers every request alike.
type canned struct {
	t      *testing.T
	status int
	kind   string
	body   []byte
}

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "telegram.test" || !strings.Contains(r.URL.Path, telegramtest.DefaultToken) {
		c.t.Errorf("a request to %s", r.URL)
	}
	if r.Body != nil {
		_ = r.Body.Close()
	}
	header := http.Header{"Content-Type": {c.kind}, "Location": {"http://elsewhere.test/"}}
	return &http.Response{StatusCode: c.status, Header: header, Body: io.NopCloser(bytes.NewReader(c.body)), Request: r}, nil
}

// FuzzAnswer: whatever answers in Telegram's place, a call gives a value or an
// *Error without the token, and how long to wait is never nonsense.
func FuzzAnswer(f *testing.F) {
	const token = telegramtest.DefaultToken
	for _, body := range []string{
		`{"ok":true,"result":{"message_id":3,"id":4242,"is_bot":true,"username":"coachbot"}}`,
		`{"ok":true,"result":[{"update_id":1},{}]}`,
		`{"ok":true,"result":{"file_path":"photos/1.jpg"}}`,
		`{"ok":true,"result":{"file_path":"//elsewhere.test/%zz\u0000 ` + token + `"}}`,
		`{"ok":true}`, `{"ok":"yes","result":7}`, `{"ok":false,"error_code":"four"}`, `null`, `[`, "",
		`{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities: leek stew"}`,
		`{"ok":false,"error_code":404,"description":"Not Found: /bot` + token + `/sendMessage"}`,
		`{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 99999999999999","parameters":{"retry_after":0}}`,
		`{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":9300000000}}`,
		`{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":-5}}`,
		`{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1001}}`,
		`<html><body>502 Bad Gateway ` + token + `</body></html>`,
	} {
		f.Add(200, "application/json", []byte(body))
		f.Add(502, "application/json; charset=utf-8", []byte(body))
	}
	f.Add(502, "text/html", []byte("<h1>"+token+"</h1>"))
	f.Add(301, "application/json", []byte(`{"ok":true,"result":true}`))
	f.Add(-1, "\x00", []byte{0xff})
	f.Fuzz(func(t *testing.T, status int, kind string, body []byte) {
		client, err := NewClient(ClientOptions{Token: token, APIURL: "http://telegram.test", Through: canned{t, status, kind, body}})
		if err != nil {
			t.Fatal(err)
		}
		ctx := t.Context()
		var result struct {
			MessageID int `json:"message_id"`
		}
		_, errUpdates := client.updates(ctx, 0, 0)
		_, errInfo := client.webhookInfo(ctx)
		_, errFile := client.Download(ctx, "a", 1<<10)
		photo := []tgbotapi.RequestFile{{Name: "photo", Data: tgbotapi.FileBytes{Name: "a.png", Bytes: []byte("png")}}}
		for what, err := range map[string]error{
			"getUpdates": errUpdates, "getWebhookInfo": errInfo, "download": errFile,
			"sendMessage": client.Call(ctx, "sendMessage", tgbotapi.Params{"text": "leek"}, &result),
			"sendPhoto":   client.Upload(ctx, "sendPhoto", nil, photo, &result),
		} {
			checkError(t, what, err)
		}
		if _, err := client.Me(ctx); !errors.Is(err, errWrongToken) {
			checkError(t, "getMe", err)
		}
	})
}

func checkError(t *testing.T, what string, err error) {
	if err == nil {
		return
	}
	e, ok := asError(err)
	if !ok {
		t.Fatalf("%s: %T is no *Error", what, err)
	}
	for ; err != nil; err = errors.Unwrap(err) {
		if strings.Contains(err.Error(), telegramtest.DefaultToken) {
			t.Errorf("%s: the token stands in %q", what, err)
		}
	}
	if e.RetryAfter < 0 || e.RetryAfter > mostRetryAfter {
		t.Errorf("%s: wait for %v", what, e.RetryAfter)
	}
	if e.Code == http.StatusTooManyRequests && e.Description != "" && judge(e) != notNow {
		t.Errorf("%s: %v is judged %v", what, e, judge(e))
	}
}
