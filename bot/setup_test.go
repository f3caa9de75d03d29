package main

import (
	"bufio"
	"context"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"gutskin/bot/conversation"
	"gutskin/bot/telegram"
	"gutskin/bot/telegram/telegramtest"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// TestSecretsFromFiles: a bot whose secrets are all mounted files serves, and
// its log, in JSON, tells none of them.
func TestSecretsFromFiles(t *testing.T) {
	s := newSetup(t, "postgres")
	secrets := map[string]string{
		"TELEGRAM_BOT_TOKEN": telegramtest.DefaultToken, "DATABASE_URL": s.env["DATABASE_URL"], "DATA_KEY": testKey,
		"WEBHOOK_SECRET": "mounted-webhook-secret",
	}
	env := []string{"LOG_FORMAT=json"}
	for name, value := range secrets {
		env = append(env, name+"=", name+"_FILE="+s.file(strings.ToLower(name), value+"\n"))
	}
	w := &world{t: t, server: s.tele, url: s.web, dsn: s.env["DATABASE_URL"]}
	running := w.start(env...)
	ada := s.tele.User(7)
	ada.Say("an apple")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := ada.Next(ctx); err != nil {
		t.Fatalf("%v\n%s", err, running.stderr)
	}
	running.stop()
	lines := strings.Split(strings.TrimSpace(running.stderr.String()), "\n")
	for i, line := range lines {
		var said map[string]any
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Errorf("line %d is no JSON: %s", i+1, line)
		}
		if i == 0 && (said["msg"] != "starting" || said["version"] == nil) {
			t.Errorf("the first line tells no version: %s", line)
		}
		for _, secret := range secrets {
			if strings.Contains(line, secret) {
				t.Errorf("line %d tells a secret", i+1)
			}
		}
	}
}

// TestAllowedUsers: who isn't on the list is told their number at /start, and
// nothing of them is kept.
func TestAllowedUsers(t *testing.T) {
	s := newSetup(t, "sqlite")
	w := &world{t: t, server: s.tele, url: s.web, dsn: s.env["DATABASE_URL"]}
	s.remove(".config/gutskin/data.key")
	s.remove("coach.db")
	running := w.start("ALLOWED_USERS=7, 8")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	stranger, ada := s.tele.User(9), s.tele.User(7)
	stranger.Say("an apple")
	stranger.Say("/start")
	answer, err := stranger.Next(ctx)
	if err != nil || !strings.Contains(answer.Text, "9") {
		t.Fatalf("%v, %q\n%s", err, answer.Text, running.stderr)
	}
	ada.Say("a banana")
	if _, err := ada.Next(ctx); err != nil {
		t.Fatalf("%v\n%s", err, running.stderr)
	}
	running.stop()
	db := w.storage()
	defer db.Close()
	people, _, err := db.People(ctx, time.Time{})
	if err != nil || people != 1 || len(w.diary(db, 9)) != 0 || len(w.diary(db, 7)) != 1 {
		t.Errorf("%d people are known, %v", people, err)
	}
}

// TestProxy: with HTTPS_PROXY everything goes through the proxy, with its
// password, and the log tells neither that nor the token. Without the proxy
// nothing is reached.
func TestProxy(t *testing.T) {
	tele := telegramtest.New(telegramtest.Options{})
	web := httptest.NewTLSServer(tele)
	t.Cleanup(func() { tele.Close(); web.Close() })
	proxy, through := newProxy(t, web.Listener.Addr().String())
	certificate := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: web.Certificate().Raw})
	if err := os.WriteFile(certificate, block, 0o600); err != nil {
		t.Fatal(err)
	}
	// The test server's certificate is good for example.com, which is asked for
	// from the proxy alone.
	w := &world{t: t, server: tele, url: "https://example.com", dsn: filepath.Join(t.TempDir(), "coach.db")}
	running := w.start("HTTPS_PROXY=http://coach:hunter2@"+proxy, "NO_PROXY=", "SSL_CERT_FILE="+certificate)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ada := tele.User(7)
	ada.Say("an apple")
	if _, err := ada.Next(ctx); err != nil {
		t.Fatalf("%v\n%s", err, running.stderr)
	}
	running.stop()
	if through.Load() == 0 {
		t.Error("nothing went through the proxy")
	}
	gone := w.start("HTTPS_PROXY=http://coach:hunter2@127.0.0.1:1", "SSL_CERT_FILE="+certificate)
	gone.says(ctx, "can't be reached for now")
	gone.kill()
	for _, said := range []string{running.stderr.String(), gone.stderr.String()} {
		if strings.Contains(said, "hunter2") || strings.Contains(said, telegramtest.DefaultToken) {
			t.Errorf("the log tells a secret:\n%s", said)
		}
	}
}

