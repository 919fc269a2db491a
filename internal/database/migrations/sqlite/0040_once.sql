-- +goose Up
-- Answers to creating requests, so that a request sent again does nothing twice.
CREATE TABLE kept_answers (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    actor_id  INTEGER NOT NULL,
    key_hash  TEXT    NOT NULL CHECK (length(key_hash) = 64),
    request   TEXT    NOT NULL,
    answer    BLOB    NOT NULL,
    kept_at   INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, actor_id, key_hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_answers_age ON kept_answers (tenant_id, kept_at);
