-- name: names
SELECT p.relname
  FROM pg_catalog.pg_class o
  JOIN pg_catalog.pg_inherits i ON i.inhparent = o.oid
  JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
 WHERE o.oid = to_regclass(?)
   AND o.relkind = 'p'
 ORDER BY p.relname;

-- name: is-partitioned
SELECT relkind = 'p' FROM pg_catalog.pg_class WHERE oid = to_regclass(?);

-- name: first-day
-- The first day, from a given one on, that is a partition's other than the default one. Parameters: that day, the table, and
-- that day again.
SELECT (min(GREATEST(b.lower, ?::date)) + INTERVAL '1 day' - INTERVAL '1 microsecond')::date
  FROM pg_catalog.pg_inherits i
  JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
 CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_expr(p.relpartbound, p.oid) AS bound) AS e
 CROSS JOIN LATERAL (SELECT COALESCE(substring(e.bound FROM 'FROM [(]''([^'']*)''')::timestamp, '-infinity') AS lower,
                            COALESCE(substring(e.bound FROM 'TO [(]''([^'']*)''')::timestamp, 'infinity') AS upper) AS b
 WHERE i.inhparent = to_regclass(?)
   AND e.bound <> 'DEFAULT'
   AND b.upper > ?::date;

-- name: today
SELECT CURRENT_DATE;

-- name: lock
-- Keeps two that create partitions, and repairs, of one schema apart until the transaction ends.
SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('brickhouse repair ' || ?, 0));

-- name: may-create
SELECT pg_catalog.pg_has_role(c.relowner, 'USAGE') AND pg_catalog.has_schema_privilege(c.relnamespace, 'CREATE')
  FROM pg_catalog.pg_class c
 WHERE c.oid = to_regclass(?);

-- name: keys-to-default
-- The foreign keys that refer to rows of the default partition, whose actions would follow a row that is moved out of it,
-- with the statements that drop them. A key that the orders pass on to the partition counts once.
SELECT format('%I of table %s', f.conname, f.conrelid::regclass), format('ALTER TABLE %s DROP CONSTRAINT %I', f.conrelid::regclass, f.conname)
  FROM pg_catalog.pg_constraint f
 WHERE f.contype = 'f'
   AND f.conparentid = 0
   AND (f.confrelid = to_regclass(?)
        OR f.confrelid IN (SELECT p.oid
                             FROM pg_catalog.pg_inherits i
                             JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
                            WHERE i.inhparent = to_regclass(?)
                              AND pg_catalog.pg_get_expr(p.relpartbound, p.oid) = 'DEFAULT'))
 ORDER BY 1;

-- name: missing
-- The months without a partition, with the statements that make one. Parameters: the table, and a day of the first and of
-- the last month. A table that is attached, unlike one that is created as a partition, lets others use the table meanwhile.
WITH orders AS (
    SELECT c.oid, c.relname, c.relowner, n.nspname,
           (SELECT string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum)
              FROM pg_catalog.pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = to_regclass(?)
), partitions AS (
    SELECT p.oid, p.relname, b.bound = 'DEFAULT' AS is_default,
           COALESCE(substring(b.bound FROM 'FROM [(]''([^'']*)''')::timestamp, '-infinity') AS lower,
           COALESCE(substring(b.bound FROM 'TO [(]''([^'']*)''')::timestamp, 'infinity') AS upper
      FROM orders o
      JOIN pg_catalog.pg_inherits i ON i.inhparent = o.oid
      JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
     CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_expr(p.relpartbound, p.oid) AS bound) AS b
), months AS (
    SELECT o.nspname, o.relname, o.relowner, o.columns, o.relname || to_char(m.lower, '_YYYY_MM') AS name, m.lower,
           m.lower + INTERVAL '1 month' AS upper
      FROM orders o
     CROSS JOIN LATERAL generate_series(date_trunc('month', ?::date::timestamp), ?::date::timestamp, INTERVAL '1 month') AS m (lower)
)
SELECT m.name,
       to_regclass(format('%I.%I', m.nspname, m.name)) IS NOT NULL AS is_taken,
       format('CREATE TABLE %I.%I (LIKE %I.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE)',
              m.nspname, m.name, m.nspname, m.relname) AS create_table,
       CASE WHEN pg_catalog.pg_get_userbyid(m.relowner) <> CURRENT_USER
            THEN format('ALTER TABLE %I.%I OWNER TO %I', m.nspname, m.name, pg_catalog.pg_get_userbyid(m.relowner)) END AS give_to_owner,
       CASE WHEN d.relname IS NOT NULL THEN format('SELECT EXISTS (SELECT FROM %I.%I WHERE order_date >= %L AND order_date < %L)',
              m.nspname, d.relname, m.lower, m.upper) END AS has_rows_to_move,
       -- what attaching locks, in that order, so that no row comes to the default partition before all are attached
       CASE WHEN d.relname IS NOT NULL THEN format('LOCK TABLE ONLY %I.%I IN SHARE UPDATE EXCLUSIVE MODE; LOCK TABLE ONLY %I.%I IN ACCESS EXCLUSIVE MODE',
              m.nspname, m.relname, m.nspname, d.relname) END AS keep_rows_out,
       -- of the table itself and all at once: who waits for it has locked nothing, and finds the rows where they are then
       CASE WHEN d.relname IS NOT NULL THEN format('LOCK TABLE ONLY %I.%I, ONLY %I.%I IN ACCESS EXCLUSIVE MODE',
              m.nspname, m.relname, m.nspname, d.relname) END AS keep_others_out,
       CASE WHEN t.disable IS NOT NULL THEN format('ALTER TABLE %I.%I %s', m.nspname, d.relname, t.disable) END AS disable_triggers,
       CASE WHEN t.disable IS NOT NULL THEN format('ALTER TABLE %I.%I %s', m.nspname, d.relname, t.enable) END AS enable_triggers,
       CASE WHEN d.relname IS NOT NULL THEN format('WITH moved AS (DELETE FROM %I.%I WHERE order_date >= %L AND order_date < %L RETURNING %s) INSERT INTO %I.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM moved',
              m.nspname, d.relname, m.lower, m.upper, m.columns, m.nspname, m.name, m.columns, m.columns) END AS move_rows,
       format('ALTER TABLE %I.%I ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
              m.nspname, m.relname, m.nspname, m.name, m.lower, m.upper) AS attach
  FROM months m
  LEFT JOIN partitions d ON d.is_default
 CROSS JOIN LATERAL (
       SELECT string_agg(format('DISABLE TRIGGER %I', tgname), ', ') AS disable,
              string_agg(format('ENABLE %s TRIGGER %I', CASE tgenabled WHEN 'R' THEN 'REPLICA' WHEN 'A' THEN 'ALWAYS' ELSE '' END,
                                tgname), ', ') AS enable
         FROM pg_catalog.pg_trigger g
        WHERE g.tgrelid = d.oid
          AND g.tgenabled <> 'D'
          -- before PostgreSQL 15 a row trigger that the table passes on counts as internal
          AND (NOT g.tgisinternal OR EXISTS (SELECT FROM pg_catalog.pg_trigger o WHERE o.oid = g.tgparentid AND NOT o.tgisinternal))) AS t
 WHERE NOT EXISTS (SELECT FROM partitions p WHERE NOT p.is_default AND p.lower < m.upper AND p.upper > m.lower)
 ORDER BY m.lower;
