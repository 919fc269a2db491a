-- +goose Up
-- How certain a goal is to hold, as a share of a forecast's possible courses (0: in
-- the forecast itself), and what people and waiting cost where they are weighed.
ALTER TABLE queue_goals ADD COLUMN certainty double precision NOT NULL DEFAULT 0;
ALTER TABLE queue_goals ADD COLUMN cost_agent_hour double precision NOT NULL DEFAULT 0;
ALTER TABLE queue_goals ADD COLUMN cost_wait_hour double precision NOT NULL DEFAULT 0;
ALTER TABLE queue_goals ADD COLUMN cost_abandonment double precision NOT NULL DEFAULT 0;
