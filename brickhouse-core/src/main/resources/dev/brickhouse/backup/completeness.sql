-- name: left-out
-- partitions and children of the tables in the given schemas or, where none is given, in the whole database, and tables of
-- the plugin's own that pg_dump takes for a part of an extension
WITH RECURSIVE scope AS (
    SELECT n.oid, n.nspname
      FROM pg_catalog.pg_namespace n
     CROSS JOIN (SELECT ?::text[] AS schemas) AS given
     WHERE CASE WHEN cardinality(given.schemas) = 0
                THEN n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                ELSE n.nspname = ANY (given.schemas) END
), members AS (
    SELECT objid FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::regclass AND deptype = 'e'
), tree AS (
    SELECT c.oid, NULL::oid AS parent
      FROM pg_catalog.pg_class c
     WHERE c.relkind IN ('r', 'p')
       AND c.relpersistence <> 't'
       AND c.relnamespace IN (SELECT oid FROM scope)
       AND c.oid NOT IN (SELECT objid FROM members)
     UNION
    SELECT i.inhrelid, i.inhparent
      FROM pg_catalog.pg_inherits i
      JOIN tree t ON t.oid = i.inhparent
)
SELECT c.oid::regclass::text AS relation,
       'holds rows of ' || string_agg(t.parent::regclass::text, ' and ' ORDER BY t.parent::regclass::text)
           || CASE WHEN c.relkind = 'f' THEN ' on another server'
                   WHEN c.oid IN (SELECT objid FROM members) THEN ' and belongs to an extension'
                   ELSE ' in another schema' END AS why,
       c.relkind <> 'f' AND c.oid NOT IN (SELECT objid FROM members) AS is_reachable
  FROM tree t
  JOIN pg_catalog.pg_class c ON c.oid = t.oid
 WHERE t.parent IS NOT NULL
   AND c.relpersistence <> 't'
   AND (c.relkind = 'f'
        OR c.oid IN (SELECT objid FROM members)
        OR c.relnamespace NOT IN (SELECT oid FROM scope))
 GROUP BY c.oid, c.relkind
 UNION ALL
SELECT c.oid::regclass::text, 'belongs to an extension', false
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.oid IN (SELECT objid FROM members)
 ORDER BY 1, 2;
