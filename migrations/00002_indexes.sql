-- +goose Up

-- The first databases were made before step 00001 had its present indexes.
-- Made anew, they are the same everywhere.
DROP INDEX IF EXISTS outbox_order;
CREATE INDEX outbox_order ON outbox (class, created_at, turn);
DROP INDEX IF EXISTS outbox_chat;
CREATE INDEX outbox_chat ON outbox (user_id, chat_id, turn);
CREATE INDEX IF NOT EXISTS nudges_age ON nudges (recorded_at);
