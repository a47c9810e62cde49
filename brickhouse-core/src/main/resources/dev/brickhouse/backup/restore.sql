-- name: relations
SELECT n.nspname AS schema_name, c.relname AS relation_name, c.relkind AS kind
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND c.relname = ANY (?)
    OR n.nspname = ? AND c.relkind = 'm' AND c.relname = ANY (?)
 ORDER BY c.relkind = 'm' DESC, array_position(?, c.relname::text) DESC;

-- name: other-kinds
-- what has the name of one of our tables or views and is none such; the orders may be partitioned as the plugin does it
SELECT format('%I.%I', n.nspname, c.relname)
       || CASE WHEN c.relispartition THEN ' is a partition of another table'
               WHEN c.relkind = 'p' THEN ' is a partitioned table'
               WHEN c.relkind = 'r' THEN ' is a table'
               WHEN c.relkind = 'v' THEN ' is a view'
               WHEN c.relkind = 'm' THEN ' is a materialized view'
               WHEN c.relkind = 'f' THEN ' is a foreign table'
               WHEN c.relkind IN ('i', 'I') THEN ' is an index'
               WHEN c.relkind = 'S' THEN ' is a sequence'
               ELSE ' is a type'
          END
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ? AND c.relname = ANY (?) AND (c.relkind <> 'r' OR c.relispartition) AND NOT (c.relname = 'orders' AND ?)
    OR n.nspname = ? AND c.relname = ANY (?) AND c.relkind <> 'm'
 ORDER BY 1;

-- name: schemas
SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY (?);

-- name: settable
-- which of these settings the user may change, with the value that they have in this session
SELECT name, setting
  FROM pg_catalog.pg_settings
 WHERE name = ANY (?)
   AND (context = 'user' OR context = 'superuser' AND pg_catalog.current_setting('is_superuser') = 'on');

-- name: any-table
SELECT format('%I.%I', n.nspname, c.relname)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
 LIMIT 1;

-- name: journal-rights
-- what default privileges gave away of the plugin's own record when its tables were made again
SELECT DISTINCT format('%I.%I', n.nspname, c.relname) AS relation,
       CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL aclexplode(c.relacl) AS a
 WHERE n.nspname = ?
   AND c.relname LIKE 'brickhouse\_%'
   AND c.relkind IN ('r', 'S')
   AND a.grantee <> c.relowner;

-- name: event-trigger
-- the one whose function is named where an error arose; it takes no arguments
SELECT quote_ident(e.evtname) AS name, quote_ident(p.proname) || '()' AS function
  FROM pg_catalog.pg_event_trigger e
  JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid
 WHERE e.evtenabled <> 'D'
   AND position(' ' || translate(quote_ident(p.proname), '.', ' ') || '()' IN ' ' || translate(?, '.', ' ')) > 0
 ORDER BY e.evtname
 LIMIT 1;

-- name: triggers
-- Those that act on rows that a restore writes. What a partition has of its table is not named again.
SELECT pg_catalog.format('%I on %I', t.tgname, c.relname)
  FROM pg_catalog.pg_trigger t
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
  LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
  LEFT JOIN pg_catalog.pg_class o ON o.oid = i.inhparent
 WHERE COALESCE(o.relnamespace, c.relnamespace) = pg_catalog.to_regnamespace(?)
   AND COALESCE(o.relname, c.relname) = ANY (?)
   AND t.tgenabled IN ('O', 'A')
   AND NOT t.tgisinternal
   AND t.tgparentid = 0
 ORDER BY t.tgname, c.relname;
