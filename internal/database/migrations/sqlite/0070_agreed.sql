-- +goose Up
-- Counts that are booked from commitments, locks and hours have a source of their own:
-- nobody delivers them, and they give way to what a file tells. SQLite changes no
-- check in place: the table is written anew.
CREATE TABLE count_batches_anew (
    id           INTEGER PRIMARY KEY,
    tenant_id    INTEGER NOT NULL REFERENCES tenants (id),
    programme_id INTEGER NOT NULL REFERENCES programmes (id),
    source       TEXT NOT NULL CHECK (source IN ('switch', 'vendor', 'tickets', 'surveys', 'records', 'lock', 'agreed')),
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
INSERT INTO count_batches_anew SELECT * FROM count_batches;
DROP TABLE count_batches;
ALTER TABLE count_batches_anew RENAME TO count_batches;
CREATE INDEX count_batches_newest ON count_batches (tenant_id, programme_id, id);
