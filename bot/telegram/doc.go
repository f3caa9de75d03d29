// Package telegram carries the conversation to and from Telegram's Bot API.
//
// Coming in, a [Poller] asks for updates (or a [Webhook] is called with them)
// and hands each to the [Dispatcher], which keeps the order of every chat,
// works on different chats side by side, and calls the [Handler]. What was
// received lies in the [Inbox], from which the handler's transaction takes it;
// the polling offset moves past it when it lies there, so that nobody waits for
// another's update, and the webhook answers 200 when it is handled. The inbox
// counts how often a process was about to handle an update: one that ends the
// process is tried apart, and then set aside.
//
// Going out, the [Sender] takes messages from the [Outbox], the most urgent
// first, keeps to Telegram's rates, and records what became of each. What it
// may do again after an unclear failure depends on the message: a reply is
// sent again, a nudge is not.
//
// Both go through the [Client], the one place that knows the bot's token.
//
// Read update.go for what of an update matters to the coach, inbox.go and
// shares.go for what is taken in, dispatch.go for how it is handled, compose.go
// for how a message becomes calls, and sender.go for how they are made. The
// package telegramtest next door is a strict Bot API server for tests.
package telegram
