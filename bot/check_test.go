package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gutskin/bot/telegram/telegramtest"
	"gutskin/bot/transcribe/transcribetest"
	"gutskin/storage"
	"gutskin/storage/storagetest"
)

// setup is a bot as somebody has set it up, in a folder of its own.
type setup struct {
	t    *testing.T
	dir  string
	web  string // the fake Telegram's address
	tele *telegramtest.Server
	env  map[string]string
}

// newSetup is a sound set-up on the engine, which has served before.
func newSetup(t *testing.T, engine string) *setup {
	t.Helper()
	dir := t.TempDir()
	server := telegramtest.New(telegramtest.Options{Unlimited: true})
	web := httptest.NewServer(server)
	t.Cleanup(func() { server.Close(); web.Close() })
	s := &setup{t: t, dir: dir, web: web.URL, tele: server, env: map[string]string{
		"HOME": dir, "TELEGRAM_BOT_TOKEN": telegramtest.DefaultToken, "TELEGRAM_API_URL": web.URL,
		"DATABASE_URL": filepath.Join(dir, "coach.db"),
	}}
	if engine == "postgres" {
		s.env["DATABASE_URL"], s.env["DATA_KEY"] = storagetest.Postgres(t), testKey
	}
	if _, err := s.run("migrate"); err != nil {
		t.Fatal(err)
	}
	return s
}

// run runs a command and gives what it printed.
func (s *setup) run(args ...string) (string, error) {
	var out bytes.Buffer
	getenv := func(name string) string { return s.env[name] }
	err := run(s.t.Context(), args, getenv, strings.NewReader(""), &out, &out)
	return out.String(), err
}

// exec changes the database behind the bot's back.
func (s *setup) exec(query string) {
	s.t.Helper()
	db := storagetest.Raw(s.t, s.env["DATABASE_URL"])
	defer db.Close() // its files stay as they are from now on
	if _, err := db.ExecContext(context.Background(), query); err != nil {
		s.t.Fatal(err)
	}
}

