-- +goose Up
-- What the owner sets for the crowd of a programme: rules, windows, pay. One
-- document, read and written whole.
CREATE TABLE crowd_terms (
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    version      INTEGER NOT NULL,
    document     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, programme_id)
) STRICT;

-- Where each member of a crowd stands. member_events is how it came to be.
CREATE TABLE crowd_members (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    employer_id  INTEGER NOT NULL,
    site_id      INTEGER NOT NULL REFERENCES sites (id),
    person_id    INTEGER NOT NULL REFERENCES people (id),
    state        TEXT NOT NULL CHECK (state IN ('applied', 'screened', 'training', 'exam', 'probation', 'active', 'watch', 'suspended', 'remedial', 're_exam', 'exited')),
    before_state TEXT NOT NULL,
    ground       TEXT NOT NULL,
    since        INTEGER NOT NULL,
    confirmed_at INTEGER,
    consent      INTEGER NOT NULL CHECK (consent IN (0, 1)),
    identity     INTEGER NOT NULL CHECK (identity IN (0, 1)),
    trained      INTEGER NOT NULL CHECK (trained IN (0, 1)),
    coached      INTEGER NOT NULL CHECK (coached IN (0, 1)),
    alarm        INTEGER NOT NULL CHECK (alarm IN (0, 1)),
    contacts     INTEGER NOT NULL,
    good         REAL NOT NULL CHECK (good >= 0),
    bad          REAL NOT NULL CHECK (bad >= 0),
    joined_at    INTEGER NOT NULL,
    UNIQUE (tenant_id, programme_id, person_id)
) STRICT;
CREATE INDEX crowd_members_by_person ON crowd_members (tenant_id, person_id);
CREATE INDEX crowd_members_by_employer ON crowd_members (tenant_id, employer_id);

-- The sealed log of each member: every entry carries a hash over itself and the
-- one before. Rows are added, never changed.
CREATE TABLE member_events (
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    member_id  INTEGER NOT NULL REFERENCES crowd_members (id),
    step       INTEGER NOT NULL,
    member     TEXT NOT NULL,
    at         INTEGER NOT NULL,
    actor      TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    evidence   TEXT NOT NULL,
    hash       BLOB NOT NULL,
    PRIMARY KEY (tenant_id, member_id, step)
) STRICT, WITHOUT ROWID;

-- Sequential tests: one letter an item, g (good), e (error) or c (critical).
CREATE TABLE member_exams (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    member_id  INTEGER NOT NULL REFERENCES crowd_members (id),
    skill_id   INTEGER NOT NULL REFERENCES skills (id),
    answers    TEXT NOT NULL,
    verdict    TEXT NOT NULL CHECK (verdict IN ('continue', 'accept', 'reject')),
    started_at INTEGER NOT NULL,
    started_by INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX member_exams_of ON member_exams (tenant_id, member_id);

CREATE TABLE member_certificates (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    member_id   INTEGER NOT NULL REFERENCES crowd_members (id),
    skill_id    INTEGER NOT NULL REFERENCES skills (id),
    exam_id     INTEGER REFERENCES member_exams (id),
    method      TEXT NOT NULL,
    granted_day TEXT NOT NULL CHECK (length(granted_day) = 10),
    used_day    TEXT NOT NULL CHECK (length(used_day) IN (0, 10)),
    revoked_day TEXT NOT NULL CHECK (length(revoked_day) IN (0, 10))
) STRICT;
CREATE INDEX member_certificates_of ON member_certificates (tenant_id, member_id);

CREATE TABLE member_appeals (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    member_id  INTEGER NOT NULL REFERENCES crowd_members (id),
    step       INTEGER NOT NULL,
    opened_day TEXT NOT NULL CHECK (length(opened_day) = 10),
    due_day    TEXT NOT NULL CHECK (length(due_day) = 10),
    outcome    TEXT NOT NULL CHECK (outcome IN ('pending', 'upheld', 'overturned')),
    words      TEXT NOT NULL,
    decider    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    decided_at INTEGER,
    UNIQUE (tenant_id, member_id, step)
) STRICT;

-- Intervals that the owner offers to the crowd of a programme.
CREATE TABLE crowd_releases (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    queue_id     INTEGER NOT NULL REFERENCES queues (id),
    name         TEXT NOT NULL,
    rule         TEXT NOT NULL CHECK (rule IN ('rotation', 'lottery')),
    seed         INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'given', 'withdrawn')),
    first_day    TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day     TEXT NOT NULL CHECK (length(last_day) = 10),
    closes_at    INTEGER NOT NULL,
    answer_by    INTEGER NOT NULL,
    given_at     INTEGER,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL
) STRICT;
CREATE INDEX crowd_releases_newest ON crowd_releases (tenant_id, programme_id, id);

