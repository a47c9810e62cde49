-- What would make a seed fail, found in the system catalogs and without a lock. Each row names one obstacle and, in its
-- second column, what removes it. Parameters: the schema, and the names of the tables, unquoted.

-- name: kinds
-- The orders may have partitions by their date next to them, which is a layout of the plugin's.
SELECT format('table %I ', c.relname)
       || CASE WHEN c.relkind = 'p' THEN 'is partitioned, which a seed cannot load unless it is the table orders, by ranges of order_date, in ordinary tables of its schema'
               WHEN c.relispartition THEN 'is a partition of another table'
               WHEN c.relkind = 'v' THEN 'is a view'
               WHEN c.relkind = 'm' THEN 'is a materialized view'
               WHEN c.relkind = 'f' THEN 'is a foreign table'
               WHEN c.relkind <> 'r' THEN 'is not a table'
               WHEN i.parents THEN 'inherits from another table'
               WHEN i.children THEN 'has other tables that inherit from it'
               ELSE 'is unlogged, so that a crash of the server would empty it'
          END,
       CASE WHEN c.relkind = 'r' AND NOT c.relispartition AND NOT i.parents AND NOT i.children
            THEN format('run ALTER TABLE %I.%I SET LOGGED', n.nspname, c.relname)
            ELSE 'replace it by an ordinary table'
       END
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid) AS parents,
                            EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid) AS children) AS i
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND NOT (c.relkind = 'r' AND NOT c.relispartition AND NOT i.parents AND NOT i.children AND c.relpersistence = 'p')
   AND NOT (c.relname = 'orders' AND ?)
 ORDER BY c.relname;

-- name: has-hypertables
SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = '_timescaledb_catalog' AND c.relname = 'hypertable');

-- name: hypertables
-- only with TimescaleDB; an empty hypertable has no chunks that inherit from it
SELECT format('table %I is a hypertable of TimescaleDB, which a seed cannot load', h.table_name),
       'replace it by an ordinary table'
  FROM _timescaledb_catalog.hypertable h
 WHERE h.schema_name = ?
   AND h.table_name = ANY (?)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = to_regclass(format('%I.%I', h.schema_name, h.table_name)))
 ORDER BY h.table_name;

-- name: row-security
SELECT format('row security of table %I applies to user %I', c.relname, current_user),
       CASE WHEN pg_catalog.pg_has_role(c.relowner, 'USAGE')
            THEN format('run ALTER TABLE %I.%I NO FORCE ROW LEVEL SECURITY, or connect', n.nspname, c.relname)
            ELSE 'connect as its owner, or'
       END || ' as a user with BYPASSRLS'
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relrowsecurity
   AND pg_catalog.row_security_active(c.oid)
 ORDER BY c.relname;

-- name: privileges
SELECT format('user %I lacks %s on table %I', current_user, string_agg(p.privilege, ' and ' ORDER BY p.privilege), c.relname),
       format('let an administrator run GRANT %s ON %I.%I TO %I',
              string_agg(p.privilege, ', ' ORDER BY p.privilege), n.nspname, c.relname, current_user)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL unnest(CASE c.relname
                           WHEN 'brickhouse_seed' THEN '{SELECT,INSERT,UPDATE,DELETE}'::text[]
                           WHEN 'brickhouse_suspended' THEN '{SELECT,INSERT,UPDATE,DELETE}'
                           WHEN 'brickhouse_chunk' THEN '{SELECT,INSERT,UPDATE}'
                           ELSE '{SELECT,INSERT}'
                           END) AS p (privilege)
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relkind IN ('r', 'p')
   AND NOT pg_catalog.has_table_privilege(c.oid, p.privilege)
 GROUP BY n.nspname, c.relname
 ORDER BY c.relname;

-- name: access
-- Parameters: two arrays of table and privilege, and the schema. A right on columns alone may be enough for what is done.
SELECT format('user %I lacks %s on table %I', current_user, string_agg(p.privilege, ' and ' ORDER BY p.privilege), c.relname),
       format('let an administrator run GRANT %s ON %I.%I TO %I',
              string_agg(p.privilege, ', ' ORDER BY p.privilege), n.nspname, c.relname, current_user)
  FROM unnest(?::text[], ?::text[]) AS p (table_name, privilege)
  JOIN pg_catalog.pg_class c ON c.relname = p.table_name
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?
 WHERE c.relkind IN ('r', 'p')
   AND NOT pg_catalog.has_any_column_privilege(c.oid, p.privilege)
 GROUP BY n.nspname, c.relname
 ORDER BY c.relname;

