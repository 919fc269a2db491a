-- +goose Up
-- Figures from outside that move demand, a number a day: campaign sends,
-- orders, temperatures, the share that a bot settles.
CREATE TABLE drivers (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('campaign', 'orders', 'outage', 'weather', 'deflection', 'other')),
    unit TEXT NOT NULL,
    measure TEXT NOT NULL CHECK (measure IN ('contacts', 'handle_time', 'both')),
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id)
) STRICT;
CREATE INDEX drivers_by_site ON drivers (tenant_id, site_id);

-- The queues that a driver moves; none means all of its site. A queue that is
-- named here cannot go, because a driver of no queue would move them all.
CREATE TABLE driver_queues (
    tenant_id INTEGER NOT NULL,
    driver_id INTEGER NOT NULL,
    queue_id INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, driver_id, queue_id),
    FOREIGN KEY (tenant_id, driver_id) REFERENCES drivers (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, queue_id) REFERENCES queues (tenant_id, id)
) STRICT;

CREATE TABLE driver_values (
    tenant_id INTEGER NOT NULL,
    driver_id INTEGER NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    value REAL NOT NULL,
    planned INTEGER NOT NULL CHECK (planned IN (0, 1)),
    PRIMARY KEY (tenant_id, driver_id, day),
    FOREIGN KEY (tenant_id, driver_id) REFERENCES drivers (tenant_id, id) ON DELETE CASCADE
) STRICT;

-- Opening hours of a queue that hold from a day on in place of those before, as
-- a list of periods; an empty list closes it.
CREATE TABLE queue_hours_changes (
    tenant_id INTEGER NOT NULL,
    queue_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
    hours TEXT NOT NULL,
    PRIMARY KEY (tenant_id, queue_id, valid_from),
    FOREIGN KEY (tenant_id, queue_id) REFERENCES queues (tenant_id, id) ON DELETE CASCADE
) STRICT;
