-- name: current
SELECT seed_id, state, fingerprint, settings, generator_version, plugin_version, as_of, total_orders, chunk_size,
       other_checksum, checksum
  FROM ${schema}.brickhouse_seed
 ORDER BY seed_id DESC
 LIMIT 1;

-- name: forget
DELETE FROM ${schema}.brickhouse_seed;

-- name: begin
INSERT INTO ${schema}.brickhouse_seed
       (state, fingerprint, settings, generator_version, plugin_version, as_of, total_orders, chunk_size, other_checksum)
VALUES ('loading', ?, ?, ?, ?, ?, ?, ?, ?)
RETURNING seed_id;

-- name: triggers
-- What may do to the journal's rows something other than is asked for. Parameters: the schema, and the names of the tables.
SELECT format('trigger %I of table %I', t.tgname, c.relname)
  FROM pg_catalog.pg_trigger t
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND NOT t.tgisinternal
   AND t.tgenabled IN ('O', 'A')
 ORDER BY c.relname, t.tgname;

-- name: try-forget
SELECT NOT EXISTS (SELECT FROM ${schema}.brickhouse_seed WHERE seed_id <> ?)
       AND NOT EXISTS (SELECT FROM ${schema}.brickhouse_chunk WHERE seed_id <> ?);

-- name: try-load
-- What a load does to the journal one row at a time.
UPDATE ${schema}.brickhouse_chunk
   SET loaded_at = clock_timestamp(),
       loaded_by = ?,
       checksum = 0
 WHERE seed_id = ?;

-- name: try-restore
UPDATE ${schema}.brickhouse_suspended
   SET restored_at = clock_timestamp();

-- name: try-forget-restored
DELETE FROM ${schema}.brickhouse_suspended
 WHERE restored_at IS NOT NULL;

-- name: has-suspended
SELECT EXISTS (SELECT FROM ${schema}.brickhouse_suspended);

-- name: add-chunks
INSERT INTO ${schema}.brickhouse_chunk (seed_id, chunk_no, first_order, last_order)
SELECT s.seed_id, c.n, c.n * s.chunk_size, LEAST((c.n + 1) * s.chunk_size, s.total_orders) - 1
  FROM ${schema}.brickhouse_seed s
 CROSS JOIN LATERAL generate_series(0, (s.total_orders + s.chunk_size - 1) / s.chunk_size - 1) AS c (n)
 WHERE s.seed_id = ?;

-- name: claim
-- Never waits. What it passes over because its loader has just committed stays locked until the end of the transaction.
SELECT chunk_no, first_order, last_order
  FROM ${schema}.brickhouse_chunk
 WHERE seed_id = ?
   AND chunk_no > ?
   AND loaded_at IS NULL
 ORDER BY chunk_no
 LIMIT 1
   FOR UPDATE SKIP LOCKED;

-- name: open-chunks
SELECT count(*), COALESCE(SUM(last_order - first_order + 1), 0)
  FROM ${schema}.brickhouse_chunk
 WHERE seed_id = ?
   AND loaded_at IS NULL;

-- name: mark-loaded
UPDATE ${schema}.brickhouse_chunk
   SET loaded_at = clock_timestamp(),
       loaded_by = ?,
       checksum = ?
 WHERE seed_id = ?
   AND chunk_no = ?
   AND loaded_at IS NULL
RETURNING loaded_at IS NOT NULL;

-- name: loaded-rows
SELECT COALESCE(SUM(last_order - first_order + 1) FILTER (WHERE loaded_by = ?), 0),
       COALESCE(SUM(last_order - first_order + 1) FILTER (WHERE loaded_by <> ?), 0)
  FROM ${schema}.brickhouse_chunk
 WHERE seed_id = ?
   AND loaded_at IS NOT NULL;

-- name: mark-finishing
UPDATE ${schema}.brickhouse_seed s
   SET state = 'finishing'
 WHERE s.seed_id = ?
   AND NOT EXISTS (SELECT 1 FROM ${schema}.brickhouse_chunk c WHERE c.seed_id = s.seed_id AND c.loaded_at IS NULL)
   AND s.total_orders = (SELECT COALESCE(SUM(c.last_order - c.first_order + 1), 0)
                           FROM ${schema}.brickhouse_chunk c
                          WHERE c.seed_id = s.seed_id)
RETURNING state = 'finishing';

-- name: checksum
SELECT s.other_checksum + COALESCE(c.checksum, 0), s.total_orders = COALESCE(c.orders, 0)
  FROM ${schema}.brickhouse_seed s
 CROSS JOIN LATERAL (SELECT SUM(c.checksum) AS checksum,
                            SUM(c.last_order - c.first_order + 1) FILTER (WHERE c.loaded_at IS NOT NULL) AS orders
                       FROM ${schema}.brickhouse_chunk c
                      WHERE c.seed_id = s.seed_id) AS c
 WHERE s.seed_id = ?;

-- name: mark-complete
UPDATE ${schema}.brickhouse_seed
   SET state = 'complete',
       completed_at = clock_timestamp(),
       checksum = ?
 WHERE seed_id = ?
RETURNING state = 'complete';
