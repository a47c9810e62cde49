-- who is connected beside the asking session: this plugin, and anybody else
SELECT count(*) FILTER (WHERE application_name = w.name) AS ours,
       count(*) FILTER (WHERE application_name IS DISTINCT FROM w.name) AS others
  FROM (SELECT application_name
          FROM pg_catalog.pg_stat_activity
         WHERE backend_type = 'client backend'
           AND pid <> pg_catalog.pg_backend_pid()) AS client
 CROSS JOIN (VALUES (?::text)) AS w (name)
