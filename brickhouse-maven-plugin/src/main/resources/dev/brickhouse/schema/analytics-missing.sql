-- what analytics-views.sql makes and is not there
SELECT wanted.name
FROM (VALUES
    ('inventory_summary'),
    ('order_trends'),
    ('low_stock_alerts'),
    ('idx_inventory_summary_region'),
    ('idx_order_trends_day'),
    ('idx_low_stock_status'),
    ('uq_inventory_summary'),
    ('uq_order_trends')
) AS wanted (name)
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ?
      AND c.relname = wanted.name
)
