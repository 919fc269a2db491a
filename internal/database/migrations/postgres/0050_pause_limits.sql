-- +goose Up
-- How many of a team may be on lunch or break at once, as people and as a share of
-- those whose shift runs, and how long anybody may work without a pause; 0 is no
-- limit.
ALTER TABLE teams ADD COLUMN max_on_pause integer NOT NULL DEFAULT 0 CHECK (max_on_pause >= 0);
ALTER TABLE teams ADD COLUMN max_pause_share double precision NOT NULL DEFAULT 0 CHECK (max_pause_share >= 0 AND max_pause_share <= 1);
ALTER TABLE shift_templates ADD COLUMN max_work_min integer NOT NULL DEFAULT 0 CHECK (max_work_min >= 0);
