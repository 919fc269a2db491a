-- +goose Up
-- Nothing was ever kept here: career_plans takes its place.
DROP TABLE flow_scenarios;

-- What if, and whom to hire: orders with a name. Site and employer 0 are all of them.
CREATE TABLE career_plans (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    version     INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('scenario', 'hiring')),
    name        TEXT NOT NULL CHECK (length(name) > 0),
    description TEXT NOT NULL,
    site_id     INTEGER NOT NULL,
    employer_id INTEGER NOT NULL,
    orders      TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    changed_by  INTEGER NOT NULL,
    UNIQUE (tenant_id, kind, name)
) STRICT;
CREATE INDEX career_plans_newest ON career_plans (tenant_id, kind, id);

-- Each time that one was computed: what was ordered and found, and what came of it, so
-- that it can be shown as known then and computed again to the same bytes.
CREATE TABLE career_plan_runs (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    plan_id      INTEGER NOT NULL REFERENCES career_plans (id) ON DELETE CASCADE,
    plan_version INTEGER NOT NULL,
    job_id       INTEGER NOT NULL,
    code         TEXT NOT NULL,
    orders       TEXT NOT NULL,
    facts        TEXT NOT NULL,
    answer       TEXT NOT NULL,
    inputs       TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    asked_at     INTEGER NOT NULL,
    asked_by     INTEGER NOT NULL,
    done_at      INTEGER
) STRICT;
CREATE INDEX career_plan_runs_newest ON career_plan_runs (tenant_id, plan_id, id);
