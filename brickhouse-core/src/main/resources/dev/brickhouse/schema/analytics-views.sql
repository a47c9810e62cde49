-- Inventory summary by region and brand
CREATE MATERIALIZED VIEW IF NOT EXISTS ${analyticsSchema}.inventory_summary AS
SELECT
    s.region,
    s.store_name,
    p.brand,
    p.category,
    SUM(i.quantity_cases) as total_cases,
    SUM(i.reserved_cases) as total_reserved,
    SUM(i.quantity_cases * p.unit_price) as inventory_value,
    COUNT(DISTINCT p.product_id) as product_count
FROM inventory i
JOIN stores s ON i.store_id = s.store_id
JOIN products p ON i.product_id = p.product_id
WHERE s.store_type != 'Warehouse'
GROUP BY s.region, s.store_name, p.brand, p.category;

-- Order trends by day (last 30 days)
CREATE MATERIALIZED VIEW IF NOT EXISTS ${analyticsSchema}.order_trends AS
SELECT
    DATE_TRUNC('day', o.order_date) as order_day,
    s.region,
    p.category,
    COUNT(*) as order_count,
    SUM(o.quantity_cases) as total_cases_ordered,
    SUM(o.quantity_cases * p.unit_price) as total_order_value,
    COUNT(CASE WHEN o.order_status = 'fulfilled' THEN 1 END) as fulfilled_orders,
    AVG(EXTRACT(EPOCH FROM (o.fulfilled_date - o.order_date))/3600) as avg_fulfillment_hours
FROM orders o
JOIN stores s ON o.to_store_id = s.store_id
JOIN products p ON o.product_id = p.product_id
WHERE o.order_date >= CURRENT_DATE - INTERVAL '30 days'
GROUP BY DATE_TRUNC('day', o.order_date), s.region, p.category;

-- Low stock alerts with severity levels
CREATE MATERIALIZED VIEW IF NOT EXISTS ${analyticsSchema}.low_stock_alerts AS
SELECT
    s.store_name,
    s.region,
    p.product_name,
    p.brand,
    i.quantity_cases,
    i.reserved_cases,
    (i.quantity_cases - i.reserved_cases) as available_cases,
    CASE
        WHEN (i.quantity_cases - i.reserved_cases) <= 10 THEN 'CRITICAL'
        WHEN (i.quantity_cases - i.reserved_cases) <= 25 THEN 'LOW'
        ELSE 'NORMAL'
    END as stock_status
FROM inventory i
JOIN stores s ON i.store_id = s.store_id
JOIN products p ON i.product_id = p.product_id
WHERE s.store_type != 'Warehouse'
AND (i.quantity_cases - i.reserved_cases) <= 25;

-- Analytics materialized view indexes
CREATE INDEX IF NOT EXISTS idx_inventory_summary_region ON ${analyticsSchema}.inventory_summary(region);
CREATE INDEX IF NOT EXISTS idx_order_trends_day ON ${analyticsSchema}.order_trends(order_day);
CREATE INDEX IF NOT EXISTS idx_low_stock_status ON ${analyticsSchema}.low_stock_alerts(stock_status);

-- The keys of the two grouped views, without which they cannot be refreshed concurrently. low_stock_alerts gets its
-- own only when a concurrent refresh is asked for: an application may hold equal rows there, and then every ordinary
-- refresh would fail on the index.
CREATE UNIQUE INDEX IF NOT EXISTS uq_inventory_summary
    ON ${analyticsSchema}.inventory_summary(region, store_name, brand, category);
CREATE UNIQUE INDEX IF NOT EXISTS uq_order_trends
    ON ${analyticsSchema}.order_trends(order_day, region, category);
