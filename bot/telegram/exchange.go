package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"
)

// maxAnswer bounds what is read of one answer: 100 updates of the largest kind
// stay far below.
const maxAnswer = 32 << 20

// newHTTPClient makes the client for the Bot API. It follows no redirects,
// since the address holds the token, and speaks HTTP/1.1: a connection that
// went dead is then given up with the call that found out. Idle connections go
// before the server drops them, since a call that hits a dropped one may or
// may not have arrived.
func newHTTPClient(through http.RoundTripper) *http.Client {
	if through == nil {
		protocols := new(http.Protocols)
		protocols.SetHTTP1(true)
		through = &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 5 * time.Second}).DialContext,
			Protocols:             protocols,
			TLSHandshakeTimeout:   5 * time.Second,
			MaxIdleConnsPerHost:   64,
			IdleConnTimeout:       20 * time.Second,
			ExpectContinueTimeout: time.Second,
		}
	}
	return &http.Client{
		Transport: through,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}
}

// exchange makes one request under one context for the library. It reads the
// whole answer, so that the connection can be used again, and turns answers
// that aren't JSON into errors (a proxy's "502 Bad Gateway" page would reach
// the caller as a JSON syntax error).
type exchange struct {
	ctx  context.Context
	http *http.Client
}

func (x exchange) Do(req *http.Request) (*http.Response, error) {
	resp, err := x.http.Do(req.WithContext(x.ctx))
	if err != nil {
		return nil, withoutAddress(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, withoutAddress(err)
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if kind != "application/json" {
		return nil, statusError(resp.StatusCode)
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// withoutAddress drops the request's address, which holds the token, from an
// error of net/http.
func withoutAddress(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}

// statusError is an answer that isn't the Bot API's.
type statusError int

func (s statusError) Error() string {
	return fmt.Sprintf("HTTP status %d without the Bot API's answer", int(s))
}

// wroteFlag tells whether any of a request went out.
type wroteFlag struct{ wrote atomic.Bool }

func (w *wroteFlag) trace(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { w.wrote.Store(true) },
	})
}

func (w *wroteFlag) is() bool { return w.wrote.Load() }
