-- name: foreign
-- relations with the name of one of our views that do not read the target schema
SELECT v.relname,
       v.relkind = 'm' AS is_materialized_view,
       sources.schemas
FROM pg_catalog.pg_class v
JOIN pg_catalog.pg_namespace vn ON vn.oid = v.relnamespace
CROSS JOIN LATERAL (
    SELECT string_agg(DISTINCT pg_catalog.quote_ident(tn.nspname), ', ') AS schemas,
           count(*) FILTER (WHERE tn.nspname = ?) AS in_target
    FROM pg_catalog.pg_rewrite r
    JOIN pg_catalog.pg_depend d
        ON d.classid = 'pg_catalog.pg_rewrite'::regclass
        AND d.objid = r.oid
        AND d.refclassid = 'pg_catalog.pg_class'::regclass
        AND d.refobjid <> v.oid
    JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    WHERE r.ev_class = v.oid
) sources
WHERE vn.nspname = ?
  AND v.relname = ANY (?)
  AND (v.relkind <> 'm' OR sources.in_target = 0)
ORDER BY v.relname;

-- name: lock
SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('brickhouse analytics ' || ?, 0));

-- name: missing
-- which of the given views and indexes do not exist
SELECT wanted.name
FROM unnest(?) WITH ORDINALITY AS wanted (name, position)
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ?
      AND c.relname = wanted.name
)
ORDER BY wanted.position;

-- name: schema
-- asked first because CREATE SCHEMA IF NOT EXISTS needs the right to create even where there is nothing to create
SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?;

-- name: acting-on-refresh
-- what a refresh of a view sets off: functions in its indexes, except in those that are ours, and event triggers
SELECT format('index %I', x.relname)
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ?
   AND c.relname = ?
   AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL OR i.indisunique)
UNION ALL
SELECT format('event trigger %I', evtname)
  FROM pg_catalog.pg_event_trigger
 WHERE evtenabled IN ('O', 'A')
   AND evtevent <> 'login'
   AND (evttags IS NULL OR 'REFRESH MATERIALIZED VIEW' = ANY (evttags))
 ORDER BY 1;
