-- name: may-alter
-- Recreating an index takes CREATE on the schema, and recreating a foreign key REFERENCES on the other table.
SELECT pg_has_role(c.relowner, 'USAGE')
       AND has_schema_privilege(n.oid, 'CREATE')
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
WITH loaded AS (
    SELECT c.oid, c.relkind
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
           ARRAY[CASE WHEN t.relkind <> 'r' THEN 'its table is partitioned' END,
                 CASE WHEN EXISTS (SELECT FROM pg_trigger g WHERE g.tgconstraint = k.oid AND g.tgenabled <> 'O')
                      THEN 'its triggers are not enabled as they are by default' END] AS reasons
      FROM loaded t
      JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
    UNION ALL
    SELECT x.relname,
           CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' ELSE 'index' END,
           CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique key' WHEN 'x' THEN 'exclusion constraint' ELSE 'index' END,
           pg_get_indexdef(i.indexrelid),
           i.indexrelid,
           k.oid,
           ARRAY[CASE WHEN t.relkind <> 'r' THEN 'its table is partitioned' END,
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
        WHERE d.deptype <> 'i'
          AND ((d.refclassid = 'pg_class'::regclass AND d.refobjid = o.index_id)
               OR (d.refclassid = 'pg_constraint'::regclass AND d.refobjid = o.constraint_id))) AS dependents
 ORDER BY o.index_id IS NOT NULL, o.object_name;

-- name: add-suspended
-- An index that was rebuilt, but whose constraint was not added before the end, is still recorded as that constraint.
INSERT INTO ${schema}.brickhouse_suspended (table_name, object_name, kind, definition)
VALUES (?, ?, ?, ?)
    ON CONFLICT (table_name, object_name) DO NOTHING;

-- name: suspended
SELECT object_name, kind, definition
  FROM ${schema}.brickhouse_suspended
 WHERE table_name = ?
   AND restored_at IS NULL
 ORDER BY id;

-- name: lock-suspended
SELECT 1
  FROM ${schema}.brickhouse_suspended
 WHERE table_name = ?
   AND object_name = ?
   AND restored_at IS NULL
   FOR UPDATE;

-- name: forget-restored
DELETE FROM ${schema}.brickhouse_suspended
 WHERE table_name = ?
   AND restored_at IS NOT NULL;

-- name: mark-restored
UPDATE ${schema}.brickhouse_suspended
   SET restored_at = clock_timestamp()
 WHERE table_name = ?
   AND object_name = ?;
