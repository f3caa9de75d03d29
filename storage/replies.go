package storage

import (
	"context"
)

// SourceOfReply is the diary source that the bot's message speaks of, or
// coach.ErrNotFound.
func (tx *Tx) SourceOfReply(userID, chatID int64, messageID int) (string, error) {
	var source string
	err := tx.get("finding what a message speaks of", &source,
		"SELECT source FROM replies WHERE user_id = $1 AND chat_id = $2 AND message_id = $3", userID, chatID, messageID)
	return source, err
}

// RepliesOf are the ids of the bot's messages that speak of the source, oldest
// first.
func (tx *Tx) RepliesOf(userID int64, source string) ([]int, error) {
	var ids []int
	err := tx.list("finding the messages that speak of an entry", &ids,
		"SELECT message_id FROM replies WHERE user_id = $1 AND source = $2 ORDER BY message_id", userID, source)
	return ids, err
}

// MoveChat gives what was for the chat from to the chat to, as Telegram
// demands when a group becomes a supergroup.
func (db *DB) MoveChat(ctx context.Context, from, to int64) error {
	return db.Update(ctx, func(tx *Tx) error {
		_, err := tx.exec("moving a chat's deliveries", "UPDATE outbox SET chat_id = $1 WHERE chat_id = $2", to, from)
		return err
	})
}
