-- schemas among the given ones that the connected user can neither create nor create anything in
SELECT wanted.name,
       n.oid IS NOT NULL AS present,
       pg_catalog.current_database() AS database_name,
       CURRENT_USER AS user_name
FROM unnest(?) AS wanted (name)
LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = wanted.name
WHERE NOT CASE
    WHEN n.oid IS NULL THEN pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
    ELSE pg_catalog.has_schema_privilege(n.oid, 'CREATE')
END
