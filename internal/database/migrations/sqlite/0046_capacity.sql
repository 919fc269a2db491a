-- +goose Up
-- A plan of people and money for a site. What a planner typed, what was read from
-- outlooks and the scenarios beside it are one document, read and written whole.
CREATE TABLE capacity_plans (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    site_id    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    currency   TEXT NOT NULL CHECK (length(currency) = 3),
    first_day  TEXT NOT NULL CHECK (length(first_day) = 10),
    weeks      INTEGER NOT NULL CHECK (weeks > 0),
    changed_at INTEGER NOT NULL,
    changed_by INTEGER NOT NULL,
    document   BLOB NOT NULL,
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id)
) STRICT;
CREATE INDEX capacity_plans_newest ON capacity_plans (tenant_id, id);

-- What queues that share people really have, need, or would gain by training.
-- Done, an answer never changes; it is read whole and stands compressed in one
-- column.
CREATE TABLE net_staffings (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    site_id    INTEGER NOT NULL,
    job_id     INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('queued', 'done')),
    orders     TEXT NOT NULL,
    zone       TEXT NOT NULL,
    minutes    INTEGER NOT NULL CHECK (minutes > 0),
    first_day  TEXT NOT NULL CHECK (length(first_day) = 10),
    days       INTEGER NOT NULL CHECK (days > 0),
    input_hash TEXT NOT NULL,
    code       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    result     BLOB,
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id)
) STRICT;
CREATE INDEX net_staffings_newest ON net_staffings (tenant_id, id);