// newProxy is a proxy that lets in who knows the password and leads everything
// to one address; it counts the connections.
func newProxy(t *testing.T, to string) (address string, through *atomic.Int64) {
	t.Helper()
	through = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || r.Host != "example.com:443" || r.Header.Get("Proxy-Authorization") != "Basic Y29hY2g6aHVudGVyMg==" {
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		there, err := new(net.Dialer).DialContext(r.Context(), "tcp", to)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		here, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			there.Close()
			return
		}
		through.Add(1)
		fmt.Fprint(here, "HTTP/1.1 200 Connection established\r\n\r\n")
		go join(here, buffered.Reader, there)
	}))
	t.Cleanup(server.Close)
	return server.Listener.Addr().String(), through
}

// join copies both ways until one side is through.
func join(here net.Conn, sent *bufio.Reader, there net.Conn) {
	defer here.Close()
	defer there.Close()
	go func() {
		_, _ = io.Copy(there, sent)
		there.Close()
	}()
	_, _ = io.Copy(here, there)
}

// TestWebhookPaths: whatever the path of WEBHOOK_URL, either the settings are
// refused with a word on it, or the webhook is served there and nowhere else.
func TestWebhookPaths(t *testing.T) {
	client, err := telegram.NewClient(telegram.ClientOptions{Token: telegramtest.DefaultToken})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{
		"", "/", "/telegram", "/telegram/", "/{", "/{x}", "/{x...}", "/{$}", "/a b", "/%7Bx%7D", "/a%2Fb", "//", "//a", "/a//b",
		"/..", "/a/../b", "/./a", "/healthz", "/readyz", "/metrics", "/ünï", "?x=1", "/a?", "/a#b", "/GET /x", "/*", "/:id",
	} {
		t.Run(path, func(t *testing.T) {
			env := map[string]string{"LISTEN_ADDR": ":8080", "WEBHOOK_URL": "https://coach.example.org" + path}
			cfg, problems := readSettings(surroundings{getenv: func(name string) string { return env[name] }, readFile: os.ReadFile})
			if len(problems) > 0 {
				if !strings.Contains(problems[0].Error(), "WEBHOOK_URL") {
					t.Error(problems)
				}
				return
			}
			s := &server{metrics: prometheus.NewRegistry()}
			dispatcher := telegram.NewDispatcher(nil, nil, client, telegram.DispatcherOptions{})
			if s.webhook, err = telegram.NewWebhook(client, dispatcher, cfg.WebhookURL, ""); err != nil {
				t.Fatal(err)
			}
			handler := s.routes()
			address, err := url.Parse(cfg.WebhookURL)
			if err != nil {
				t.Fatal(err)
			}
			post := func(path string) int {
				r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", nil)
				r.URL = &url.URL{Path: path}
				answer := httptest.NewRecorder()
				handler.ServeHTTP(answer, r)
				return answer.Code
			}
			// 401 is the webhook's, for the secret is missing.
			if code := post(address.Path); code != http.StatusUnauthorized {
				t.Errorf("the webhook's own path gives %d", code)
			}
			if code := post(address.Path + "x"); code == http.StatusUnauthorized {
				t.Error("the webhook is at another path too")
			}
		})
	}
}

// FuzzWebhookURL: no WEBHOOK_URL makes the program panic.
func FuzzWebhookURL(f *testing.F) {
	for _, seed := range []string{"https://coach.example.org/telegram", "https://x/{", "https://x//", "https://x/../", "://", "https://[::1"} {
		f.Add(seed)
	}
	client, err := telegram.NewClient(telegram.ClientOptions{Token: telegramtest.DefaultToken})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, address string) {
		env := map[string]string{"LISTEN_ADDR": ":8080", "WEBHOOK_URL": address}
		cfg, problems := readSettings(surroundings{getenv: func(name string) string { return env[name] }, readFile: os.ReadFile})
		if len(problems) > 0 || cfg.WebhookURL == "" {
			return
		}
		s := &server{metrics: prometheus.NewRegistry()}
		if s.webhook, err = telegram.NewWebhook(client, telegram.NewDispatcher(nil, nil, client, telegram.DispatcherOptions{}), cfg.WebhookURL, ""); err != nil {
			t.Fatal(err)
		}
		s.routes()
	})
}

