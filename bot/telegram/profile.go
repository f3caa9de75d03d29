package telegram

import (
	"context"
	"encoding/json"
	"fmt"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Profile is how the bot shows itself before and beside the conversation.
type Profile struct {
	Commands         []Command
	Description      string // in the empty chat, at most 512 characters
	ShortDescription string // on the bot's page, at most 120 characters
}

// Command is one entry of the list behind the menu button.
type Command struct {
	Name        string `json:"command"`     // without "/"; 1 to 32 of a-z, 0-9, _
	Description string `json:"description"` // 1 to 256 characters
}

// Register makes Telegram show the profile, with the commands behind the menu
// button.
func (c *Client) Register(ctx context.Context, p Profile) error {
	commands, err := json.Marshal(p.Commands)
	if err != nil {
		return fmt.Errorf("encode the commands: %w", err)
	}
	for _, call := range []struct {
		method string
		params tgbotapi.Params
	}{
		{"setMyCommands", tgbotapi.Params{"commands": string(commands)}},
		{"setMyDescription", tgbotapi.Params{"description": p.Description}},
		{"setMyShortDescription", tgbotapi.Params{"short_description": p.ShortDescription}},
		{"setChatMenuButton", tgbotapi.Params{"menu_button": `{"type":"commands"}`}},
	} {
		if err := c.Call(ctx, call.method, call.params, nil); err != nil {
			return err
		}
	}
	return nil
}
