-- name: sequences
SELECT c.relname AS sequence_name,
       format_type(s.seqtypid, NULL) AS type_name,
       s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
       d.deptype = 'i' AS is_identity,
       t.relname AS table_name,
       a.attname AS column_name
  FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_depend d
    ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
   AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
 WHERE n.nspname = ?
   AND t.relname = ANY (?)
 ORDER BY c.relname;

-- name: partitioning
SELECT pg_get_partkeydef(c.oid)
  FROM pg_catalog.pg_class c
 WHERE c.oid = ?::regclass
   AND c.relkind = 'p';

-- name: partitions
SELECT p.relname AS partition_name, pg_get_expr(p.relpartbound, p.oid) AS bound
  FROM pg_catalog.pg_inherits i
  JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid AND p.relispartition
 WHERE i.inhparent = ?::regclass
 ORDER BY p.relname;

-- name: columns
SELECT a.attname AS column_name,
       format_type(a.atttypid, a.atttypmod) AS type_name,
       a.attnotnull AS is_not_null,
       a.attidentity AS identity_kind,
       pg_get_expr(e.adbin, e.adrelid) AS default_value
  FROM pg_catalog.pg_attribute a
  LEFT JOIN pg_catalog.pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
 WHERE a.attrelid = ?::regclass
   AND a.attnum > 0
   AND NOT a.attisdropped
 ORDER BY a.attnum;

-- name: constraints
-- NOT NULL stands with the columns; foreign keys last, since they need the keys that they refer to
SELECT c.relname AS table_name, k.conname AS constraint_name, pg_get_constraintdef(k.oid) AS definition
  FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND k.contype IN ('p', 'u', 'x', 'c', 'f')
 ORDER BY k.contype = 'f', array_position(?, c.relname::text), k.conname;

-- name: indexes
-- that of a partitioned table says ONLY, by which its partitions would get none
SELECT CASE WHEN c.relkind = 'p'
            THEN format('CREATE %sINDEX %I ON %I.%I ', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END, x.relname, n.nspname, c.relname)
                 || substr(pg_get_indexdef(i.indexrelid),
                           length(format('CREATE %sINDEX %I ON ONLY %I.%I ', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END,
                                         x.relname, n.nspname, c.relname)) + 1)
            ELSE pg_get_indexdef(i.indexrelid) END AS definition
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                    WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x'))
 ORDER BY array_position(?, c.relname::text), x.relname;

-- name: views
SELECT c.relname AS view_name, pg_get_viewdef(c.oid) AS definition, c.relispopulated AS is_populated
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relkind = 'm'
 ORDER BY array_position(?, c.relname::text);

-- name: comments
SELECT CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'p' THEN 'TABLE' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'INDEX' END
           AS kind,
       format('%I.%I', n.nspname, c.relname) AS object,
       d.description
  FROM pg_catalog.pg_description d
  JOIN pg_catalog.pg_class c ON c.oid = d.objoid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE d.classoid = 'pg_catalog.pg_class'::regclass
   AND d.objsubid = 0
   AND n.nspname IN (?, ?)
   AND c.relkind IN ('r', 'p', 'm', 'S', 'i', 'I')
 UNION ALL
SELECT 'COLUMN', format('%I.%I.%I', n.nspname, c.relname, a.attname), d.description
  FROM pg_catalog.pg_description d
  JOIN pg_catalog.pg_class c ON c.oid = d.objoid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
 WHERE d.classoid = 'pg_catalog.pg_class'::regclass
   AND d.objsubid > 0
   AND n.nspname IN (?, ?)
   AND c.relkind IN ('r', 'p', 'm')
 UNION ALL
SELECT 'CONSTRAINT', format('%I ON %I.%I', k.conname, n.nspname, c.relname), d.description
  FROM pg_catalog.pg_description d
  JOIN pg_catalog.pg_constraint k ON k.oid = d.objoid
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE d.classoid = 'pg_catalog.pg_constraint'::regclass
   AND n.nspname IN (?, ?)
   AND k.contype <> 'n'
 ORDER BY 1, 2;

-- name: unsupported-objects
-- what the built-in writer cannot carry, in words; members of an extension belong to the extension
WITH ours AS (
    SELECT c.oid, c.relname, c.relkind, c.relpersistence, c.reloptions, c.relrowsecurity, c.relispartition, c.relhassubclass,
           c.relispartition AND EXISTS (
               SELECT FROM pg_catalog.pg_inherits h
                 JOIN pg_catalog.pg_class o ON o.oid = h.inhparent
                WHERE h.inhrelid = c.oid AND o.relnamespace = c.relnamespace AND o.relname = 'orders') AS is_part
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ?
       AND (c.relkind = 'r' AND (c.relname = ANY (?) OR c.relispartition AND EXISTS (
               SELECT FROM pg_catalog.pg_inherits h
                 JOIN pg_catalog.pg_class o ON o.oid = h.inhparent
                WHERE h.inhrelid = c.oid AND o.relnamespace = c.relnamespace AND o.relname = 'orders')) OR c.relname = 'orders' AND ?)
        OR n.nspname = ? AND c.relkind = 'm' AND c.relname = ANY (?)
), schemas AS (
    SELECT oid FROM pg_catalog.pg_namespace WHERE nspname IN (?, ?)
), members AS (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
)
SELECT CASE c.relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'table ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view '
                      WHEN 'f' THEN 'foreign table ' WHEN 'S' THEN 'sequence ' ELSE 'type ' END
           || c.oid::regclass AS stranger
  FROM pg_catalog.pg_class c
 WHERE c.relnamespace IN (SELECT oid FROM schemas)
   AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
   AND c.oid NOT IN (SELECT oid FROM ours)
   AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_catalog.pg_class'::regclass AND m.objid = c.oid)
   AND NOT (c.relkind = 'S' AND EXISTS (
           SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
              AND d.refobjid IN (SELECT oid FROM ours) AND d.deptype IN ('a', 'i')))
 UNION ALL
