-- +goose Up
-- The table of 0065 was laid out ahead and nothing ever wrote to it.
DROP TABLE requisitions;
-- Posts to fill: what is asked and why, and who approved it. Who wrote it last and who
-- approved it are two people.
CREATE TABLE requisitions (
    id          INTEGER PRIMARY KEY,
    tenant_id   INTEGER NOT NULL REFERENCES tenants (id),
    version     INTEGER NOT NULL,
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    seats       INTEGER NOT NULL CHECK (seats >= 1),
    site_id     INTEGER NOT NULL,
    employer_id INTEGER NOT NULL,
    starts_on   TEXT NOT NULL CHECK (length(starts_on) = 10),
    wishes      TEXT NOT NULL,
    needs       TEXT NOT NULL,
    conditions  TEXT NOT NULL,
    spend       TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    written_by  INTEGER NOT NULL,
    written_at  INTEGER NOT NULL,
    approved_by INTEGER NOT NULL,
    approved_at INTEGER,
    CHECK (approved_by = 0 OR approved_by <> written_by),
    FOREIGN KEY (tenant_id, site_id) REFERENCES sites (tenant_id, id),
    FOREIGN KEY (tenant_id, employer_id) REFERENCES employers (tenant_id, id)
) STRICT;
CREATE INDEX requisitions_newest ON requisitions (tenant_id, id);

-- Candidates have a number and no name; person_id is who they became, 0 for nobody.
CREATE TABLE requisition_candidates (
    id             INTEGER PRIMARY KEY,
    tenant_id      INTEGER NOT NULL REFERENCES tenants (id),
    version        INTEGER NOT NULL,
    requisition_id INTEGER NOT NULL REFERENCES requisitions (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL,
    channel        TEXT NOT NULL,
    applied_on     TEXT NOT NULL CHECK (length(applied_on) = 10),
    stage          TEXT NOT NULL CHECK (stage IN ('applied', 'screened', 'interviewed', 'offered', 'hired')),
    ending         TEXT NOT NULL CHECK (ending IN ('', 'turned_down', 'withdrew')),
    reason         TEXT NOT NULL,
    answers        TEXT NOT NULL,
    wishes         TEXT NOT NULL,
    person_id      INTEGER NOT NULL,
    CHECK ((stage = 'hired') = (person_id <> 0)),
    UNIQUE (tenant_id, requisition_id, number)
) STRICT;
