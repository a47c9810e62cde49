-- relations that stand in the analytics schema under the name of one of its views without reading the target schema
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
  AND v.relname IN ('inventory_summary', 'order_trends', 'low_stock_alerts')
  AND (v.relkind <> 'm' OR sources.in_target = 0)
ORDER BY v.relname
