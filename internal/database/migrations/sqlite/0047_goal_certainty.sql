-- +goose Up
-- How certain a goal is to hold, as a share of a forecast's possible courses (0: in
-- the forecast itself), and what people and waiting cost where they are weighed.
ALTER TABLE queue_goals ADD COLUMN certainty REAL NOT NULL DEFAULT 0;
ALTER TABLE queue_goals ADD COLUMN cost_agent_hour REAL NOT NULL DEFAULT 0;
ALTER TABLE queue_goals ADD COLUMN cost_wait_hour REAL NOT NULL DEFAULT 0;
ALTER TABLE queue_goals ADD COLUMN cost_abandonment REAL NOT NULL DEFAULT 0;
