-- What keeps an account from what its rights promise, since the server looks at more than rights. Each row is the rest of a
-- sentence about the role: what stands in the way, and how to lift it.

-- name: entering
SELECT format('cannot connect, because its CONNECTION LIMIT is 0; lift it with ALTER ROLE %I CONNECTION LIMIT -1', rolname)
  FROM pg_catalog.pg_roles
 WHERE rolname = ?
   AND rolconnlimit = 0
UNION ALL
SELECT format('cannot log in with its password, because that was VALID UNTIL %s; lift it with ALTER ROLE %I VALID UNTIL ''infinity''',
              to_char(rolvaliduntil, 'YYYY-MM-DD HH24:MI:SS TZ'), rolname)
  FROM pg_catalog.pg_roles
 WHERE rolname = ?
   AND rolvaliduntil <= now()
UNION ALL
SELECT format('cannot connect, because the CONNECTION LIMIT of database %I is 0; lift it with ALTER DATABASE %1$I CONNECTION LIMIT -1',
              datname)
  FROM pg_catalog.pg_database
 WHERE datname = current_database()
   AND datconnlimit = 0
UNION ALL
SELECT format('cannot connect, because database %I allows no connections; lift that with ALTER DATABASE %1$I ALLOW_CONNECTIONS true',
              datname)
  FROM pg_catalog.pg_database
 WHERE datname = current_database()
   AND NOT datallowconn;

-- name: settings
-- What a session of the account begins with: of the settings of one name the most specific wins. A role to act as counts only
-- where the account may become it, which is also when the server heeds it. Time limits are a bare number of milliseconds or have
-- a unit, as intervals do.
WITH account AS (SELECT oid, rolname FROM pg_catalog.pg_roles WHERE rolname = ?),
     promised AS (SELECT ?::text[] AS schemas, ?::text[] AS on_tables),
     effective AS (
        SELECT DISTINCT ON (lower(split_part(setting, '=', 1)))
               lower(split_part(setting, '=', 1)) AS name,
               substr(setting, strpos(setting, '=') + 1) AS value,
               CASE WHEN given.setrole <> 0 AND given.setdatabase <> 0 THEN format('ROLE %I IN DATABASE %I', account.rolname, current_database())
                    WHEN given.setrole <> 0 THEN format('ROLE %I', account.rolname)
                    WHEN given.setdatabase <> 0 THEN format('DATABASE %I', current_database())
                    ELSE 'ROLE ALL'
               END AS level
          FROM pg_catalog.pg_db_role_setting given
          JOIN account ON given.setrole IN (0, account.oid)
          JOIN pg_catalog.pg_database d ON d.datname = current_database() AND given.setdatabase IN (0, d.oid)
         CROSS JOIN LATERAL unnest(given.setconfig) AS setting
         ORDER BY lower(split_part(setting, '=', 1)), given.setrole <> 0 DESC, given.setdatabase <> 0 DESC)
SELECT format('cannot write, because default_transaction_read_only is set for %s; lift it with ALTER %1$s SET default_transaction_read_only = off',
              level)
  FROM effective, promised
 WHERE name = 'default_transaction_read_only'
   AND CASE WHEN name = 'default_transaction_read_only' THEN value::boolean ELSE false END
   AND on_tables <> ARRAY['SELECT']
