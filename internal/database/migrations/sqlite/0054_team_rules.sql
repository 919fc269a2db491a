-- +goose Up
-- Who has to work together, or may not, at a site: read and written whole.
CREATE TABLE team_rules (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    site_id   INTEGER NOT NULL REFERENCES sites (id),
    version   INTEGER NOT NULL,
    rules     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, site_id)
) STRICT, WITHOUT ROWID;
