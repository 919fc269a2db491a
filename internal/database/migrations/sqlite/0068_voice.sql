-- +goose Up
-- What the owner agreed on: clocks of problems, departments, what an hour of work costs.
CREATE TABLE voice_terms (
    tenant_id INTEGER PRIMARY KEY REFERENCES tenants (id),
    version   INTEGER NOT NULL,
    document  TEXT NOT NULL
) STRICT;

-- Why customers come, as a tree: parent_id is 0 at the top.
CREATE TABLE voice_reasons (
    id        INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version   INTEGER NOT NULL,
    parent_id INTEGER NOT NULL,
    code      TEXT NOT NULL CHECK (code <> ''),
    name      TEXT NOT NULL CHECK (name <> ''),
    name_zh   TEXT NOT NULL,
    driver    TEXT NOT NULL CHECK (driver IN ('design', 'defect', 'expectation', 'process', 'knowledge', 'authority', 'need')),
    words     TEXT NOT NULL,
    retired   INTEGER NOT NULL,
    UNIQUE (tenant_id, code)
) STRICT;

-- What customers came with; TEXT is masked before it comes here, customer is a hash.
-- day counts from 1970-01-01 in the zone of the programme's site. employer_id,
-- programme_id and site_id are 0 where the file told none; reason_id where nobody knows.
CREATE TABLE voice_contacts (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    code         TEXT NOT NULL CHECK (code <> ''),
    employer_id  INTEGER NOT NULL,
    programme_id INTEGER NOT NULL,
    site_id      INTEGER NOT NULL,
    reason_id    INTEGER NOT NULL,
    filed        TEXT NOT NULL CHECK (filed IN ('', 'file', 'words', 'person')),
    at           INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    customer     TEXT NOT NULL,
    channel      TEXT NOT NULL,
    text         TEXT NOT NULL,
    status       TEXT NOT NULL,
    solved_s     INTEGER,
    reopens      INTEGER NOT NULL,
    handle_s     INTEGER NOT NULL,
    satisfaction TEXT NOT NULL CHECK (satisfaction IN ('', 'offered', 'good', 'bad')),
    UNIQUE (tenant_id, code)
) STRICT;
CREATE INDEX voice_contacts_by_day ON voice_contacts (tenant_id, day);
CREATE INDEX voice_contacts_by_customer ON voice_contacts (tenant_id, customer, day);
CREATE INDEX voice_contacts_by_reason ON voice_contacts (tenant_id, reason_id, day);

-- Orders of a day: what could have gone wrong.
CREATE TABLE voice_orders (
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    day       INTEGER NOT NULL,
    orders    INTEGER NOT NULL CHECK (orders >= 0),
    PRIMARY KEY (tenant_id, day)
) STRICT;

-- Free texts put together; employer_id is whose contacts alone were read, 0: everybody's.
CREATE TABLE voice_runs (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    employer_id  INTEGER NOT NULL,
    programme_id INTEGER NOT NULL,
    first_day    INTEGER NOT NULL,
    last_day     INTEGER NOT NULL,
    seed         INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'done')),
    texts        INTEGER NOT NULL,
    sampled      INTEGER NOT NULL,
    job_id       INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL
) STRICT;
CREATE INDEX voice_runs_newest ON voice_runs (tenant_id, id);

-- Topics of a run; joined_into is the topic that a person put one into.
CREATE TABLE voice_topics (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    version     INTEGER NOT NULL,
    run_id      INTEGER NOT NULL REFERENCES voice_runs (id) ON DELETE CASCADE,
    employer_id INTEGER NOT NULL,
    place       INTEGER NOT NULL,
    name        TEXT NOT NULL,
    terms       TEXT NOT NULL,
    size        INTEGER NOT NULL,
    before      INTEGER NOT NULL,
    joined_into INTEGER NOT NULL,
    reason_id   INTEGER NOT NULL
) STRICT;
CREATE INDEX voice_topics_of_run ON voice_topics (tenant_id, run_id);

-- Which contacts a topic is made of; place 1 is the one that stands for them best.
CREATE TABLE voice_topic_contacts (
    tenant_id  INTEGER NOT NULL,
    topic_id   INTEGER NOT NULL REFERENCES voice_topics (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES voice_contacts (id) ON DELETE CASCADE,
    place      INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, topic_id, contact_id)
) STRICT;

-- What hurts customers and is not solved for good, with the department that owns it.
CREATE TABLE voice_problems (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    version      INTEGER NOT NULL,
    employer_id  INTEGER NOT NULL,
    programme_id INTEGER NOT NULL,
    reason_id    INTEGER NOT NULL REFERENCES voice_reasons (id),
    title        TEXT NOT NULL CHECK (title <> ''),
    detail       TEXT NOT NULL,
    department   TEXT NOT NULL CHECK (department <> ''),
    severity     TEXT NOT NULL CHECK (severity IN ('critical', 'high', 'normal')),
    state        TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'cause', 'measure', 'checked', 'closed')),
    opened_at    INTEGER NOT NULL,
    accepted_at  INTEGER,
    measured_on  TEXT NOT NULL,
    closed_at    INTEGER,
    effect       TEXT NOT NULL,
    escalated    INTEGER NOT NULL
) STRICT;
CREATE INDEX voice_problems_by_state ON voice_problems (tenant_id, state);

-- Every step of a problem; none is ever changed.
CREATE TABLE voice_problem_steps (
    id         INTEGER PRIMARY KEY,
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    problem_id INTEGER NOT NULL REFERENCES voice_problems (id) ON DELETE CASCADE,
    at         INTEGER NOT NULL,
    by_user    INTEGER NOT NULL,
    step       TEXT NOT NULL,
    text       TEXT NOT NULL
) STRICT;
CREATE INDEX voice_problem_steps_of ON voice_problem_steps (tenant_id, problem_id, id);
