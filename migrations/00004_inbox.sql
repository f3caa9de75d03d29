-- +goose Up

-- Updates that were taken from Telegram and are not handled yet, so that it
-- can be told at once that they are here, and nobody waits for another's. tries
-- counts how often a start was about to handle the update, this one included.
-- A row goes in the transaction that handles its update.
CREATE TABLE inbox (
    user_id     BIGINT  NOT NULL,
    update_key  TEXT    NOT NULL,
    received_at BIGINT  NOT NULL,
    number      BIGINT  NOT NULL,
    tries       INTEGER NOT NULL,
    payload     BYTEA   NOT NULL,
    PRIMARY KEY (user_id, update_key)
);

