package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// DefaultTimeout ends a call that got no answer. It is well under the 15 s for
// which a replica leads, so that a call never outlives the right to make it.
const DefaultTimeout = 8 * time.Second

// ClientOptions say which bot speaks to which server.
type ClientOptions struct {
	Token   string
	APIURL  string            // another Bot API server, e.g. "http://127.0.0.1:8081"; "": Telegram's own
	Timeout time.Duration     // of a call; 0: DefaultTimeout
	Through http.RoundTripper // 0: a transport of its own
}

// Client makes calls to the Bot API. Its methods may be used concurrently. No
// error of its holds the token.
type Client struct {
	api     tgbotapi.BotAPI
	http    *http.Client
	token   string
	base    string
	timeout time.Duration
}

// User is what the coach needs to know of the bot itself.
type User struct {
	ID       int64
	Username string // without "@"
}

var tokenShape = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)

var errWrongToken = errors.New("the bot token isn't one that Telegram knows: check TELEGRAM_BOT_TOKEN against the one from @BotFather")

// NewClient checks the options and makes no call yet.
func NewClient(o ClientOptions) (*Client, error) {
	if !tokenShape.MatchString(o.Token) {
		return nil, errWrongToken
	}
	base, err := apiBase(o.APIURL)
	if err != nil {
		return nil, err
	}
	silenceLibrary()
	c := &Client{token: o.Token, base: base, timeout: o.Timeout, http: newHTTPClient(o.Through)}
	if c.timeout == 0 {
		c.timeout = DefaultTimeout
	}
	c.api = tgbotapi.BotAPI{Token: o.Token}
	c.api.SetAPIEndpoint(strings.ReplaceAll(base, "%", "%%") + "/bot%s/%s")
	return c, nil
}

// isWrongToken is true for 401, and for 404: Telegram knows every method that
// is called here, so it is the bot that it doesn't find. Only Telegram's own
// words count: a proxy's page says nothing about the token.
func isWrongToken(err error) bool {
	e, ok := asError(err)
	return ok && e.Description != "" && (e.Code == http.StatusUnauthorized || e.Code == http.StatusNotFound)
}

func apiBase(raw string) (string, error) {
	if raw == "" {
		return "https://api.telegram.org", nil
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", errors.New("TELEGRAM_API_URL is no web address: it looks like http://127.0.0.1:8081")
	}
	return strings.TrimRight(raw, "/"), nil
}

// silenceLibrary keeps the client library from logging addresses, which hold
// the token.
var silenceLibrary = sync.OnceFunc(func() {
	// An error means a nil logger.
	_ = tgbotapi.SetLogger(log.New(io.Discard, "", 0))
})

// Close lets go of idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Me asks Telegram who the bot is. A token that Telegram doesn't know gives an
// error fit for the operator.
func (c *Client) Me(ctx context.Context) (User, error) {
	var me tgbotapi.User
	err := c.Call(ctx, "getMe", nil, &me)
	if isWrongToken(err) {
		return User{}, errWrongToken
	}
	return User{ID: me.ID, Username: me.UserName}, err
}

// Introduce is Me, tried until Telegram can be reached. When ctx ends first,
// the error is ctx's.
func (c *Client) Introduce(ctx context.Context, log *slog.Logger) (User, error) {
	pause := newBackOff(200*time.Millisecond, 15*time.Second)
	for {
		me, err := c.Me(ctx)
		if err == nil || errors.Is(err, errWrongToken) {
			return me, err
		}
		d := retryAfter(err, pause.NextBackOff())
		log.Warn("Telegram can't be reached for now", "wait", d.Round(time.Millisecond), "error", err)
		if !wait(ctx, d) {
			return me, ctx.Err()
		}
	}
}

// Call makes one call and decodes its result into result, unless that is nil.
// A failure is an *Error.
func (c *Client) Call(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	return c.call(ctx, c.timeout, method, params, nil, result)
}

// Upload is Call with files.
func (c *Client) Upload(ctx context.Context, method string, params tgbotapi.Params, files []tgbotapi.RequestFile, result any) error {
	return c.call(ctx, c.timeout, method, params, files, result)
}

func (c *Client) call(ctx context.Context, timeout time.Duration, method string, params tgbotapi.Params, files []tgbotapi.RequestFile, result any) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	var wrote wroteFlag
	api := c.api // a copy: the library knows no contexts, so each call has its own
	api.Client = exchange{ctx: wrote.trace(ctx), http: c.http}

	var resp *tgbotapi.APIResponse
	var err error
	if len(files) > 0 {
		resp, err = api.UploadFiles(method, params, files)
	} else {
		resp, err = api.MakeRequest(method, params)
	}
	if err == nil && result != nil {
		err = json.Unmarshal(resp.Result, result)
	}
	if err != nil {
		return c.failure(method, err, !wrote.is())
	}
	return nil
}

// Download fetches a file that a person sent. Telegram serves files of at most
// 20 MB; a larger one than limit bytes is an error.
func (c *Client) Download(ctx context.Context, fileID string, limit int64) ([]byte, error) {
	var file tgbotapi.File
	if err := c.Call(ctx, "getFile", tgbotapi.Params{"file_id": fileID}, &file); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	address := c.base + "/file/bot" + c.token + "/" + strings.TrimLeft(file.FilePath, "/")
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, c.failure("download", errors.New("the file has no usable address"), true)
	}
	body, err := c.fetch(req, limit)
	if err != nil {
		return nil, c.failure("download", err, true)
	}
	return body, nil
}

func (c *Client) fetch(req *http.Request, limit int64) ([]byte, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, withoutAddress(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, statusError(resp.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err == nil && int64(len(body)) > limit {
		err = statusError(http.StatusRequestEntityTooLarge) // trying again won't help
	}
	return body, err
}
