-- +goose Up
-- What playing a built roster said, with the demand that was corrected by it: read
-- and written whole.
CREATE TABLE roster_checks (
    tenant_id bigint NOT NULL REFERENCES tenants (id),
    roster_id bigint NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    document  text NOT NULL,
    PRIMARY KEY (tenant_id, roster_id)
);

SELECT muster_wall('roster_checks');
