-- +goose Up

-- size is about how many bytes the person's diary holds up to this change, so
-- that nobody's grows without end and no update has to count it. It is counted
-- anew where it seems to be full, for what was dropped since stands in it too.
ALTER TABLE changes ADD COLUMN size BIGINT NOT NULL DEFAULT 0;

UPDATE changes SET size = counted.size
FROM (SELECT user_id, seq, SUM(COALESCE(LENGTH(body), 0)) OVER (PARTITION BY user_id ORDER BY seq) AS size FROM changes) AS counted
WHERE changes.user_id = counted.user_id AND changes.seq = counted.seq;
