-- +goose Up
-- The best roster that a build has found so far: a worker who takes the build over
-- goes on from it. The document is compressed, read and written whole.
CREATE TABLE roster_checkpoints (
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    roster_id   INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    job_id      INTEGER NOT NULL,
    searched_ms INTEGER NOT NULL,
    input_hash  TEXT NOT NULL,
    cost        REAL NOT NULL,
    document    BLOB NOT NULL,
    PRIMARY KEY (tenant_id, roster_id)
) STRICT;