SELECT 'function ' || p.oid::regprocedure
  FROM pg_catalog.pg_proc p
 WHERE p.pronamespace IN (SELECT oid FROM schemas)
   AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_catalog.pg_proc'::regclass AND m.objid = p.oid)
 UNION ALL
SELECT 'type ' || t.oid::regtype
  FROM pg_catalog.pg_type t
 WHERE t.typnamespace IN (SELECT oid FROM schemas)
   AND t.typtype IN ('d', 'e', 'r', 'b')
   AND t.typelem = 0
   AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_catalog.pg_type'::regclass AND m.objid = t.oid)
 UNION ALL
SELECT 'operator ' || o.oid::regoperator
  FROM pg_catalog.pg_operator o
 WHERE o.oprnamespace IN (SELECT oid FROM schemas)
   AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_catalog.pg_operator'::regclass AND m.objid = o.oid)
 UNION ALL
SELECT 'extended statistics ' || s.stxname
  FROM pg_catalog.pg_statistic_ext s
 WHERE s.stxnamespace IN (SELECT oid FROM schemas)
 UNION ALL
SELECT 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass
  FROM pg_catalog.pg_trigger t
 WHERE t.tgrelid IN (SELECT oid FROM ours)
   AND NOT t.tgisinternal
 UNION ALL
SELECT 'policy ' || p.polname || ' on ' || p.polrelid::regclass
  FROM pg_catalog.pg_policy p
 WHERE p.polrelid IN (SELECT oid FROM ours)
 UNION ALL
SELECT 'rule ' || r.rulename || ' on ' || r.ev_class::regclass
  FROM pg_catalog.pg_rewrite r
 WHERE r.ev_class IN (SELECT oid FROM ours)
   AND r.rulename <> '_RETURN'
 UNION ALL
SELECT 'column ' || a.attname || ' of ' || a.attrelid::regclass
           || CASE WHEN a.attgenerated <> '' THEN ', which is generated'
                   WHEN t.typnamespace <> 'pg_catalog'::regnamespace THEN ' of type ' || format_type(a.atttypid, a.atttypmod)
                   ELSE ', which has a collation of its own' END
  FROM pg_catalog.pg_attribute a
  JOIN ours o ON o.oid = a.attrelid AND o.relkind IN ('r', 'p')
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
 WHERE a.attnum > 0
   AND NOT a.attisdropped
   AND (a.attgenerated <> ''
        OR t.typnamespace <> 'pg_catalog'::regnamespace
        OR a.attcollation <> t.typcollation)
 UNION ALL
SELECT 'options of ' || o.oid::regclass
           || CASE WHEN o.relrowsecurity THEN ' (row security)'
                   WHEN o.relpersistence <> 'p' THEN ' (unlogged)'
                   ELSE ' (inheritance)' END
  FROM ours o
 WHERE o.relrowsecurity
    OR o.relpersistence <> 'p'
    OR o.relispartition AND NOT o.is_part
    OR EXISTS (SELECT FROM pg_catalog.pg_inherits i
                WHERE o.oid = i.inhrelid AND NOT o.is_part OR o.oid = i.inhparent AND o.relkind <> 'p')
 UNION ALL
SELECT 'constraint ' || k.conname || ' of partition ' || o.oid::regclass
  FROM ours o
  JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid AND k.contype IN ('x', 'c', 'f') AND k.conislocal AND k.coninhcount = 0
 WHERE o.is_part
 UNION ALL
SELECT 'NOT NULL of column ' || a.attname || ' of partition ' || o.oid::regclass
  FROM ours o
  JOIN pg_catalog.pg_inherits h ON h.inhrelid = o.oid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnotnull AND a.attnum > 0
  JOIN pg_catalog.pg_attribute w ON w.attrelid = h.inhparent AND w.attname = a.attname AND NOT w.attnotnull
 WHERE o.is_part
 UNION ALL
SELECT 'index ' || x.relname || ' of partition ' || o.oid::regclass
  FROM ours o
  JOIN pg_catalog.pg_index i ON i.indrelid = o.oid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
 WHERE o.is_part
   AND (NOT x.relispartition OR i.indisclustered OR i.indisreplident OR x.reloptions IS NOT NULL
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0)
        OR EXISTS (SELECT FROM pg_catalog.pg_description d WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = x.oid))
 ORDER BY 1;
