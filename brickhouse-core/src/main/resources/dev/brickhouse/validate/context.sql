-- name: sequences-readable
SELECT bool_and(pg_catalog.has_sequence_privilege(s.oid, 'SELECT'))
  FROM pg_catalog.pg_class s
  JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
 WHERE s.relkind = 'S'
   AND d.refobjid = ANY (?::text[]::regclass[]::oid[]);

-- name: journal
SELECT as_of, total_orders, settings, state,
       (SELECT COALESCE(sum(c.last_order - c.first_order + 1), 0) FROM brickhouse_chunk c
         WHERE c.seed_id = brickhouse_seed.seed_id AND c.loaded_at IS NOT NULL) AS loaded_orders,
       (SELECT count(*) FROM brickhouse_suspended WHERE restored_at IS NULL) AS suspended
  FROM brickhouse_seed
 ORDER BY seed_id DESC
 LIMIT 1;

-- name: first-month
-- The first day of the month of the oldest seeded order of some time. Parameters: how many orders were seeded, and the first
-- day of that time and the one after it. Orders of an application have later ids, whatever their dates.
SELECT date_trunc('month', min(order_date))::date
  FROM orders
 WHERE order_id BETWEEN 1 AND ?
   AND order_date >= ?::date
   AND order_date < ?::date;

-- name: first-order
-- The ids of seeded orders rise with their dates, so those of old months come before all others. Parameter, twice: how many
-- were seeded.
SELECT COALESCE(min(order_id), ? + 1) FROM orders WHERE order_id BETWEEN 1 AND ?;

-- name: set-list
-- For this transaction only; the checks read it with current_setting.
SELECT pg_catalog.set_config(?, ?::text[]::text, true);
