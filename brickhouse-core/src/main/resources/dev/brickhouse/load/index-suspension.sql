-- name: may-alter
-- Recreating an index takes CREATE on the schema, and recreating a foreign key REFERENCES on the other table.
SELECT pg_has_role(c.relowner, 'USAGE')
       AND has_schema_privilege(n.oid, 'CREATE')
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i
                         JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
                        WHERE c.relkind = 'p' AND i.inhparent = c.oid AND NOT pg_has_role(p.relowner, 'USAGE'))
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                        WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT has_table_privilege(k.confrelid, 'REFERENCES'))
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ?;

-- name: definition-settings
-- With an empty search path, definitions name the schema of everything they refer to; the rest is how constants are written.
SET LOCAL search_path = pg_catalog;
SET LOCAL standard_conforming_strings = on;
SET LOCAL datestyle = 'ISO';
SET LOCAL intervalstyle = postgres;
SET LOCAL extra_float_digits = 3;
SET LOCAL bytea_output = hex;

-- name: suspendable
-- With the reasons why an object has to stay: it could not be recreated exactly as it was, or something depends on it.
-- Of the index of a partitioned table it is what follows the table's name, and of its key the constraint, so that each of the
-- partitions can be given its part.
WITH loaded AS (
    SELECT c.oid, c.relkind, n.nspname, c.relname,
           c.relkind = 'p'
           AND EXISTS (SELECT FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhrelid
                        WHERE h.inhparent = c.oid AND (p.relkind <> 'r' OR p.relnamespace <> c.relnamespace)) AS is_nested
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ?
       AND c.relname = ?
), objects AS (
    SELECT k.conname AS object_name,
           'foreign key' AS kind,
           'foreign key' AS kind_of_object,
           pg_get_constraintdef(k.oid) AS definition,
           NULL::oid AS index_id,
           k.oid AS constraint_id,
           ARRAY[CASE WHEN t.is_nested THEN 'its table has partitions that are partitioned themselves, foreign tables or in another schema' END,
                 CASE WHEN EXISTS (SELECT FROM pg_trigger g WHERE g.tgconstraint = k.oid AND g.tgenabled <> 'O')
                      THEN 'its triggers are not enabled as they are by default' END] AS reasons
      FROM loaded t
      JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
    UNION ALL
    SELECT x.relname,
           CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' ELSE 'index' END,
           CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique key' WHEN 'x' THEN 'exclusion constraint' ELSE 'index' END,
           CASE WHEN t.relkind = 'r' THEN pg_get_indexdef(i.indexrelid)
                WHEN k.oid IS NOT NULL THEN pg_get_constraintdef(k.oid)
                ELSE CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || substr(pg_get_indexdef(i.indexrelid), length(p.prefix) + 1) END,
           i.indexrelid,
           k.oid,
           ARRAY[CASE WHEN t.is_nested THEN 'its table has partitions that are partitioned themselves, foreign tables or in another schema' END,
                 CASE WHEN t.relkind = 'p' AND EXISTS (
                           SELECT FROM pg_inherits h
                             JOIN pg_class c ON c.oid = h.inhrelid
                             JOIN pg_index ci ON ci.indexrelid = c.oid
                            WHERE h.inhparent = x.oid
                              AND (c.reltablespace <> 0 OR ci.indisclustered OR ci.indisreplident
                                   OR c.reloptions IS DISTINCT FROM x.reloptions
                                   OR EXISTS (SELECT FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid)
                                   OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0)))
                      THEN 'its part in a partition has settings of its own' END,
                 CASE WHEN t.relkind = 'p' AND k.oid IS NULL AND NOT starts_with(pg_get_indexdef(i.indexrelid), p.prefix || 'USING ')
                      THEN 'its definition cannot be taken apart' END,
                 CASE WHEN x.relispartition THEN 'it is part of a partitioned index' END,
                 CASE WHEN i.indisreplident THEN 'it is the replica identity' END,
                 CASE WHEN i.indisclustered THEN 'the table is clustered by it' END,
                 CASE WHEN NOT (i.indisvalid AND i.indisready AND i.indislive) THEN 'it is not valid' END,
                 CASE WHEN i.indisexclusion THEN 'it excludes rows' END,
                 CASE WHEN k.condeferrable THEN 'it is deferrable' END,
                 CASE WHEN k.conname <> x.relname THEN 'its index has another name' END,
                 CASE WHEN x.reltablespace <> 0 THEN 'it has a tablespace of its own' END,
                 CASE WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0)
                      THEN 'it has a statistics target of its own' END]
      FROM loaded t
      JOIN pg_index i ON i.indrelid = t.oid
      JOIN pg_class x ON x.oid = i.indexrelid
      LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
     CROSS JOIN LATERAL (SELECT format('CREATE %sINDEX %I ON ONLY %I.%I ', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END,
                                       x.relname, t.nspname, t.relname) AS prefix) AS p
)
SELECT o.object_name,
       o.kind,
       o.kind_of_object,
       o.definition,
       NULLIF(array_to_string(o.reasons
                              || CASE WHEN k.coninhcount > 0 OR k.conparentid <> 0 THEN 'it is inherited' END
                              || CASE WHEN commented.is_so THEN 'it has a comment' END
                              || CASE WHEN extensions.name IS NOT NULL THEN 'it belongs to extension ' || extensions.name END
                              || CASE WHEN dependents.names IS NOT NULL THEN dependents.names || ' needs it' END,
                              ', '), '') AS reasons
  FROM objects o
  LEFT JOIN pg_constraint k ON k.oid = o.constraint_id
 CROSS JOIN LATERAL (
       SELECT EXISTS (SELECT FROM pg_description d
                       WHERE (d.classoid = 'pg_class'::regclass AND d.objoid = o.index_id)
                          OR (d.classoid = 'pg_constraint'::regclass AND d.objoid = o.constraint_id)) AS is_so) AS commented
 CROSS JOIN LATERAL (
       SELECT string_agg(DISTINCT e.extname, ' and ') AS name
         FROM pg_depend d
         JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
        WHERE d.deptype IN ('e', 'x')
          AND ((d.classid = 'pg_class'::regclass AND d.objid = o.index_id)
               OR (d.classid = 'pg_constraint'::regclass AND d.objid = o.constraint_id))) AS extensions
 CROSS JOIN LATERAL (
       -- a view is known by the rule that is its query
       SELECT string_agg(DISTINCT COALESCE(pg_describe_object('pg_class'::regclass, r.ev_class, 0),
                                           pg_describe_object(d.classid, d.objid, d.objsubid)), ' and ') AS names
         FROM pg_depend d
         LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
        -- a part in a partition goes and comes with the whole
        WHERE d.deptype NOT IN ('i', 'P', 'S')
          AND ((d.refclassid = 'pg_class'::regclass AND d.refobjid = o.index_id)
               OR (d.refclassid = 'pg_constraint'::regclass AND d.refobjid = o.constraint_id))) AS dependents
 ORDER BY o.index_id IS NOT NULL, o.object_name;

