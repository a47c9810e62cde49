-- name: attached
-- What stands on our tables and views and goes with them, with its definition. The columns, constraints and indexes of the
-- plugin's own record are its own. Each row says by what it may be of the plugin's making (its name, the type or NOT NULL of a
-- column that the migrations make, or what an index of a view is on), and which writers' backups hold it: the built-in one
-- refuses to write where there is what it cannot hold, but for what stands outside of the tables' definitions. Nothing but
-- pg_catalog is on the search path.
WITH ours AS (
    SELECT c.*, c.relispartition AND EXISTS (
               SELECT FROM pg_catalog.pg_inherits h
                 JOIN pg_catalog.pg_class o ON o.oid = h.inhparent
                WHERE h.inhrelid = c.oid AND o.relnamespace = c.relnamespace AND o.relname = 'orders') AS is_partition
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND (c.relname = ANY (?) OR c.relispartition AND EXISTS (
               SELECT FROM pg_catalog.pg_inherits h
                 JOIN pg_catalog.pg_class o ON o.oid = h.inhparent
                WHERE h.inhrelid = c.oid AND o.relnamespace = c.relnamespace AND o.relname = 'orders'))
        OR n.nspname = ? AND c.relkind = 'm' AND c.relname = ANY (?)
), application AS (
    SELECT oid, relname, relkind FROM ours WHERE relname NOT LIKE 'brickhouse\_%' AND NOT is_partition
), columns AS (
    SELECT o.relname, o.relkind, a.attname, a.attnotnull, a.attidentity,
           format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END AS type,
           CASE WHEN a.attgenerated <> '' THEN pg_get_expr(e.adbin, e.adrelid) ELSE '' END AS generated
      FROM application o
      JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
     WHERE o.relkind IN ('r', 'p')
)
SELECT relname AS relation, attname AS name, format('column %I of %I', attname, relname) AS object,
       concat_ws(' ', type, CASE WHEN attnotnull THEN 'NOT NULL' END, attidentity, generated) AS definition,
       'name' AS made_by, true AS held_by_builtin, true AS held_by_pg_dump
  FROM columns
 UNION ALL
SELECT relname, attname, format('type of column %I of %I', attname, relname), type, 'type', true, true
  FROM columns
 UNION ALL
SELECT relname, attname, format('NOT NULL of column %I of %I', attname, relname), '', 'not null', true, true
  FROM columns
 WHERE attnotnull
   -- the migrations make what a table is partitioned by NOT NULL, since its keys hold it
   AND NOT (relkind = 'p' AND attname = 'order_date')
 UNION ALL
SELECT relname, attname, format('identity of column %I of %I', attname, relname), attidentity::text, 'another column', true, true
  FROM columns
 WHERE attidentity <> ''
 UNION ALL
SELECT relname, attname, format('expression of generated column %I of %I', attname, relname), generated, 'another column', true, true
  FROM columns
 WHERE generated <> ''
 UNION ALL
SELECT o.relname, k.conname, format('constraint %I on %I', k.conname, o.relname), pg_get_constraintdef(k.oid), 'name', true, true
  FROM application o
  JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid AND k.contype IN ('p', 'u', 'x', 'c', 'f')
 UNION ALL
SELECT o.relname, x.relname, format('index %I on %I', x.relname, o.relname), pg_get_indexdef(x.oid),
       CASE WHEN o.relkind <> 'm' THEN 'name'
            WHEN i.indisclustered OR obj_description(x.oid, 'pg_class') IS NOT NULL THEN 'view index with more'
            ELSE 'view index' END, true, true
  FROM application o
  JOIN pg_catalog.pg_index i ON i.indrelid = o.oid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)
 UNION ALL
SELECT o.relname, k.conname, format('constraint %I on %I', k.conname, o.relname), pg_get_constraintdef(k.oid), 'others', true, true
  FROM ours o
  JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid AND k.contype IN ('x', 'c', 'f') AND k.conislocal AND k.coninhcount = 0
 WHERE o.is_partition
 UNION ALL
SELECT o.relname, a.attname, format('NOT NULL of column %I of %I', a.attname, o.relname), '', 'others', true, true
  FROM ours o
  JOIN pg_catalog.pg_inherits h ON h.inhrelid = o.oid
  JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnotnull AND a.attnum > 0
  JOIN pg_catalog.pg_attribute w ON w.attrelid = h.inhparent AND w.attname = a.attname AND NOT w.attnotnull
 WHERE o.is_partition
 UNION ALL
