-- name: find
SELECT coalesce(pg_catalog.shobj_description(oid, 'pg_database') = ? || datname, false) AS made_here
  FROM pg_catalog.pg_database
 WHERE datname = ?

-- name: made-here
SELECT datname
  FROM pg_catalog.pg_database
 WHERE pg_catalog.shobj_description(oid, 'pg_database') = ? || datname
 ORDER BY length(datname), datname

-- name: can-be-in-cluster
SELECT EXISTS (SELECT FROM pg_catalog.pg_settings WHERE name = 'citus.version')

-- name: is-in-cluster
SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus')

-- name: clients
SELECT DISTINCT coalesce(nullif(application_name, ''), backend_type) || ' as ' || coalesce(usename, 'nobody')
  FROM pg_catalog.pg_stat_activity
 WHERE datname = ?
 ORDER BY 1
 LIMIT 3

-- name: settings
-- What ALTER DATABASE has set for every user, and ALTER ROLE for one, as far as this user may set it; a template passes neither on.
SELECT split_part(setting, '=', 1) AS name, substr(setting, strpos(setting, '=') + 1) AS value, rolname AS role
  FROM pg_catalog.pg_db_role_setting
  JOIN pg_catalog.pg_database ON pg_database.oid = setdatabase
  LEFT JOIN pg_catalog.pg_roles ON pg_roles.oid = setrole,
       unnest(setconfig) AS setting
 WHERE datname = ?
   AND (setrole = 0 OR rolname = current_user OR current_setting('is_superuser')::boolean)

-- name: access
-- The statements that let into a clone whom its source lets in, and nobody else.
WITH names (source, clone) AS (VALUES (?, ?))
SELECT statement
  FROM (SELECT 1 AS position, format('REVOKE ALL ON DATABASE %I FROM PUBLIC', clone) AS statement
          FROM names
          JOIN pg_catalog.pg_database ON datname = source
         WHERE datacl IS NOT NULL
        UNION ALL
        SELECT 2, format('GRANT %s ON DATABASE %I TO %s%s', privilege_type, clone,
                         CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_catalog.pg_get_userbyid(grantee)) END,
                         CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM names
          JOIN pg_catalog.pg_database ON datname = source,
               pg_catalog.aclexplode(datacl)
         WHERE grantee <> (SELECT datdba FROM pg_catalog.pg_database WHERE datname = clone)) AS statements
 ORDER BY position, statement

-- name: unfinished
SELECT datname
  FROM pg_catalog.pg_database
 WHERE pg_catalog.starts_with(datname::text, ?)
   AND pg_catalog.pg_has_role(datdba, 'USAGE')

-- name: prefix-of-unfinished
-- With the database in which they are locked, since such locks are seen only there.
SELECT 'brickhouse_unfinished_' || oid || '_' FROM pg_catalog.pg_database WHERE datname = current_database()

-- name: lock-unfinished
SELECT pg_catalog.pg_advisory_lock(pg_catalog.hashtext(?), 2)

-- name: try-lock-unfinished
SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtext(?), 2)

-- name: unlock-unfinished
SELECT pg_catalog.pg_advisory_unlock(pg_catalog.hashtext(?), 2)

-- name: set
SELECT pg_catalog.set_config(?, ?, false)

-- name: can-share-blocks
SELECT EXISTS (SELECT FROM pg_catalog.pg_settings WHERE name = 'file_copy_method' AND 'clone' = ANY (enumvals))

-- name: can-copy-files
SELECT current_setting('server_version_num')::int >= 150000

-- name: lock-template
-- In a key space of its own: the server's leases have one number as their key.
SELECT pg_catalog.pg_advisory_lock(pg_catalog.hashtext(?), 1)

-- name: unlock-template
SELECT pg_catalog.pg_advisory_unlock(pg_catalog.hashtext(?), 1)

-- name: lock-template-shared
SELECT pg_catalog.pg_advisory_lock_shared(pg_catalog.hashtext(?), 1)

-- name: unlock-template-shared
SELECT pg_catalog.pg_advisory_unlock_shared(pg_catalog.hashtext(?), 1)

-- name: template-state
-- The comment of a template that is complete, which lets nobody in.
SELECT coalesce(pg_catalog.shobj_description(oid, 'pg_database'), '') AS made
  FROM pg_catalog.pg_database
 WHERE datname = ?
   AND datistemplate
   AND NOT datallowconn
