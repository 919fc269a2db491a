-- +goose Up
-- The best roster that a build has found so far: a worker who takes the build over
-- goes on from it. The document is compressed, read and written whole.
CREATE TABLE roster_checkpoints (
    tenant_id   bigint NOT NULL REFERENCES tenants (id),
    roster_id   bigint NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    job_id      bigint NOT NULL,
    searched_ms bigint NOT NULL,
    input_hash  text NOT NULL,
    cost        double precision NOT NULL,
    document    bytea NOT NULL,
    PRIMARY KEY (tenant_id, roster_id)
);

SELECT muster_wall('roster_checkpoints');