CREATE TABLE crowd_slots (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    release_id INTEGER NOT NULL REFERENCES crowd_releases (id) ON DELETE CASCADE,
    begins_at  INTEGER NOT NULL,
    minutes    INTEGER NOT NULL CHECK (minutes > 0),
    need       INTEGER NOT NULL CHECK (need >= 0),
    places     INTEGER NOT NULL CHECK (places >= 0),
    enough     REAL NOT NULL,
    expected   REAL NOT NULL
) STRICT;
CREATE INDEX crowd_slots_of ON crowd_slots (tenant_id, release_id, begins_at);

-- Who asked for an interval, and what became of it.
CREATE TABLE crowd_bookings (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    version    INTEGER NOT NULL,
    slot_id    INTEGER NOT NULL REFERENCES crowd_slots (id) ON DELETE CASCADE,
    member_id  INTEGER NOT NULL REFERENCES crowd_members (id),
    state      TEXT NOT NULL CHECK (state IN ('asked', 'offered', 'missed', 'booked', 'declined', 'lapsed', 'released', 'late', 'swapped', 'freed', 'kept', 'absent')),
    swapping   INTEGER NOT NULL CHECK (swapping IN (0, 1)),
    tier       INTEGER NOT NULL,
    recent     INTEGER NOT NULL,
    place      INTEGER NOT NULL,
    of         INTEGER NOT NULL,
    places     INTEGER NOT NULL,
    worked     INTEGER NOT NULL CHECK (worked >= 0),
    asked_at   INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (tenant_id, slot_id, member_id)
) STRICT;
CREATE INDEX crowd_bookings_of ON crowd_bookings (tenant_id, member_id);

-- What a partner says that it paid its members for a period, as sent.
CREATE TABLE crowd_payrolls (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    name         TEXT NOT NULL,
    first_day    TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day     TEXT NOT NULL CHECK (length(last_day) = 10),
    due_day      TEXT NOT NULL CHECK (length(due_day) = 10),
    checked_day  TEXT NOT NULL CHECK (length(checked_day) = 10),
    currency     TEXT NOT NULL CHECK (length(currency) = 3),
    hash         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL,
    UNIQUE (tenant_id, programme_id, hash)
) STRICT;

