-- name: wait-without-limit
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL tcp_keepalives_idle = 30;
SET LOCAL tcp_keepalives_interval = 10;
SET LOCAL tcp_keepalives_count = 3;

-- name: try-lock
SELECT pg_try_advisory_xact_lock(?, ?);

-- name: lock
SELECT pg_advisory_xact_lock(?, ?);

-- name: lock-shared
SELECT pg_advisory_xact_lock_shared(?, ?);

-- name: try-lock-shared
SELECT pg_try_advisory_xact_lock_shared(?, ?);

-- name: ping
SELECT 1;

-- name: lock-holder
SELECT a.pid, COALESCE(host(a.client_addr), 'a local socket') AS client, a.backend_start
  FROM pg_catalog.pg_locks l
  JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'advisory'
   AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
   AND l.classid = ?::bigint::oid
   AND l.objid::bigint = (?::bigint + 4294967296) % 4294967296
   AND l.pid <> pg_backend_pid()
   AND l.granted
 ORDER BY a.backend_start
 LIMIT 1;

-- name: may-truncate
SELECT bool_and(has_table_privilege(t, 'TRUNCATE'))
  FROM unnest(?::text[]) AS t;

-- name: set-sequences
-- A sequence that belongs to no column may serve others as well, and never goes back.
WITH t AS (
    SELECT table_name, column_name, rows::bigint AS rows
      FROM unnest(?::text[], ?::text[], ?::text[]) AS given (table_name, column_name, rows)
)
SELECT setval(s.name, GREATEST(s.rows, s.drawn, 1), s.rows > 0 OR s.drawn IS NOT NULL)
  FROM (SELECT own.name, t.rows, NULL::bigint AS drawn
          FROM t
         CROSS JOIN LATERAL pg_get_serial_sequence(t.table_name, t.column_name) AS own (name)
         WHERE own.name IS NOT NULL
         UNION ALL
        SELECT q.seqrelid::regclass::text, t.rows, pg_sequence_last_value(q.seqrelid)
          FROM t
          JOIN pg_catalog.pg_attribute a ON a.attrelid = t.table_name::regclass AND a.attname = t.column_name
          JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
          JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass
          JOIN pg_catalog.pg_sequence q ON q.seqrelid = d.refobjid
         WHERE has_sequence_privilege(q.seqrelid, 'USAGE, SELECT')
           AND q.seqrelid IS DISTINCT FROM pg_get_serial_sequence(t.table_name, t.column_name)::regclass) AS s;

-- name: server
SELECT current_setting('server_version') AS version,
       current_database() AS database,
       current_user AS username,
       has_database_privilege(current_database(), 'CREATE') AS may_create_schema;

-- name: schema-rights
SELECT has_schema_privilege(n.oid, 'CREATE') AS may_create
  FROM pg_catalog.pg_namespace n
 WHERE n.nspname = ?;

-- name: trends-are-empty
-- analytics.order_trends looks back 30 days from the server's date, and no order lies at or after the day that the rows reach.
SELECT ?::date <= CURRENT_DATE - 30;

-- name: supports-checksum
-- whether a checksum that a query finds can equal the one of the rows that were sent
SELECT current_setting('server_encoding') = 'UTF8' AND current_setting('server_version_num')::int >= 130000;

-- name: acting-on-rows
-- triggers that a row of the table sets off, constraints and indexes that the migrations do not make and that may reject a
-- row, and columns that may: of a type that takes less than the migrations', required against them, generated, or filled
-- from what may run out or fail; and what stands on one of its partitions alone. Each in words, and by its name. What the first parameter has the identifiers of is the plugin's own.
WITH own AS (
    SELECT unnest(?::text[])::oid AS index_id
), whole AS (
    SELECT c.oid, c.relname, c.relkind
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ?
       AND c.relname = ?
), tables AS (
    SELECT oid, oid AS whole, '' AS place, false AS is_partition FROM whole
    UNION ALL
    SELECT p.oid, w.oid, format(' of partition %I', p.relname), true
      FROM whole w
      JOIN pg_catalog.pg_inherits h ON h.inhparent = w.oid
      JOIN pg_catalog.pg_class p ON p.oid = h.inhrelid AND p.relispartition
), triggers AS (
    SELECT c.whole, c.place, c.is_partition, t.tgname
      FROM tables c
      JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid
     -- before PostgreSQL 15 a row trigger that the table passes on counts as internal
     WHERE (NOT t.tgisinternal OR EXISTS (SELECT FROM pg_catalog.pg_trigger o WHERE o.oid = t.tgparentid AND NOT o.tgisinternal))
       AND t.tgenabled IN ('O', 'A')
       AND (t.tgtype & 4) <> 0
       -- statements name the table, so that only triggers FOR EACH ROW of a partition are set off
       AND (NOT c.is_partition OR (t.tgtype & 1) <> 0)
)
SELECT format('trigger %I', t.tgname) || t.place, t.tgname
  FROM triggers t
 WHERE NOT (t.is_partition AND EXISTS (SELECT FROM triggers w WHERE NOT w.is_partition AND w.whole = t.whole AND w.tgname = t.tgname))
