-- +goose Up
-- Counts that are booked from commitments, locks and hours have a source of their own:
-- nobody delivers them, and they give way to what a file tells.
ALTER TABLE count_batches DROP CONSTRAINT count_batches_source_check;
ALTER TABLE count_batches ADD CONSTRAINT count_batches_source_check CHECK (source IN ('switch', 'vendor', 'tickets', 'surveys', 'records', 'lock', 'agreed'));
