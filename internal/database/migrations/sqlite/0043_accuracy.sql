-- +goose Up
-- Which days a forecast speaks of, so that those of a span are found without
-- reading all. NULL in forecasts made before these columns were.
ALTER TABLE forecast_runs ADD COLUMN first_day TEXT CHECK (length(first_day) = 10);
ALTER TABLE forecast_runs ADD COLUMN last_day TEXT CHECK (length(last_day) = 10);
CREATE INDEX forecast_runs_by_day ON forecast_runs (tenant_id, queue_id, last_day);

-- How often the history of a series has changed: what was worked out from it
-- while it changed must not be kept.
ALTER TABLE interval_series ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;

-- What one forecast said of one day beside what came, packed: a digest that can
-- be made again at any time. It is dropped when the day's history, or that of
-- an earlier day, changes.
CREATE TABLE scored_days (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    queue_id  INTEGER NOT NULL REFERENCES queues (id),
    day       TEXT NOT NULL CHECK (length(day) = 10),
    run_id    INTEGER NOT NULL REFERENCES forecast_runs (id) ON DELETE CASCADE,
    curves    BLOB NOT NULL,
    PRIMARY KEY (tenant_id, queue_id, day, run_id)
) STRICT;
CREATE INDEX scored_days_by_run ON scored_days (run_id);
