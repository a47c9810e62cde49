-- name: relation-properties
-- What a user has set on our tables and views, and on the indexes, sequences, triggers, rules and statistics of these, that is
-- no object of its own, with the statement that sets it again. Each row says what it is about, and which object has to be
-- there for the statement. Nothing but pg_catalog is on the search path.
WITH ours AS (
    SELECT c.*, n.nspname, format('%I.%I', n.nspname, c.relname) AS full_name,
           CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END AS kind,
           c.relname NOT LIKE 'brickhouse\_%' AS is_application
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND (c.relname = ANY (?) OR c.relispartition AND EXISTS (
               SELECT FROM pg_catalog.pg_inherits h
                 JOIN pg_catalog.pg_class o ON o.oid = h.inhparent
                WHERE h.inhrelid = c.oid AND o.relnamespace = c.relnamespace AND o.relname = 'orders'))
        OR n.nspname = ? AND c.relkind = 'm' AND c.relname = ANY (?)
), attributes AS (
    SELECT o.oid, o.relname, o.relkind, o.relispartition, o.full_name, o.kind, o.is_application, a.attnum, a.attname, a.attstattarget, a.attoptions,
           a.attstorage, a.attcompression, a.attgenerated, a.attacl, a.atttypid
      FROM ours o
      JOIN pg_catalog.pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
), indexes AS (
    SELECT x.oid, x.relname AS index_name, format('%I.%I', o.nspname, x.relname) AS index_full_name, x.reloptions, x.reltablespace,
           i.indisclustered, i.indisreplident, o.relname, o.full_name, o.kind, o.is_application
      FROM ours o
      JOIN pg_catalog.pg_index i ON i.indrelid = o.oid
      JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
), sequences AS (
    SELECT c.oid, c.relname AS sequence_name, c.relacl, c.relowner, format('%I.%I', o.nspname, c.relname) AS sequence_full_name,
           o.relname, o.full_name, o.is_application, d.refobjsubid AS attnum, o.oid AS table_oid, s.*
      FROM ours o
      JOIN pg_catalog.pg_depend d
        ON d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
       AND d.refobjid = o.oid AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      JOIN pg_catalog.pg_class c ON c.oid = d.objid AND c.relkind = 'S'
      JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
), options AS (
    SELECT o.full_name AS needs, o.kind || ' ' || o.full_name AS target, format('storage options of %I', o.relname) AS object,
           o.reloptions AS given, '' AS prefix
      FROM ours o
     UNION ALL
    SELECT o.full_name, o.kind || ' ' || o.full_name, format('storage options of %I', o.relname), t.reloptions, 'toast.'
      FROM ours o
      JOIN pg_catalog.pg_class t ON t.oid = o.reltoastrelid
     UNION ALL
    SELECT index_full_name, 'INDEX ' || index_full_name, format('storage options of index %I', index_name), reloptions, ''
      FROM indexes
), privileges AS (
    SELECT o.full_name AS needs, 'TABLE ' || o.full_name AS target, o.relname AS relation, g.*, '' AS columns
      FROM ours o
     CROSS JOIN LATERAL aclexplode(o.relacl) AS g
     WHERE o.is_application AND g.grantee <> o.relowner
     UNION ALL
    SELECT s.sequence_full_name, 'SEQUENCE ' || s.sequence_full_name, s.sequence_name, g.*, ''
      FROM sequences s
     CROSS JOIN LATERAL aclexplode(s.relacl) AS g
     WHERE s.is_application AND g.grantee <> s.relowner
     UNION ALL
    SELECT a.full_name, 'TABLE ' || a.full_name, a.relname, g.*, format(' (%I)', a.attname)
      FROM attributes a
     CROSS JOIN LATERAL aclexplode(a.attacl) AS g
     WHERE a.is_application
), comments AS (
    SELECT o.full_name AS needs, o.kind || ' ' || o.full_name AS target, format('comment on %I', o.relname) AS object,
           'pg_catalog.pg_class'::regclass AS class, o.oid, 0 AS part
      FROM ours o
     WHERE o.is_application
     UNION ALL
    SELECT a.full_name, format('COLUMN %s.%I', a.full_name, a.attname), format('comment on column %I of %I', a.attname, a.relname),
           'pg_catalog.pg_class'::regclass, a.oid, a.attnum
      FROM attributes a
     WHERE a.is_application
     UNION ALL
    SELECT i.index_full_name, 'INDEX ' || i.index_full_name, format('comment on index %I', i.index_name),
           'pg_catalog.pg_class'::regclass, i.oid, 0
      FROM indexes i
     WHERE i.is_application
     UNION ALL
    SELECT s.sequence_full_name, 'SEQUENCE ' || s.sequence_full_name, format('comment on sequence %I', s.sequence_name),
           'pg_catalog.pg_class'::regclass, s.oid, 0
      FROM sequences s
     WHERE s.is_application
     UNION ALL
    SELECT o.full_name, format('CONSTRAINT %I ON %s', k.conname, o.full_name), format('comment on constraint %I on %I', k.conname, o.relname),
           'pg_catalog.pg_constraint'::regclass, k.oid, 0
      FROM ours o
      JOIN pg_catalog.pg_constraint k ON k.conrelid = o.oid AND k.contype IN ('p', 'u', 'x', 'c', 'f')
     WHERE o.is_application
     UNION ALL
    SELECT o.full_name, format('TRIGGER %I ON %s', t.tgname, o.full_name), format('comment on trigger %I on %I', t.tgname, o.relname),
           'pg_catalog.pg_trigger'::regclass, t.oid, 0
      FROM ours o
      JOIN pg_catalog.pg_trigger t ON t.tgrelid = o.oid AND NOT t.tgisinternal
     UNION ALL
    SELECT o.full_name, format('POLICY %I ON %s', p.polname, o.full_name), format('comment on policy %I on %I', p.polname, o.relname),
           'pg_catalog.pg_policy'::regclass, p.oid, 0
      FROM ours o
      JOIN pg_catalog.pg_policy p ON p.polrelid = o.oid
     UNION ALL
    SELECT o.full_name, format('RULE %I ON %s', r.rulename, o.full_name), format('comment on rule %I on %I', r.rulename, o.relname),
           'pg_catalog.pg_rewrite'::regclass, r.oid, 0
      FROM ours o
      JOIN pg_catalog.pg_rewrite r ON r.ev_class = o.oid AND r.rulename <> '_RETURN'
     UNION ALL
    SELECT o.full_name, format('STATISTICS %I.%I', n.nspname, s.stxname), format('comment on statistics %I on %I', s.stxname, o.relname),
           'pg_catalog.pg_statistic_ext'::regclass, s.oid, 0
      FROM ours o
      JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = o.oid
      JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
), me AS (
    SELECT oid, rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user
), properties AS (
    SELECT 2 AS place, 'owner' AS aspect, o.full_name AS needs, o.relname AS relation, '' AS name, '' AS setting, format('owner of %I', o.relname) AS object,
           format('ALTER %s %s OWNER TO %I', o.kind, o.full_name, pg_get_userbyid(o.relowner)) AS statement
      FROM ours o
      JOIN me ON me.rolsuper AND me.oid <> o.relowner
     UNION ALL
    -- a new table has the rights of default privileges, which the old one may have lost
    SELECT DISTINCT 1, 'right', r.needs, '', '', '', format('rights on %s', r.needs),
           format('REVOKE ALL ON %s FROM %s', r.target, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END)
      FROM (SELECT full_name AS needs, 'TABLE ' || full_name AS target, relnamespace, 'r'::"char" AS kind FROM ours WHERE is_application
             UNION ALL
            SELECT s.sequence_full_name, 'SEQUENCE ' || s.sequence_full_name, o.relnamespace, 'S'
              FROM sequences s JOIN ours o ON o.oid = s.table_oid AND o.is_application) AS r
      JOIN me ON true
      JOIN pg_catalog.pg_default_acl d
        ON d.defaclrole = me.oid AND d.defaclnamespace IN (0, r.relnamespace) AND d.defaclobjtype = r.kind
     CROSS JOIN LATERAL aclexplode(d.defaclacl) AS g
     WHERE g.grantee <> me.oid
     UNION ALL
    SELECT 3, 'right', needs, relation, '', '', format('rights on %I', relation),
           format('GRANT %s ON %s TO %s%s',
                  string_agg(privilege_type || columns, ', ' ORDER BY privilege_type, columns), target,
                  CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                  CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
      FROM privileges
     GROUP BY needs, relation, target, grantee, is_grantable
     UNION ALL
    SELECT 4, 'default', a.full_name, a.relname, a.attname, e.text, format('default of column %I of %I', a.attname, a.relname),
           format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', a.full_name, a.attname, e.text)
      FROM attributes a
      JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.oid AND d.adnum = a.attnum
     CROSS JOIN LATERAL (SELECT pg_get_expr(d.adbin, d.adrelid) AS text) AS e
     WHERE a.relkind IN ('r', 'p')
       AND NOT a.relispartition
       AND a.is_application
       AND a.attgenerated = ''
       AND NOT EXISTS (SELECT FROM sequences s
                        WHERE s.table_oid = a.oid AND s.attnum = a.attnum AND e.text = format('nextval(%L::regclass)', s.sequence_full_name))
     UNION ALL
    -- what a partition has otherwise than the table; its other defaults come with those of the table
    SELECT 4, 'default of a partition', a.full_name, a.relname, a.attname, e.text, format('default of column %I of %I', a.attname, a.relname),
           format('ALTER TABLE %s ALTER COLUMN %I ', a.full_name, a.attname) || COALESCE('SET DEFAULT ' || e.text, 'DROP DEFAULT')
      FROM attributes a
      JOIN pg_catalog.pg_inherits h ON h.inhrelid = a.oid
      JOIN pg_catalog.pg_attribute w ON w.attrelid = h.inhparent AND w.attname = a.attname
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.oid AND d.adnum = a.attnum
      LEFT JOIN pg_catalog.pg_attrdef v ON v.adrelid = w.attrelid AND v.adnum = w.attnum
     CROSS JOIN LATERAL (SELECT pg_get_expr(d.adbin, d.adrelid) AS text, pg_get_expr(v.adbin, v.adrelid) AS of_table) AS e
     WHERE a.relispartition
       AND a.attgenerated = ''
       AND e.text IS DISTINCT FROM e.of_table
     UNION ALL
    SELECT 5, 'statistics', a.full_name, a.relname, a.attname, '', format('statistics target of column %I of %I', a.attname, a.relname),
           format('ALTER %s %s ALTER COLUMN %I SET STATISTICS %s', a.kind, a.full_name, a.attname, a.attstattarget)
      FROM attributes a
     WHERE COALESCE(a.attstattarget, -1) >= 0
     UNION ALL
    SELECT 5, 'statistics', i.index_full_name, i.relname, '', '', format('statistics target of index %I', i.index_name),
           format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', i.index_full_name, a.attnum, a.attstattarget)
      FROM indexes i
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.oid AND COALESCE(a.attstattarget, -1) >= 0
     UNION ALL
    SELECT 5, 'statistics', o.full_name, o.relname, '', '', format('statistics target of statistics %I on %I', s.stxname, o.relname),
           format('ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, s.stxstattarget)
      FROM ours o
      JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = o.oid AND COALESCE(s.stxstattarget, -1) >= 0
      JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
     UNION ALL
    SELECT 6, 'options', a.full_name, a.relname, a.attname, '', format('options of column %I of %I', a.attname, a.relname),
           format('ALTER %s %s ALTER COLUMN %I SET (%s)', a.kind, a.full_name, a.attname,
                  (SELECT string_agg(format('%I = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(a.attoptions) o))
      FROM attributes a
     WHERE a.attoptions IS NOT NULL
     UNION ALL
    SELECT 7, 'storage', a.full_name, a.relname, a.attname, '', format('storage of column %I of %I', a.attname, a.relname),
           format('ALTER %s %s ALTER COLUMN %I SET STORAGE %s', a.kind, a.full_name, a.attname,
                  CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)
      FROM attributes a
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
     WHERE a.attstorage <> t.typstorage
     UNION ALL
    SELECT 8, 'storage', a.full_name, a.relname, a.attname, '', format('compression of column %I of %I', a.attname, a.relname),
           format('ALTER %s %s ALTER COLUMN %I SET COMPRESSION %s', a.kind, a.full_name, a.attname,
                  CASE a.attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END)
      FROM attributes a
     WHERE a.attcompression IN ('p', 'l')
     UNION ALL
    SELECT 9, 'options', needs, '', '', '', object,
           format('ALTER %s SET (%s)', target,
                  (SELECT string_agg(format('%s%I = %L', prefix, split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') FROM unnest(given) o))
      FROM options
     WHERE given IS NOT NULL
     UNION ALL
    SELECT 10, 'tablespace', o.full_name, o.relname, '', '', format('tablespace of %I', o.relname),
           format('ALTER %s %s SET TABLESPACE %I', o.kind, o.full_name, t.spcname)
      FROM ours o
      JOIN pg_catalog.pg_tablespace t ON t.oid = o.reltablespace
     UNION ALL
    SELECT 10, 'tablespace', i.index_full_name, i.relname, '', '', format('tablespace of index %I', i.index_name),
           format('ALTER INDEX %s SET TABLESPACE %I', i.index_full_name, t.spcname)
      FROM indexes i
      JOIN pg_catalog.pg_tablespace t ON t.oid = i.reltablespace
     UNION ALL
    SELECT 11, 'cluster', i.index_full_name, i.relname, '', '', format('CLUSTER index of %I', i.relname),
           format('ALTER %s %s CLUSTER ON %I', i.kind, i.full_name, i.index_name)
      FROM indexes i
     WHERE i.indisclustered
     UNION ALL
    SELECT 12, 'replica identity', o.full_name, o.relname, '', '', format('replica identity of %I', o.relname),
           format('ALTER TABLE %s REPLICA IDENTITY %s', o.full_name,
                  CASE o.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' ELSE format('USING INDEX %I', i.index_name) END)
      FROM ours o
      LEFT JOIN indexes i ON i.full_name = o.full_name AND i.indisreplident
     WHERE o.relkind IN ('r', 'p')
       AND (o.relreplident IN ('f', 'n') OR o.relreplident = 'i' AND i.index_name IS NOT NULL)
     UNION ALL
    SELECT 13, 'trigger', o.full_name, o.relname, '', '', format('state of trigger %I on %I', t.tgname, o.relname),
           format('ALTER TABLE %s %s TRIGGER %I', o.full_name,
                  CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname)
      FROM ours o
      JOIN pg_catalog.pg_trigger t ON t.tgrelid = o.oid AND t.tgenabled <> 'O'
       -- before PostgreSQL 15 a row trigger that a table passes on to its partitions counts as internal
       AND (NOT t.tgisinternal OR EXISTS (SELECT FROM pg_catalog.pg_trigger p WHERE p.oid = t.tgparentid AND NOT p.tgisinternal))
     UNION ALL
    SELECT 13, 'rule', o.full_name, o.relname, '', '', format('state of rule %I on %I', r.rulename, o.relname),
           format('ALTER TABLE %s %s RULE %I', o.full_name,
                  CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, r.rulename)
      FROM ours o
      JOIN pg_catalog.pg_rewrite r ON r.ev_class = o.oid AND r.rulename <> '_RETURN' AND r.ev_enabled <> 'O'
     UNION ALL
    SELECT 14, 'sequence', s.sequence_full_name, s.relname, '', '', format('options of sequence %I', s.sequence_name),
           format('ALTER SEQUENCE %s AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s %s', s.sequence_full_name,
                  format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
                  CASE WHEN s.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END)
      FROM sequences s
     WHERE s.is_application
       AND (s.seqtypid, s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache, s.seqcycle)
           IS DISTINCT FROM ('integer'::regtype::oid, 1::bigint, 1::bigint, 2147483647::bigint, 1::bigint, 1::bigint, false)
     UNION ALL
    SELECT 15, 'comment', c.needs, '', '', d.description, c.object, format('COMMENT ON %s IS %L', c.target, d.description)
      FROM comments c
      JOIN pg_catalog.pg_description d ON d.classoid = c.class AND d.objoid = c.oid AND d.objsubid = c.part
)
SELECT aspect, needs, relation, name, setting, object, statement
  FROM properties
 ORDER BY place, object, statement;
