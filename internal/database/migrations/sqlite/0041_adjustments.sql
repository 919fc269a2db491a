-- +goose Up
-- What planners lay over forecasts: on a queue and a range of time, not on a
-- run, so that a new run finds it again. Layers lie in the order of their ids.
CREATE TABLE adjustments (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    queue_id     INTEGER NOT NULL REFERENCES queues (id),
    site_id      INTEGER NOT NULL REFERENCES sites (id),
    measure      TEXT NOT NULL CHECK (measure IN ('contacts', 'handle_time')),
    operation    TEXT NOT NULL CHECK (operation IN ('multiply', 'add', 'set')),
    value        REAL NOT NULL,
    starts_at    INTEGER NOT NULL,
    ends_at      INTEGER NOT NULL,
    type         TEXT NOT NULL,
    reason       TEXT NOT NULL,
    active       INTEGER NOT NULL CHECK (active IN (0, 1)),
    withdrawn    INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    changed_by   INTEGER NOT NULL,
    CHECK (ends_at > starts_at),
    UNIQUE (tenant_id, id)
) STRICT;
CREATE INDEX adjustments_by_queue ON adjustments (tenant_id, queue_id, ends_at);

-- Every state that an adjustment was in.
CREATE TABLE adjustment_changes (
    tenant_id     INTEGER NOT NULL,
    adjustment_id INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    state         TEXT NOT NULL,
    changed_at    INTEGER NOT NULL,
    changed_by    INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, adjustment_id, version),
    FOREIGN KEY (tenant_id, adjustment_id) REFERENCES adjustments (tenant_id, id)
) STRICT;

-- The adjustments under which a requirement was made, as id and version.
ALTER TABLE requirements ADD COLUMN adjustments TEXT NOT NULL DEFAULT '[]';

-- A forecast as it was promised to somebody: adjusted curves that never change.
CREATE TABLE forecast_locks (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    forecast_id INTEGER NOT NULL REFERENCES forecast_runs (id),
    queue_id    INTEGER NOT NULL REFERENCES queues (id),
    site_id     INTEGER NOT NULL REFERENCES sites (id),
    employer_id INTEGER REFERENCES employers (id),
    name        TEXT NOT NULL,
    note        TEXT NOT NULL,
    zone        TEXT NOT NULL,
    minutes     INTEGER NOT NULL CHECK (minutes > 0),
    first_day   TEXT NOT NULL CHECK (length(first_day) = 10),
    days        INTEGER NOT NULL CHECK (days > 0),
    adjustments TEXT NOT NULL,
    hash        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  INTEGER NOT NULL,
    curves      BLOB NOT NULL,
    UNIQUE (tenant_id, queue_id, name)
) STRICT;
CREATE INDEX forecast_locks_by_forecast ON forecast_locks (tenant_id, forecast_id);

-- +goose StatementBegin
CREATE TRIGGER forecast_locks_no_update BEFORE UPDATE ON forecast_locks
BEGIN SELECT RAISE(ABORT, 'a locked forecast never changes'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER forecast_locks_no_delete BEFORE DELETE ON forecast_locks
BEGIN SELECT RAISE(ABORT, 'a locked forecast never changes'); END;
-- +goose StatementEnd

-- Forecasting by night: what a tenant wants, and what came of each night at
-- each site. The key is what lets only one of many processes begin a night.
CREATE TABLE forecast_schedules (
    tenant_id  INTEGER NOT NULL PRIMARY KEY REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    active     INTEGER NOT NULL CHECK (active IN (0, 1)),
    hour       INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
    days       INTEGER NOT NULL CHECK (days > 0),
    queues     TEXT, -- ids as a JSON list; NULL: all
    changed_at INTEGER NOT NULL,
    changed_by INTEGER NOT NULL
) STRICT;

CREATE TABLE forecast_nights (
    tenant_id  INTEGER NOT NULL,
    site_id    INTEGER NOT NULL REFERENCES sites (id),
    night      TEXT NOT NULL CHECK (length(night) = 10),
    job_id     INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,
    outcome    TEXT NOT NULL,
    PRIMARY KEY (tenant_id, site_id, night),
    FOREIGN KEY (tenant_id) REFERENCES tenants (id)
) STRICT;

-- When recurring work is due next, for each tenant. Whoever moves the instant
-- on does the work.
CREATE TABLE job_recurrences (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    name      TEXT NOT NULL CHECK (name <> ''),
    due_at    INTEGER NOT NULL,
    ran_at    INTEGER,
    worker    TEXT NOT NULL,
    error     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, name)
) STRICT;
