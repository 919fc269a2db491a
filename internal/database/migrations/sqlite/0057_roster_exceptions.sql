-- +goose Up
-- Limits that are looser for one person in one roster than their agreement has them.
-- Day is empty but for hours beyond somebody's availability.
CREATE TABLE roster_exceptions (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    roster_id  INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    person_id  INTEGER NOT NULL REFERENCES people (id),
    rule       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    day        TEXT NOT NULL,
    from_limit INTEGER NOT NULL,
    to_limit   INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    at         INTEGER NOT NULL,
    actor_id   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX roster_exceptions_one ON roster_exceptions (tenant_id, roster_id, person_id, rule, subject, day);
