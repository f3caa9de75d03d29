-- +goose Up

-- The foods are part of entries.body now, sealed. The bot moves them there
-- before this step is taken: it needs the key.
ALTER TABLE entries DROP COLUMN foods;
