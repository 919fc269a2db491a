-- +goose Up
-- Answers to creating requests, so that a request sent again does nothing twice.
CREATE TABLE kept_answers (
    tenant_id bigint      NOT NULL REFERENCES tenants (id),
    actor_id  bigint      NOT NULL,
    key_hash  text        NOT NULL CHECK (length(key_hash) = 64),
    request   text        NOT NULL,
    answer    bytea       NOT NULL,
    kept_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, actor_id, key_hash)
);

CREATE INDEX kept_answers_age ON kept_answers (tenant_id, kept_at);

SELECT muster_wall('kept_answers');
