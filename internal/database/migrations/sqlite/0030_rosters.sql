-- +goose Up
CREATE TABLE rosters (
    id                INTEGER PRIMARY KEY,
    tenant_id         INTEGER NOT NULL REFERENCES tenants (id),
    version           INTEGER NOT NULL,
    name              TEXT NOT NULL CHECK (name <> ''),
    site_id           INTEGER NOT NULL REFERENCES sites (id),
    zone              TEXT NOT NULL,
    first_day         TEXT NOT NULL CHECK (length(first_day) = 10),
    days              INTEGER NOT NULL CHECK (days > 0),
    slot_min          INTEGER NOT NULL CHECK (slot_min > 0),
    state             TEXT NOT NULL CHECK (state IN ('draft', 'building', 'published')),
    requirements      TEXT NOT NULL,
    people            TEXT NOT NULL,
    price_under       REAL NOT NULL,
    price_over        REAL NOT NULL,
    seed              INTEGER NOT NULL,
    cost              TEXT NOT NULL,
    bound             REAL NOT NULL,
    input_hash        TEXT NOT NULL,
    published_version INTEGER NOT NULL,
    published_at      INTEGER,
    created_at        INTEGER NOT NULL,
    created_by        INTEGER NOT NULL
) STRICT;
CREATE INDEX rosters_by_site ON rosters (tenant_id, site_id, first_day);

-- What stands in the draft: one shift a person and day.
CREATE TABLE roster_shifts (
    tenant_id INTEGER NOT NULL,
    roster_id INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people (id),
    day       TEXT NOT NULL CHECK (length(day) = 10),
    start_at  INTEGER NOT NULL,
    end_at    INTEGER NOT NULL CHECK (end_at > start_at),
    template  TEXT NOT NULL,
    letter    TEXT NOT NULL,
    queue_id  INTEGER NOT NULL REFERENCES queues (id),
    locked    INTEGER NOT NULL CHECK (locked IN (0, 1)),
    pauses    TEXT NOT NULL,
    PRIMARY KEY (tenant_id, roster_id, person_id, day)
) STRICT, WITHOUT ROWID;

-- Every move by hand, so that a stale edit can be told what came between.
CREATE TABLE roster_changes (
    tenant_id INTEGER NOT NULL,
    roster_id INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    version   INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id),
    day       TEXT NOT NULL CHECK (length(day) = 10),
    op        TEXT NOT NULL CHECK (op IN ('put', 'remove', 'lock', 'unlock')),
    at        INTEGER NOT NULL,
    actor_id  INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, roster_id, version, position)
) STRICT, WITHOUT ROWID;

-- What agents were told: one shift a person and day, whatever roster it came from.
CREATE TABLE published_shifts (
    tenant_id      INTEGER NOT NULL,
    person_id      INTEGER NOT NULL REFERENCES people (id),
    day            TEXT NOT NULL CHECK (length(day) = 10),
    roster_id      INTEGER NOT NULL REFERENCES rosters (id),
    roster_version INTEGER NOT NULL,
    start_at       INTEGER NOT NULL,
    end_at         INTEGER NOT NULL CHECK (end_at > start_at),
    template       TEXT NOT NULL,
    letter         TEXT NOT NULL,
    queue_id       INTEGER NOT NULL REFERENCES queues (id),
    pauses         TEXT NOT NULL,
    PRIMARY KEY (tenant_id, person_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX published_shifts_by_day ON published_shifts (tenant_id, day);

CREATE TABLE publications (
    tenant_id      INTEGER NOT NULL,
    roster_id      INTEGER NOT NULL REFERENCES rosters (id),
    roster_version INTEGER NOT NULL,
    at             INTEGER NOT NULL,
    actor_id       INTEGER NOT NULL,
    people         INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, roster_id, roster_version)
) STRICT, WITHOUT ROWID;

-- The secret address of a person's calendar; only its hash is kept.
CREATE TABLE calendar_feeds (
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX calendar_feeds_by_token ON calendar_feeds (tenant_id, token_hash);
