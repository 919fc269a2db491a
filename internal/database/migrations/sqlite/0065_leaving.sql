-- +goose Up
-- Files of events that an HR system wrote; undone, their events are gone.
CREATE TABLE employment_imports (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    file_name  TEXT NOT NULL,
    events     INTEGER NOT NULL CHECK (events > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    undone_at  INTEGER,
    undone_by  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX employment_imports_newest ON employment_imports (tenant_id, id);

-- What happened to people's employment, of those who are gone too: the person is
-- known by the personnel number. Empty text is what an event does not say.
CREATE TABLE employment_events (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    version     INTEGER NOT NULL,
    code        TEXT NOT NULL CHECK (length(code) > 0),
    kind        TEXT NOT NULL CHECK (kind IN ('hired', 'left', 'moved', 'leave')),
    day         TEXT NOT NULL CHECK (length(day) = 10),
    last_day    TEXT CHECK (length(last_day) = 10),
    site_id     INTEGER NOT NULL,
    employer_id INTEGER NOT NULL,
    team        TEXT NOT NULL,
    agreement   TEXT NOT NULL,
    language    TEXT NOT NULL,
    source      TEXT NOT NULL,
    cost_minor  INTEGER NOT NULL,
    exit_kind   TEXT NOT NULL,
    reason      TEXT NOT NULL,
    note        TEXT NOT NULL,
    import_id   INTEGER REFERENCES employment_imports (id),
    recorded_at INTEGER NOT NULL,
    recorded_by INTEGER NOT NULL,
    CHECK (kind <> 'left' OR exit_kind <> ''),
    CHECK (last_day IS NULL OR last_day >= day),
    UNIQUE (tenant_id, code, kind, day),
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id),
    FOREIGN KEY (tenant_id, employer_id) REFERENCES employers (tenant_id, id)
) STRICT;

-- Ways by which people are hired, with what they cost and bring.
CREATE TABLE hire_channels (
    tenant_id      INTEGER NOT NULL REFERENCES tenants (id),
    name           TEXT NOT NULL,
    version        INTEGER NOT NULL,
    applied        INTEGER NOT NULL CHECK (applied >= 0),
    training_minor INTEGER NOT NULL CHECK (training_minor >= 0),
    quality        REAL NOT NULL CHECK (quality > 0),
    PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;

-- Which groups were shown to whom, so that no two answers together show a group
-- that neither would.
CREATE TABLE attrition_disclosures (
    id        INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    viewer_id INTEGER NOT NULL,
    asked_at  INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    answer    BLOB NOT NULL,
    UNIQUE (tenant_id, viewer_id, hash)
) STRICT;

-- What if: an order and what came of it.
CREATE TABLE flow_scenarios (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    site_id    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    job_id     INTEGER NOT NULL,
    orders     TEXT NOT NULL,
    answer     TEXT,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id)
) STRICT;
CREATE INDEX flow_scenarios_newest ON flow_scenarios (tenant_id, id);

-- Posts to fill, with what is asked of those who apply.
CREATE TABLE requisitions (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    site_id    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'filled', 'closed')),
    document   TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id)
) STRICT;
CREATE INDEX requisitions_newest ON requisitions (tenant_id, id);

-- What schedules asked of somebody in a month. Shares are of the shifts worked.
CREATE TABLE schedule_months (
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    code        TEXT NOT NULL,
    month       TEXT NOT NULL CHECK (length(month) = 7),
    nights      REAL NOT NULL,
    weekends    REAL NOT NULL,
    short_rests REAL NOT NULL,
    refused     REAL NOT NULL,
    overtime    REAL NOT NULL,
    PRIMARY KEY (tenant_id, code, month)
) STRICT, WITHOUT ROWID;

-- Early warning: whether it is on, and why; no row is off.
CREATE TABLE risk_switches (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    switched   INTEGER NOT NULL CHECK (switched IN (0, 1)),
    reason     TEXT NOT NULL,
    at         INTEGER NOT NULL,
    by         INTEGER NOT NULL
) STRICT;

CREATE TABLE risk_models (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    made_at    INTEGER NOT NULL,
    made_by    INTEGER NOT NULL,
    shown      INTEGER NOT NULL CHECK (shown IN (0, 1)),
    document   TEXT NOT NULL
) STRICT;

-- Nobody but careers/risk reads these rows: who promotes, pays, rosters or
-- dismisses decides without them.
CREATE TABLE risk_scores (
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    person_id  INTEGER NOT NULL REFERENCES people (id),
    model_id   INTEGER NOT NULL REFERENCES risk_models (id),
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    document   TEXT NOT NULL,
    PRIMARY KEY (tenant_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE risk_talks (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    person_id  INTEGER NOT NULL REFERENCES people (id),
    outcome    TEXT NOT NULL,
    note       TEXT NOT NULL,
    at         INTEGER NOT NULL,
    by         INTEGER NOT NULL
) STRICT;
CREATE INDEX risk_talks_person ON risk_talks (tenant_id, person_id, id);

CREATE TABLE risk_views (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    person_id  INTEGER NOT NULL,
    what       TEXT NOT NULL,
    at         INTEGER NOT NULL,
    by         INTEGER NOT NULL
) STRICT;
CREATE INDEX risk_views_newest ON risk_views (tenant_id, id);
CREATE INDEX risk_views_person ON risk_views (tenant_id, person_id, id);
