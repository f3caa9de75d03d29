package telegram

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// newBackOff doubles from first to most, with jitter.
func newBackOff(first, most time.Duration) *backoff.ExponentialBackOff {
	return &backoff.ExponentialBackOff{
		InitialInterval:     first,
		RandomizationFactor: 0.5,
		Multiplier:          2,
		MaxInterval:         most,
	}
}

// retryAfter is how long to wait after err: what Telegram asks for, d at least.
func retryAfter(err error, d time.Duration) time.Duration {
	if e, ok := asError(err); ok {
		return max(d, e.RetryAfter)
	}
	return d
}

// describe is what the log says of a failure that is waited out, in front of
// what waits.
func describe(what string, err error) string {
	if isWrongToken(err) {
		return "Telegram says that it doesn't know the bot's token (was it revoked? see TELEGRAM_BOT_TOKEN); " + what
	}
	return what
}

// wait returns after d, or false as soon as ctx ends.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// lingering is a context that ends grace after ctx does: what was begun may be
// finished.
func lingering(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	long, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if wait(long, grace) {
			cancel()
		}
	})
	return long, func() { stop(); cancel() }
}
