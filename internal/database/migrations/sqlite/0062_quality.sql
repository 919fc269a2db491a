-- +goose Up
-- Forms on which contacts are judged, each version a row: published, it never changes.
CREATE TABLE quality_forms (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    code         TEXT NOT NULL CHECK (code <> ''),
    name         TEXT NOT NULL CHECK (name <> ''),
    number       INTEGER NOT NULL CHECK (number > 0),
    channel      TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
    sheet        TEXT NOT NULL,
    hash         TEXT NOT NULL,
    published_at INTEGER,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL,
    UNIQUE (tenant_id, code, number)
) STRICT;

-- Who judges, for whom, and how the last calibration found them.
CREATE TABLE quality_graders (
    id            INTEGER PRIMARY KEY,
    tenant_id     INTEGER NOT NULL REFERENCES tenants (id),
    user_id       INTEGER NOT NULL,
    name          TEXT NOT NULL,
    employer_id   INTEGER NOT NULL,
    team_id       INTEGER NOT NULL,
    party         TEXT NOT NULL CHECK (party IN ('owner', 'vendor', 'bench')),
    active        INTEGER NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('', 'green', 'amber', 'red')),
    severity      REAL NOT NULL,
    calibrated_at INTEGER
) STRICT;
CREATE UNIQUE INDEX quality_graders_by_user ON quality_graders (tenant_id, user_id) WHERE user_id <> 0;

-- References to contacts; the recording itself stays where it is.
CREATE TABLE quality_contacts (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    code        TEXT NOT NULL CHECK (code <> ''),
    at          INTEGER NOT NULL,
    site_id     INTEGER NOT NULL,
    employer_id INTEGER NOT NULL REFERENCES employers (id),
    queue_id    INTEGER NOT NULL,
    team_id     INTEGER NOT NULL,
    person_id   INTEGER NOT NULL,
    agent       TEXT NOT NULL,
    stratum     TEXT NOT NULL,
    link        TEXT NOT NULL,
    UNIQUE (tenant_id, code)
) STRICT;
CREATE INDEX quality_contacts_by_time ON quality_contacts (tenant_id, at);

-- Samples for one purpose each, with the plan and the seed they were drawn by.
CREATE TABLE quality_samples (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    name        TEXT NOT NULL,
    purpose     TEXT NOT NULL CHECK (purpose IN ('estimate', 'screening', 'lot', 'risk', 'gold', 'linking', 'own_check')),
    form_id     INTEGER NOT NULL REFERENCES quality_forms (id),
    employer_id INTEGER NOT NULL,
    orders      TEXT NOT NULL,
    plan        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  INTEGER NOT NULL
) STRICT;

-- Who is to judge which contact of which sample.
CREATE TABLE quality_assignments (
    id            INTEGER PRIMARY KEY,
    tenant_id     INTEGER NOT NULL REFERENCES tenants (id),
    sample_id     INTEGER NOT NULL REFERENCES quality_samples (id) ON DELETE CASCADE,
    contact_id    INTEGER NOT NULL REFERENCES quality_contacts (id),
    grader_id     INTEGER NOT NULL REFERENCES quality_graders (id),
    kind          TEXT NOT NULL CHECK (kind IN ('first', 'blind', 'linking', 'own')),
    stratum       TEXT NOT NULL,
    chance        REAL NOT NULL CHECK (chance > 0 AND chance <= 1),
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'skipped')),
    evaluation_id INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,
    UNIQUE (tenant_id, sample_id, contact_id, grader_id)
) STRICT;
CREATE INDEX quality_assignments_waiting ON quality_assignments (tenant_id, grader_id, state, due_at);

