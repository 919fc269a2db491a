-- +goose Up
-- What a site calls a burden, and how it weighs wishes: read and written whole.
CREATE TABLE fairness_terms (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    site_id   INTEGER NOT NULL REFERENCES sites (id),
    version   INTEGER NOT NULL,
    terms     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, site_id)
) STRICT, WITHOUT ROWID;

-- What was added to somebody's burdens by hand, and why.
CREATE TABLE fairness_corrections (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    site_id    INTEGER NOT NULL REFERENCES sites (id),
    person_id  INTEGER NOT NULL REFERENCES people (id),
    day        TEXT NOT NULL CHECK (length(day) = 10),
    account    TEXT NOT NULL CHECK (account IN ('nights', 'weekends', 'holidays', 'short_rests', 'undesired')),
    amount     REAL NOT NULL,
    reason     TEXT NOT NULL CHECK (reason <> ''),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL
) STRICT;
CREATE INDEX fairness_corrections_by_day ON fairness_corrections (tenant_id, site_id, day);

-- What agents wish for a day, one wish each, and what became of it.
CREATE TABLE wishes (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    person_id  INTEGER NOT NULL REFERENCES people (id),
    day        TEXT NOT NULL CHECK (length(day) = 10),
    kind       TEXT NOT NULL CHECK (kind IN ('off', 'start', 'not_start', 'template')),
    from_min   INTEGER NOT NULL,
    to_min     INTEGER NOT NULL,
    template   TEXT NOT NULL,
    points     INTEGER NOT NULL CHECK (points > 0),
    state      TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused')),
    rule       TEXT NOT NULL,
    delta      REAL NOT NULL,
    roster_id  INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (tenant_id, person_id, day)
) STRICT;
