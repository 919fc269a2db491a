-- +goose Up
-- By how many weeks a person's rotations begin later than their agreement's patterns say.
ALTER TABLE person_agreements ADD COLUMN rotation_weeks integer NOT NULL DEFAULT 0 CHECK (rotation_weeks >= 0);