// file writes a file of the set-up.
func (s *setup) file(name, text string) string {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// files are the set-up's files with their modes, times and contents.
func (s *setup) files() string {
	s.t.Helper()
	var list strings.Builder
	err := filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		fmt.Fprint(&list, path, info.Mode(), info.ModTime())
		if info.Mode().IsRegular() {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(&list, "%x", sha256.Sum256(text))
		}
		list.WriteByte('\n')
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return list.String()
}

const otherKey = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="

// brokenSetups are set-ups that can't serve, or not for long, each with what
// the check has to say of it.
var brokenSetups = []struct {
	name, engine string // engine "": both, where the database has a part in it
	breakIt      func(*setup)
	says         string // a regular expression
}{
	{"no token", "sqlite", func(s *setup) { s.env["TELEGRAM_BOT_TOKEN"] = "" }, `token +TELEGRAM_BOT_TOKEN is not set: get a token`},
	{"a wrong token", "sqlite", func(s *setup) { s.env["TELEGRAM_BOT_TOKEN"] = "4242:wrong" }, `telegram .*check TELEGRAM_BOT_TOKEN against the one from @BotFather\n`},
	{"two wrong settings", "sqlite", func(s *setup) { s.env["LOG_LEVEL"], s.env["TELEGRAM_RATE"] = "loud", "-1" },
		`(?s)settings +TELEGRAM_RATE.*settings +LOG_LEVEL must be`},
	{"a secret's file that isn't there", "sqlite", func(s *setup) { s.env["DATA_KEY"], s.env["DATA_KEY_FILE"] = "", "/run/secrets/missing" },
		`settings +DATA_KEY_FILE names a file that can't be read`},
	{"Telegram out of reach", "sqlite", func(s *setup) { s.env["TELEGRAM_API_URL"] = "http://127.0.0.1:1" }, `telegram .*HTTPS_PROXY`},
	{"a key for nothing", "sqlite", func(s *setup) { s.env["TRANSCRIBE_KEY"] = "sk-hunter2" }, `settings +TRANSCRIBE_KEY and TRANSCRIBE_MODEL need TRANSCRIBE_URL`},
	{"no address of a transcriber", "sqlite", func(s *setup) { s.env["TRANSCRIBE_URL"] = "whisper:8080" }, `settings +TRANSCRIBE_URL must be a web address`},
	{"no transcriber there", "sqlite", func(s *setup) { s.env["TRANSCRIBE_URL"] = "http://127.0.0.1:1" }, `voice .*of a server that runs`},
	{"another key for the transcriber", "sqlite", func(s *setup) { s.transcriber(http.StatusUnauthorized) }, `voice .*look at TRANSCRIBE_KEY`},
	{"another path of the transcriber", "sqlite", func(s *setup) { s.transcriber(http.StatusNotFound) }, `voice .*is the whole address`},
	{"a transcriber that can't read the format", "sqlite", func(s *setup) { s.transcriber(http.StatusBadRequest) }, `voice .*needs --convert`},
	{"a page in the transcriber's place", "sqlite", func(s *setup) { s.env["TRANSCRIBE_URL"] = s.web }, `voice .*TRANSCRIBE_URL`},
	{"diaries in memory", "sqlite", func(s *setup) { s.env["DATABASE_URL"] = memory }, `database +DATABASE_URL is :memory:: every diary is gone`},
	{"a database of another kind", "sqlite", func(s *setup) { s.env["DATABASE_URL"] = "mysql://coach:hunter2@db/coach" }, `database .*isn't supported`},
	{"the key of another database", "", func(s *setup) { s.env["DATA_KEY"] = otherKey }, `key .*sealed with [0-9a-f]{16} too, which isn't given`},
	{"a key that is none", "", func(s *setup) { s.env["DATA_KEY"] = "short" }, `key +DATA_KEY must be 32 bytes`},
	{"a database of a newer version", "", func(s *setup) {
		s.exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99990, true)")
	}, `schema +the database is at step 99990 .* run that one, or restore`},
	{"a copy that wasn't completed", "", func(s *setup) { s.exec("INSERT INTO settings (name, value) VALUES ('copying', '')") },
		`database +a copy into this database was not completed.* run bot copy again`},
	{"an address that is taken", "sqlite", func(s *setup) {
		l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
		if err != nil {
			s.t.Fatal(err)
		}
		s.t.Cleanup(func() { l.Close() })
		s.env["LISTEN_ADDR"] = l.Addr().String()
	}, `address +LISTEN_ADDR .* is in use by another program`},
	{"a webhook of another program", "sqlite", func(s *setup) {
		s.call("setWebhook", url.Values{"url": {"https://other.example.org/secret-path"}})
	}, `webhook +one is registered at other\.example\.org, which isn't WEBHOOK_URL`},
	{"a webhook where Telegram doesn't call", "sqlite", func(s *setup) {
		s.env["WEBHOOK_URL"], s.env["LISTEN_ADDR"] = "https://coach.example.org:9000/t", "127.0.0.1:0"
		s.env["TELEGRAM_API_URL"] = "https://api.telegram.org.invalid"
	}, `webhook .*443, 80, 88 and 8443 alone`},
	{"a clock that is off", "sqlite", func(s *setup) {
		u, err := url.Parse(s.web)
		if err != nil {
			s.t.Fatal(err)
		}
		wrong := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
			r.URL.Scheme, r.URL.Host, r.RequestURI = u.Scheme, u.Host, ""
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			defer answer.Body.Close()
			w.Header().Set("Content-Type", answer.Header.Get("Content-Type"))
			var body bytes.Buffer
			_, _ = body.ReadFrom(answer.Body)
			_, _ = w.Write(body.Bytes())
		}))
		s.t.Cleanup(wrong.Close)
		s.env["TELEGRAM_API_URL"] = wrong.URL
	}, `clock .* off from Telegram's: set it by NTP`},

	{"the key file is lost", "sqlite", func(s *setup) { s.remove(".config/gutskin/data.key") }, `key +the key file .* is missing, .*put your copy`},
	{"the key file is open to others", "sqlite", func(s *setup) { s.mode(".config/gutskin/data.key", 0o644) }, `key .*chmod 600`},
	{"the database is open to others", "sqlite", func(s *setup) { s.mode("coach.db", 0o644) }, `rights .*chmod 600`},
	{"a damaged file", "sqlite", func(s *setup) { s.damage("coach.db") }, `database .*damaged.*restore`},
	{"a file that is no database", "sqlite", func(s *setup) { s.file("coach.db", strings.Repeat("Buy milk. ", 900)) }, `database .*not a database`},
	{"a log without its database", "sqlite", func(s *setup) { s.remove("coach.db"); s.file("coach.db-wal", "what was told last") },
		`database .*coach\.db-wal is there without its database`},
	{"a folder in its place", "sqlite", func(s *setup) { s.env["DATABASE_URL"] = s.dir }, `database .*is a folder`},

	{"no server", "postgres", func(s *setup) { s.env["DATABASE_URL"] = "postgres://coach:hunter2@127.0.0.1:1/coach?sslmode=disable" },
		`database +PostgreSQL at 127\.0\.0\.1:1 can't be reached: dial tcp`},
	{"a wrong password", "postgres", func(s *setup) { s.address(func(u *url.URL) { u.User = url.UserPassword("coach", "hunter2") }) },
		`database .*check user and password`},
	{"no such database", "postgres", func(s *setup) { s.address(func(u *url.URL) { u.Path = "/elsewhere" }) }, `database .*create it, or correct`},
	{"no TLS", "postgres", func(s *setup) { s.address(func(u *url.URL) { u.RawQuery = "" }) }, `database .*sslmode=disable`},
	{"no key", "postgres", func(s *setup) { s.env["DATA_KEY"] = "" }, `key +DATA_KEY is not set: PostgreSQL needs it`},
	{"no rights on a table", "postgres", func(s *setup) { s.asStranger("GRANT SELECT ON ALL TABLES IN SCHEMA public TO ") },
		`rights +the database's user may not read and write the table`},
	{"no rights on an empty schema", "postgres", func(s *setup) {
		s.exec("DROP SCHEMA public CASCADE")
		s.exec("CREATE SCHEMA public")
		s.asStranger("GRANT USAGE ON SCHEMA public TO ")
	}, `rights +the database's user may not make tables`},
}