CREATE TABLE crowd_payroll_lines (
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    payroll_id INTEGER NOT NULL REFERENCES crowd_payrolls (id) ON DELETE CASCADE,
    line       INTEGER NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    member_id  INTEGER NOT NULL,
    minutes    INTEGER NOT NULL,
    owed_minor INTEGER NOT NULL,
    paid_minor INTEGER NOT NULL,
    late_days  INTEGER NOT NULL,
    proved     INTEGER NOT NULL CHECK (proved IN (0, 1)),
    causes     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, payroll_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX crowd_payroll_lines_of ON crowd_payroll_lines (tenant_id, member_id);

-- What a mode and a level may at most do by a right, for one skill or any (0).
CREATE TABLE authority_policies (
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    mode       TEXT NOT NULL,
    level      INTEGER NOT NULL,
    right_code TEXT NOT NULL,
    skill_id   INTEGER NOT NULL,
    currency   TEXT NOT NULL,
    contact    INTEGER NOT NULL,
    customer   INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    month      INTEGER NOT NULL,
    second     INTEGER,
    always     INTEGER NOT NULL CHECK (always IN (0, 1)),
    PRIMARY KEY (tenant_id, mode, level, right_code, skill_id)
) STRICT, WITHOUT ROWID;

-- Rights given to people: asked for by one, approved by another.
CREATE TABLE authority_grants (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    version     INTEGER NOT NULL,
    person_id   INTEGER NOT NULL REFERENCES people (id),
    employer_id INTEGER NOT NULL,
    site_id     INTEGER NOT NULL,
    holder      TEXT NOT NULL CHECK (holder IN ('crowd', 'vendor', 'owner')),
    level       INTEGER NOT NULL,
    right_code  TEXT NOT NULL,
    class       TEXT NOT NULL CHECK (class IN ('compensation', 'decision', 'data', 'action')),
    skill_id    INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    most        INTEGER NOT NULL,
    from_at     INTEGER NOT NULL,
    to_at       INTEGER NOT NULL,
    asked_by    INTEGER NOT NULL,
    approved_by INTEGER NOT NULL,
    approved_at INTEGER,
    reason      TEXT NOT NULL,
    glass       INTEGER NOT NULL CHECK (glass IN (0, 1)),
    revoked_at  INTEGER,
    revoked_why TEXT NOT NULL,
    used_at     INTEGER,
    outside     INTEGER NOT NULL CHECK (outside IN (0, 1)),
    CHECK (approved_by = 0 OR approved_by <> asked_by)
) STRICT;
CREATE INDEX authority_grants_of ON authority_grants (tenant_id, person_id);

-- Every decision, also the denied, sealed one after the other over the tenant.
CREATE TABLE authority_uses (
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    number      INTEGER NOT NULL,
    person_id   INTEGER NOT NULL,
    employer_id INTEGER NOT NULL,
    site_id     INTEGER NOT NULL,
    subject     TEXT NOT NULL,
    right_code  TEXT NOT NULL,
    contact     TEXT NOT NULL,
    customer    TEXT NOT NULL,
    amount      INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    at          INTEGER NOT NULL,
    second      TEXT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('allow', 'allow_with_second', 'deny')),
    cause       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    grant_id    INTEGER NOT NULL,
    edge        INTEGER,
    hours       REAL,
    outcome     REAL,
    hash        BLOB NOT NULL,
    PRIMARY KEY (tenant_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX authority_uses_of ON authority_uses (tenant_id, person_id, at);
CREATE INDEX authority_uses_for ON authority_uses (tenant_id, customer, at);

-- The last hash of every verified day, kept apart from the log.
CREATE TABLE authority_roots (
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    day         TEXT NOT NULL CHECK (length(day) = 10),
    number      INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    verified_at INTEGER NOT NULL,
    broken      INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, day)
) STRICT, WITHOUT ROWID;

-- Who sits on the corners of a programme's triangle, of the owner or the vendor.
CREATE TABLE triangle_seats (
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    corner       TEXT NOT NULL CHECK (corner IN ('operations', 'quality', 'capability')),
    owner        INTEGER NOT NULL CHECK (owner IN (0, 1)),
    user_id      INTEGER NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (tenant_id, programme_id, corner, owner),
    UNIQUE (tenant_id, programme_id, user_id)
) STRICT, WITHOUT ROWID;

-- Changes that need signatures, and starts of a programme.
CREATE TABLE triangle_motions (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    field        TEXT NOT NULL CHECK (field IN ('', 'operations', 'quality', 'capability')),
    text         TEXT NOT NULL,
    opened_at    INTEGER NOT NULL,
    opened_by    INTEGER NOT NULL
) STRICT;
CREATE INDEX triangle_motions_newest ON triangle_motions (tenant_id, programme_id, id);

CREATE TABLE triangle_voices (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    motion_id INTEGER NOT NULL REFERENCES triangle_motions (id) ON DELETE CASCADE,
    user_id   INTEGER NOT NULL,
    yes       INTEGER NOT NULL CHECK (yes IN (0, 1)),
    why       TEXT NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, motion_id, user_id)
) STRICT, WITHOUT ROWID;

-- The weekly board: who does what by when.
CREATE TABLE triangle_actions (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    corner       TEXT NOT NULL CHECK (corner IN ('operations', 'quality', 'capability')),
    text         TEXT NOT NULL,
    person       TEXT NOT NULL,
    due_day      TEXT NOT NULL CHECK (length(due_day) = 10),
    critical     INTEGER NOT NULL CHECK (critical IN (0, 1)),
    calibration  INTEGER NOT NULL CHECK (calibration IN (0, 1)),
    opened_at    INTEGER NOT NULL,
    opened_by    INTEGER NOT NULL,
    done_at      INTEGER,
    done_by      INTEGER NOT NULL
) STRICT;
CREATE INDEX triangle_actions_newest ON triangle_actions (tenant_id, programme_id, id);
