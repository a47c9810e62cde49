-- name: current
SELECT seed_id, state, fingerprint, settings, generator_version, plugin_version, as_of, total_orders, chunk_size
  FROM ${schema}.brickhouse_seed
 ORDER BY seed_id DESC
 LIMIT 1;

-- name: forget
DELETE FROM ${schema}.brickhouse_seed;

-- name: begin
INSERT INTO ${schema}.brickhouse_seed
       (state, fingerprint, settings, generator_version, plugin_version, as_of, total_orders, chunk_size)
VALUES ('loading', ?, ?, ?, ?, ?, ?, ?)
RETURNING seed_id;

-- name: open-chunks
INSERT INTO ${schema}.brickhouse_chunk (seed_id, chunk_no, first_order, last_order)
SELECT s.seed_id, c.n, c.n * s.chunk_size, LEAST((c.n + 1) * s.chunk_size, s.total_orders) - 1
  FROM ${schema}.brickhouse_seed s
 CROSS JOIN LATERAL generate_series(0, (s.total_orders + s.chunk_size - 1) / s.chunk_size - 1) AS c (n)
 WHERE s.seed_id = ?;

-- name: claim
SELECT chunk_no, first_order, last_order
  FROM ${schema}.brickhouse_chunk
 WHERE seed_id = ?
   AND loaded_at IS NULL
 ORDER BY chunk_no
 LIMIT 1
   FOR UPDATE SKIP LOCKED;

-- name: loaded
UPDATE ${schema}.brickhouse_chunk
   SET loaded_at = clock_timestamp()
 WHERE seed_id = ?
   AND chunk_no = ?;

-- name: loaded-rows
SELECT COALESCE(SUM(last_order - first_order + 1), 0)
  FROM ${schema}.brickhouse_chunk
 WHERE seed_id = ?
   AND loaded_at IS NOT NULL;

-- name: advance
UPDATE ${schema}.brickhouse_seed
   SET state = ?,
       completed_at = CASE WHEN ? = 'complete' THEN clock_timestamp() END
 WHERE seed_id = ?;
