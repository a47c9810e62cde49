-- name: views-present
SELECT CASE WHEN v.oid IS NULL THEN wanted.name || ': is missing' ELSE wanted.name || ': is not populated' END
  FROM (VALUES ('inventory_summary'), ('low_stock_alerts'), ('order_trends')) AS wanted (name)
  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = current_setting('brickhouse.analytics_schema')
  LEFT JOIN pg_catalog.pg_class v ON v.relnamespace = n.oid AND v.relname = wanted.name AND v.relkind = 'm'
 WHERE v.oid IS NULL
    OR NOT v.relispopulated
 ORDER BY wanted.name;

-- name: view-current
-- Returns the query that compares a view with its own definition, both ways, and shows the columns that differ. order_trends
-- looks back 30 days from the day of its refresh: days that have left this window since then do not count, nor does the day
-- at its edge, which depends on the time zone of the session that refreshed it. Columns are named one by one, since the rows
-- that the nodes of a cluster return have no names for them.
SELECT format($query$
    WITH wanted AS (%1$s), found AS (TABLE %2$s)
    SELECT array_to_string(ARRAY[%4$s], ', ', '') || ': '
           || CASE WHEN found IS NULL THEN 'is missing'
                   WHEN wanted IS NULL THEN 'exists, but not in the tables'
                   ELSE COALESCE(NULLIF(concat_ws('; ', %7$s), ''), 'differs') END
      FROM (SELECT %3$s,
                   min(content::text) FILTER (WHERE side = 'wanted')::jsonb AS wanted,
                   min(content::text) FILTER (WHERE side = 'found')::jsonb AS found
              FROM (SELECT 'wanted' AS side, %3$s, jsonb_build_object(%6$s) AS content FROM (TABLE wanted EXCEPT ALL TABLE found) AS w
                    UNION ALL
                    SELECT 'found', %3$s, jsonb_build_object(%6$s) FROM (TABLE found EXCEPT ALL TABLE wanted) AS f) AS differing
             WHERE %5$s
             GROUP BY %3$s) AS compared
     ORDER BY %3$s
    $query$,
              rtrim(pg_catalog.pg_get_viewdef(v.qualified::regclass), ';'), v.qualified, v.key,
              v.shown_key, v.condition, c.contents, c.differences)
  FROM (SELECT *, format('%I.%I', current_setting('brickhouse.analytics_schema'), name) AS qualified
          FROM (VALUES ('inventory_summary', 'region, store_name, brand, category', 'region, store_name, brand, category', 'true'),
                       ('order_trends', 'order_day, region, category', 'order_day::date::text, region, category',
                        $$order_day >= CURRENT_DATE - INTERVAL '29 days'$$),
                       ('low_stock_alerts', 'store_name, product_name', 'store_name, product_name', 'true'))
               AS views (name, key, shown_key, condition)) AS v
 CROSS JOIN LATERAL (
       SELECT string_agg(format('%1$L, %1$I', a.attname), ', ' ORDER BY a.attnum) AS contents,
              string_agg(format($$CASE WHEN found ->> %1$L IS DISTINCT FROM wanted ->> %1$L
                                       THEN format('%%s=%%s, wanted %%s', %1$L, found ->> %1$L, wanted ->> %1$L) END$$, a.attname),
                         ', ' ORDER BY a.attname::text) AS differences
         FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = v.qualified::regclass
          AND a.attnum > 0
          AND NOT a.attisdropped) AS c
 WHERE v.name = ?;
