-- what analytics-views.sql makes and is not there
SELECT wanted.name
FROM (VALUES
    (1, 'inventory_summary'),
    (2, 'order_trends'),
    (3, 'low_stock_alerts'),
    (4, 'idx_inventory_summary_region'),
    (5, 'idx_order_trends_day'),
    (6, 'idx_low_stock_status'),
    (7, 'uq_inventory_summary'),
    (8, 'uq_order_trends')
) AS wanted (position, name)
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ?
      AND c.relname = wanted.name
)
ORDER BY wanted.position
