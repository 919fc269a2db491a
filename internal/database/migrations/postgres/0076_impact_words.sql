-- +goose Up
-- What people say to the impact assessment of careers: all versions, the newest holds.
CREATE TABLE career_impact_words (
    tenant_id  bigint NOT NULL REFERENCES tenants (id),
    version    bigint NOT NULL,
    basis      text NOT NULL,
    advice     text NOT NULL,
    views      text NOT NULL,
    left_over  text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by bigint NOT NULL,
    PRIMARY KEY (tenant_id, version)
);

SELECT muster_wall('career_impact_words');
