-- +goose Up
-- A grader may be named for some programmes only: their ids as a list, none for all.
ALTER TABLE quality_graders ADD COLUMN programmes TEXT NOT NULL DEFAULT '[]';
-- Tickets of customers who are known, and those after which the same customer raised
-- another: beside the repeats of contacts, never among them.
ALTER TABLE programme_counts ADD COLUMN tickets_repeated_2h INTEGER;
ALTER TABLE programme_counts ADD COLUMN tickets_repeated_7d INTEGER;
ALTER TABLE programme_counts ADD COLUMN tickets_told_2h INTEGER;
ALTER TABLE programme_counts ADD COLUMN tickets_told_7d INTEGER;
ALTER TABLE programme_days ADD COLUMN tickets_repeated_2h INTEGER;
ALTER TABLE programme_days ADD COLUMN tickets_repeated_7d INTEGER;
ALTER TABLE programme_days ADD COLUMN tickets_told_2h INTEGER;
ALTER TABLE programme_days ADD COLUMN tickets_told_7d INTEGER;
ALTER TABLE programme_months ADD COLUMN tickets_repeated_2h INTEGER;
ALTER TABLE programme_months ADD COLUMN tickets_repeated_7d INTEGER;
ALTER TABLE programme_months ADD COLUMN tickets_told_2h INTEGER;
ALTER TABLE programme_months ADD COLUMN tickets_told_7d INTEGER;