UNION ALL
SELECT format('acts as role %I, which does not have all of them, because role is set for %s; lift it with ALTER %2$s SET role = none',
              other.rolname, level)
  FROM effective
  JOIN pg_catalog.pg_roles other ON other.rolname = value, account, promised
 WHERE name = 'role'
   AND other.oid <> account.oid
   AND pg_has_role(account.oid, other.oid, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
   AND (EXISTS (SELECT FROM pg_catalog.pg_namespace n
                 WHERE n.nspname = ANY (promised.schemas) AND NOT has_schema_privilege(other.oid, n.oid, 'USAGE'))
        OR EXISTS (SELECT FROM pg_catalog.pg_class c
                     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
                          unnest(promised.on_tables) p (privilege)
                    WHERE n.nspname = ANY (promised.schemas)
                      AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                      AND c.relname NOT LIKE 'brickhouse\_%'
                      AND has_table_privilege(account.oid, c.oid, p.privilege)
                      AND NOT has_table_privilege(other.oid, c.oid, p.privilege)))
UNION ALL
SELECT format('hardly any time to use them, because %s is %s for %s; lift it with ALTER %3$s SET %1$s = 0', name, value, level)
  FROM effective
 WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')
   AND CASE WHEN value ~ '^ *[0-9.]+(us|ms|s|min|h|d|) *$'
            THEN (value || CASE WHEN value ~ '[0-9] *$' THEN 'ms' ELSE '' END)::interval BETWEEN INTERVAL '1 us' AND INTERVAL '999 ms'
            ELSE false
       END;

-- name: row-security
-- an owner and its members are exempt unless row security is forced
WITH account AS (SELECT oid, rolname FROM pg_catalog.pg_roles WHERE rolname = ?),
     promised AS (SELECT ?::text[] AS schemas, ?::text[] AS on_tables),
     guarded AS (
        SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS object, p.privilege, p.place, account.rolname,
               account.oid AS role
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, account, promised,
               unnest(promised.on_tables) WITH ORDINALITY AS p (privilege, place)
         WHERE n.nspname = ANY (promised.schemas)
           AND c.relkind IN ('r', 'p')
           AND c.relname NOT LIKE 'brickhouse\_%'
           AND c.relrowsecurity
           AND (c.relforcerowsecurity OR NOT pg_has_role(account.oid, c.relowner, 'USAGE'))),
     let_through AS (
        SELECT g.object, g.privilege, g.place, g.rolname,
               COALESCE(bool_or(l.polpermissive), false) AS some_rows,
               COALESCE(bool_or(l.polpermissive AND l.every_row), false)
                   AND COALESCE(bool_and(l.polpermissive OR l.every_row), true) AS every_row,
               string_agg(DISTINCT quote_ident(l.polname), ', ') FILTER (WHERE NOT l.every_row) AS policies
          FROM guarded g
          LEFT JOIN LATERAL (
                SELECT l.polname, l.polpermissive,
                       COALESCE(CASE g.privilege
                                     WHEN 'INSERT' THEN e.checked = 'true'
                                     WHEN 'UPDATE' THEN e.used = 'true' AND e.checked = 'true'
                                     ELSE e.used = 'true'
                                END, false) AS every_row
                  FROM pg_catalog.pg_policy l
                 CROSS JOIN LATERAL (SELECT pg_get_expr(l.polqual, l.polrelid) AS used,
                                            pg_get_expr(COALESCE(l.polwithcheck, l.polqual), l.polrelid) AS checked) AS e
                 WHERE l.polrelid = g.oid
                   AND l.polcmd IN ('*', CASE g.privilege WHEN 'SELECT' THEN 'r'::"char" WHEN 'INSERT' THEN 'a'
                                                          WHEN 'UPDATE' THEN 'w' ELSE 'd' END)
                   AND EXISTS (SELECT FROM unnest(l.polroles) AS r (oid)
                                WHERE r.oid = 0 OR pg_has_role(g.role, r.oid, 'USAGE'))) AS l ON true
         GROUP BY g.object, g.privilege, g.place, g.rolname)
SELECT format('can %1$s no row of %2$s, because row security is enabled there and no policy applies to the role; lift that with CREATE POLICY %3$I ON %2$s%4$s TO %5$I USING (true), or with ALTER TABLE %2$s DISABLE ROW LEVEL SECURITY',
              string_agg(privilege, ', ' ORDER BY place), object, rolname || ' has all rows',
              (SELECT CASE cardinality(on_tables) WHEN 1 THEN ' FOR ' || on_tables[1] ELSE '' END FROM promised), rolname)
  FROM let_through
 WHERE NOT some_rows
 GROUP BY object, rolname
UNION ALL
SELECT format('can %s only those rows of %s that row security lets through; if it needs the others, alter its policies (%s), or lift it with ALTER TABLE %2$s DISABLE ROW LEVEL SECURITY',
              string_agg(privilege, ', ' ORDER BY place), object, string_agg(DISTINCT policies, ', '))
  FROM let_through
 WHERE some_rows
   AND NOT every_row
 GROUP BY object
 ORDER BY 1;