SELECT o.relname, x.relname, format('index %I on %I', x.relname, o.relname), pg_get_indexdef(x.oid), 'others', true, true
  FROM ours o
  JOIN pg_catalog.pg_index i ON i.indrelid = o.oid
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid AND NOT x.relispartition
 WHERE o.is_partition
 UNION ALL
SELECT o.relname, t.tgname, format('trigger %I on %I', t.tgname, o.relname), pg_get_triggerdef(t.oid), 'others', true, true
  FROM ours o
  JOIN pg_catalog.pg_trigger t ON t.tgrelid = o.oid AND NOT t.tgisinternal
 UNION ALL
SELECT o.relname, p.polname, format('policy %I on %I', p.polname, o.relname),
       concat_ws(' ', p.polcmd, CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                 (SELECT string_agg(CASE r.oid WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.oid)) END, ', ') FROM unnest(p.polroles) AS r (oid)),
                 'USING', pg_get_expr(p.polqual, p.polrelid), 'CHECK', pg_get_expr(p.polwithcheck, p.polrelid)),
       'others', true, true
  FROM ours o
  JOIN pg_catalog.pg_policy p ON p.polrelid = o.oid
 UNION ALL
SELECT o.relname, '', format('row security of %I', o.relname),
       concat_ws(' ', CASE WHEN o.relrowsecurity THEN 'ENABLE' END, CASE WHEN o.relforcerowsecurity THEN 'FORCE' END),
       'others', true, true
  FROM ours o
 WHERE o.relrowsecurity OR o.relforcerowsecurity
 UNION ALL
SELECT o.relname, r.rulename, format('rule %I on %I', r.rulename, o.relname), pg_get_ruledef(r.oid), 'others', true, true
  FROM ours o
  JOIN pg_catalog.pg_rewrite r ON r.ev_class = o.oid AND r.rulename <> '_RETURN'
 UNION ALL
SELECT o.relname, s.stxname, format('statistics %I on %I', s.stxname, o.relname), pg_get_statisticsobjdef(s.oid), 'others', true, true
  FROM ours o
  JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = o.oid
 UNION ALL
SELECT o.relname, '', format('%I, which is unlogged', o.relname), '', 'others', true, true
  FROM ours o
 WHERE o.relpersistence = 'u'
 UNION ALL
SELECT o.relname, '', format('access method of %I', o.relname), m.amname, 'others', false, true
  FROM ours o
  JOIN pg_catalog.pg_am m ON m.oid = o.relam AND m.amname <> 'heap'
 UNION ALL
SELECT o.relname, '', format('%I, which inherits from %s', o.relname, i.inhparent::regclass), '', 'others', true, true
  FROM ours o
  JOIN pg_catalog.pg_inherits i ON i.inhrelid = o.oid
 WHERE NOT o.is_partition
 UNION ALL
SELECT o.relname, '', format('%I, which is a table of type %s', o.relname, o.reloftype::regtype), '', 'others', false, true
  FROM ours o
 WHERE o.reloftype <> 0
 UNION ALL
SELECT DISTINCT o.relname, l.provider, format('security label of %I', o.relname), '', 'others', false, true
  FROM ours o
  JOIN pg_catalog.pg_seclabel l ON l.classoid = 'pg_catalog.pg_class'::regclass AND l.objoid = o.oid
 UNION ALL
SELECT o.relname, x.relname, format('dependency of %I on extension %I', x.relname, e.extname), '', 'others', false, true
  FROM ours o
  JOIN pg_catalog.pg_class x ON x.oid = o.oid OR x.oid IN (SELECT indexrelid FROM pg_catalog.pg_index WHERE indrelid = o.oid)
  JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = x.oid AND d.deptype = 'x'
  JOIN pg_catalog.pg_extension e ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND e.oid = d.refobjid
 UNION ALL
SELECT o.relname, p.pubname, format('%I in publication %I', o.relname, p.pubname), '', 'others', false, false
  FROM ours o
  JOIN pg_catalog.pg_publication_rel r ON r.prrelid = o.oid
  JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
 UNION ALL
SELECT o.relname, s.subname, format('%I in subscription %I', o.relname, s.subname), '', 'others', false, false
  FROM ours o
  JOIN pg_catalog.pg_subscription_rel r ON r.srrelid = o.oid
  JOIN pg_catalog.pg_subscription s ON s.oid = r.srsubid
 ORDER BY 3;
