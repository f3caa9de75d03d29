package telegram

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/coach"
)

func TestClientOptions(t *testing.T) {
	for _, o := range []ClientOptions{
		{Token: ""},
		{Token: "no token"},
		{Token: "123"},
		{Token: "123:abc/../x"},
		{Token: "123:abc", APIURL: "127.0.0.1:8081"},
		{Token: "123:abc", APIURL: "ftp://example.org"},
	} {
		if _, err := NewClient(o); err == nil {
			t.Errorf("%+v is taken", o)
		} else if len(o.Token) > 3 && strings.Contains(err.Error(), o.Token) {
			t.Errorf("the token stands in %q", err)
		}
	}
}

func TestMe(t *testing.T) {
	_, client := newServer(t, telegramtest.Options{})
	me, err := client.Me(t.Context())
	if err != nil || me.Username != "coachbot" || me.ID == 0 {
		t.Errorf("me is %+v, %v", me, err)
	}
}

func TestWrongToken(t *testing.T) {
	_, client := newServer(t, telegramtest.Options{Token: "1:another"})
	_, err := client.Me(t.Context())
	if !errors.Is(err, errWrongToken) {
		t.Errorf("a wrong token gives %v", err)
	}
}

// How each way to fail looks to the rest of the package.
func TestFailures(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{})
	fake.User(7)
	tests := []struct {
		name    string
		fault   telegramtest.Fault
		code    int
		verdict verdict
		again   bool
	}{
		{"too many", telegramtest.TooMany(3), 429, notNow, true},
		{"blocked", telegramtest.Blocked(), 403, gone, false},
		{"500", telegramtest.Internal(), 500, unclear, true},
		{"502 page", telegramtest.Fault{BadGateway: true}, 502, unclear, true},
		{"hang-up", telegramtest.Fault{HangUp: true}, 0, unclear, true},
		{"no answer", telegramtest.Fault{NoAnswer: true}, 0, unclear, true},
		{"migrated", telegramtest.Fault{Refuse: &telegramtest.Failure{Code: 400, Description: "Bad Request: group chat was upgraded to a supergroup chat", MigrateTo: -100}}, 400, refused, false},
		{"400", telegramtest.Fault{Refuse: &telegramtest.Failure{Code: 400, Description: "Bad Request: chat not found"}}, 400, gone, false},
	}
	file := []tgbotapi.RequestFile{upload("document", "week.csv", []byte("a,b"))}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fake.FailNext(2, test.fault)
			params := tgbotapi.Params{"chat_id": "7", "text": "hello"}
			checkFailure(t, client.Call(t.Context(), "sendMessage", params, nil), test.code, test.verdict, test.again)
			checkFailure(t, client.Upload(t.Context(), "sendDocument", params, file, nil), test.code, test.verdict, test.again)
		})
	}
}

func checkFailure(t *testing.T, err error, code int, v verdict, again bool) {
	t.Helper()
	e, ok := asError(err)
	if !ok {
		t.Fatalf("%v is no *Error", err)
	}
	if e.Code != code || judge(e) != v || errors.Is(err, coach.ErrUnavailable) != again {
		t.Errorf("%v has code %d, verdict %d, again %t; want %d, %d, %t", err, e.Code, judge(e), errors.Is(err, coach.ErrUnavailable), code, v, again)
	}
	if strings.Contains(err.Error(), telegramtest.DefaultToken) {
		t.Errorf("the token stands in %q", err)
	}
}

func TestUnsent(t *testing.T) {
	server := httptest.NewServer(nil)
	server.Close() // nobody answers there now
	client, err := NewClient(ClientOptions{Token: telegramtest.DefaultToken, APIURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	err = client.Call(t.Context(), "sendMessage", nil, nil)
	checkFailure(t, err, 0, notNow, true)
}

// An error of the network never shows the address, which holds the token, in
// whichever of its layers one looks.
func TestNoTokenInErrors(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://127.0.0.1:1"+r.URL.Path, http.StatusFound)
	}))
	defer server.Close()
	client, err := NewClient(ClientOptions{Token: telegramtest.DefaultToken, APIURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range []error{
		client.Call(t.Context(), "getMe", nil, nil),
		client.Call(ended, "getMe", nil, nil),
		client.Call(t.Context(), "get\x7fMe", nil, nil),
	} {
		if err == nil {
			t.Error("no error")
		}
		for ; err != nil; err = errors.Unwrap(err) {
			if strings.Contains(err.Error(), telegramtest.DefaultToken) {
				t.Errorf("the token stands in %q", err)
			}
		}
	}
}

func TestDownload(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{})
	ada := fake.User(7)
	ada.Document("diary.zip", []byte("a diary"), "")
	raws, err := client.updates(t.Context(), 0, 0)
	if err != nil || len(raws) != 1 {
		t.Fatal(raws, err)
	}
	u, err := decodeUpdate(raws[0], User{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := client.Download(t.Context(), u.event.File.ID, 100)
	if err != nil || string(data) != "a diary" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	if _, err := client.Download(t.Context(), u.event.File.ID, 3); err == nil {
		t.Error("a file above the limit is taken")
	}
	if _, err := client.Download(t.Context(), "unknown", 100); err == nil {
		t.Error("an unknown file is found")
	}
}

func TestRegister(t *testing.T) {
	fake, client := newServer(t, telegramtest.Options{})
	err := client.Register(t.Context(), Profile{
		Commands:         []Command{{"today", "What you logged today"}, {"week", "Your week"}},
		Description:      "Tell me what you eat.",
		ShortDescription: "A coach",
	})
	if err != nil {
		t.Fatal(err)
	}
	for method, want := range map[string]string{
		"setMyCommands":         `[{"command":"today","description":"What you logged today"},{"command":"week","description":"Your week"}]`,
		"setMyDescription":      "Tell me what you eat.",
		"setMyShortDescription": "A coach",
		"setChatMenuButton":     `{"type":"commands"}`,
	} {
		if got, _ := fake.Profile(method); got != want {
			t.Errorf("%s got %s, want %s", method, got, want)
		}
	}
}

func TestCallTimesOut(t *testing.T) {
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer server.Close()
	defer close(release)
	client, err := NewClient(ClientOptions{Token: telegramtest.DefaultToken, APIURL: server.URL, Timeout: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	err = client.Call(t.Context(), "getMe", nil, nil)
	if e, ok := asError(err); !ok || judge(e) != unclear || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a time-out gives %v", err)
	}
}
