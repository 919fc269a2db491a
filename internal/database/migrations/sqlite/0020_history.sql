-- +goose Up
-- Files that were brought in, as they came. Their content lies in the data
-- directory under the stored name, which is empty once it is no longer kept.
CREATE TABLE uploads (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    file_name TEXT NOT NULL,
    stored_name TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    sha256 TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    UNIQUE (tenant_id, id)
) STRICT;

-- One reading of an upload into the history. orders is what was asked for and
-- document what came of it, both JSON; the document is compressed.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    version INTEGER NOT NULL,
    upload_id INTEGER NOT NULL,
    job_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'checking', 'writing', 'done', 'refused', 'failed', 'cancelled', 'undoing', 'undone')),
    orders TEXT NOT NULL,
    document BLOB,
    failure TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_added INTEGER NOT NULL,
    rows_changed INTEGER NOT NULL,
    rows_unchanged INTEGER NOT NULL,
    rows_refused INTEGER NOT NULL,
    rows_left_out INTEGER NOT NULL,
    rows_written INTEGER NOT NULL,
    alive_until INTEGER,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    finished_at INTEGER,
    UNIQUE (tenant_id, id),
    FOREIGN KEY (tenant_id, upload_id) REFERENCES uploads (tenant_id, id)
) STRICT;
-- One import at a time compares with the history and writes to it.
CREATE UNIQUE INDEX imports_at_work ON imports (tenant_id) WHERE state IN ('checking', 'writing', 'undoing');

-- The history of one queue from one source.
CREATE TABLE interval_series (
    id INTEGER PRIMARY KEY,
    tenant_id INTEGER NOT NULL REFERENCES tenants (id),
    queue_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (tenant_id, queue_id, source),
    FOREIGN KEY (tenant_id, queue_id) REFERENCES queues (tenant_id, id)
) STRICT;

-- What a queue saw in one interval: counts and totals of seconds. A column that
-- is NULL was never given. No foreign keys, so that
-- the table can be distributed and cut by month.
CREATE TABLE intervals (
    tenant_id INTEGER NOT NULL,
    series_id INTEGER NOT NULL,
    start INTEGER NOT NULL,
    interval_s INTEGER NOT NULL CHECK (interval_s > 0),
    attribution INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    offered INTEGER,
    answered INTEGER,
    answered_within INTEGER,
    threshold_s INTEGER,
    abandoned INTEGER,
    abandoned_within INTEGER,
    short_abandoned INTEGER,
    short_cut_s INTEGER,
    flow_out INTEGER,
    callbacks INTEGER,
    handled INTEGER,
    handle_s INTEGER,
    talk_s INTEGER,
    hold_s INTEGER,
    acw_s INTEGER,
    wait_answered_s INTEGER,
    wait_abandoned_s INTEGER,
    staffed_s INTEGER,
    available_s INTEGER,
    aux_s INTEGER,
    PRIMARY KEY (tenant_id, series_id, start)
) STRICT, WITHOUT ROWID;

-- What an import replaced, for its undoing.
CREATE TABLE replaced_intervals (
    tenant_id INTEGER NOT NULL,
    import_id INTEGER NOT NULL,
    series_id INTEGER NOT NULL,
    start INTEGER NOT NULL,
    interval_s INTEGER NOT NULL CHECK (interval_s > 0),
    attribution INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    previous_import_id INTEGER NOT NULL,
    offered INTEGER,
    answered INTEGER,
    answered_within INTEGER,
    threshold_s INTEGER,
    abandoned INTEGER,
    abandoned_within INTEGER,
    short_abandoned INTEGER,
    short_cut_s INTEGER,
    flow_out INTEGER,
    callbacks INTEGER,
    handled INTEGER,
    handle_s INTEGER,
    talk_s INTEGER,
    hold_s INTEGER,
    acw_s INTEGER,
    wait_answered_s INTEGER,
    wait_abandoned_s INTEGER,
    staffed_s INTEGER,
    available_s INTEGER,
    aux_s INTEGER,
    PRIMARY KEY (tenant_id, import_id, series_id, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX replaced_intervals_previous ON replaced_intervals (tenant_id, previous_import_id);
