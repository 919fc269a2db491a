-- +goose Up
-- Users point at sites, an employer and a person of the workforce, which are made
-- later and are not referenced by key: a user outlives them without rights.
CREATE TABLE users (
    id            INTEGER PRIMARY KEY,
    tenant_id     INTEGER NOT NULL REFERENCES tenants (id),
    version       INTEGER NOT NULL,
    email         TEXT    NOT NULL CHECK (email <> '' AND email = lower(email)),
    name          TEXT    NOT NULL CHECK (name <> ''),
    password_hash TEXT    NOT NULL,
    roles         TEXT    NOT NULL, -- separated by blanks
    sites         TEXT,             -- ids separated by blanks; NULL: every site
    employer_id   INTEGER,
    person_id     INTEGER,
    locale        TEXT    NOT NULL,
    theme         TEXT    NOT NULL,
    disabled      INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    created_at    INTEGER NOT NULL,
    UNIQUE (tenant_id, email),
    UNIQUE (tenant_id, id)
) STRICT;

-- Sessions are found by their secret before the tenant is known, and are
-- therefore the one table whose key does not begin with it.
CREATE TABLE sessions (
    id         INTEGER PRIMARY KEY,
    token_hash TEXT    NOT NULL UNIQUE,
    tenant_id  INTEGER NOT NULL,
    user_id    INTEGER NOT NULL,
    data       BLOB    NOT NULL,
    address    TEXT    NOT NULL,
    agent      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX sessions_user ON sessions (tenant_id, user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Failed sign-ins, by what was tried: an account from an address, or an address.
CREATE TABLE sign_in_failures (
    tenant_id  INTEGER NOT NULL REFERENCES tenants (id),
    tried      TEXT    NOT NULL,
    failures   INTEGER NOT NULL,
    last_at    INTEGER NOT NULL,
    blocked_until INTEGER,
    PRIMARY KEY (tenant_id, tried)
) STRICT;
