-- +goose Up
-- The workforce: every table stands behind the tenant, and every reference
-- carries the tenant with it, so that no row can point into another's data.
-- Codes sort byte by byte on both engines, because lists page by them.
-- A spell that holds from the beginning has valid_from 0001-01-01.

CREATE TABLE calendars (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id)
) STRICT;

CREATE TABLE calendar_days (
    tenant_id INTEGER NOT NULL,
    calendar_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday', 'school_break', 'event')),
    name TEXT NOT NULL,
    event_type TEXT NOT NULL,
    uplift_pct REAL,
    PRIMARY KEY (tenant_id, calendar_id, day, kind, name),
    FOREIGN KEY (tenant_id, calendar_id) REFERENCES calendars (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    country TEXT NOT NULL,
    calendar_id INTEGER,
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, calendar_id) REFERENCES calendars (tenant_id, id)
) STRICT;

CREATE TABLE channels (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    concurrency INTEGER NOT NULL CHECK (concurrency >= 1),
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id)
) STRICT;

CREATE TABLE skills (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id)
) STRICT;

CREATE TABLE employers (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('own', 'vendor', 'crowd')),
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id)
) STRICT;

CREATE TABLE teams (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    site_id INTEGER NOT NULL,
    employer_id INTEGER NOT NULL,
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id),
    FOREIGN KEY (tenant_id, employer_id) REFERENCES employers (tenant_id, id)
) STRICT;

CREATE TABLE queues (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    site_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    skill_id INTEGER,
    interval_min INTEGER NOT NULL CHECK (interval_min IN (5, 15, 30, 60)),
    closed_on_holidays INTEGER NOT NULL,
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id),
    FOREIGN KEY (tenant_id, channel_id) REFERENCES channels (tenant_id, id),
    FOREIGN KEY (tenant_id, skill_id) REFERENCES skills (tenant_id, id)
) STRICT;

CREATE TABLE queue_hours (
    tenant_id INTEGER NOT NULL,
    queue_id INTEGER NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens INTEGER NOT NULL,
    closes INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, queue_id, weekday, opens),
    FOREIGN KEY (tenant_id, queue_id) REFERENCES queues (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE queue_goals (
    tenant_id INTEGER NOT NULL,
    queue_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    sl_target REAL NOT NULL,
    threshold_s REAL NOT NULL,
    sl_variant TEXT NOT NULL,
    asa_target_s REAL NOT NULL,
    max_occupancy REAL NOT NULL,
    max_abandon REAL NOT NULL,
    patience_s REAL NOT NULL,
    in_office_shrinkage REAL NOT NULL,
    out_of_office_shrinkage REAL NOT NULL,
    min_agents INTEGER NOT NULL,
    aht_s REAL NOT NULL,
    PRIMARY KEY (tenant_id, queue_id, valid_from),
    FOREIGN KEY (tenant_id, queue_id) REFERENCES queues (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE agreements (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id)
) STRICT;

CREATE TABLE agreement_terms (
    tenant_id INTEGER NOT NULL,
    agreement_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    weekly_min_min INTEGER NOT NULL,
    weekly_max_min INTEGER NOT NULL,
    min_rest_min INTEGER NOT NULL,
    max_consecutive_days INTEGER NOT NULL,
    min_days_off_per_week INTEGER NOT NULL,
    min_consecutive_days_off INTEGER NOT NULL,
    max_shifts_per_week INTEGER NOT NULL,
    max_weekends_in_period INTEGER,
    PRIMARY KEY (tenant_id, agreement_id, valid_from),
    FOREIGN KEY (tenant_id, agreement_id) REFERENCES agreements (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE shift_templates (
    tenant_id INTEGER NOT NULL,
    agreement_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    letter TEXT NOT NULL,
    name TEXT NOT NULL,
    weekdays TEXT NOT NULL,       -- ISO numbers: 1,2,3,4,5
    earliest_start_min INTEGER NOT NULL,
    latest_start_min INTEGER NOT NULL,
    step_min INTEGER NOT NULL,
    lengths_min TEXT NOT NULL,    -- minutes: 480,540
    min_minutes_between_breaks INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, agreement_id, valid_from, position),
    UNIQUE (tenant_id, agreement_id, valid_from, code),
    FOREIGN KEY (tenant_id, agreement_id, valid_from)
        REFERENCES agreement_terms (tenant_id, agreement_id, valid_from) ON DELETE CASCADE
) STRICT;

CREATE TABLE shift_template_pauses (
    tenant_id INTEGER NOT NULL,
    agreement_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    template_position INTEGER NOT NULL,
    position INTEGER NOT NULL,        -- 0 is the lunch, breaks count from 1
    minutes INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    earliest_after_min INTEGER NOT NULL,
    latest_after_min INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, agreement_id, valid_from, template_position, position),
    FOREIGN KEY (tenant_id, agreement_id, valid_from, template_position)
        REFERENCES shift_templates (tenant_id, agreement_id, valid_from, position) ON DELETE CASCADE
) STRICT;

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    site_id INTEGER NOT NULL,
    employer_id INTEGER NOT NULL,
    team_id INTEGER,
    hired_on TEXT NOT NULL,
    left_on TEXT,
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id),
    FOREIGN KEY (tenant_id, employer_id) REFERENCES employers (tenant_id, id),
    FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id)
) STRICT;

CREATE INDEX people_by_site ON people (tenant_id, site_id, employer_id);
CREATE INDEX people_by_team ON people (tenant_id, team_id);

CREATE TABLE person_agreements (
    tenant_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    agreement_id INTEGER,
    PRIMARY KEY (tenant_id, person_id, valid_from),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, agreement_id) REFERENCES agreements (tenant_id, id)
) STRICT;

CREATE INDEX person_agreements_by_agreement ON person_agreements (tenant_id, agreement_id);

CREATE TABLE person_skills (
    tenant_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    skill_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
    PRIMARY KEY (tenant_id, person_id, skill_id, valid_from),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, skill_id) REFERENCES skills (tenant_id, id)
) STRICT;

CREATE INDEX person_skills_by_skill ON person_skills (tenant_id, skill_id);

CREATE TABLE person_availability (
    tenant_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_min INTEGER NOT NULL,
    to_min INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, person_id, weekday, from_min),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE absences (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('requested', 'approved', 'refused', 'cancelled')),
    CHECK (last_day >= first_day),
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX absences_by_person ON absences (tenant_id, person_id, first_day);

CREATE TABLE assignments (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    start_min INTEGER NOT NULL,
    end_min INTEGER NOT NULL,
    note TEXT NOT NULL,
    CHECK (end_min > start_min),
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX assignments_by_person ON assignments (tenant_id, person_id, day);