-- name: sequences
-- Two further parameters before those: the privilege on the sequences, and the ones that do instead, with commas between them.
-- A sequence that belongs to no column any more, or never did, is known by the default of the identifiers, the first column:
-- a seed moves it as well, and none from which a column of the user's draws.
WITH drawn_from AS (
    SELECT d.refobjid AS table_id, d.objid AS sequence_id
      FROM pg_catalog.pg_depend d
     WHERE d.classid = 'pg_catalog.pg_class'::regclass
       AND d.refclassid = 'pg_catalog.pg_class'::regclass
       AND d.refobjsubid > 0
       AND d.deptype IN ('a', 'i')
     UNION
    SELECT f.adrelid, d.refobjid
      FROM pg_catalog.pg_attrdef f
      JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass
     WHERE f.adnum = 1
)
SELECT DISTINCT format('user %I lacks %s on sequence %I.%I', current_user, wanted.privilege, m.nspname, s.relname),
       format('let an administrator run GRANT %s ON SEQUENCE %I.%I TO %I', wanted.privilege, m.nspname, s.relname, current_user)
  FROM (SELECT ?::text AS privilege, ?::text AS enough) AS wanted
 CROSS JOIN pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN drawn_from d ON d.table_id = c.oid
  JOIN pg_catalog.pg_class s ON s.oid = d.sequence_id
  JOIN pg_catalog.pg_namespace m ON m.oid = s.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relkind IN ('r', 'p')
   AND CASE WHEN s.relkind = 'S' THEN NOT pg_catalog.has_sequence_privilege(s.oid, wanted.enough) END
 ORDER BY 1;

-- name: sequence-limits
-- Parameters: three arrays of table, column with the ids, and how many rows there will be, and the schema.
SELECT format('sequence %s can only go from %s to %s, and the rows of this seed have the ids 1 to %s',
              s.name, q.seqmin, q.seqmax, n.ids),
       format('run ALTER SEQUENCE %s', s.name)
       || CASE WHEN q.seqtypid = 'smallint'::regtype AND n.ids > 32767 THEN ' AS integer' ELSE '' END
       || CASE WHEN n.ids > q.seqmax THEN ' NO MAXVALUE' ELSE '' END
       || CASE WHEN q.seqmin > n.ids THEN ' MINVALUE 1' ELSE '' END
  FROM unnest(?::text[], ?::text[], ?::text[]) AS given (table_name, column_name, row_count)
 CROSS JOIN LATERAL (SELECT GREATEST(given.row_count::bigint, 1) AS ids) AS n
  JOIN pg_catalog.pg_class c ON c.relname = given.table_name
  JOIN pg_catalog.pg_namespace m ON m.oid = c.relnamespace AND m.nspname = ?
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = given.column_name
  JOIN pg_catalog.pg_depend d
    ON d.classid = 'pg_catalog.pg_class'::regclass
   AND d.refclassid = 'pg_catalog.pg_class'::regclass
   AND d.refobjid = a.attrelid
   AND d.refobjsubid = a.attnum
   AND d.deptype IN ('a', 'i')
  JOIN pg_catalog.pg_sequence q ON q.seqrelid = d.objid
  JOIN pg_catalog.pg_class r ON r.oid = q.seqrelid
  JOIN pg_catalog.pg_namespace o ON o.oid = r.relnamespace
 CROSS JOIN LATERAL (SELECT format('%I.%I', o.nspname, r.relname) AS name) AS s
 WHERE n.ids > q.seqmax
    OR n.ids < q.seqmin
 ORDER BY s.name;

-- name: rules
-- Parameters: two arrays of table and of what is done to its rows, and the schema.
SELECT format('rule %I of table %I would act on the rows', r.rulename, c.relname),
       format('run ALTER TABLE %I.%I DISABLE RULE %I', n.nspname, c.relname, r.rulename)
  FROM unnest(?::text[], ?::text[]) AS w (table_name, command)
  JOIN pg_catalog.pg_class c ON c.relname = w.table_name
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?
  JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid
 WHERE c.relkind IN ('r', 'p')
   AND r.ev_type = CASE w.command WHEN 'UPDATE' THEN '2'::"char" WHEN 'INSERT' THEN '3' WHEN 'DELETE' THEN '4' END
   AND r.ev_enabled IN ('O', 'A')
 ORDER BY c.relname, r.rulename;

