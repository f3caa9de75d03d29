-- +goose Up

-- One row a person. profile is coach.User, sealed; the columns beside it are
-- what the database itself must find people by. has_left and next_due_at are
-- authoritative.
CREATE TABLE users (
    user_id       BIGINT  NOT NULL PRIMARY KEY,
    next_due_at   BIGINT,
    last_wrote_at BIGINT  NOT NULL,
    has_left      BOOLEAN NOT NULL,
    profile       BYTEA   NOT NULL
);
CREATE INDEX users_due ON users (next_due_at);

-- The diary: changes that are only added. body is the change's entries, sealed;
-- none for changes that state none.
CREATE TABLE changes (
    user_id BIGINT NOT NULL,
    seq     BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    kind    TEXT   NOT NULL,
    source  TEXT   NOT NULL,
    base    BIGINT NOT NULL,
    body    BYTEA,
    PRIMARY KEY (user_id, seq)
);
CREATE INDEX changes_of_source ON changes (user_id, source, seq);

-- What stands after all changes, derived from them. foods is plain JSON and
-- holds none of the person's words; body is their words and notes, sealed.
CREATE TABLE entries (
    user_id   BIGINT  NOT NULL,
    source    TEXT    NOT NULL,
    part      INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    local_day TEXT    NOT NULL,
    told_at   BIGINT  NOT NULL,
    clock_ms  BIGINT  NOT NULL,
    meal      TEXT    NOT NULL,
    lexicon   TEXT    NOT NULL,
    foods     TEXT,
    body      BYTEA,
    PRIMARY KEY (user_id, source, part)
);
CREATE INDEX entries_of_day ON entries (user_id, local_day);

-- Which of the bot's messages speaks of which entry, so that a reply to it is
-- understood and it can be edited in place.
CREATE TABLE replies (
    user_id    BIGINT NOT NULL,
    chat_id    BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    source     TEXT   NOT NULL,
    PRIMARY KEY (user_id, chat_id, message_id)
);
CREATE INDEX replies_of_source ON replies (user_id, source);

-- Nudges that were decided on, at most one a key.
CREATE TABLE nudges (
    user_id       BIGINT NOT NULL,
    local_day     TEXT   NOT NULL,
    kind          TEXT   NOT NULL,
    slot          TEXT   NOT NULL,
    recorded_at   BIGINT NOT NULL,
    snoozed_until BIGINT,
    PRIMARY KEY (user_id, local_day, kind, slot)
);
CREATE INDEX nudges_age ON nudges (recorded_at);

-- Messages on their way out; turn orders those of one person and chat. A row
-- goes once it is sent.
CREATE TABLE outbox (
    user_id      BIGINT  NOT NULL,
    delivery_key TEXT    NOT NULL,
    chat_id      BIGINT  NOT NULL,
    turn         BIGINT  NOT NULL,
    class        INTEGER NOT NULL,
    nudge        TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    payload      BYTEA   NOT NULL,
    not_before   BIGINT  NOT NULL,
    expires_at   BIGINT,
    attempts     INTEGER NOT NULL,
    created_at   BIGINT  NOT NULL,
    PRIMARY KEY (user_id, delivery_key)
);
CREATE INDEX outbox_order ON outbox (class, created_at, turn);
CREATE INDEX outbox_chat ON outbox (user_id, chat_id, turn);

-- Updates that can't be handled, sealed, for the operator.
CREATE TABLE failed_updates (
    user_id    BIGINT NOT NULL,
    update_key TEXT   NOT NULL,
    failed_at  BIGINT NOT NULL,
    why        TEXT   NOT NULL,
    payload    BYTEA  NOT NULL,
    PRIMARY KEY (user_id, update_key)
);

-- The tables below hold nothing of any person.

CREATE TABLE handled_updates (
    update_key TEXT   NOT NULL PRIMARY KEY,
    handled_at BIGINT NOT NULL
);
CREATE INDEX handled_updates_age ON handled_updates (handled_at);

CREATE TABLE leases (
    name       TEXT   NOT NULL PRIMARY KEY,
    holder     TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE cursors (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

-- key_check: a known text sealed with the data key, to tell a wrong key early.
CREATE TABLE settings (
    name  TEXT  NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);