// transcriber has voice notes written out by a server that answers with that status.
func (s *setup) transcriber(status int) {
	server := httptest.NewServer(&transcribetest.Server{Answer: func(w http.ResponseWriter, _ *http.Request, _ transcribetest.Call) {
		if status == http.StatusOK {
			transcribetest.Say(w, "")
			return
		}
		http.Error(w, "no", status)
	}})
	s.t.Cleanup(server.Close)
	s.env["TRANSCRIBE_URL"], s.env["TRANSCRIBE_KEY"] = server.URL, transcribetest.Key
}

func (s *setup) remove(name string) {
	if err := os.Remove(filepath.Join(s.dir, name)); err != nil {
		s.t.Fatal(err)
	}
}

func (s *setup) mode(name string, mode fs.FileMode) {
	if err := os.Chmod(filepath.Join(s.dir, name), mode); err != nil {
		s.t.Fatal(err)
	}
}

// damage overwrites the file's middle.
func (s *setup) damage(name string) {
	path := filepath.Join(s.dir, name)
	text, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	copy(text[4096:], bytes.Repeat([]byte{0xa5}, len(text)/2))
	s.file(name, string(text))
}

// address changes the database's address.
func (s *setup) address(change func(*url.URL)) {
	u, err := url.Parse(s.env["DATABASE_URL"])
	if err != nil {
		s.t.Fatal(err)
	}
	change(u)
	s.env["DATABASE_URL"] = u.String()
}

// asStranger has the bot come as a database user of its own who has one right.
func (s *setup) asStranger(grant string) {
	name := "stranger_" + filepath.Base(s.dir) + fmt.Sprint(time.Now().UnixNano())
	s.exec("CREATE USER " + name + " PASSWORD 'hunter2'")
	s.exec(grant + name)
	s.address(func(u *url.URL) { u.User = url.UserPassword(name, "hunter2") })
}

// call makes a call to the fake Telegram as another program with the token would.
func (s *setup) call(method string, params url.Values) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.web+"/bot"+telegramtest.DefaultToken+"/"+method, strings.NewReader(params.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	resp.Body.Close()
}

