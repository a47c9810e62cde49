-- name: may-alter
-- Making an index anew takes CREATE on the schema, and a foreign key REFERENCES on the other table.
SELECT pg_has_role(c.relowner, 'USAGE')
       AND has_schema_privilege(n.oid, 'CREATE')
       AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                        WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT has_table_privilege(k.confrelid, 'REFERENCES'))
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ?;

-- name: suspendable
-- Indexes that a foreign key of another table needs, and those that a replica or CLUSTER relies on, stay.
SELECT object_name, kind, definition
  FROM (SELECT k.conname AS object_name, 'foreign key' AS kind, pg_catalog.pg_get_constraintdef(k.oid) AS definition, 1 AS position
          FROM pg_catalog.pg_constraint k
         WHERE k.conrelid = (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                              WHERE n.nspname = ? AND c.relname = ?)
           AND k.contype = 'f'
        UNION ALL
        SELECT x.relname,
               CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' ELSE 'index' END,
               pg_catalog.pg_get_indexdef(i.indexrelid),
               2
          FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
          LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
         WHERE i.indrelid = (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                              WHERE n.nspname = ? AND c.relname = ?)
           AND NOT i.indisreplident
           AND NOT i.indisclustered
           AND k.contype IS DISTINCT FROM 'x'
           AND NOT COALESCE(k.condeferrable, false)
           AND (k.conname IS NULL OR k.conname = x.relname)
           AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint f WHERE f.contype = 'f' AND f.conindid = i.indexrelid AND f.confrelid = i.indrelid)
       ) AS suspendable
 ORDER BY position, object_name;

-- name: remember
-- An index that was built again, but whose constraint was not added before the end, is still noted as that constraint.
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

-- name: restored
UPDATE ${schema}.brickhouse_suspended
   SET restored_at = clock_timestamp()
 WHERE table_name = ?
   AND object_name = ?;
