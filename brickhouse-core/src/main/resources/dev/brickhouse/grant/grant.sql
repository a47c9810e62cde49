-- name: in-one-session
-- The coordinator of a Citus cluster sees a role that was just created only in the session that did it.
SELECT pg_catalog.set_config(name, 'on', true) FROM pg_catalog.pg_settings WHERE name = 'citus.enable_local_execution';

-- name: context
SELECT current_database() AS database_name,
       current_user AS user_name,
       me.rolsuper OR me.rolcreaterole AS may_create_role,
       has_schema_privilege('public', n.oid, 'CREATE') AS public_may_create
  FROM pg_catalog.pg_roles me
  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = ?
 WHERE me.rolname = current_user;

-- name: role
SELECT rolsuper AS superuser, rolcreatedb AS createdb, rolcreaterole AS createrole, rolreplication AS replication,
       rolbypassrls AS bypassrls, rolcanlogin,
       COALESCE(shobj_description(oid, 'pg_authid') = ?, false) AS made_here
  FROM pg_catalog.pg_roles
 WHERE rolname = ?;

-- name: owners
-- whose future objects the default privileges must cover: the owners of objects here for whom the user may act
SELECT current_user AS owner
 UNION
SELECT pg_get_userbyid(c.relowner)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ANY (?)
   AND c.relkind IN ('r', 'p', 'm', 'v', 'S')
   AND pg_has_role(c.relowner, 'USAGE');

-- name: create-role
CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- name: connect
GRANT CONNECT ON DATABASE ${database} TO ${role};
GRANT USAGE ON SCHEMA ${schema} TO ${role};

-- name: schemas
SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY (?);

-- name: owned-by-others
-- what the migrations would find in place and could not work on
SELECT format('%I.%I', n.nspname, c.relname)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
       (SELECT ?::text[] AS schemas) wanted
 WHERE n.nspname = ANY (wanted.schemas)
   AND c.relkind IN ('r', 'p', 'm')
   AND (c.relname LIKE 'brickhouse\_%'
        OR n.nspname = wanted.schemas[1] AND c.relname IN ('products', 'stores', 'users', 'inventory', 'orders')
        OR n.nspname = wanted.schemas[2] AND c.relname IN ('inventory_summary', 'order_trends', 'low_stock_alerts'))
   AND NOT pg_has_role(?::name, c.relowner, 'USAGE')
 ORDER BY n.nspname, c.relname;

-- name: schema-rights
-- a view is refreshed while it is read by means of a temporary table
GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${role};
GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${role};
GRANT USAGE, CREATE ON SCHEMA ${analyticsSchema} TO ${role};

-- name: missing-on-schemas
-- GRANT only warns of what the user may not grant
WITH account AS (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ?)
SELECT p.privilege, format('schema %I', n.nspname) AS object, pg_get_userbyid(n.nspowner) AS owner
  FROM account, pg_catalog.pg_namespace n, unnest(ARRAY['USAGE', 'CREATE']) p (privilege)
 WHERE n.nspname = ANY (?)
   AND NOT has_schema_privilege(account.oid, n.oid, p.privilege)
 UNION ALL
SELECT p.privilege, format('database %I', d.datname), pg_get_userbyid(d.datdba)
  FROM account, pg_catalog.pg_database d, unnest(ARRAY['CONNECT', 'TEMPORARY']) p (privilege)
 WHERE d.datname = current_database()
   AND NOT has_database_privilege(account.oid, d.oid, p.privilege)
 ORDER BY 2, 1;

-- name: may-grant
-- Grants on what the connected user may grant: it owns that, or has the right with the option to pass it on.
WITH account AS (SELECT rolname FROM pg_catalog.pg_roles WHERE rolname = ?),
     promised AS (SELECT ?::text[] AS schemas, ?::text[] AS on_tables, ?::text[] AS on_sequences),
     relation AS (
        SELECT c.oid, c.relowner, format('%I.%I', n.nspname, c.relname) AS name, c.relkind = 'S' AS is_sequence,
               CASE c.relkind WHEN 'S' THEN promised.on_sequences ELSE promised.on_tables END AS rights
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, promised
         WHERE n.nspname = ANY (promised.schemas)
           AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
           AND c.relname NOT LIKE 'brickhouse\_%')
SELECT format('GRANT %s ON %s %s TO %I', array_to_string(rights, ', '), CASE WHEN is_sequence THEN 'SEQUENCE' ELSE 'TABLE' END,
              string_agg(name, ', ' ORDER BY name), account.rolname)
  FROM relation, account
 WHERE cardinality(rights) > 0
   AND (pg_has_role(relowner, 'USAGE')
        OR CASE WHEN is_sequence
                THEN EXISTS (SELECT FROM unnest(rights) p WHERE has_sequence_privilege(oid, p || ' WITH GRANT OPTION'))
                ELSE EXISTS (SELECT FROM unnest(rights) p WHERE has_table_privilege(oid, p || ' WITH GRANT OPTION'))
           END)
 GROUP BY rights, is_sequence, account.rolname;