// TestCheckBroken: of each broken set-up the check says what is wrong, shows no
// secret, and changes nothing.
func TestCheckBroken(t *testing.T) {
	for _, engine := range storagetest.Engines {
		for _, broken := range brokenSetups {
			if broken.engine != "" && broken.engine != engine {
				continue
			}
			t.Run(engine+"/"+broken.name, func(t *testing.T) {
				s := newSetup(t, engine)
				broken.breakIt(s)
				before := s.files()
				out, err := s.run("check")
				if err == nil || !regexp.MustCompile(`(?m)^WRONG +`+broken.says).MatchString(out) {
					t.Errorf("%v, and it says:\n%s", err, out)
				}
				for _, secret := range []string{"hunter2", "telegramtest-token", "4242:wrong", testKey, "secret-path"} {
					if strings.Contains(out+fmt.Sprint(err), secret) {
						t.Errorf("it shows a secret:\n%s", out)
					}
				}
				if after := s.files(); after != before {
					t.Errorf("it changed files:\n%s\n%s", before, after)
				}
			})
		}
	}
}

// TestCheckSound: of a sound set-up nothing is wrong, before the first start,
// after it, and beside the serving bot, and nothing is written.
func TestCheckSound(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		s := newSetup(t, "sqlite")
		s.env["DATABASE_URL"], s.env["DATA_KEY"] = dsn, testKey
		sound := func(when, says string) {
			t.Helper()
			before := s.files()
			out, err := s.run("check")
			if err != nil || !regexp.MustCompile(says).MatchString(out) {
				t.Errorf("%s: %v\n%s", when, err, out)
			}
			if after := s.files(); !storage.IsPostgres(dsn) && after != before {
				t.Errorf("%s: it changed files:\n%s\n%s", when, before, after)
			}
		}
		sound("before the first start", `note +(schema|database)`)
		s.transcriber(http.StatusOK)
		sound("with voice notes", `ok +voice +127\.0\.0\.1:[0-9]+ writes out a second of silence`)
		w := &world{t: t, server: s.tele, url: s.web, dsn: dsn}
		running := w.start()
		ada := s.tele.User(7)
		ada.Say("porridge with blueberries and kefir")
		if _, err := ada.Next(t.Context()); err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		out, err := s.run("check")
		if err != nil || !strings.Contains(out, "a bot is serving it") {
			t.Errorf("beside the bot: %v\n%s", err, out)
		}
		out, err = s.run("status")
		if err != nil || !regexp.MustCompile(`(?s)serving +yes.*people +1, of whom 1 wrote.*inbox +0 waiting.*voice notes +0 waiting; the oldest: none`).MatchString(out) {
			t.Errorf("status beside the bot: %v\n%s", err, out)
		}
		running.stop()
		sound("after a stop", `key +all that is sealed can be read`)
		running = w.start()
		ada.Say("an apple")
		if _, err := ada.Next(t.Context()); err != nil {
			t.Fatalf("%v\n%s", err, running.stderr)
		}
		running.kill()
		sound("after a kill", `key +all that is sealed can be read`)
	})
}

// TestCheckFresh: before the very first start, with nothing but a token, there is
// neither a database nor a key, and nothing is wrong with that.
func TestCheckFresh(t *testing.T) {
	s := newSetup(t, "sqlite")
	s.remove("coach.db")
	s.remove(".config/gutskin/data.key")
	before := s.files()
	out, err := s.run("check")
	if err != nil || !regexp.MustCompile(`note +key +there is none yet; the first start makes one`).MatchString(out) {
		t.Errorf("%v\n%s", err, out)
	}
	if after := s.files(); after != before {
		t.Errorf("it changed files:\n%s\n%s", before, after)
	}
}

// TestPasswordApart: a password with whatever characters can stand outside of
// DATABASE_URL, as in compose.yaml.
func TestPasswordApart(t *testing.T) {
	s := newSetup(t, "postgres")
	s.exec("CREATE USER apart PASSWORD 'p$x#@/ y%41'")
	s.exec("GRANT ALL ON ALL TABLES IN SCHEMA public TO apart")
	s.address(func(u *url.URL) { u.User = url.User("apart") })
	t.Setenv("PGPASSWORD", "p$x#@/ y%41")
	if out, err := s.run("check"); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestStatusOfOlderSchema: what an upgrade has yet to bring up to date can be
// looked at.
func TestStatusOfOlderSchema(t *testing.T) {
	for _, engine := range storagetest.Engines {
		s := newSetup(t, engine)
		s.exec("DROP TABLE voice_notes")
		s.exec("DELETE FROM goose_db_version WHERE version_id = 6")
		if out, err := s.run("status"); err != nil || !regexp.MustCompile(`(?s)schema at step 5 of.*voice notes +0 waiting`).MatchString(out) {
			t.Errorf("%s: %v\n%s", engine, err, out)
		}
	}
}