-- What was found. employer, site, queue and person are the contact's.
CREATE TABLE quality_evaluations (
    id               INTEGER PRIMARY KEY,
    tenant_id        INTEGER NOT NULL REFERENCES tenants (id),
    version          INTEGER NOT NULL,
    contact_id       INTEGER NOT NULL REFERENCES quality_contacts (id),
    form_id          INTEGER NOT NULL REFERENCES quality_forms (id),
    sample_id        INTEGER NOT NULL,
    grader_id        INTEGER NOT NULL REFERENCES quality_graders (id),
    site_id          INTEGER NOT NULL,
    employer_id      INTEGER NOT NULL,
    queue_id         INTEGER NOT NULL,
    person_id        INTEGER NOT NULL,
    purpose          TEXT NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('first', 'blind', 'linking', 'own')),
    stratum          TEXT NOT NULL,
    chance           REAL NOT NULL,
    contact_at       INTEGER NOT NULL,
    at               INTEGER NOT NULL,
    points           REAL NOT NULL,
    passed           INTEGER NOT NULL,
    customer_error   INTEGER NOT NULL,
    business_error   INTEGER NOT NULL,
    compliance_error INTEGER NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('final', 'contested', 'corrected')),
    answers          TEXT NOT NULL,
    note             TEXT NOT NULL
) STRICT;
CREATE INDEX quality_evaluations_by_contact_time ON quality_evaluations (tenant_id, contact_at);
CREATE INDEX quality_evaluations_by_person ON quality_evaluations (tenant_id, person_id, at);
CREATE INDEX quality_evaluations_by_contact ON quality_evaluations (tenant_id, contact_id);

-- An agent's or a vendor's word against an evaluation, with what stood before.
CREATE TABLE quality_appeals (
    id            INTEGER PRIMARY KEY,
    tenant_id     INTEGER NOT NULL REFERENCES tenants (id),
    version       INTEGER NOT NULL,
    evaluation_id INTEGER NOT NULL REFERENCES quality_evaluations (id),
    site_id       INTEGER NOT NULL,
    employer_id   INTEGER NOT NULL,
    person_id     INTEGER NOT NULL,
    party         TEXT NOT NULL CHECK (party IN ('agent', 'vendor')),
    items         TEXT NOT NULL,
    reason        TEXT NOT NULL CHECK (reason <> ''),
    opened_at     INTEGER NOT NULL,
    opened_by     INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'overturned')),
    decided_at    INTEGER,
    decided_by    INTEGER NOT NULL,
    decision      TEXT NOT NULL,
    answers_before TEXT NOT NULL,
    points_before REAL NOT NULL,
    points_after  REAL NOT NULL
) STRICT;
CREATE UNIQUE INDEX quality_appeals_one_open ON quality_appeals (tenant_id, evaluation_id) WHERE state = 'open';

-- What a round of calibration showed.
CREATE TABLE quality_calibrations (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    since      INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    by_user    INTEGER NOT NULL,
    result     TEXT NOT NULL
) STRICT;

-- A chart that passed its limit, and what was done about it. point_key tells the point.
CREATE TABLE quality_alarms (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    version     INTEGER NOT NULL,
    point_key   TEXT NOT NULL,
    employer_id INTEGER NOT NULL,
    chart       TEXT NOT NULL,
    metric      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    statistic   REAL NOT NULL,
    bound       REAL NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('open', 'acting', 'checking', 'closed')),
    owner       TEXT NOT NULL,
    cause       TEXT NOT NULL,
    action      TEXT NOT NULL,
    effect_due  TEXT NOT NULL,
    effect      TEXT NOT NULL,
    raised_at   INTEGER NOT NULL,
    history     TEXT NOT NULL,
    UNIQUE (tenant_id, point_key)
) STRICT;

-- From when a chart of an employer counts anew, and why somebody said so.
CREATE TABLE quality_chart_starts (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    employer_id INTEGER NOT NULL,
    metric      TEXT NOT NULL,
    since       INTEGER NOT NULL,
    reason      TEXT NOT NULL CHECK (reason <> ''),
    at          INTEGER NOT NULL,
    by_user     INTEGER NOT NULL
) STRICT;
