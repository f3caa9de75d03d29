-- +goose Up

-- Voice notes. due_at is when one is to be written out next, NULL once that is
-- over; tries counts how often that was begun. payload is the event until then,
-- and what came of it afterwards, sealed: so that it can be taken back. turn
-- orders those of a person.
CREATE TABLE voice_notes (
    user_id     BIGINT  NOT NULL,
    update_key  TEXT    NOT NULL,
    turn        BIGINT  NOT NULL,
    received_at BIGINT  NOT NULL,
    due_at      BIGINT,
    tries       INTEGER NOT NULL,
    payload     BYTEA   NOT NULL,
    PRIMARY KEY (user_id, update_key)
);
CREATE INDEX voice_notes_due ON voice_notes (due_at);
CREATE INDEX voice_notes_age ON voice_notes (received_at);
