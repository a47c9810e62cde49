-- name: views-present
SELECT CASE WHEN v.oid IS NULL THEN wanted.name || ' is missing' ELSE wanted.name || ' is not populated' END
  FROM (VALUES ('inventory_summary'), ('low_stock_alerts'), ('order_trends')) AS wanted (name)
  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = current_setting('brickhouse.analytics_schema')
  LEFT JOIN pg_catalog.pg_class v ON v.relnamespace = n.oid AND v.relname = wanted.name AND v.relkind = 'm'
 WHERE v.oid IS NULL
    OR NOT v.relispopulated
 ORDER BY wanted.name;

-- name: inventory-summary-current
-- Returns the query that compares the view with its own definition, both ways.
SELECT format('WITH wanted AS (%s), found AS (SELECT * FROM %s)
               SELECT format(''%%s, %%s, %%s, %%s'', region, store_name, brand, category)
                 FROM ((TABLE wanted EXCEPT ALL TABLE found) UNION ALL (TABLE found EXCEPT ALL TABLE wanted)) AS differing
                GROUP BY region, store_name, brand, category
                ORDER BY region, store_name, brand, category',
              rtrim(pg_catalog.pg_get_viewdef(v.name::regclass), ';'), v.name)
  FROM (SELECT format('%I.inventory_summary', current_setting('brickhouse.analytics_schema'))) AS v (name);

-- name: order-trends-current
-- The view looks back 30 days from the day of its refresh. Days that have left this window since then do not count, nor
-- does the day at its edge, which depends on the time zone of whoever refreshed it.
SELECT format('WITH wanted AS (%s), found AS (SELECT * FROM %s)
               SELECT format(''%%s, %%s, %%s'', order_day::date, region, category)
                 FROM ((TABLE wanted EXCEPT ALL TABLE found) UNION ALL (TABLE found EXCEPT ALL TABLE wanted)) AS differing
                WHERE order_day >= CURRENT_DATE - INTERVAL ''29 days''
                GROUP BY order_day, region, category
                ORDER BY order_day, region, category',
              rtrim(pg_catalog.pg_get_viewdef(v.name::regclass), ';'), v.name)
  FROM (SELECT format('%I.order_trends', current_setting('brickhouse.analytics_schema'))) AS v (name);

-- name: low-stock-alerts-current
SELECT format('WITH wanted AS (%s), found AS (SELECT * FROM %s)
               SELECT format(''%%s, %%s'', store_name, product_name)
                 FROM ((TABLE wanted EXCEPT ALL TABLE found) UNION ALL (TABLE found EXCEPT ALL TABLE wanted)) AS differing
                GROUP BY store_name, product_name
                ORDER BY store_name, product_name',
              rtrim(pg_catalog.pg_get_viewdef(v.name::regclass), ';'), v.name)
  FROM (SELECT format('%I.low_stock_alerts', current_setting('brickhouse.analytics_schema'))) AS v (name);
