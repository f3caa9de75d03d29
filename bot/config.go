package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/caarlos0/env/v11"
)

// config is what the environment sets. help.txt describes each variable.
type config struct {
	Token       string  `env:"TELEGRAM_BOT_TOKEN"`
	APIURL      string  `env:"TELEGRAM_API_URL" envDefault:"https://api.telegram.org"`
	Rate        float64 `env:"TELEGRAM_RATE" envDefault:"25"`
	ChatRate    float64 `env:"TELEGRAM_CHAT_RATE" envDefault:"1"`
	WebhookURL  string  `env:"WEBHOOK_URL"`
	DatabaseURL string  `env:"DATABASE_URL"`
	DataKey     string  `env:"DATA_KEY"`
	KeyFile     string  `env:"DATA_KEY_FILE" envDefault:"yes"`
	ListenAddr  string  `env:"LISTEN_ADDR"`
	LogLevel    string  `env:"LOG_LEVEL" envDefault:"info"`

	DataHome   string `env:"XDG_DATA_HOME"`
	ConfigHome string `env:"XDG_CONFIG_HOME"`
	Home       string `env:"HOME"`
}

// variables are the names that readConfig asks getenv for.
var variables = []string{
	"TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "TELEGRAM_RATE", "TELEGRAM_CHAT_RATE",
	"WEBHOOK_URL", "DATABASE_URL", "DATA_KEY", "DATA_KEY_FILE", "LISTEN_ADDR", "LOG_LEVEL",
	"XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME",
}

// readConfig reads and checks the environment. An error names the variable
// and says what it should look like, never what it holds.
func readConfig(getenv func(string) string) (config, error) {
	set := map[string]string{}
	for _, name := range variables {
		if value := strings.TrimSpace(getenv(name)); value != "" {
			set[name] = value
		}
	}
	cfg, err := env.ParseAsWithOptions[config](env.Options{Environment: set})
	if err != nil {
		return config{}, errors.New("TELEGRAM_RATE and TELEGRAM_CHAT_RATE must be numbers of messages a second, such as 25 and 1")
	}
	return cfg, cfg.check()
}

func (c *config) check() error {
	for _, rate := range [...]float64{c.Rate, c.ChatRate} {
		if !(rate > 0) || math.IsInf(rate, 0) {
			return errors.New("TELEGRAM_RATE and TELEGRAM_CHAT_RATE must be above 0")
		}
	}
	if _, _, err := net.SplitHostPort(c.ListenAddr); c.ListenAddr != "" && err != nil {
		return errors.New("LISTEN_ADDR must be an address to listen on, such as :8080")
	}
	if !webURL(c.APIURL, "http", "https") {
		return errors.New("TELEGRAM_API_URL must be a web address such as https://api.telegram.org")
	}
	if c.WebhookURL != "" && !webURL(c.WebhookURL, "https", "http") {
		return errors.New("WEBHOOK_URL must be a web address such as https://coach.example.org/telegram")
	}
	if c.WebhookURL != "" && c.ListenAddr == "" {
		return errors.New("WEBHOOK_URL needs LISTEN_ADDR, the address to listen on, such as :8080")
	}
	if c.KeyFile != "yes" && c.KeyFile != "no" {
		return errors.New("DATA_KEY_FILE must be yes or no")
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		return errors.New("LOG_LEVEL must be debug, info, warn or error")
	}
	return nil
}

func webURL(s string, schemes ...string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return false
	}
	for _, scheme := range schemes {
		if u.Scheme == scheme {
			return true
		}
	}
	return false
}

// logLevel is the level that check has found sound.
func (c *config) logLevel() slog.Level {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel))
	return level
}

// database is where the diaries are kept: DATABASE_URL, else a file in the
// user's data folder, which it makes.
func (c *config) database() (string, error) {
	if c.DatabaseURL != "" {
		return c.DatabaseURL, nil
	}
	base, err := folder(c.DataHome, c.Home, ".local", "share")
	if err != nil {
		return "", fmt.Errorf("no place for the diaries: %w; set DATABASE_URL to a file", err)
	}
	if err := os.MkdirAll(base, 0o700); err != nil {
		return "", fmt.Errorf("making the data folder: %w", err)
	}
	return filepath.Join(base, "coach.db"), nil
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
