-- +goose Up
-- Queues that are looked at together; the empty name is none.
ALTER TABLE queues ADD COLUMN group_name text NOT NULL DEFAULT '';

-- Who handles a queue from a day on, in place of who did before. What the shares
-- leave is handled in-house, so a division of no shares is all in-house.
CREATE TABLE queue_divisions (
    tenant_id bigint NOT NULL,
    queue_id bigint NOT NULL,
    valid_from date NOT NULL,
    PRIMARY KEY (tenant_id, queue_id, valid_from),
    FOREIGN KEY (tenant_id, queue_id) REFERENCES queues (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE queue_shares (
    tenant_id bigint NOT NULL,
    queue_id bigint NOT NULL,
    valid_from date NOT NULL,
    employer_id bigint NOT NULL,
    share double precision NOT NULL CHECK (share > 0 AND share <= 1),
    PRIMARY KEY (tenant_id, queue_id, valid_from, employer_id),
    FOREIGN KEY (tenant_id, queue_id, valid_from) REFERENCES queue_divisions (tenant_id, queue_id, valid_from) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, employer_id) REFERENCES employers (tenant_id, id)
);
CREATE INDEX queue_shares_by_employer ON queue_shares (tenant_id, employer_id);

SELECT muster_wall('queue_divisions');
SELECT muster_wall('queue_shares');
