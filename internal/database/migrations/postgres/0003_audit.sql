-- +goose Up
CREATE TABLE audit_entries (
    tenant_id bigint      NOT NULL REFERENCES tenants (id),
    seq       bigint      NOT NULL CHECK (seq > 0),
    at        timestamptz NOT NULL,
    actor     bigint      NOT NULL,
    action    text        NOT NULL CHECK (action <> ''),
    subject   text        NOT NULL,
    detail    text        NOT NULL,
    hash      bytea       NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tenant_id, seq)
);

-- The end of each tenant's chain. Writers meet on this row, so that no two
-- entries follow the same one; it also shows when the end of the log was cut off.
CREATE TABLE audit_heads (
    tenant_id bigint NOT NULL PRIMARY KEY REFERENCES tenants (id),
    seq       bigint NOT NULL,
    hash      bytea  NOT NULL CHECK (length(hash) = 32)
);

-- +goose StatementBegin
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END
$$;
-- +goose StatementEnd

CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_heads_kept BEFORE DELETE OR TRUNCATE ON audit_heads
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();

SELECT muster_wall('audit_entries');
SELECT muster_wall('audit_heads');
