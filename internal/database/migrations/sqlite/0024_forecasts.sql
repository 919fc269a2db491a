-- +goose Up
-- One forecast of one queue. Once done a run never changes; its curves are read
-- whole and stand compressed in one column.
CREATE TABLE forecast_runs (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    queue_id   INTEGER NOT NULL REFERENCES queues (id),
    site_id    INTEGER NOT NULL REFERENCES sites (id),
    state      TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
    failure    TEXT NOT NULL,
    orders     TEXT NOT NULL,
    zone       TEXT NOT NULL,
    minutes    INTEGER NOT NULL CHECK (minutes > 0),
    input_hash TEXT NOT NULL,
    code       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    report     BLOB,
    curves     BLOB
) STRICT;
CREATE INDEX forecast_runs_by_queue ON forecast_runs (tenant_id, queue_id, id);

-- How many people a forecast takes under a goal, which is kept as it was.
CREATE TABLE requirements (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    forecast_id INTEGER NOT NULL REFERENCES forecast_runs (id),
    queue_id    INTEGER NOT NULL REFERENCES queues (id),
    site_id     INTEGER NOT NULL REFERENCES sites (id),
    skill_id    INTEGER NOT NULL,
    queue_code  TEXT NOT NULL,
    queue_name  TEXT NOT NULL,
    zone        TEXT NOT NULL,
    minutes     INTEGER NOT NULL CHECK (minutes > 0),
    first_day   TEXT NOT NULL CHECK (length(first_day) = 10),
    days        INTEGER NOT NULL CHECK (days > 0),
    goal        TEXT NOT NULL,
    concurrency REAL NOT NULL,
    deferred    INTEGER NOT NULL CHECK (deferred IN (0, 1)),
    input_hash  TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  INTEGER NOT NULL,
    curves      BLOB
) STRICT;
CREATE INDEX requirements_by_queue ON requirements (tenant_id, queue_id, id);
CREATE INDEX requirements_by_forecast ON requirements (tenant_id, forecast_id);