-- name: service-future
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema}
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema}
    GRANT USAGE, SELECT ON SEQUENCES TO ${role};

-- name: views-schema
GRANT USAGE ON SCHEMA ${analyticsSchema} TO ${role};

-- name: analytics-future
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${analyticsSchema}
    GRANT SELECT ON TABLES TO ${role};

-- name: may-revoke
-- Revokes what was granted, as far as the connected user may: what it owns, and what it has granted itself. Parameters: the
-- role, the names of relations to which this is limited (as for LIKE), the schemas, and whether these and the database count.
WITH account AS (SELECT oid, rolname FROM pg_catalog.pg_roles WHERE rolname = ?),
     wanted AS (SELECT ?::text AS names, ?::text[] AS schemas, ?::boolean AS all_of_them),
     acl AS (
        SELECT 1 AS place, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
               format('%I.%I', n.nspname, c.relname) AS object, c.relowner AS owner, l.list
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, wanted,
               LATERAL (SELECT c.relacl
                         UNION ALL
                        SELECT a.attacl FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid) AS l (list)
         WHERE n.nspname = ANY (wanted.schemas)
           AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
           AND c.relname LIKE wanted.names
         UNION ALL
        SELECT 2, 'SCHEMA', quote_ident(n.nspname), n.nspowner, n.nspacl
          FROM pg_catalog.pg_namespace n, wanted
         WHERE wanted.all_of_them
           AND n.nspname = ANY (wanted.schemas)
         UNION ALL
        SELECT 3, 'DATABASE', quote_ident(d.datname), d.datdba, d.datacl
          FROM pg_catalog.pg_database d, wanted
         WHERE wanted.all_of_them
           AND d.datname = current_database())
SELECT format('REVOKE ALL ON %s %s FROM %I', acl.kind, acl.object, account.rolname)
  FROM account, acl, aclexplode(acl.list) given
 WHERE given.grantee = account.oid
   AND acl.owner <> account.oid
   AND (pg_has_role(acl.owner, 'USAGE') OR pg_has_role(given.grantor, 'USAGE'))
 GROUP BY acl.place, acl.kind, acl.object, account.rolname
 ORDER BY acl.place, acl.object;

-- name: revoke-future
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema} REVOKE ALL ON TABLES FROM ${role};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema} REVOKE ALL ON SEQUENCES FROM ${role};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${analyticsSchema} REVOKE ALL ON TABLES FROM ${role};

-- name: missing
-- GRANT only warns of what the user may not grant, so every promised right is checked. What the plugin has not made may be
-- somebody else's.
WITH account AS (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ?),
     promised AS (SELECT ?::text[] AS schemas, ?::text[] AS on_tables, ?::text[] AS on_sequences),
     ours AS (
        SELECT c.oid
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
               (SELECT ?::text[] AS schemas, ?::text[] AS tables, ?::text[] AS views) made
         WHERE n.nspname = made.schemas[1] AND c.relname = ANY (made.tables)
            OR n.nspname = made.schemas[2] AND c.relname = ANY (made.views)),
     granted AS (
        SELECT 1 AS place, 'CONNECT' AS privilege, format('database %I', d.datname) AS object, d.datdba AS owner,
               true AS is_ours,
               has_database_privilege(account.oid, d.oid, 'CONNECT') AS is_granted
          FROM pg_catalog.pg_database d, account
         WHERE d.datname = current_database()
         UNION ALL
        SELECT 2, 'USAGE', format('schema %I', n.nspname), n.nspowner, true, has_schema_privilege(account.oid, n.oid, 'USAGE')
          FROM pg_catalog.pg_namespace n, account, promised
         WHERE n.nspname = ANY (promised.schemas)
         UNION ALL
        SELECT 3, p.privilege, format('%I.%I', n.nspname, c.relname), c.relowner,
               EXISTS (SELECT FROM ours WHERE ours.oid = c.oid),
               has_table_privilege(account.oid, c.oid, p.privilege)
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, account, promised, unnest(promised.on_tables) p (privilege)
         WHERE n.nspname = ANY (promised.schemas)
           AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
           AND c.relname NOT LIKE 'brickhouse\_%'
         UNION ALL
        SELECT 4, p.privilege, format('sequence %I.%I', n.nspname, c.relname), c.relowner,
               EXISTS (SELECT FROM ours
                         JOIN pg_catalog.pg_depend d ON d.refobjid = ours.oid
                        WHERE d.objid = c.oid AND d.deptype IN ('a', 'i')
                          AND d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = d.classid),
               has_sequence_privilege(account.oid, c.oid, p.privilege)
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, account, promised, unnest(promised.on_sequences) p (privilege)
         WHERE n.nspname = ANY (promised.schemas)
           AND c.relkind = 'S'
           AND c.relname NOT LIKE 'brickhouse\_%')
