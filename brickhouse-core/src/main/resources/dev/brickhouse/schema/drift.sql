-- name: found
-- The existing constraints, indexes, columns and views, as definitions.csv writes them, each with what keeps it from
-- being in force. The target schema alone is on the search path, so no name is qualified.
WITH here AS (
    SELECT c.oid, c.relname, c.relkind
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE (n.nspname = ? AND c.relkind IN ('r', 'p') OR n.nspname = ? AND c.relkind = 'm')
       AND c.relname = ANY (?)
)
SELECT 'not null' AS kind,
       here.relname AS table_name,
       a.attname AS name,
       '' AS definition,
       CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_constraint k
                          WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND NOT k.convalidated)
            THEN 'is NOT VALID' END AS fault
  FROM here
  JOIN pg_catalog.pg_attribute a ON a.attrelid = here.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE here.relkind <> 'm'
   AND a.attnotnull
UNION ALL
SELECT CASE WHEN s.sequence IS NULL THEN 'default' ELSE 'sequence' END,
       here.relname,
       a.attname,
       CASE WHEN s.sequence IS NULL THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid)
            WHEN a.attidentity = '' THEN 'serial'
            ELSE 'identity' END,
       CASE WHEN d.oid IS NULL AND a.attidentity = '' THEN 'draws from no sequence' END
  FROM here
  JOIN pg_catalog.pg_attribute a ON a.attrelid = here.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_serial_sequence(pg_catalog.quote_ident(here.relname), a.attname) AS sequence) AS s
 WHERE here.relkind <> 'm'
   AND (d.oid IS NOT NULL OR s.sequence IS NOT NULL)
UNION ALL
SELECT CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check' ELSE 'foreign key' END,
       here.relname,
       k.conname,
       regexp_replace(text.definition, '( NOT VALID| NOT ENFORCED)+$', ''),
       CASE WHEN NOT k.convalidated THEN COALESCE('is ' || substring(text.definition FROM 'NOT (?:VALID|ENFORCED)$'), 'is not validated')
            WHEN NOT i.indisvalid AND here.relkind = 'p' THEN 'has an index that is missing in a partition'
            WHEN NOT i.indisvalid THEN 'has an invalid index'
            WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgconstraint = k.oid AND t.tgenabled = 'D')
            THEN 'has disabled triggers'
            WHEN EXISTS (SELECT FROM pg_catalog.pg_constraint part
                           JOIN pg_catalog.pg_trigger t ON t.tgconstraint = part.oid AND t.tgenabled = 'D'
                          WHERE part.conparentid = k.oid)
            THEN 'has disabled triggers in a partition' END
  FROM here
  JOIN pg_catalog.pg_constraint k ON k.conrelid = here.oid AND k.contype IN ('p', 'u', 'c', 'f')
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')
 CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_constraintdef(k.oid, true) AS definition) AS text
UNION ALL
SELECT CASE here.relkind WHEN 'm' THEN 'view index' ELSE 'index' END,
       here.relname,
       x.relname,
       CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END
       || substring(pg_catalog.pg_get_indexdef(i.indexrelid, 0, true) FROM ' USING (.*)$'),
       CASE WHEN NOT i.indisvalid AND here.relkind = 'p' THEN 'is missing in a partition'
            WHEN NOT (i.indisvalid AND i.indisready AND i.indislive) THEN 'is invalid' END
  FROM here
  JOIN pg_catalog.pg_index i ON i.indrelid = here.oid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)
UNION ALL
SELECT 'view', here.relname, here.relname, '', NULL
  FROM here
 WHERE here.relkind = 'm';

-- name: suspended
-- What a load has suspended and restores itself.
SELECT table_name || '.' || object_name
  FROM brickhouse_suspended
 WHERE restored_at IS NULL;

-- name: lock
-- Keeps two repairs of one schema apart until the transaction ends.
SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('brickhouse repair ' || ?, 0));
