-- +goose Up
-- What people did, as the switch recorded it: spells that never overlap. No row says
-- nothing; 'off' says that somebody was not there. The state is the switch's own word.
CREATE TABLE attendance_spells (
    tenant_id bigint NOT NULL REFERENCES tenants (id),
    person_id bigint NOT NULL REFERENCES people (id),
    start_at  timestamptz NOT NULL,
    end_at    timestamptz NOT NULL CHECK (end_at > start_at),
    activity  text NOT NULL CHECK (activity IN ('work', 'pause', 'away', 'off')),
    state     text NOT NULL,
    PRIMARY KEY (tenant_id, person_id, start_at)
);

-- What the words of the switches mean here, beside those that everybody knows.
CREATE TABLE attendance_words (
    tenant_id bigint NOT NULL REFERENCES tenants (id),
    word      text NOT NULL CHECK (word <> ''),
    activity  text NOT NULL CHECK (activity IN ('work', 'pause', 'away', 'off')),
    PRIMARY KEY (tenant_id, word)
);

-- What a site agrees to count as a departure from the schedule.
CREATE TABLE attendance_terms (
    tenant_id    bigint NOT NULL REFERENCES tenants (id),
    site_id      bigint NOT NULL REFERENCES sites (id),
    version      bigint NOT NULL,
    grace_s      integer NOT NULL CHECK (grace_s >= 0),
    outside      boolean NOT NULL,
    away_is_work boolean NOT NULL,
    PRIMARY KEY (tenant_id, site_id)
);

SELECT muster_wall('attendance_spells');
SELECT muster_wall('attendance_words');
SELECT muster_wall('attendance_terms');
