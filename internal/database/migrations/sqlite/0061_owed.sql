-- +goose Up
-- Deliveries of counts: a file of a vendor's, or of the owner's own switch, help desk
-- or survey. One that was undone has no rows left.
CREATE TABLE count_batches (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    source       TEXT NOT NULL CHECK (source IN ('switch', 'vendor', 'tickets', 'surveys', 'records', 'lock')),
    name         TEXT NOT NULL,
    row_count    INTEGER NOT NULL,
    first_day    TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day     TEXT NOT NULL CHECK (length(last_day) = 10),
    hash         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL,
    undone_at    INTEGER,
    undone_by    INTEGER NOT NULL
) STRICT;
CREATE INDEX count_batches_newest ON count_batches (tenant_id, programme_id, id);

-- Raw counts of a programme by queue, source and interval; a count that was not
-- delivered is null, which is not zero. day counts from 1970-01-01 in the zone of the
-- programme's site.
CREATE TABLE programme_counts (
    tenant_id    INTEGER NOT NULL,
    programme_id INTEGER NOT NULL,
    queue_id     INTEGER NOT NULL,
    source       TEXT NOT NULL,
    start        INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    batch_id     INTEGER NOT NULL,
    abandoned INTEGER, abandoned_within INTEGER, absent_minutes INTEGER, answered INTEGER, answered_30s INTEGER, answered_within INTEGER,
    behaviours_due INTEGER, behaviours_shown INTEGER, committed_minutes INTEGER, compensation_minor INTEGER, complaints INTEGER, contacts INTEGER,
    cost_minor INTEGER, customers_served INTEGER, delivered_minutes INTEGER, delivered_within_committed_minutes INTEGER,
    department_replies_due INTEGER, department_replies_in_time INTEGER, detractors INTEGER, downtime_minutes INTEGER, effort_points INTEGER,
    escalated_for_authority INTEGER, handled INTEGER, handled_aged_2h INTEGER, handled_aged_7d INTEGER, headcount_days INTEGER, hold_s INTEGER,
    inspected INTEGER, inspected_business_error INTEGER, inspected_compliance_error INTEGER, inspected_customer_error INTEGER,
    inspected_knowledge_error INTEGER, intervals_committed INTEGER, intervals_delivered INTEGER, journey_answers INTEGER, journeys_satisfied INTEGER,
    key_complaints_aged_3d INTEGER, key_complaints_called_back_3d INTEGER, late INTEGER, leavers INTEGER, leavers_90d INTEGER,
    left_without_contact INTEGER, locked_contacts INTEGER, locked_handle_s INTEGER, needing_authority INTEGER, orders INTEGER,
    product_contacts INTEGER, product_users INTEGER, promoters INTEGER, repeated_2h INTEGER, repeated_7d INTEGER, resolution_answers INTEGER,
    rostered_minutes INTEGER, said_resolved INTEGER, satisfaction_points INTEGER, satisfaction_top INTEGER, service_days INTEGER,
    service_minutes INTEGER, short_abandoned INTEGER, starters_aged_90d INTEGER, survey_answers INTEGER, surveys_sent INTEGER, talk_s INTEGER,
    tickets_aged_24h INTEGER, tickets_aged_30m INTEGER, tickets_aged_48h INTEGER, tickets_answered_30m INTEGER, tickets_closed INTEGER,
    tickets_closed_24h INTEGER, tickets_closed_48h INTEGER, tickets_raised INTEGER, tickets_reopened INTEGER, wait_answered_s INTEGER,
    wait_late_s INTEGER, wrap_s INTEGER,
    PRIMARY KEY (tenant_id, programme_id, queue_id, source, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX programme_counts_by_day ON programme_counts (tenant_id, programme_id, day);

-- The same by day and by month, kept in the transaction that appends: no scorecard
-- reads intervals. month is year * 12 + month - 1.
CREATE TABLE programme_days (
    tenant_id    INTEGER NOT NULL,
    programme_id INTEGER NOT NULL,
    queue_id     INTEGER NOT NULL,
    source       TEXT NOT NULL,
    day          INTEGER NOT NULL,
    abandoned INTEGER, abandoned_within INTEGER, absent_minutes INTEGER, answered INTEGER, answered_30s INTEGER, answered_within INTEGER,
    behaviours_due INTEGER, behaviours_shown INTEGER, committed_minutes INTEGER, compensation_minor INTEGER, complaints INTEGER, contacts INTEGER,
    cost_minor INTEGER, customers_served INTEGER, delivered_minutes INTEGER, delivered_within_committed_minutes INTEGER,
    department_replies_due INTEGER, department_replies_in_time INTEGER, detractors INTEGER, downtime_minutes INTEGER, effort_points INTEGER,
    escalated_for_authority INTEGER, handled INTEGER, handled_aged_2h INTEGER, handled_aged_7d INTEGER, headcount_days INTEGER, hold_s INTEGER,
    inspected INTEGER, inspected_business_error INTEGER, inspected_compliance_error INTEGER, inspected_customer_error INTEGER,
    inspected_knowledge_error INTEGER, intervals_committed INTEGER, intervals_delivered INTEGER, journey_answers INTEGER, journeys_satisfied INTEGER,
    key_complaints_aged_3d INTEGER, key_complaints_called_back_3d INTEGER, late INTEGER, leavers INTEGER, leavers_90d INTEGER,
    left_without_contact INTEGER, locked_contacts INTEGER, locked_handle_s INTEGER, needing_authority INTEGER, orders INTEGER,
    product_contacts INTEGER, product_users INTEGER, promoters INTEGER, repeated_2h INTEGER, repeated_7d INTEGER, resolution_answers INTEGER,
    rostered_minutes INTEGER, said_resolved INTEGER, satisfaction_points INTEGER, satisfaction_top INTEGER, service_days INTEGER,
    service_minutes INTEGER, short_abandoned INTEGER, starters_aged_90d INTEGER, survey_answers INTEGER, surveys_sent INTEGER, talk_s INTEGER,
    tickets_aged_24h INTEGER, tickets_aged_30m INTEGER, tickets_aged_48h INTEGER, tickets_answered_30m INTEGER, tickets_closed INTEGER,
    tickets_closed_24h INTEGER, tickets_closed_48h INTEGER, tickets_raised INTEGER, tickets_reopened INTEGER, wait_answered_s INTEGER,
    wait_late_s INTEGER, wrap_s INTEGER,
    PRIMARY KEY (tenant_id, programme_id, day, queue_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme_months (
    tenant_id    INTEGER NOT NULL,
    programme_id INTEGER NOT NULL,
    queue_id     INTEGER NOT NULL,
    source       TEXT NOT NULL,
    month        INTEGER NOT NULL,
    abandoned INTEGER, abandoned_within INTEGER, absent_minutes INTEGER, answered INTEGER, answered_30s INTEGER, answered_within INTEGER,
    behaviours_due INTEGER, behaviours_shown INTEGER, committed_minutes INTEGER, compensation_minor INTEGER, complaints INTEGER, contacts INTEGER,
    cost_minor INTEGER, customers_served INTEGER, delivered_minutes INTEGER, delivered_within_committed_minutes INTEGER,
    department_replies_due INTEGER, department_replies_in_time INTEGER, detractors INTEGER, downtime_minutes INTEGER, effort_points INTEGER,
    escalated_for_authority INTEGER, handled INTEGER, handled_aged_2h INTEGER, handled_aged_7d INTEGER, headcount_days INTEGER, hold_s INTEGER,
    inspected INTEGER, inspected_business_error INTEGER, inspected_compliance_error INTEGER, inspected_customer_error INTEGER,
    inspected_knowledge_error INTEGER, intervals_committed INTEGER, intervals_delivered INTEGER, journey_answers INTEGER, journeys_satisfied INTEGER,
    key_complaints_aged_3d INTEGER, key_complaints_called_back_3d INTEGER, late INTEGER, leavers INTEGER, leavers_90d INTEGER,
    left_without_contact INTEGER, locked_contacts INTEGER, locked_handle_s INTEGER, needing_authority INTEGER, orders INTEGER,
    product_contacts INTEGER, product_users INTEGER, promoters INTEGER, repeated_2h INTEGER, repeated_7d INTEGER, resolution_answers INTEGER,
    rostered_minutes INTEGER, said_resolved INTEGER, satisfaction_points INTEGER, satisfaction_top INTEGER, service_days INTEGER,
    service_minutes INTEGER, short_abandoned INTEGER, starters_aged_90d INTEGER, survey_answers INTEGER, surveys_sent INTEGER, talk_s INTEGER,
    tickets_aged_24h INTEGER, tickets_aged_30m INTEGER, tickets_aged_48h INTEGER, tickets_answered_30m INTEGER, tickets_closed INTEGER,
    tickets_closed_24h INTEGER, tickets_closed_48h INTEGER, tickets_raised INTEGER, tickets_reopened INTEGER, wait_answered_s INTEGER,
    wait_late_s INTEGER, wrap_s INTEGER,
    PRIMARY KEY (tenant_id, programme_id, month, queue_id, source)
) STRICT, WITHOUT ROWID;

-- Single pieces of evidence for what is billed, where a contract is paid by them.
CREATE TABLE work_events (
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    ref          TEXT NOT NULL,
    rate         TEXT NOT NULL,
    day          INTEGER NOT NULL,
    begins       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,
    agent        TEXT NOT NULL,
    customer     TEXT NOT NULL,
    talk_s       INTEGER NOT NULL,
    wrap_s       INTEGER NOT NULL,
    faults       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, programme_id, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_events_by_day ON work_events (tenant_id, programme_id, day);

-- What became of a proposed credit; one that has no row is as proposed.
CREATE TABLE programme_credits (
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    month        INTEGER NOT NULL,
    metric       TEXT NOT NULL,
    version      INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'disputed', 'applied')),
    settled      INTEGER,
    deadline     TEXT NOT NULL CHECK (length(deadline) IN (0, 10)),
    course       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, programme_id, month, metric)
) STRICT, WITHOUT ROWID;

-- Months that were closed: the statement as it stood then, and its hash.
CREATE TABLE closed_periods (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    month        INTEGER NOT NULL,
    closed_on    TEXT NOT NULL CHECK (length(closed_on) = 10),
    closed_at    INTEGER NOT NULL,
    closed_by    INTEGER NOT NULL,
    hash         TEXT NOT NULL,
    snapshot     BLOB NOT NULL,
    UNIQUE (tenant_id, programme_id, month)
) STRICT;

-- What changed in a closed month, with a date of its own.
CREATE TABLE period_corrections (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    period_id    INTEGER NOT NULL REFERENCES closed_periods (id),
    on_day       TEXT NOT NULL CHECK (length(on_day) = 10),
    minor        INTEGER NOT NULL,
    currency     TEXT NOT NULL CHECK (length(currency) = 3),
    why          TEXT NOT NULL,
    refs         TEXT NOT NULL,
    by_name      TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL
) STRICT;
CREATE INDEX period_corrections_in_order ON period_corrections (tenant_id, period_id, id);

-- What vendors billed, set against what was expected. Lines and findings are read
-- whole, so each stands in one column.
CREATE TABLE vendor_invoices (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    employer_id  INTEGER NOT NULL,
    month        INTEGER NOT NULL,
    number       TEXT NOT NULL,
    currency     TEXT NOT NULL CHECK (length(currency) = 3),
    mark         TEXT NOT NULL,
    name         TEXT NOT NULL,
    line_count   INTEGER NOT NULL,
    billed       INTEGER NOT NULL,
    expected     INTEGER NOT NULL,
    lines        BLOB NOT NULL,
    result       BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL,
    UNIQUE (tenant_id, employer_id, number)
) STRICT;
CREATE INDEX vendor_invoices_by_month ON vendor_invoices (tenant_id, programme_id, month);

-- Lines on their way from a query to agreement; a line that matched has none.
CREATE TABLE invoice_cases (
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    invoice_id   INTEGER NOT NULL REFERENCES vendor_invoices (id),
    finding      INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('matched', 'query', 'disputed', 'agreed', 'paid', 'credit_noted')),
    since        TEXT NOT NULL CHECK (length(since) = 10),
    deadline     TEXT NOT NULL CHECK (length(deadline) IN (0, 10)),
    course       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, invoice_id, finding)
) STRICT, WITHOUT ROWID;
