-- +goose Up
-- What people say to the impact assessment of careers: all versions, the newest holds.
CREATE TABLE career_impact_words (
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    basis      TEXT NOT NULL,
    advice     TEXT NOT NULL,
    views      TEXT NOT NULL,
    left_over  TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, version)
) STRICT;
