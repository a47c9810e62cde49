-- name: survey
SELECT current_database() AS database_name,
       current_user AS user_name,
       me.rolsuper OR me.rolcreaterole AS may_create_role,
       to_regclass(?) IS NOT NULL AS migrated,
       has_schema_privilege('public', n.oid, 'CREATE') AS public_may_create
  FROM pg_catalog.pg_roles me
  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = ?
 WHERE me.rolname = current_user;

-- name: role
SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin,
       COALESCE(shobj_description(oid, 'pg_authid') = ?, false) AS made_here
  FROM pg_catalog.pg_roles
 WHERE rolname = ?;

-- name: owners
-- whose future objects the default privileges have to cover: those who make objects here, as far as the user acts for them
SELECT current_user AS owner
 UNION
SELECT pg_get_userbyid(c.relowner)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN (?, ?)
   AND c.relkind IN ('r', 'p', 'm', 'v', 'S')
   AND pg_has_role(c.relowner, 'USAGE');

-- name: own-tables
-- the plugin's own record, which no account of an application has to see
SELECT c.relname
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname LIKE 'brickhouse\_%'
   AND c.relkind IN ('r', 'S');

-- name: create-role
CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- name: connect
GRANT CONNECT ON DATABASE ${database} TO ${role};
GRANT USAGE ON SCHEMA ${schema} TO ${role};

-- name: service
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};

-- name: service-future
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema}
    GRANT USAGE, SELECT ON SEQUENCES TO ${role};

-- name: analytics
GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role};
GRANT USAGE ON SCHEMA ${analyticsSchema} TO ${role};
GRANT SELECT ON ALL TABLES IN SCHEMA ${analyticsSchema} TO ${role};

-- name: analytics-future
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${analyticsSchema}
    GRANT SELECT ON TABLES TO ${role};

-- name: revoke
REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${role};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${schema} FROM ${role};
REVOKE ALL ON ALL TABLES IN SCHEMA ${analyticsSchema} FROM ${role};
REVOKE ALL ON SCHEMA ${schema} FROM ${role};
REVOKE ALL ON SCHEMA ${analyticsSchema} FROM ${role};
REVOKE ALL ON DATABASE ${database} FROM ${role};

-- name: revoke-future
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema} REVOKE ALL ON TABLES FROM ${role};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema} REVOKE ALL ON SEQUENCES FROM ${role};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${analyticsSchema} REVOKE ALL ON TABLES FROM ${role};

-- name: not-granted
-- GRANT only warns about objects that the user may not give rights on
SELECT format('%I.%I', n.nspname, c.relname) AS relation
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ANY (?)
   AND c.relkind IN ('r', 'p', 'v', 'm')
   AND c.relname NOT LIKE 'brickhouse\_%'
   AND NOT has_table_privilege(?::name, c.oid, 'SELECT')
 ORDER BY 1;

-- name: holdings
-- what keeps a role from being dropped
SELECT count(*) FILTER (WHERE d.deptype = 'o') AS owned,
       count(*) FILTER (WHERE d.deptype <> 'o') AS rights
  FROM pg_catalog.pg_shdepend d
  JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid
 WHERE d.refclassid = 'pg_catalog.pg_authid'::regclass
   AND r.rolname = ?;

-- name: drop-role
DROP ROLE ${role};
