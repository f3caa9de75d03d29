package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"gutskin/bot/telegram"
	"gutskin/bot/transcribe"
	"gutskin/coach"
	"gutskin/storage"
)

// What a check looks at takes no longer than this; a large file's is read whole.
const (
	askWithin  = 10 * time.Second
	readWithin = 30 * time.Minute
)

// clockApart is by how much clocks may differ: nudges come at people's hours,
// and whoever leads is told by the database's clock.
const clockApart = 30 * time.Second

// enoughSpace is what a file's disk must have left, in bytes: a day of a large
// community, and room for the WAL.
const enoughSpace = 256 << 20

// checkup gathers what is found, a line each.
type checkup struct {
	out     io.Writer
	checked int
	wrong   int
}

// is tells that something is as it should be.
func (c *checkup) is(what, format string, args ...any) { c.line("ok", what, format, args...) }

// note tells what needs no mending.
func (c *checkup) note(what, format string, args ...any) { c.line("note", what, format, args...) }

// isWrong tells what is wrong and what to do.
func (c *checkup) isWrong(what, format string, args ...any) {
	c.wrong++
	c.line("WRONG", what, format, args...)
}

func (c *checkup) line(state, what, format string, args ...any) {
	c.checked++
	fmt.Fprintf(c.out, "%-5s  %-9s  %s\n", state, what, fmt.Sprintf(format, args...))
}

// check looks whether the bot can serve as it is set up, and writes nothing:
// what is wrong and what to do, a line each. It may run beside the bot.
func (p *program) check(ctx context.Context, from surroundings, args []string) error {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(p.stderr)
	databaseOnly := flags.Bool("database", false, "only the settings and the database, as after a restore")
	if err := flags.Parse(args); err != nil {
		return flagError(err)
	}
	c := &checkup{out: p.stdout}
	var problems []error
	p.cfg, problems = readSettings(from)
	for _, problem := range problems {
		c.isWrong("settings", "%v", problem)
	}
	if len(problems) > 0 {
		c.note("settings", "the rest is looked at once these are right")
		return c.verdict()
	}
	c.is("settings", "each is one that is understood")
	serving := p.checkDatabase(ctx, c)
	if !*databaseOnly {
		p.checkAddresses(ctx, c, serving)
		p.checkTelegram(ctx, c, serving)
		p.checkTranscriber(ctx, c)
	}
	return c.verdict()
}

func (c *checkup) verdict() error {
	switch c.wrong {
	case 0:
		return nil
	case 1:
		return errors.New("one thing is wrong")
	}
	return fmt.Errorf("%d things are wrong", c.wrong)
}

// checkDatabase looks at the diaries and their key; serving reports whether a
// bot leads on them.
func (p *program) checkDatabase(ctx context.Context, c *checkup) (serving bool) {
	place, err := p.cfg.place()
	if err == nil {
		err = storage.CheckPlace(place)
	}
	if err == nil {
		place, err = storage.Place(place)
	}
	if err != nil {
		c.isWrong("database", "%v", err)
		return false
	}
	if place == memory {
		c.isWrong("database", "DATABASE_URL is %s: every diary is gone when the bot stops; name a file or postgres://…", memory)
		return false
	}
	there := true
	if !storage.IsPostgres(place) {
		there = checkFile(c, place)
	}
	keys, haveKeys := p.checkKeys(c, place, there)
	if !there {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, readWithin)
	defer cancel()
	db, err := storage.Look(ctx, place, keys)
	if err != nil {
		c.isWrong("database", "%v", err)
		return false
	}
	defer db.Close()
	serving = p.checkInside(ctx, c, db, keys, haveKeys)
	return serving
}

