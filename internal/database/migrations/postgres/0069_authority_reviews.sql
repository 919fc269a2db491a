-- +goose Up
-- The grant that a recertified one takes the place of (0: none), and who looked at
-- what was done while the glass was broken.
ALTER TABLE authority_grants ADD COLUMN replaces bigint NOT NULL DEFAULT 0;
ALTER TABLE authority_grants ADD COLUMN reviewed_at timestamptz;
ALTER TABLE authority_grants ADD COLUMN reviewed_by bigint NOT NULL DEFAULT 0;
ALTER TABLE authority_grants ADD COLUMN finding text NOT NULL DEFAULT '';

-- What a decision was made on besides what is sealed: by whom it was asked for, mode
-- and level of its subject at that time, whether the subject was at work, and the
-- decision that it answers as the second person (0: none).
ALTER TABLE authority_uses ADD COLUMN asked_by bigint NOT NULL DEFAULT 0;
ALTER TABLE authority_uses ADD COLUMN mode text NOT NULL DEFAULT '';
ALTER TABLE authority_uses ADD COLUMN level bigint NOT NULL DEFAULT 0;
ALTER TABLE authority_uses ADD COLUMN skill_id bigint NOT NULL DEFAULT 0;
ALTER TABLE authority_uses ADD COLUMN outside boolean NOT NULL DEFAULT false;
ALTER TABLE authority_uses ADD COLUMN answers bigint NOT NULL DEFAULT 0;
CREATE INDEX authority_uses_answering ON authority_uses (tenant_id, answers);

-- Minutes that the partner counts (absent: not told), and how a difference of a pay
-- statement was settled.
ALTER TABLE crowd_payroll_lines ADD COLUMN stated bigint;
ALTER TABLE crowd_payroll_lines ADD COLUMN settlement text NOT NULL DEFAULT '';
ALTER TABLE crowd_payroll_lines ADD COLUMN note text NOT NULL DEFAULT '';
ALTER TABLE crowd_payroll_lines ADD COLUMN settled_at timestamptz;
ALTER TABLE crowd_payroll_lines ADD COLUMN settled_by bigint NOT NULL DEFAULT 0;
