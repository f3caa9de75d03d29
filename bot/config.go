package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/caarlos0/env/v11"
)

// config is what the environment sets. help.txt describes each variable.
type config struct {
	Token         string  `env:"TELEGRAM_BOT_TOKEN"`
	APIURL        string  `env:"TELEGRAM_API_URL" envDefault:"https://api.telegram.org"`
	Rate          float64 `env:"TELEGRAM_RATE" envDefault:"25"`
	ChatRate      float64 `env:"TELEGRAM_CHAT_RATE" envDefault:"1"`
	AllowedUsers  string  `env:"ALLOWED_USERS"`
	WebhookURL    string  `env:"WEBHOOK_URL"`
	WebhookSecret string  `env:"WEBHOOK_SECRET"`
	DatabaseURL   string  `env:"DATABASE_URL"`
	TranscribeURL string  `env:"TRANSCRIBE_URL"`
	TranscribeKey string  `env:"TRANSCRIBE_KEY"`
	Transcriber   string  `env:"TRANSCRIBE_MODEL"`
	DataKey       string  `env:"DATA_KEY"`
	KeyFile       string  `env:"DATA_KEY_FILE"` // "no", or "": the file's content is in DataKey
	ListenAddr    string  `env:"LISTEN_ADDR"`
	MetricsAddr   string  `env:"METRICS_ADDR"`
	LogLevel      string  `env:"LOG_LEVEL" envDefault:"info"`
	LogFormat     string  `env:"LOG_FORMAT" envDefault:"text"`
	HTTPSProxy    string  `env:"HTTPS_PROXY"` // net/http reads it by itself; here it is only checked

	DataHome   string `env:"XDG_DATA_HOME"`
	ConfigHome string `env:"XDG_CONFIG_HOME"`
	Home       string `env:"HOME"`

	allowed map[int64]bool // ALLOWED_USERS as read; nil: everybody
}

// variables are the names that readConfig asks getenv for.
var variables = []string{
	"TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "TELEGRAM_RATE", "TELEGRAM_CHAT_RATE", "ALLOWED_USERS",
	"WEBHOOK_URL", "WEBHOOK_SECRET", "TRANSCRIBE_URL", "TRANSCRIBE_KEY", "TRANSCRIBE_MODEL",
	"DATABASE_URL", "DATA_KEY", "LISTEN_ADDR", "METRICS_ADDR",
	"LOG_LEVEL", "LOG_FORMAT", "HTTPS_PROXY", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME",
}

// secretVariables are those that can also be given as a file, whose path NAME_FILE
// holds: a mounted secret shows in no list of processes and in no `inspect`.
var secretVariables = []string{"TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET", "TRANSCRIBE_KEY", "DATABASE_URL", "DATA_KEY"}

const (
	keyFileSetting = "DATA_KEY_FILE"
	noKeyFile      = "no" // DATA_KEY_FILE that makes none
)

// surroundings is what the program reads its settings from.
type surroundings struct {
	getenv   func(string) string
	readFile func(path string) ([]byte, error)
}

// readConfig reads and checks the environment. An error names the variable
// and says what it should look like, never what it holds.
func readConfig(from surroundings) (config, error) {
	cfg, problems := readSettings(from)
	if len(problems) > 0 {
		return config{}, problems[0]
	}
	return cfg, nil
}

// readSettings is readConfig with everything that is wrong.
func readSettings(from surroundings) (config, []error) {
	set := map[string]string{}
	for _, name := range variables {
		if value := strings.TrimSpace(from.getenv(name)); value != "" {
			set[name] = value
		}
	}
	problems := readSecrets(from, set)
	cfg, err := env.ParseAsWithOptions[config](env.Options{Environment: set})
	if err != nil {
		return config{}, append(problems, errors.New("TELEGRAM_RATE and TELEGRAM_CHAT_RATE must be numbers of messages a second, such as 25 and 1"))
	}
	return cfg, append(problems, cfg.check()...)
}

// readSecrets puts the content of the files that NAME_FILE variables name into
// set.
func readSecrets(from surroundings, set map[string]string) (problems []error) {
	for _, name := range secretVariables {
		setting := name + "_FILE"
		path := strings.TrimSpace(from.getenv(setting))
		if path == "" {
			continue
		}
		if setting == keyFileSetting && path == noKeyFile {
			set[keyFileSetting] = noKeyFile
			continue
		}
		if set[name] != "" {
			problems = append(problems, fmt.Errorf("%s and %s are both set: leave one out", name, setting))
			continue
		}
		text, err := from.readFile(path)
		value := strings.TrimSpace(string(text))
		switch {
		case err != nil:
			problems = append(problems, fmt.Errorf("%s names a file that can't be read: %w", setting, err))
		case value == "":
			problems = append(problems, fmt.Errorf("%s names an empty file: %s", setting, path))
		default:
			set[name] = value
		}
	}
	return problems
}

