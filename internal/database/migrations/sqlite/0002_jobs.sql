-- +goose Up
CREATE TABLE jobs (
    id               INTEGER PRIMARY KEY,
    tenant_id        INTEGER NOT NULL REFERENCES tenants (id),
    kind             TEXT    NOT NULL CHECK (kind <> ''),
    state            TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    subject          TEXT    NOT NULL,
    open_key         TEXT,
    payload          TEXT    NOT NULL,
    result           TEXT,
    error            TEXT    NOT NULL,
    phase            TEXT    NOT NULL,
    fraction         REAL    NOT NULL CHECK (fraction BETWEEN 0 AND 1),
    best             REAL,
    bound            REAL,
    message          TEXT    NOT NULL,
    version          INTEGER NOT NULL,
    attempt          INTEGER NOT NULL,
    crashes          INTEGER NOT NULL,
    cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
    worker           TEXT    NOT NULL,
    lease_until      INTEGER,
    ticket           INTEGER NOT NULL,
    offered_at       INTEGER NOT NULL,
    created_by       INTEGER NOT NULL,
    queued_at        INTEGER NOT NULL,
    started_at       INTEGER,
    finished_at      INTEGER
) STRICT;

-- One open run a key: pressing the button twice starts one.
CREATE UNIQUE INDEX jobs_open_key ON jobs (tenant_id, kind, open_key)
    WHERE open_key IS NOT NULL AND state IN ('queued', 'running');
CREATE INDEX jobs_open ON jobs (state, id) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_subject ON jobs (tenant_id, subject, id);
