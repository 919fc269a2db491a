-- +goose Up
-- A machine is a row like any other, so it has an employer of its own kind. The rule
-- on kinds is part of the table, which is made again; what refers to it is looked at
-- when all rows are back.
PRAGMA defer_foreign_keys = ON;
CREATE TEMPORARY TABLE employers_before AS SELECT * FROM employers;
DROP TABLE employers;
CREATE TABLE employers (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('own', 'vendor', 'crowd', 'bot')),
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id)
) STRICT;
INSERT INTO employers (id, tenant_id, version, code, name, kind) SELECT id, tenant_id, version, code, name, kind FROM employers_before;
DROP TABLE employers_before;

-- What an employer does for the centre: queues, by a sourcing mode, from a day on.
CREATE TABLE programmes (
    id            INTEGER PRIMARY KEY,
    tenant_id     INTEGER NOT NULL REFERENCES tenants (id),
    version       INTEGER NOT NULL,
    employer_id   INTEGER NOT NULL,
    team_id       INTEGER REFERENCES teams (id),
    site_id       INTEGER NOT NULL REFERENCES sites (id),
    code          TEXT NOT NULL,
    name          TEXT NOT NULL,
    mode          TEXT NOT NULL CHECK (mode IN ('simple_call', 'owner_controlled', 'crowd', 'in_house', 'bot')),
    motive        TEXT NOT NULL,
    business_case TEXT NOT NULL,
    start_day     TEXT NOT NULL CHECK (length(start_day) = 10),
    end_day       TEXT NOT NULL CHECK (length(end_day) IN (0, 10)),
    created_at    INTEGER NOT NULL,
    created_by    INTEGER NOT NULL,
    UNIQUE (tenant_id, code),
    FOREIGN KEY (tenant_id, employer_id) REFERENCES employers (tenant_id, id)
) STRICT;
CREATE INDEX programmes_by_employer ON programmes (tenant_id, employer_id);

-- The queues that a programme serves and how much of each it may carry.
CREATE TABLE programme_queues (
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id) ON DELETE CASCADE,
    queue_id     INTEGER NOT NULL REFERENCES queues (id),
    min_share    REAL NOT NULL,
    max_share    REAL NOT NULL,
    surge_agents REAL NOT NULL,
    PRIMARY KEY (tenant_id, programme_id, queue_id),
    CHECK (min_share >= 0 AND max_share <= 1 AND min_share <= max_share)
) STRICT, WITHOUT ROWID;
CREATE INDEX programme_queues_by_queue ON programme_queues (tenant_id, queue_id);

-- Versions of a programme's contract. In force, the document never changes; end_day
-- is the last day on which it holds, which a successor may bring forward from open.
CREATE TABLE contract_versions (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    number       INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'in_force')),
    start_day    TEXT NOT NULL CHECK (length(start_day) = 10),
    end_day      TEXT NOT NULL CHECK (length(end_day) IN (0, 10)),
    currency     TEXT NOT NULL CHECK (length(currency) = 3),
    note         TEXT NOT NULL,
    document     TEXT NOT NULL,
    hash         TEXT NOT NULL,
    recorded_at  INTEGER NOT NULL,
    recorded_by  INTEGER NOT NULL,
    in_force_at  INTEGER,
    in_force_by  INTEGER NOT NULL,
    UNIQUE (tenant_id, programme_id, number)
) STRICT;

-- What was asked of a programme, interval by interval, on a locked forecast, and
-- what was promised. The document holds the curves, read and written whole.
CREATE TABLE commitments (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    queue_id     INTEGER NOT NULL REFERENCES queues (id),
    lock_id      INTEGER NOT NULL REFERENCES forecast_locks (id),
    state        TEXT NOT NULL CHECK (state IN ('asked', 'countered', 'agreed', 'withdrawn')),
    zone         TEXT NOT NULL,
    minutes      INTEGER NOT NULL,
    first_day    TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day     TEXT NOT NULL CHECK (length(last_day) = 10),
    share        REAL NOT NULL,
    volume_band  REAL NOT NULL,
    handle_band  REAL NOT NULL,
    tolerance    REAL NOT NULL,
    due_at       INTEGER NOT NULL,
    hash         TEXT NOT NULL,
    document     BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL
) STRICT;
CREATE INDEX commitments_by_day ON commitments (tenant_id, programme_id, queue_id, first_day);

-- Who did what with a commitment, in order.
CREATE TABLE commitment_steps (
    tenant_id     INTEGER NOT NULL REFERENCES tenants (id),
    commitment_id INTEGER NOT NULL REFERENCES commitments (id) ON DELETE CASCADE,
    step          INTEGER NOT NULL,
    party         TEXT NOT NULL CHECK (party IN ('owner', 'vendor')),
    action        TEXT NOT NULL CHECK (action IN ('ask', 'accept', 'counter', 'agree', 'insist', 'withdraw')),
    hours         REAL NOT NULL,
    note          TEXT NOT NULL,
    at            INTEGER NOT NULL,
    actor_id      INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, commitment_id, step)
) STRICT, WITHOUT ROWID;

-- Files of rosters and delivered hours that a vendor or the owner has sent.
CREATE TABLE vendor_files (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    kind         TEXT NOT NULL CHECK (kind IN ('planned', 'delivered')),
    name         TEXT NOT NULL,
    lines        INTEGER NOT NULL,
    hours        REAL NOT NULL,
    first_day    TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day     TEXT NOT NULL CHECK (length(last_day) = 10),
    hash         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL
) STRICT;
CREATE INDEX vendor_files_newest ON vendor_files (tenant_id, programme_id, id);

-- Agent hours of a programme on a queue's day, interval by interval: planned by the
-- vendor's roster, or delivered. A later file takes a day's place.
CREATE TABLE programme_hours (
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    queue_id     INTEGER NOT NULL REFERENCES queues (id),
    kind         TEXT NOT NULL CHECK (kind IN ('planned', 'delivered')),
    day          TEXT NOT NULL CHECK (length(day) = 10),
    zone         TEXT NOT NULL,
    minutes      INTEGER NOT NULL,
    file_id      INTEGER NOT NULL REFERENCES vendor_files (id),
    hours        TEXT NOT NULL,
    PRIMARY KEY (tenant_id, programme_id, queue_id, kind, day)
) STRICT, WITHOUT ROWID;

-- Divisions of a period's volume between programmes: inputs and result in one
-- document, approved by somebody else than the author.
CREATE TABLE allocations (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    version     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'approved')),
    first_day   TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day    TEXT NOT NULL CHECK (length(last_day) = 10),
    seed        INTEGER NOT NULL,
    inputs_hash TEXT NOT NULL,
    document    BLOB NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  INTEGER NOT NULL,
    approved_at INTEGER,
    approved_by INTEGER NOT NULL,
    CHECK (approved_by = 0 OR approved_by <> created_by)
) STRICT;
CREATE INDEX allocations_newest ON allocations (tenant_id, id);

-- The shares that approved allocations gave to programmes.
CREATE TABLE programme_shares (
    tenant_id     INTEGER NOT NULL REFERENCES tenants (id),
    programme_id  INTEGER NOT NULL REFERENCES programmes (id),
    queue_id      INTEGER NOT NULL REFERENCES queues (id),
    allocation_id INTEGER NOT NULL REFERENCES allocations (id),
    first_day     TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day      TEXT NOT NULL CHECK (length(last_day) = 10),
    share         REAL NOT NULL,
    PRIMARY KEY (tenant_id, programme_id, queue_id, allocation_id)
) STRICT, WITHOUT ROWID;