-- name: columns
-- Two further parameters: the columns that a seed writes, as two arrays of table and column.
SELECT format('column %I of table %I is required and has no default', a.attname, c.relname),
       format('run ALTER TABLE %I.%I ALTER COLUMN %I SET DEFAULT with a value, or DROP NOT NULL', n.nspname, c.relname, a.attname)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relkind IN ('r', 'p')
   AND (a.attnotnull OR t.typnotnull)
   AND NOT a.atthasdef
   AND a.attidentity = ''
   AND t.typdefault IS NULL
   AND NOT EXISTS (SELECT FROM unnest(?::text[], ?::text[]) AS w (table_name, column_name)
                    WHERE w.table_name = c.relname AND w.column_name = a.attname)
 ORDER BY c.relname, a.attnum;

-- name: settings
SELECT format('%s is %s for user %I in this database', s.name, s.setting, current_user)
       || CASE s.name WHEN 'session_replication_role' THEN ', so that foreign keys would not be enforced' ELSE '' END,
       CASE WHEN s.source = 'client' THEN 'leave it out of the options in the URL'
            -- RESET would not help against a setting that is made on a higher level as well; a read-only session could not run it
            ELSE format('run, in a session that may write, ALTER %s SET %s = %s',
                        CASE s.source
                             WHEN 'user' THEN format('ROLE %I', current_user)
                             WHEN 'database user' THEN format('ROLE %I IN DATABASE %I', current_user, current_database())
                             WHEN 'database' THEN format('DATABASE %I', current_database())
                             -- what the server was started with is stronger than ALTER SYSTEM
                             WHEN 'global' THEN 'ROLE ALL'
                             WHEN 'command line' THEN 'ROLE ALL'
                             ELSE 'SYSTEM'
                        END,
                        s.name, s.boot_val)
                 || CASE WHEN s.source = 'configuration file' THEN ' and SELECT pg_reload_conf()' ELSE '' END
       END
  FROM pg_catalog.pg_settings s
 WHERE s.name IN ('default_transaction_read_only', 'session_replication_role')
   AND s.setting <> s.boot_val
   AND s.source <> 'session'
 ORDER BY s.name;

-- name: views
-- Parameters: the schema of the views, and their names. MAINTAIN came with PostgreSQL 17.
SELECT format('materialized view %I.%I can only be refreshed by its owner, %s, of which user %I is not a member',
              n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner), current_user),
       format('run ALTER MATERIALIZED VIEW %I.%I OWNER TO %I', n.nspname, c.relname, current_user)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relkind = 'm'
   AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
   AND CASE WHEN current_setting('server_version_num')::int >= 170000
            THEN NOT pg_catalog.has_table_privilege(c.oid, 'MAINTAIN')
            ELSE true
       END
 ORDER BY c.relname;

-- name: emptying
SELECT format('user %I has neither TRUNCATE nor DELETE on table %I', current_user, c.relname),
       format('let an administrator run GRANT TRUNCATE, DELETE ON %I.%I TO %I', n.nspname, c.relname, current_user)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relkind IN ('r', 'p')
   AND NOT pg_catalog.has_table_privilege(c.oid, 'TRUNCATE, DELETE')
 ORDER BY c.relname;

-- name: references
-- A foreign key may refer to a partition of the orders alone. One that the orders pass on to their partitions counts once.
WITH ours AS (
    SELECT c.oid, c.relname
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ?
       AND c.relname = ANY (?)
), emptied AS (
    SELECT oid, relname FROM ours
    UNION ALL
    SELECT p.oid, p.relname
      FROM ours
      JOIN pg_catalog.pg_inherits h ON h.inhparent = ours.oid
      JOIN pg_catalog.pg_class p ON p.oid = h.inhrelid AND p.relispartition
)
SELECT format('table %s refers to table %I by the foreign key %I', f.conrelid::regclass, e.relname, f.conname),
       format('run ALTER TABLE %s DROP CONSTRAINT %I', f.conrelid::regclass, f.conname)
  FROM pg_catalog.pg_constraint f
  JOIN emptied e ON e.oid = f.confrelid
 WHERE f.contype = 'f'
   AND f.conparentid = 0
   AND f.conrelid NOT IN (SELECT oid FROM emptied)
 ORDER BY f.conrelid::regclass::text, f.conname;
