-- +goose Up
-- Promises that run only while a queue is open, and how long contacts take whose
-- agent has several: a list of seconds, or what each one more adds.
ALTER TABLE queue_goals ADD COLUMN business_hours boolean NOT NULL DEFAULT false;
ALTER TABLE queue_goals ADD COLUMN concurrency_aht_s text NOT NULL DEFAULT '[]';
ALTER TABLE queue_goals ADD COLUMN concurrency_growth double precision NOT NULL DEFAULT 0 CHECK (concurrency_growth >= 0);

-- What was open when the days of a requirement begin, by age; the requirements
-- whose agents its people leave room for; and by which method work that may wait
-- was planned, 0 being that of requirements made before.
ALTER TABLE requirements ADD COLUMN backlog text NOT NULL DEFAULT '[]';
ALTER TABLE requirements ADD COLUMN beside text NOT NULL DEFAULT '[]';
ALTER TABLE requirements ADD COLUMN deferred_method integer NOT NULL DEFAULT 0;