SELECT privilege, object, pg_get_userbyid(owner) AS owner, is_ours
  FROM granted
 WHERE NOT is_granted
 ORDER BY place, object, privilege;

-- name: not-covered
-- whose future tables the account will not see: owners of objects here without default privileges for it
SELECT DISTINCT pg_get_userbyid(c.relowner)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relkind IN ('r', 'p', 'm', 'v')
   AND NOT EXISTS (SELECT
                     FROM pg_catalog.pg_default_acl d, aclexplode(d.defaclacl) acl
                    WHERE d.defaclrole = c.relowner
                      AND d.defaclnamespace = n.oid
                      AND d.defaclobjtype = 'r'
                      AND acl.grantee = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ?)
                      AND acl.privilege_type = 'SELECT')
 ORDER BY 1;

-- name: further
-- what the role can do here besides what was promised, whoever granted it; another warning covers PUBLIC's CREATE
WITH account AS (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ?),
     promised AS (SELECT ?::text[] AS schemas, ?::text[] AS on_tables, ?::text[] AS both_schemas),
     further AS (
        SELECT p.privilege, format('%I.%I', n.nspname, c.relname) AS object
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, account, promised,
               unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) p (privilege)
         WHERE n.nspname = ANY (promised.both_schemas)
           AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
           AND has_table_privilege(account.oid, c.oid, p.privilege)
           AND (NOT p.privilege = ANY (promised.on_tables)
                OR NOT n.nspname = ANY (promised.schemas)
                OR c.relname LIKE 'brickhouse\_%')
         UNION ALL
        SELECT p.privilege || ' WITH GRANT OPTION', format('%I.%I', n.nspname, c.relname)
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, account, promised, unnest(promised.on_tables) p (privilege)
         WHERE n.nspname = ANY (promised.schemas)
           AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
           AND has_table_privilege(account.oid, c.oid, p.privilege || ' WITH GRANT OPTION')
         UNION ALL
        SELECT 'CREATE', format('schema %I', n.nspname)
          FROM pg_catalog.pg_namespace n, account, promised
         WHERE n.nspname = ANY (promised.both_schemas)
           AND has_schema_privilege(account.oid, n.oid, 'CREATE')
           AND NOT has_schema_privilege('public', n.oid, 'CREATE')
         UNION ALL
        SELECT 'CREATE', format('database %I', d.datname)
          FROM pg_catalog.pg_database d, account
         WHERE d.datname = current_database()
           AND has_database_privilege(account.oid, d.oid, 'CREATE'))
SELECT privilege || ' on ' || min(object) || CASE count(*) WHEN 1 THEN '' ELSE ' and ' || count(*) - 1 || ' more' END
  FROM further
 GROUP BY privilege
 ORDER BY privilege;

-- name: memberships
-- the roles whose rights a role has or can take on
SELECT g.rolname, g.rolsuper AS superuser, g.rolcreatedb AS createdb, g.rolcreaterole AS createrole,
       g.rolreplication AS replication, g.rolbypassrls AS bypassrls
  FROM pg_catalog.pg_roles g
 WHERE g.rolname <> ?
   AND pg_has_role(?::name, g.oid, 'MEMBER')
 ORDER BY g.rolname;

-- name: left
-- REVOKE only takes what the connected user may have granted; nobody granted an owner's rights
WITH account AS (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = ?),
     wanted AS (SELECT ?::text[] AS schemas),
     acl AS (
        SELECT 1 AS place, format('database %I', d.datname) AS object, d.datdba AS owner, d.datacl AS list
          FROM pg_catalog.pg_database d
         WHERE d.datname = current_database()
         UNION ALL
        SELECT 2, format('schema %I', n.nspname), n.nspowner, n.nspacl
          FROM pg_catalog.pg_namespace n, wanted
         WHERE n.nspname = ANY (wanted.schemas)
         UNION ALL
        SELECT 3, format('%I.%I', n.nspname, c.relname), c.relowner, c.relacl
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, wanted
         WHERE n.nspname = ANY (wanted.schemas)
         UNION ALL
        SELECT 4, format('what %I makes in schema %I later', pg_get_userbyid(d.defaclrole), n.nspname), d.defaclrole, d.defaclacl
          FROM pg_catalog.pg_default_acl d
          JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace, wanted
         WHERE n.nspname = ANY (wanted.schemas)
           AND d.defaclobjtype IN ('r', 'S'))
SELECT given.privilege_type AS privilege, acl.object, pg_get_userbyid(given.grantor) AS owner
  FROM account, acl, aclexplode(acl.list) given
 WHERE given.grantee = account.oid
   AND acl.owner <> account.oid
 ORDER BY acl.place, acl.object, given.privilege_type;

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
