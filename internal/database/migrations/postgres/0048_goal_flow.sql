-- +goose Up
-- How a queue's people are computed (the empty text: by interval), and shrinkage
-- by category, a list that is read and written with its goal (empty: the two
-- shares hold).
ALTER TABLE queue_goals ADD COLUMN method text NOT NULL DEFAULT '';
ALTER TABLE queue_goals ADD COLUMN shrinkage text NOT NULL DEFAULT '';
