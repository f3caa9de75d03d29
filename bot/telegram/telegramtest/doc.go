// Package telegramtest is a Bot API server for tests: strict, local, and with
// people to play.
//
// A [Server] is an http.Handler that speaks the Bot API as Telegram does. It
// checks every limit that Telegram checks, answers violations in Telegram's
// words, keeps updates until they are acknowledged, pushes them to a webhook,
// enforces the rates, and fails on order (see [Fault]). A [User] is somebody
// who writes to the bot, presses its buttons, and waits for what it says:
//
//	server := telegramtest.New(telegramtest.Options{})
//	http := httptest.NewServer(server)
//	ada := server.User(7)
//	ada.Say("porridge with blueberries")
//	reply, err := ada.Next(ctx)
//
// The command in cmd/fakebotapi serves one with a page on which a person can
// be played by hand.
//
// Read server.go for the way of a call, world.go for what the server knows,
// send.go and edit.go for the methods, updates.go and push.go for the way of
// an update, user.go for playing people, load.go for a crowd of them.
package telegramtest
