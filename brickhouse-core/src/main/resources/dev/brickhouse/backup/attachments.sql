-- name: attached
-- What stands on our tables and views and goes with them. The columns, constraints and indexes of the plugin's own record
-- are its own. Each row says whether it may be of the migrations' making, and which writers' backups hold it: the built-in
-- one refuses to write where there is what it cannot hold, but for what stands outside of the tables' definitions.
WITH ours AS (
    SELECT c.*
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ? AND c.relkind = 'r' AND c.relname = ANY (?)
        OR n.nspname = ? AND c.relkind = 'm' AND c.relname = ANY (?)
), application AS (
    SELECT oid, relname, relkind FROM ours WHERE relname NOT LIKE 'brickhouse\_%'
)
SELECT o.relname AS relation, a.attname AS name, format('column %I of %I', a.attname, o.relname) AS object,
       true AS may_be_migrated, true AS held_by_builtin, true AS held_by_pg_dump
  FROM application o
  JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE o.relkind = 'r'
 UNION ALL
SELECT o.relname, k.conname, format('constraint %I on %I', k.conname, o.relname), true, true, true
  FROM application o
  JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid AND k.contype IN ('p', 'u', 'x', 'c', 'f')
 UNION ALL
SELECT o.relname, x.relname, format('index %I on %I', x.relname, o.relname), true, true, true
  FROM application o
  JOIN pg_catalog.pg_index i ON i.indrelid = o.oid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)
 UNION ALL
SELECT o.relname, t.tgname, format('trigger %I on %I', t.tgname, o.relname), false, true, true
  FROM ours o
  JOIN pg_catalog.pg_trigger t ON t.tgrelid = o.oid AND NOT t.tgisinternal
 UNION ALL
SELECT o.relname, p.polname, format('policy %I on %I', p.polname, o.relname), false, true, true
  FROM ours o
  JOIN pg_catalog.pg_policy p ON p.polrelid = o.oid
 UNION ALL
SELECT o.relname, '', format('row security of %I', o.relname), false, true, true
  FROM ours o
 WHERE o.relrowsecurity OR o.relforcerowsecurity
 UNION ALL
SELECT o.relname, r.rulename, format('rule %I on %I', r.rulename, o.relname), false, true, true
  FROM ours o
  JOIN pg_catalog.pg_rewrite r ON r.ev_class = o.oid AND r.rulename <> '_RETURN'
 UNION ALL
SELECT o.relname, s.stxname, format('statistics %I on %I', s.stxname, o.relname), false, true, true
  FROM ours o
  JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = o.oid
 UNION ALL
SELECT o.relname, '', format('storage options of %I', o.relname), false, true, true
  FROM ours o
 WHERE o.reloptions IS NOT NULL
 UNION ALL
SELECT o.relname, '', format('replica identity of %I', o.relname), false, false, true
  FROM ours o
 WHERE o.relkind = 'r'
   AND o.relreplident <> 'd'
 UNION ALL
SELECT o.relname, p.pubname, format('%I in publication %I', o.relname, p.pubname), false, false, false
  FROM ours o
  JOIN pg_catalog.pg_publication_rel r ON r.prrelid = o.oid
  JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
 ORDER BY 3;