// TestFailed: an update that was set aside is listed without its words, is
// handled again once and only once, or is dropped.
func TestFailed(t *testing.T) {
	for _, engine := range storagetest.Engines {
		t.Run(engine, func(t *testing.T) {
			s := newSetup(t, engine)
			keep := func(key, update string) {
				t.Helper()
				db := s.open()
				defer db.Close()
				err := db.Update(t.Context(), func(tx *storage.Tx) error {
					if _, err := tx.MarkHandled(key, time.Now()); err != nil {
						return err
					}
					return tx.SetAside(key, 7, []byte(update), "panic: runtime error", time.Now())
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			message := `{"update_id":%d,"message":{"message_id":%d,"date":%d,"from":{"id":7,"first_name":"A"},"chat":{"id":7,"type":"private"},"text":"a banana"}}`
			keep("tg:5", fmt.Sprintf(message, 5, 1, time.Now().Unix()))
			keep("tg:6", fmt.Sprintf(message, 6, 2, time.Now().Unix()))
			keep("tg:7", "no update")
			said := func(wantError bool, want string, args ...string) {
				t.Helper()
				out, err := s.run(args...)
				if (err != nil) != wantError || !strings.Contains(out+fmt.Sprint(err), want) || strings.Contains(out, "banana") {
					t.Errorf("%v: %v\n%s", args, err, out)
				}
			}
			said(false, "tg:5", "failed")
			said(false, "user 7  panic: runtime error", "failed", "list")
			said(true, `no update "tg:9" is set aside`, "failed", "replay", "tg:9")
			said(true, "replay or drop", "failed", "replay")
			said(false, "1 handled", "failed", "replay", "tg:5")
			said(true, `no update "tg:5"`, "failed", "replay", "tg:5")
			said(true, "tg:7 stays set aside", "failed", "replay", "--all")
			said(false, "1 dropped", "failed", "drop", "tg:7")
			said(false, "No update is set aside.", "failed")
			db := s.open()
			defer db.Close()
			w := &world{t: t}
			if list := w.diary(db, 7); len(list) != 2 {
				t.Errorf("the diary holds %d entries, not 2", len(list))
			}
			if waiting, _, err := db.OutboxDepth(t.Context()); err != nil || waiting != 2 {
				t.Errorf("%d answers wait, not 2: %v", waiting, err)
			}
		})
	}
}

// open opens the set-up's database as the bot would.
func (s *setup) open() *storage.DB {
	s.t.Helper()
	getenv := func(name string) string { return s.env[name] }
	cfg, err := readConfig(surroundings{getenv: getenv, readFile: os.ReadFile})
	if err != nil {
		s.t.Fatal(err)
	}
	p := &program{cfg: cfg, stderr: io.Discard}
	db, err := p.openStorage(s.t.Context(), s.env["DATABASE_URL"])
	if err != nil {
		s.t.Fatal(err)
	}
	return db
}

// TestHandledAgainAtOnce: two replays of one update at the same time have one
// effect.
func TestHandledAgainAtOnce(t *testing.T) {
	s := newSetup(t, "postgres")
	db := s.open()
	defer db.Close()
	p := &program{stderr: io.Discard}
	service, err := p.service(db, time.Now, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(t.Context(), func(tx *storage.Tx) error {
		return tx.SetAside("tg:5", 7, []byte("{}"), "why", time.Now())
	})
	if err != nil {
		t.Fatal(err)
	}
	e := conversation.Event{Key: "tg:5", Kind: conversation.KindMessage, UserID: 7, ChatID: 7, Private: true, MessageID: 1, Text: "a banana", Sent: time.Now()}
	done := make(chan error)
	for range 4 {
		go func() { done <- service.HandleAgain(t.Context(), e) }()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	w := &world{t: t}
	if list := w.diary(db, 7); len(list) != 1 {
		t.Errorf("the diary holds %d entries, not 1", len(list))
	}
}

// TestCommandName: the commands that are told can be typed as they are.
func TestCommandName(t *testing.T) {
	for arg0, want := range map[string]string{
		"bot": "bot", "/usr/local/bin/bot": "bot", "/bot": "bot", "./bot": "./bot", "bin/bot": "bin/bot",
		"/tmp/go-build123/b001/exe/bot": "go run ./bot",
	} {
		if got := commandName(arg0); got != want {
			t.Errorf("%s is typed %q, not %q", arg0, got, want)
		}
	}
}

// TestComposePassesSettings: every setting that help names is passed on by
// compose.yaml, or set there, or not for a container.
func TestComposePassesSettings(t *testing.T) {
	text, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := map[string]bool{"DATA_KEY_FILE": true, "XDG_DATA_HOME": true, "XDG_CONFIG_HOME": true, "HOME": true}
	for _, name := range variables {
		if !elsewhere[name] && !strings.Contains(string(text), "\n      "+name+": ") {
			t.Errorf("compose.yaml doesn't know %s", name)
		}
		if !elsewhere[name] && !strings.Contains(help, "\n  "+name) {
			t.Errorf("help doesn't know %s", name)
		}
	}
}
