-- name: views-present
SELECT CASE WHEN v.oid IS NULL THEN wanted.name || ': is missing' ELSE wanted.name || ': is not populated' END
  FROM (VALUES ('inventory_summary'), ('low_stock_alerts'), ('order_trends')) AS wanted (name)
  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = current_setting('brickhouse.analytics_schema')
  LEFT JOIN pg_catalog.pg_class v ON v.relnamespace = n.oid AND v.relname = wanted.name AND v.relkind = 'm'
 WHERE v.oid IS NULL
    OR NOT v.relispopulated
 ORDER BY wanted.name;

-- name: inventory-summary-current
-- Returns the query that compares the view with its own definition, both ways, and shows the columns that differ.
SELECT format($query$
    WITH wanted AS (%s), found AS (SELECT * FROM %s)
    SELECT format('%%s, %%s, %%s, %%s: %%s', region, store_name, brand, category,
                  CASE WHEN found IS NULL THEN 'is missing'
                       WHEN wanted IS NULL THEN 'is there, but not in the tables'
                       ELSE (SELECT COALESCE(string_agg(format('%%s=%%s, wanted %%s', w.key, f.value, w.value), '; ' ORDER BY w.key), 'differs')
                               FROM jsonb_each_text(wanted) w
                               JOIN jsonb_each_text(found) f ON f.key = w.key
                              WHERE f.value IS DISTINCT FROM w.value) END)
      FROM (SELECT region, store_name, brand, category,
                   min(content::text) FILTER (WHERE side = 'wanted')::jsonb AS wanted,
                   min(content::text) FILTER (WHERE side = 'found')::jsonb AS found
              FROM (SELECT 'wanted' AS side, region, store_name, brand, category, to_jsonb(w) AS content FROM (TABLE wanted EXCEPT ALL TABLE found) AS w
                    UNION ALL
                    SELECT 'found', region, store_name, brand, category, to_jsonb(f) FROM (TABLE found EXCEPT ALL TABLE wanted) AS f) AS differing
             GROUP BY region, store_name, brand, category) AS compared
     ORDER BY region, store_name, brand, category
    $query$,
              rtrim(pg_catalog.pg_get_viewdef(v.name::regclass), ';'), v.name)
  FROM (SELECT format('%I.inventory_summary', current_setting('brickhouse.analytics_schema'))) AS v (name);

-- name: order-trends-current
-- The view looks back 30 days from the day of its refresh. Days that have left this window since then do not count, nor
-- does the day at its edge, which depends on the time zone of whoever refreshed it.
SELECT format($query$
    WITH wanted AS (%s), found AS (SELECT * FROM %s)
    SELECT format('%%s, %%s, %%s: %%s', order_day::date, region, category,
                  CASE WHEN found IS NULL THEN 'is missing'
                       WHEN wanted IS NULL THEN 'is there, but not in the tables'
                       ELSE (SELECT COALESCE(string_agg(format('%%s=%%s, wanted %%s', w.key, f.value, w.value), '; ' ORDER BY w.key), 'differs')
                               FROM jsonb_each_text(wanted) w
                               JOIN jsonb_each_text(found) f ON f.key = w.key
                              WHERE f.value IS DISTINCT FROM w.value) END)
      FROM (SELECT order_day, region, category,
                   min(content::text) FILTER (WHERE side = 'wanted')::jsonb AS wanted,
                   min(content::text) FILTER (WHERE side = 'found')::jsonb AS found
              FROM (SELECT 'wanted' AS side, order_day, region, category, to_jsonb(w) AS content FROM (TABLE wanted EXCEPT ALL TABLE found) AS w
                    UNION ALL
                    SELECT 'found', order_day, region, category, to_jsonb(f) FROM (TABLE found EXCEPT ALL TABLE wanted) AS f) AS differing
             WHERE order_day >= CURRENT_DATE - INTERVAL '29 days'
             GROUP BY order_day, region, category) AS compared
     ORDER BY order_day, region, category
    $query$,
              rtrim(pg_catalog.pg_get_viewdef(v.name::regclass), ';'), v.name)
  FROM (SELECT format('%I.order_trends', current_setting('brickhouse.analytics_schema'))) AS v (name);

-- name: low-stock-alerts-current
SELECT format($query$
    WITH wanted AS (%s), found AS (SELECT * FROM %s)
    SELECT format('%%s, %%s: %%s', store_name, product_name,
                  CASE WHEN found IS NULL THEN 'is missing'
                       WHEN wanted IS NULL THEN 'is there, but not in the tables'
                       ELSE (SELECT COALESCE(string_agg(format('%%s=%%s, wanted %%s', w.key, f.value, w.value), '; ' ORDER BY w.key), 'differs')
                               FROM jsonb_each_text(wanted) w
                               JOIN jsonb_each_text(found) f ON f.key = w.key
                              WHERE f.value IS DISTINCT FROM w.value) END)
      FROM (SELECT store_name, product_name,
                   min(content::text) FILTER (WHERE side = 'wanted')::jsonb AS wanted,
                   min(content::text) FILTER (WHERE side = 'found')::jsonb AS found
              FROM (SELECT 'wanted' AS side, store_name, product_name, to_jsonb(w) AS content FROM (TABLE wanted EXCEPT ALL TABLE found) AS w
                    UNION ALL
                    SELECT 'found', store_name, product_name, to_jsonb(f) FROM (TABLE found EXCEPT ALL TABLE wanted) AS f) AS differing
             GROUP BY store_name, product_name) AS compared
     ORDER BY store_name, product_name
    $query$,
              rtrim(pg_catalog.pg_get_viewdef(v.name::regclass), ';'), v.name)
  FROM (SELECT format('%I.low_stock_alerts', current_setting('brickhouse.analytics_schema'))) AS v (name);