-- name: partitions
-- the largest first
SELECT format('%I.%I', n.nspname, p.relname)
  FROM pg_catalog.pg_inherits i
  JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
  JOIN pg_catalog.pg_class c ON c.oid = i.inhparent AND c.relkind = 'p'
 WHERE n.nspname = ?
   AND c.relname = ?
   AND c.relnamespace = n.oid
 ORDER BY pg_catalog.pg_relation_size(p.oid) DESC, p.relname;

-- name: of-partition
-- what a partition has, written as suspendable does for its table
SELECT pg_get_constraintdef(k.oid)
  FROM pg_constraint k
 WHERE k.conrelid = ?::regclass
   AND k.contype IN ('p', 'u')
 UNION
SELECT CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END
       || substr(pg_get_indexdef(i.indexrelid),
                 length(format('CREATE %sINDEX %I ON %I.%I ', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END,
                               x.relname, n.nspname, p.relname)) + 1)
  FROM pg_index i
  JOIN pg_class x ON x.oid = i.indexrelid
  JOIN pg_class p ON p.oid = i.indrelid
  JOIN pg_namespace n ON n.oid = p.relnamespace
 WHERE p.oid = ?::regclass
   AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid);

-- name: has-journal
SELECT 1
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ?;

-- name: unattached
-- The indexes that were built for what is suspended and that are not yet those of the table's keys, or parts of its indexes
-- and keys, with the statements that drop them. The definitions are written as suspendable does.
WITH loaded AS (
    SELECT c.oid, c.relkind
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ?
       AND c.relname = ?
), tables AS (
    SELECT oid, false AS is_partition FROM loaded WHERE relkind = 'r'
    UNION ALL
    SELECT h.inhrelid, true FROM loaded l JOIN pg_inherits h ON h.inhparent = l.oid WHERE l.relkind = 'p'
)
SELECT i.indexrelid::text AS id,
       CASE WHEN k.oid IS NULL THEN format('DROP INDEX %I.%I', n.nspname, x.relname)
            ELSE format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname) END AS drop
  FROM tables t
  JOIN pg_class c ON c.oid = t.oid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_index i ON i.indrelid = t.oid
  JOIN pg_class x ON x.oid = i.indexrelid AND NOT x.relispartition
  LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u')
 WHERE (t.is_partition OR k.oid IS NULL)
   AND EXISTS (SELECT FROM ${schema}.brickhouse_suspended s
                WHERE s.table_name = ?
                  AND s.restored_at IS NULL
                  AND s.kind <> 'foreign key'
                  AND s.definition = CASE
                      WHEN NOT t.is_partition THEN pg_get_indexdef(i.indexrelid)
                      WHEN k.oid IS NOT NULL THEN pg_get_constraintdef(k.oid)
                      ELSE CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END
                           || substr(pg_get_indexdef(i.indexrelid),
                                     length(format('CREATE %sINDEX %I ON %I.%I ', CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END,
                                                   x.relname, n.nspname, c.relname)) + 1) END)
 ORDER BY 2;

-- name: add-suspended
-- An index that was rebuilt, but whose constraint was not added before the end, is still recorded as that constraint. It is
-- written once more, so that every object counts.
INSERT INTO ${schema}.brickhouse_suspended (table_name, object_name, kind, definition)
SELECT ?, o.object_name, o.kind, o.definition
  FROM unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS o (object_name, kind, definition, position)
 ORDER BY o.position
    ON CONFLICT (table_name, object_name) DO UPDATE SET object_name = excluded.object_name;

-- name: suspended
SELECT object_name, kind, definition
  FROM ${schema}.brickhouse_suspended
 WHERE table_name = ?
   AND restored_at IS NULL
 ORDER BY id;

-- name: lock-suspended
SELECT object_name
  FROM ${schema}.brickhouse_suspended
 WHERE table_name = ?
   AND object_name = ANY (?)
   AND restored_at IS NULL
 ORDER BY id
   FOR UPDATE;

-- name: forget-restored
DELETE FROM ${schema}.brickhouse_suspended
 WHERE table_name = ?
   AND restored_at IS NOT NULL;

-- name: mark-restored
UPDATE ${schema}.brickhouse_suspended
   SET restored_at = clock_timestamp()
 WHERE table_name = ?
   AND object_name = ANY (?)
RETURNING restored_at IS NOT NULL;