// checkFile looks at the SQLite file from outside; there reports whether it is
// to be looked into.
func checkFile(c *checkup, place string) (there bool) {
	path, err := filepath.Abs(place)
	if err != nil {
		c.isWrong("database", "%v", err)
		return false
	}
	folder := filepath.Dir(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := storage.OwnLog(path); err != nil {
			c.isWrong("database", "%v", err)
			return false
		}
		if base := nearestFolder(folder); !canWrite(base) {
			c.isWrong("database", "%s can't be made: whoever runs the bot may not write to %s", path, base)
			return false
		}
		c.note("database", "%s isn't there yet; the first start makes it. If there should be diaries, DATABASE_URL names the wrong file", path)
		return false
	case err != nil:
		c.isWrong("database", "%v", err)
		return false
	case info.IsDir():
		c.isWrong("database", "%s is a folder: DATABASE_URL is the path of a file in it, such as %s", path, filepath.Join(path, "coach.db"))
		return false
	}
	if !isPrivate(info) {
		c.isWrong("rights", "%s can be read by others; run: chmod 600 %s", path, path)
	}
	if !canWrite(path) || !canWrite(folder) {
		c.isWrong("rights", "whoever runs the bot must be able to write to %s and make files beside it", path)
	}
	if free, known := freeSpace(folder); known && free < enoughSpace {
		c.isWrong("disk", "%d MB are left where %s lies; make room", free>>20, path)
	}
	return true
}

// nearestFolder is the folder or the nearest above it that is there.
func nearestFolder(folder string) string {
	for {
		if _, err := os.Stat(folder); err == nil || filepath.Dir(folder) == folder {
			return folder
		}
		folder = filepath.Dir(folder)
	}
}

// checkKeys reads the keys that serve would take, and makes none. there tells
// that the database is there already.
func (p *program) checkKeys(c *checkup, place string, there bool) (storage.Keys, bool) {
	keys, err := p.givenKeys(place)
	switch {
	case err == nil:
		return keys, true
	case there || !errors.Is(err, fs.ErrNotExist):
		c.isWrong("key", "%v", err)
	default:
		c.note("key", "there is none yet; the first start makes one")
	}
	return storage.Keys{}, false
}

// checkInside looks into the database.
func (p *program) checkInside(ctx context.Context, c *checkup, db *storage.DB, keys storage.Keys, haveKeys bool) (serving bool) {
	if err := db.QuickCheck(ctx); err != nil {
		c.isWrong("database", "%v", err)
		return false
	}
	found, known, err := db.Schema(ctx)
	switch {
	case err != nil:
		c.isWrong("schema", "%v", err)
		return false
	case found > known:
		c.isWrong("schema", "the database is at step %d and this program knows %d: it was served by a newer version; run that one, or restore the backup from before it", found, known)
		return false
	case found == 0:
		c.note("schema", "the database is empty; the first start makes its tables")
	case found < known:
		c.note("schema", "the database is at step %d of %d; the next start brings it there (back up first)", found, known)
	default:
		c.is("schema", "step %d, as this program's", found)
	}
	checkRights(ctx, c, db)
	if found == 0 {
		return false
	}
	if err := db.MustBeWhole(ctx); err != nil {
		c.isWrong("database", "%v", err)
	}
	if haveKeys {
		p.checkSealed(ctx, c, db, keys)
	}
	if serving, err = db.InUse(ctx); err != nil {
		c.isWrong("database", "%v", err)
		return false
	}
	if serving {
		c.note("database", "a bot is serving it")
	}
	if n, err := db.FailedCount(ctx); err == nil && n > 0 {
		c.note("failed", "updates set aside: %d; `%s` lists them", n, p.command("failed"))
	}
	return serving
}

func checkRights(ctx context.Context, c *checkup, db *storage.DB) {
	lacking, err := db.Lacking(ctx)
	switch {
	case err != nil:
		c.isWrong("rights", "%v", err)
	case len(lacking) > 0:
		c.isWrong("rights", "the database's user may not %s", strings.Join(lacking, ", nor "))
	default:
		c.is("rights", "the bot can read and write the database")
	}
	at, err := db.Clock(ctx)
	switch apart := time.Since(at); {
	case err != nil:
		c.isWrong("clock", "%v", err)
	case apart.Abs() > clockApart:
		c.isWrong("clock", "this machine's clock and the database's are %v apart: set both by NTP", apart.Abs().Round(time.Second))
	}
}

