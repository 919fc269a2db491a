-- +goose Up
-- Rules of an agreement beside its main ones: a list that is read and written with
-- its terms (the empty text: none).
ALTER TABLE agreement_terms ADD COLUMN further_rules TEXT NOT NULL DEFAULT '';
