-- +goose Up
-- Rosters as they once stood: what builds found, and what planners had made before a
-- build took its place. The shifts are a compressed document, read and written whole.
CREATE TABLE roster_plans (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id     INTEGER NOT NULL REFERENCES tenants (id),
    roster_id     INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    origin        TEXT NOT NULL CHECK (origin IN ('build', 'edited')),
    at            INTEGER NOT NULL,
    actor_id      INTEGER NOT NULL,
    pinned        INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    cost          TEXT NOT NULL,
    bound         REAL NOT NULL,
    input_hash    TEXT NOT NULL,
    breaches      INTEGER NOT NULL,
    count         INTEGER NOT NULL,
    time_limit_ms INTEGER NOT NULL,
    seed          INTEGER NOT NULL,
    threads       INTEGER NOT NULL,
    simulate      INTEGER NOT NULL CHECK (simulate IN (0, 1)),
    digest        TEXT NOT NULL,
    document      BLOB NOT NULL
) STRICT;
CREATE INDEX roster_plans_newest ON roster_plans (tenant_id, roster_id, id);