// checkSealed looks whether each key that anything is sealed with is given.
func (p *program) checkSealed(ctx context.Context, c *checkup, db *storage.DB, keys storage.Keys) {
	used, err := db.SealedWith(ctx)
	if err != nil {
		c.isWrong("key", "%v", err)
		return
	}
	given := keys.IDs()
	var missing, older []string
	for _, id := range used {
		switch i := slices.Index(given, id); {
		case i < 0:
			missing = append(missing, id)
		case i > 0:
			older = append(older, id)
		}
	}
	switch {
	case len(missing) > 0:
		c.isWrong("key", "what is in the database can't all be read: it is sealed with %s too, which isn't given; put that key back (after a comma in DATA_KEY, or in the key file)", strings.Join(missing, ", "))
	case len(older) > 0:
		c.note("key", "some of the database is still sealed with the older key %s; `%s` seals it anew", strings.Join(older, ", "), p.command("rekey"))
	default:
		c.is("key", "all that is sealed can be read")
	}
}

// checkAddresses looks whether the bot's addresses are free, or are the serving
// bot's.
func (p *program) checkAddresses(ctx context.Context, c *checkup, serving bool) {
	for _, a := range []struct{ setting, address string }{{"LISTEN_ADDR", p.cfg.ListenAddr}, {"METRICS_ADDR", p.cfg.MetricsAddr}} {
		if a.address == "" {
			continue
		}
		l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.address)
		switch {
		case err == nil:
			l.Close()
			c.is("address", "%s %s can be listened on", a.setting, a.address)
		case errors.Is(err, syscall.EADDRINUSE) && serving:
			c.is("address", "%s %s is in use, by the serving bot it seems", a.setting, a.address)
		case errors.Is(err, syscall.EADDRINUSE):
			c.isWrong("address", "%s %s is in use by another program: stop that, or take another address", a.setting, a.address)
		default:
			c.isWrong("address", "%s %s can't be listened on: %v", a.setting, a.address, err)
		}
	}
	if p.cfg.WebhookURL != "" && strings.HasPrefix(p.cfg.APIURL, "https://api.telegram.org") {
		u, err := url.Parse(p.cfg.WebhookURL)
		if err != nil || u.Scheme != "https" || !slices.Contains(telegramPorts, u.Port()) {
			c.isWrong("webhook", "Telegram calls https addresses at the ports 443, 80, 88 and 8443 alone; WEBHOOK_URL is another")
		}
	}
	if p.cfg.WebhookURL != "" && p.cfg.MetricsAddr == "" {
		c.note("metrics", "LISTEN_ADDR is public with a webhook, so /metrics isn't served: set METRICS_ADDR to have it")
	}
}