UNION ALL
SELECT format('constraint %I', k.conname) || c.place, k.conname
  FROM tables c
  JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
 WHERE k.contype IN ('c', 'x', 'f', 'u')
   AND CASE WHEN c.is_partition THEN k.coninhcount = 0 AND k.conparentid = 0
            ELSE k.conname <> ALL ('{orders_order_status_check,orders_from_store_id_fkey,orders_to_store_id_fkey,orders_product_id_fkey,orders_requested_by_fkey,orders_approved_by_fkey,orders_order_number_key}')
       END
   AND NOT (k.contype = 'u' AND k.conindid IN (SELECT index_id FROM own))
UNION ALL
SELECT format('index %I', x.relname) || c.place, x.relname
  FROM tables c
  JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
 WHERE (i.indisunique OR i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
   AND NOT (c.is_partition AND x.relispartition)
   AND i.indexrelid NOT IN (SELECT index_id FROM own)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)
UNION ALL
SELECT format('column %I', a.attname), a.attname
  FROM whole c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
  LEFT JOIN (VALUES ('order_id', 'integer', true),
                    ('order_number', 'character varying(50)', true),
                    ('from_store_id', 'integer', false),
                    ('to_store_id', 'integer', true),
                    ('product_id', 'integer', true),
                    ('quantity_cases', 'integer', true),
                    ('order_status', 'character varying(50)', true),
                    ('requested_by', 'integer', true),
                    ('approved_by', 'integer', false),
                    ('order_date', 'timestamp without time zone', false),
                    ('approved_date', 'timestamp without time zone', false),
                    ('fulfilled_date', 'timestamp without time zone', false),
                    ('notes', 'text', false),
                    ('version', 'integer', false)) AS migrated (name, type, is_required) ON migrated.name = a.attname
 WHERE a.attnum > 0
   AND NOT a.attisdropped
   AND CASE WHEN migrated.name IS NOT NULL
            THEN format_type(a.atttypid, a.atttypmod) NOT IN (migrated.type, 'text', 'character varying')
                 OR a.attnotnull AND NOT migrated.is_required AND NOT (c.relkind = 'p' AND a.attname = 'order_date')
            ELSE a.attgenerated <> '' OR a.attidentity <> ''
                 OR EXISTS (SELECT FROM pg_catalog.pg_attrdef e
                              JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.objid = e.oid
                             WHERE e.adrelid = a.attrelid
                               AND e.adnum = a.attnum
                               AND d.deptype = 'n'
                               AND d.refobjid <> a.attrelid)
       END
UNION ALL
SELECT format('column %I', a.attname) || c.place, a.attname
  FROM tables c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull
  JOIN pg_catalog.pg_attribute w ON w.attrelid = c.whole AND w.attname = a.attname AND NOT w.attnotnull
 WHERE c.is_partition
 ORDER BY 1;

-- name: deferred
-- triggers and constraints that are or can be checked late, of the tables and of the partitions that these have
WITH whole AS (
    SELECT c.oid, c.relname
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ?
       AND c.relname = ANY (?)
), tables AS (
    SELECT oid, oid AS whole, relname, false AS is_partition FROM whole
    UNION ALL
    SELECT p.oid, w.oid, p.relname, true
      FROM whole w
      JOIN pg_catalog.pg_inherits h ON h.inhparent = w.oid
      JOIN pg_catalog.pg_class p ON p.oid = h.inhrelid AND p.relispartition
), triggers AS (
    SELECT c.whole, c.relname, c.is_partition, t.tgname
      FROM tables c
      JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid
     -- before PostgreSQL 15 a row trigger that the table passes on counts as internal
     WHERE (NOT t.tgisinternal OR EXISTS (SELECT FROM pg_catalog.pg_trigger o WHERE o.oid = t.tgparentid AND NOT o.tgisinternal))
       AND t.tgdeferrable
       AND t.tgenabled IN ('O', 'A')
)
SELECT format('trigger %I of table %I', t.tgname, t.relname)
  FROM triggers t
 WHERE NOT (t.is_partition AND EXISTS (SELECT FROM triggers w WHERE NOT w.is_partition AND w.whole = t.whole AND w.tgname = t.tgname))
UNION ALL
SELECT format('constraint %I of table %I', k.conname, c.relname)
  FROM tables c
  JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
 WHERE k.condeferrable
   AND k.contype <> 't'
   AND (NOT c.is_partition OR k.coninhcount = 0 AND k.conparentid = 0)
 ORDER BY 1;

-- name: suspended
SELECT 1 FROM ${schema}.brickhouse_suspended WHERE object_name = ? AND restored_at IS NULL;

-- name: started-at
SELECT to_char(started_at, 'YYYY-MM-DD HH24:MI') FROM ${schema}.brickhouse_seed WHERE seed_id = ?;

-- name: estimated-rows
SELECT c.reltuples::bigint
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ?;

-- name: lock-settings
SELECT settings FROM ${schema}.brickhouse_seed WHERE seed_id = ? FOR UPDATE;

-- name: set-settings
UPDATE ${schema}.brickhouse_seed SET settings = ? WHERE seed_id = ? RETURNING settings = ?;
