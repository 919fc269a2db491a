-- +goose Up
-- Who has to work together, or may not, at a site: read and written whole.
CREATE TABLE team_rules (
    tenant_id bigint NOT NULL REFERENCES tenants (id),
    site_id   bigint NOT NULL REFERENCES sites (id),
    version   bigint NOT NULL,
    rules     text NOT NULL,
    PRIMARY KEY (tenant_id, site_id)
);

SELECT muster_wall('team_rules');