// check looks at every setting and gives all that is wrong.
func (c *config) check() (problems []error) {
	wrong := func(sound bool, problem string) {
		if !sound {
			problems = append(problems, errors.New(problem))
		}
	}
	for _, rate := range [...]float64{c.Rate, c.ChatRate} {
		if !(rate > 0) || math.IsInf(rate, 0) {
			wrong(false, "TELEGRAM_RATE and TELEGRAM_CHAT_RATE must be above 0")
			break
		}
	}
	wrong(c.ListenAddr == "" || isAddress(c.ListenAddr), "LISTEN_ADDR must be an address to listen on, such as :8080")
	wrong(c.MetricsAddr == "" || isAddress(c.MetricsAddr), "METRICS_ADDR must be an address to listen on, such as 127.0.0.1:9464")
	wrong(c.MetricsAddr == "" || c.MetricsAddr != c.ListenAddr, "METRICS_ADDR is an address of its own, such as 127.0.0.1:9464: leave it out to have /metrics at LISTEN_ADDR")
	wrong(webURL(c.APIURL, "http", "https"), "TELEGRAM_API_URL must be a web address such as https://api.telegram.org")
	wrong(c.WebhookURL == "" || webURL(c.WebhookURL, "https", "http"), "WEBHOOK_URL must be a web address such as https://coach.example.org/telegram")
	wrong(c.WebhookURL == "" || plainPath(c.WebhookURL), `WEBHOOK_URL must have a plain path, such as /telegram: no "//", "." or ".." between its slashes, no "?" and no "#", which the servers on the way read in different ways`)
	wrong(c.WebhookURL == "" || c.ListenAddr != "", "WEBHOOK_URL needs LISTEN_ADDR, the address to listen on, such as :8080")
	wrong(c.WebhookSecret == "" || webhookSecret.MatchString(c.WebhookSecret), "WEBHOOK_SECRET must be 16 to 256 of the characters A-Z, a-z, 0-9, _ and -, e.g. from `openssl rand -hex 32`")
	wrong(c.TranscribeURL == "" || webURL(c.TranscribeURL, "http", "https"), "TRANSCRIBE_URL must be a web address such as http://127.0.0.1:8178/v1/audio/transcriptions")
	wrong(c.TranscribeURL != "" || c.TranscribeKey == "" && c.Transcriber == "", "TRANSCRIBE_KEY and TRANSCRIBE_MODEL need TRANSCRIBE_URL, the server that they are for")
	wrong(c.HTTPSProxy == "" || proxyURL(c.HTTPSProxy), "HTTPS_PROXY must be a proxy's address, such as http://proxy.example.org:3128 (with %-escapes for special characters in a password)")
	var level slog.Level
	wrong(level.UnmarshalText([]byte(c.LogLevel)) == nil, "LOG_LEVEL must be debug, info, warn or error")
	wrong(c.LogFormat == "text" || c.LogFormat == "json", "LOG_FORMAT must be text or json")
	var ok bool
	c.allowed, ok = userIDs(c.AllowedUsers)
	wrong(ok, "ALLOWED_USERS must be Telegram's numbers of people, separated by commas, such as 12345678,87654321 (/start tells who isn't on the list their number)")
	return problems
}

// webhookSecret is what Telegram takes for a secret_token, and long enough not
// to be guessed.
var webhookSecret = regexp.MustCompile(`^[A-Za-z0-9_-]{16,256}$`)

func isAddress(s string) bool {
	_, _, err := net.SplitHostPort(s)
	return err == nil
}

func webURL(s string, schemes ...string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && slices.Contains(schemes, u.Scheme)
}

// plainPath reports whether every server and proxy takes the address's path as
// it is.
func plainPath(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.RawQuery != "" || u.ForceQuery || strings.Contains(s, "#") {
		return false
	}
	return u.Path == "" || u.Path == "/" || path.Clean(u.Path) == strings.TrimSuffix(u.Path, "/")
}

// proxyURL reports whether net/http takes s for a proxy's address. It may lack
// the scheme.
func proxyURL(s string) bool {
	schemes := []string{"http", "https", "socks5", "socks5h"}
	return webURL(s, schemes...) || !strings.Contains(s, "://") && webURL("http://"+s, schemes...)
}

// userIDs reads a list of Telegram's numbers; nil for none.
func userIDs(list string) (ids map[int64]bool, ok bool) {
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil || id <= 0 {
			return nil, false
		}
		if ids == nil {
			ids = map[int64]bool{}
		}
		ids[id] = true
	}
	return ids, ids != nil || list == ""
}

// isAllowed reports whether the coach speaks with that person.
func (c *config) isAllowed(id int64) bool { return c.allowed == nil || c.allowed[id] }

// receives is how updates come in.
func (c *config) receives() string {
	if c.WebhookURL != "" {
		return "webhook"
	}
	return "polling"
}

// logLevel is the level that check has found sound.
func (c *config) logLevel() slog.Level {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel))
	return level
}

// place is where the diaries are kept: DATABASE_URL, else a file in the user's
// data folder.
func (c *config) place() (string, error) {
	if c.DatabaseURL != "" {
		return c.DatabaseURL, nil
	}
	base, err := folder(c.DataHome, c.Home, ".local", "share")
	if err != nil {
		return "", fmt.Errorf("no place for the diaries: %w; set DATABASE_URL to a file", err)
	}
	return filepath.Join(base, "coach.db"), nil
}

// database is the place, in a folder that it makes if that is the user's own.
func (c *config) database() (string, error) {
	place, err := c.place()
	if err != nil || c.DatabaseURL != "" {
		return place, err
	}
	if err := os.MkdirAll(filepath.Dir(place), 0o700); err != nil {
		return "", fmt.Errorf("making the data folder: %w", err)
	}
	return place, nil
}

// configFolder is where the key file lies, apart from the diaries.
func (c *config) configFolder() (string, error) {
	return folder(c.ConfigHome, c.Home, ".config")
}

// folder is the coach's own folder under base or, without one, under the
// XDG Base Directory default below the home folder.
func folder(base, home string, fallback ...string) (string, error) {
	if base == "" {
		if home == "" {
			return "", errors.New("neither HOME nor an XDG folder is set")
		}
		base = filepath.Join(append([]string{home}, fallback...)...)
	}
	return filepath.Join(base, "gutskin"), nil
}
