// Package telegram carries the conversation to and from Telegram's Bot API.
//
// Coming in, a [Poller] asks for updates (or a [Webhook] is called with them)
// and hands each to the [Dispatcher], which keeps the order of every chat,
// works on different chats side by side, and calls the [Handler]. An update
// counts as handled when the handler has committed it; only then does the
// polling offset move past it, or the webhook answer 200.
//
// Going out, the [Sender] takes messages from the [Outbox], the most urgent
// first, keeps to Telegram's rates, and records what became of each. What it
// may do again after an unclear failure depends on the message: a reply is
// sent again, a nudge is not.
//
// Both go through the [Client], the one place that knows the bot's token.
//
// Read update.go for what of an update matters to the coach, dispatch.go for
// how it is handled, compose.go for how a message becomes calls, and sender.go
// for how they are made. The package telegramtest next door is a strict Bot
// API server for tests.
package telegram
