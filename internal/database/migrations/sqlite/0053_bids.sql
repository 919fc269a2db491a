-- +goose Up
-- Which shifts to offer, under a name. Done, it never changes; the answer is read
-- whole.
CREATE TABLE shift_designs (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    site_id    INTEGER NOT NULL REFERENCES sites (id),
    job_id     INTEGER NOT NULL,
    name       TEXT NOT NULL,
    seconds    INTEGER NOT NULL CHECK (seconds > 0),
    orders     TEXT NOT NULL,
    answer     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL
) STRICT;
CREATE INDEX shift_designs_newest ON shift_designs (tenant_id, id);

-- Lines of a rotation that are offered to people, for the days of a roster.
CREATE TABLE bids (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    site_id    INTEGER NOT NULL REFERENCES sites (id),
    roster_id  INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
    design_id  INTEGER NOT NULL,
    name       TEXT NOT NULL,
    rule       TEXT NOT NULL CHECK (rule IN ('seniority', 'points', 'rotation')),
    opens_at   INTEGER NOT NULL,
    closes_at  INTEGER NOT NULL,
    first_day  TEXT NOT NULL CHECK (length(first_day) = 10),
    days       INTEGER NOT NULL,
    zone       TEXT NOT NULL,
    lines      TEXT NOT NULL,
    awarded_at INTEGER,
    awarded_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    CHECK (closes_at > opens_at)
) STRICT;
CREATE INDEX bids_newest ON bids (tenant_id, id);

-- Everybody to whom a bid is offered, what they ranked and what they got. Line -1
-- is none; a bid that is not awarded yet has no line at all.
CREATE TABLE bid_people (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    bid_id    INTEGER NOT NULL REFERENCES bids (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people (id),
    choices   TEXT NOT NULL,
    ranked_at INTEGER,
    line      INTEGER,
    rank      INTEGER NOT NULL,
    regret    REAL NOT NULL,
    PRIMARY KEY (tenant_id, bid_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bid_people_by_person ON bid_people (tenant_id, person_id);
CREATE UNIQUE INDEX bid_people_one_line ON bid_people (tenant_id, bid_id, line) WHERE line >= 0;
