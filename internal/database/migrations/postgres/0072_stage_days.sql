-- +goose Up
-- A requisition may name the rung on which whoever is hired begins, and candidates keep
-- the days on which they reached their stages; '' and {} are not known.
ALTER TABLE requisitions ADD COLUMN ladder text NOT NULL DEFAULT '';
ALTER TABLE requisitions ADD COLUMN rung text NOT NULL DEFAULT '' CHECK ((ladder = '') = (rung = ''));
ALTER TABLE requisition_candidates ADD COLUMN days text NOT NULL DEFAULT '{}';
ALTER TABLE requisition_candidates ADD COLUMN ended_on text NOT NULL DEFAULT '';
