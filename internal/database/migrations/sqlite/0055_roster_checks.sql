-- +goose Up
-- What playing a built roster said, with the demand that was corrected by it: read
-- and written whole.
CREATE TABLE roster_checks (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    roster_id INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    document  TEXT NOT NULL,
    PRIMARY KEY (tenant_id, roster_id)
) STRICT;
