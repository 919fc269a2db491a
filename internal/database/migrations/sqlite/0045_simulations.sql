-- +goose Up
-- A scenario that was played, or is going to be. Done, it never changes; what
-- came out is read whole and stands compressed in one column. Site 0 is none:
-- a scenario that came as a document. The requirements it rests on are listed
-- as ,1,2, so that each is found by ,2,.
CREATE TABLE simulations (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    site_id      INTEGER NOT NULL,
    job_id       INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('queued', 'done')),
    name         TEXT NOT NULL,
    requirements TEXT NOT NULL,
    orders       TEXT NOT NULL,
    input_hash   TEXT NOT NULL,
    code         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL,
    scenario     BLOB NOT NULL,
    report       BLOB
) STRICT;
CREATE INDEX simulations_newest ON simulations (tenant_id, id);
