-- What keeps a view from being refreshed with the rights of its owner, who need not be the user that is connected. Each row
-- says so of one view and, in its second column, what removes it. Parameters: the schema of the views, and their names.

-- name: privileges
SELECT format('materialized view %I.%I is refreshed with the rights of its owner %I, who lacks SELECT on ',
              v.analytics, v.name, v.owner)
       || string_agg(v.source, ', ' ORDER BY v.source),
       format('run GRANT SELECT ON %s TO %I', string_agg(v.source, ', ' ORDER BY v.source), v.owner)
       || CASE WHEN bool_and(v.legible)
               THEN format(', or ALTER MATERIALIZED VIEW %I.%I OWNER TO %I', v.analytics, v.name, current_user)
               ELSE ''
          END
  FROM (SELECT vn.nspname AS analytics,
               c.relname AS name,
               pg_catalog.pg_get_userbyid(c.relowner) AS owner,
               format('%I.%I', sn.nspname, s.relname) AS source,
               pg_catalog.has_table_privilege(s.oid, 'SELECT') AS legible
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace vn ON vn.oid = c.relnamespace
          JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid
          JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass
                                     AND d.objid = r.oid
                                     AND d.refclassid = 'pg_catalog.pg_class'::regclass
                                     AND d.refobjid <> c.oid
          JOIN pg_catalog.pg_class s ON s.oid = d.refobjid AND s.relkind IN ('r', 'p', 'v', 'm', 'f')
          JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
         WHERE vn.nspname = ?
           AND c.relname = ANY (?)
           AND c.relkind = 'm'
         GROUP BY vn.nspname, c.oid, c.relname, c.relowner, sn.nspname, s.oid, s.relname
        -- a right to the columns that the view reads is enough
        HAVING bool_or(CASE WHEN d.refobjsubid > 0
                            THEN NOT pg_catalog.has_column_privilege(c.relowner, s.oid, d.refobjsubid::int2, 'SELECT')
                            ELSE NOT pg_catalog.has_any_column_privilege(c.relowner, s.oid, 'SELECT')
                       END)) AS v
 GROUP BY v.analytics, v.name, v.owner
 ORDER BY v.name;

-- name: usage
SELECT format('materialized view %I.%I is refreshed concurrently with the rights of its owner %I, who lacks USAGE on schema %I',
              n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner), n.nspname),
       format('run GRANT USAGE ON SCHEMA %I TO %I', n.nspname, pg_catalog.pg_get_userbyid(c.relowner))
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ANY (?)
   AND c.relkind = 'm'
   AND NOT pg_catalog.has_schema_privilege(c.relowner, n.oid, 'USAGE')
 ORDER BY c.relname;

-- name: row-security
SELECT format('row security of table %I.%I applies to %I, the owner of materialized view ',
              s.schema, s.name, s.owner)
       || string_agg(s.view, ', ' ORDER BY s.view),
       format('make the owner of the tables or, where row security is forced, a role with BYPASSRLS the owner of %s',
              string_agg(s.view, ', ' ORDER BY s.view))
  FROM (SELECT DISTINCT sn.nspname AS schema,
                        t.relname AS name,
                        o.rolname AS owner,
                        format('%I.%I', vn.nspname, c.relname) AS view
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace vn ON vn.oid = c.relnamespace
          JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
          JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid
          JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass
                                     AND d.objid = r.oid
                                     AND d.refclassid = 'pg_catalog.pg_class'::regclass
          JOIN pg_catalog.pg_class t ON t.oid = d.refobjid AND t.relrowsecurity
          JOIN pg_catalog.pg_namespace sn ON sn.oid = t.relnamespace
         WHERE vn.nspname = ?
           AND c.relname = ANY (?)
           AND c.relkind = 'm'
           AND NOT o.rolsuper
           AND NOT o.rolbypassrls
           AND (t.relforcerowsecurity OR NOT pg_catalog.pg_has_role(o.oid, t.relowner, 'USAGE'))) AS s
 GROUP BY s.schema, s.name, s.owner
 ORDER BY s.schema, s.name, s.owner;