// checkTelegram asks Telegram about the bot and its webhook.
func (p *program) checkTelegram(ctx context.Context, c *checkup, serving bool) {
	if p.cfg.Token == "" {
		c.isWrong("token", "TELEGRAM_BOT_TOKEN is not set: get a token from BotFather on Telegram")
		return
	}
	client, err := telegram.NewClient(telegram.ClientOptions{Token: p.cfg.Token, APIURL: p.cfg.APIURL})
	if err != nil {
		c.isWrong("token", "%v", err)
		return
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	s, err := client.Look(ctx)
	switch e, ok := errors.AsType[*telegram.Error](err); {
	case ok && e.Code == 0: // nobody answered
		c.isWrong("telegram", "%v (is there a way to %s from here, or is HTTPS_PROXY to be set?)", err, p.cfg.APIURL)
		return
	case err != nil:
		c.isWrong("telegram", "%v", err)
		return
	}
	c.is("token", "it is @%s's", s.Me.Username)
	if apart := s.ClockAnswered.Sub(s.Clock); !s.Clock.IsZero() && apart.Abs() > clockApart {
		c.isWrong("clock", "this machine's clock is %v off from Telegram's: set it by NTP, or nudges come at the wrong time", apart.Abs().Round(time.Second))
	} else {
		c.is("clock", "as Telegram's")
	}
	p.checkWebhook(c, s, serving)
}

// telegramPorts are those that Telegram calls webhooks at.
var telegramPorts = []string{"", "443", "80", "88", "8443"}

func (p *program) checkWebhook(c *checkup, s telegram.Standing, serving bool) {
	switch {
	case s.WebhookURL != "" && s.WebhookURL != p.cfg.WebhookURL:
		c.isWrong("webhook", "one is registered at %s, which isn't WEBHOOK_URL: if another program uses this token, stop it or get a new token from BotFather; else the next start puts it right", hostOf(s.WebhookURL))
	case p.cfg.WebhookURL == "":
		c.is("webhook", "none, for the bot polls")
	case s.WebhookURL == "" && serving:
		c.isWrong("webhook", "a bot is serving and none is registered: look at its log for why")
	case s.WebhookURL == "":
		c.note("webhook", "not registered yet; the start does that")
	case time.Since(s.LastErrorAt) < time.Hour:
		c.isWrong("webhook", "Telegram didn't get through to it at %s: %s", s.LastErrorAt.UTC().Format(time.RFC3339), s.LastError)
	default:
		c.is("webhook", "registered at %s", hostOf(s.WebhookURL))
	}
	if s.Pending > 0 {
		c.note("telegram", "updates that wait to be taken: %d", s.Pending)
	}
}

// transcribeWithin is how long the trial of the server that writes out voice notes
// may take: it may have to load its model.
const transcribeWithin = time.Minute

// checkTranscriber has a second of silence written out, in the format of
// Telegram's voice notes.
func (p *program) checkTranscriber(ctx context.Context, c *checkup) {
	if p.cfg.TranscribeURL == "" {
		c.note("voice", "voice notes aren't listened to, for TRANSCRIBE_URL isn't set")
		return
	}
	writer, err := p.transcriber()
	if err != nil {
		c.isWrong("voice", "%v", err)
		return
	}
	defer writer.Close()
	ctx, cancel := context.WithTimeout(ctx, transcribeWithin)
	defer cancel()
	begun := time.Now()
	_, err = writer.Transcribe(ctx, "voice.ogg", transcribe.Silence)
	switch e, _ := errors.AsType[*transcribe.Error](err); {
	case err == nil:
		c.is("voice", "%s writes out a second of silence in %v", hostOf(p.cfg.TranscribeURL), time.Since(begun).Round(time.Millisecond))
	case e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden:
		c.isWrong("voice", "%s doesn't take the key: look at TRANSCRIBE_KEY (HTTP status %d)", hostOf(p.cfg.TranscribeURL), e.Status)
	case e.Status == http.StatusNotFound || e.Status == http.StatusMethodNotAllowed:
		c.isWrong("voice", "%s knows no such path: TRANSCRIBE_URL is the whole address, such as http://127.0.0.1:8178/v1/audio/transcriptions (HTTP status %d)", hostOf(p.cfg.TranscribeURL), e.Status)
	case !errors.Is(err, coach.ErrUnavailable):
		c.isWrong("voice", "%s can't read Telegram's format, Opus in Ogg, or doesn't know the model %q: whisper.cpp's server needs --convert and ffmpeg (HTTP status %d)", hostOf(p.cfg.TranscribeURL), cmp.Or(p.cfg.Transcriber, transcribe.DefaultModel), e.Status)
	default:
		c.isWrong("voice", "%v (does TRANSCRIBE_URL name the transcriptions API of a server that runs? whisper.cpp's needs --convert and ffmpeg)", err)
	}
}

// hostOf is what may be shown of an address: its path is often a secret.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "an address that can't be read"
	}
	return cmp.Or(u.Host, "an address without a host")
}
