-- +goose Up
-- What people did, as the switch recorded it: spells that never overlap. No row says
-- nothing; 'off' says that somebody was not there. The state is the switch's own word.
CREATE TABLE attendance_spells (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    start_at  INTEGER NOT NULL,
    end_at    INTEGER NOT NULL CHECK (end_at > start_at),
    activity  TEXT NOT NULL CHECK (activity IN ('work', 'pause', 'away', 'off')),
    state     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, person_id, start_at)
) STRICT, WITHOUT ROWID;

-- What the words of the switches mean here, beside those that everybody knows.
CREATE TABLE attendance_words (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    word      TEXT NOT NULL CHECK (word <> ''),
    activity  TEXT NOT NULL CHECK (activity IN ('work', 'pause', 'away', 'off')),
    PRIMARY KEY (tenant_id, word)
) STRICT, WITHOUT ROWID;

-- What a site agrees to count as a departure from the schedule.
CREATE TABLE attendance_terms (
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    site_id      INTEGER NOT NULL REFERENCES sites (id),
    version      INTEGER NOT NULL,
    grace_s      INTEGER NOT NULL CHECK (grace_s >= 0),
    outside      INTEGER NOT NULL CHECK (outside IN (0, 1)),
    away_is_work INTEGER NOT NULL CHECK (away_is_work IN (0, 1)),
    PRIMARY KEY (tenant_id, site_id)
) STRICT, WITHOUT ROWID;
