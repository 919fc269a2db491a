-- +goose Up
-- Versions of career ladders. A published one never changes; of each ladder one is in
-- force.
CREATE TABLE ladders (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    code         TEXT NOT NULL,
    number       INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'published', 'replaced')),
    document     TEXT NOT NULL,
    hash         TEXT NOT NULL,
    published_at INTEGER,
    published_by INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL,
    UNIQUE (tenant_id, code, number)
) STRICT;
CREATE UNIQUE INDEX ladders_in_force ON ladders (tenant_id, code) WHERE state = 'published';
CREATE UNIQUE INDEX ladders_one_draft ON ladders (tenant_id, code) WHERE state = 'draft';

-- Who decides about the places of a ladder holds its row until it is done, so that two
-- rounds cannot give the same place away.
CREATE TABLE ladder_places (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    code      TEXT NOT NULL,
    PRIMARY KEY (tenant_id, code)
) STRICT, WITHOUT ROWID;

-- Who stands on which rung, from a day to the day before to_day. Nobody stands on two.
CREATE TABLE rung_spells (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    person_id   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    ladder      TEXT NOT NULL,
    rung        TEXT NOT NULL,
    from_day    TEXT NOT NULL CHECK (length(from_day) = 10),
    to_day      TEXT CHECK (to_day > from_day),
    reason      TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX rung_spells_open ON rung_spells (tenant_id, person_id) WHERE to_day IS NULL;
CREATE UNIQUE INDEX rung_spells_person ON rung_spells (tenant_id, person_id, from_day);

-- Facts that requirements are evaluated from, each with where it comes from, and what
-- came of its being contested.
CREATE TABLE career_evidence (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    person_id    INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    register     TEXT NOT NULL,
    name         TEXT NOT NULL,
    day          TEXT NOT NULL CHECK (length(day) = 10),
    until        TEXT,
    value        REAL NOT NULL,
    weight       REAL NOT NULL,
    source       TEXT NOT NULL,
    reference    TEXT NOT NULL,
    note         TEXT NOT NULL,
    file_name    TEXT NOT NULL,
    hash         TEXT NOT NULL,
    entered_at   INTEGER NOT NULL,
    entered_by   INTEGER NOT NULL,
    contest      TEXT NOT NULL CHECK (contest IN ('', 'open', 'upheld', 'rejected')),
    contest_text TEXT NOT NULL,
    contest_due  TEXT,
    answer       TEXT NOT NULL,
    settled_at   INTEGER,
    settled_by   INTEGER NOT NULL,
    UNIQUE (tenant_id, person_id, register, name, day, source, reference)
) STRICT;
CREATE INDEX career_evidence_contested ON career_evidence (tenant_id, contest) WHERE contest = 'open';

-- How near everybody is to every move from their rung, as last evaluated.
CREATE TABLE readiness (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    to_rung   TEXT NOT NULL,
    from_rung TEXT NOT NULL,
    ladder_id INTEGER NOT NULL REFERENCES ladders (id) ON DELETE CASCADE,
    move      TEXT NOT NULL,
    day       TEXT NOT NULL,
    verdict   INTEGER NOT NULL,
    met       INTEGER NOT NULL,
    asked     INTEGER NOT NULL,
    earliest  TEXT,
    since     TEXT NOT NULL,
    inputs    TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    finding   TEXT NOT NULL,
    PRIMARY KEY (tenant_id, person_id, to_rung)
) STRICT, WITHOUT ROWID;

-- All that a decision rests on, by the hash of it, to be replayed.
CREATE TABLE career_snapshots (
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    inputs     TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    ladder_id  INTEGER NOT NULL REFERENCES ladders (id),
    from_rung  TEXT NOT NULL,
    to_rung    TEXT NOT NULL,
    day        TEXT NOT NULL,
    record     TEXT NOT NULL,
    finding    TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, inputs)
) STRICT, WITHOUT ROWID;

CREATE TABLE elections (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    site_id    INTEGER NOT NULL REFERENCES sites (id),
    team_id    INTEGER,
    award      TEXT NOT NULL,
    month      TEXT NOT NULL CHECK (length(month) = 7),
    method     TEXT NOT NULL CHECK (method IN ('approval', 'ranked', 'score')),
    seats      INTEGER NOT NULL CHECK (seats >= 1),
    quorum     REAL NOT NULL CHECK (quorum BETWEEN 0 AND 1),
    seed       TEXT NOT NULL,
    closes_on  TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('nominating', 'open', 'counted')),
    result     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL
) STRICT;
CREATE INDEX elections_newest ON elections (tenant_id, id);

