-- +goose Up
-- Why a run failed, as the problem that the API would answer with (code, fields, figures), so
-- that screens say it in their own language; NULL of runs from before.
ALTER TABLE jobs ADD COLUMN problem TEXT;