-- The electorate and who stands, with what ties are broken by.
CREATE TABLE election_people (
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    election_id INTEGER NOT NULL REFERENCES elections (id) ON DELETE CASCADE,
    person_id   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    elector     INTEGER NOT NULL,
    stands      INTEGER NOT NULL,
    named_by    INTEGER NOT NULL,
    quality     REAL NOT NULL,
    hired       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, election_id, person_id)
) STRICT, WITHOUT ROWID;

-- Who has voted: one row an election, in the order of the electorate. Nothing in it, nor
-- the order or time of its rows, can be joined with what was cast.
CREATE TABLE election_turnouts (
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    election_id INTEGER NOT NULL REFERENCES elections (id) ON DELETE CASCADE,
    voted       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, election_id)
) STRICT, WITHOUT ROWID;

-- What was cast: how many ballots say the same.
CREATE TABLE election_ballots (
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    election_id INTEGER NOT NULL REFERENCES elections (id) ON DELETE CASCADE,
    ballot      TEXT NOT NULL,
    times       INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, election_id, ballot)
) STRICT, WITHOUT ROWID;

CREATE TABLE promotion_rounds (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    name         TEXT NOT NULL,
    ladder_id    INTEGER NOT NULL REFERENCES ladders (id),
    rung         TEXT NOT NULL,
    seats        INTEGER NOT NULL,
    quorum       INTEGER NOT NULL,
    criteria     TEXT NOT NULL,
    state        TEXT NOT NULL,
    opens_on     TEXT NOT NULL,
    closes_on    TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    changes      TEXT NOT NULL,
    announced_at INTEGER,
    appeals_due  TEXT,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL
) STRICT;
CREATE INDEX promotion_rounds_newest ON promotion_rounds (tenant_id, id);

CREATE TABLE round_members (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    round_id  INTEGER NOT NULL REFERENCES promotion_rounds (id) ON DELETE CASCADE,
    user_id   INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    name      TEXT NOT NULL,
    recused   TEXT NOT NULL,
    PRIMARY KEY (tenant_id, round_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_applications (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    round_id     INTEGER NOT NULL REFERENCES promotion_rounds (id) ON DELETE CASCADE,
    person_id    INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    from_rung    TEXT NOT NULL,
    statement    TEXT NOT NULL,
    named_by     INTEGER NOT NULL,
    applied_at   INTEGER NOT NULL,
    withdrawn_at INTEGER,
    inputs       TEXT NOT NULL,
    verdict      INTEGER NOT NULL,
    outcome      TEXT NOT NULL,
    reason       TEXT NOT NULL,
    deciders     TEXT NOT NULL,
    in_effect_at INTEGER
) STRICT;
CREATE UNIQUE INDEX round_applications_once ON round_applications (tenant_id, round_id, person_id) WHERE withdrawn_at IS NULL;
CREATE INDEX round_applications_person ON round_applications (tenant_id, person_id);

CREATE TABLE round_scores (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    round_id  INTEGER NOT NULL REFERENCES promotion_rounds (id) ON DELETE CASCADE,
    user_id   INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    criterion TEXT NOT NULL,
    points    INTEGER NOT NULL CHECK (points BETWEEN 1 AND 5),
    note      TEXT NOT NULL,
    PRIMARY KEY (tenant_id, round_id, user_id, person_id, criterion)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_score_changes (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    round_id   INTEGER NOT NULL REFERENCES promotion_rounds (id) ON DELETE CASCADE,
    user_id    INTEGER NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    criterion  TEXT NOT NULL,
    before     INTEGER NOT NULL,
    after      INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE round_appeals (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    round_id   INTEGER NOT NULL REFERENCES promotion_rounds (id) ON DELETE CASCADE,
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    reason     TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('', 'upheld', 'rejected')),
    answer     TEXT NOT NULL,
    decided_by INTEGER NOT NULL,
    decided_at INTEGER,
    UNIQUE (tenant_id, round_id, person_id)
) STRICT;

-- What nobody may be promoted, paid or rostered by. Only the audit of rounds reads it,
-- in groups.
CREATE TABLE protected_attributes (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    attribute TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, person_id, attribute)
) STRICT, WITHOUT ROWID;
