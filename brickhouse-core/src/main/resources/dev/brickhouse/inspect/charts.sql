-- Each statement reads a table at most once and aggregates it to a few rows before it joins or sorts.

-- name: about
SELECT
    current_database() AS database_name,
    current_setting('server_version') AS server_version,
    to_char(LOCALTIMESTAMP, 'YYYY-MM-DD HH24:MI') AS made_at;

-- name: rhythm
-- Orders by day, month, weekday and hour, from one scan. Averages are over all days of the period, including days without
-- orders. Orders without a date are left out.
WITH hourly AS MATERIALIZED (
    SELECT date_trunc('hour', order_date) AS hour, order_status, COUNT(*) AS orders
    FROM orders
    WHERE order_date IS NOT NULL
    GROUP BY date_trunc('hour', order_date), order_status
), calendar AS (
    SELECT day, EXTRACT(isodow FROM day)::int AS weekday
    FROM (SELECT date_trunc('day', MIN(hour)) AS first_day, date_trunc('day', MAX(hour)) AS last_day FROM hourly) period,
         generate_series(period.first_day, period.last_day, INTERVAL '1 day') AS day
), weekday_days AS (
    SELECT weekday, COUNT(*) AS days FROM calendar GROUP BY weekday
), hour_days AS (
    SELECT weekday >= 6 AS weekend, COUNT(*) AS days FROM calendar GROUP BY weekday >= 6
)
SELECT 'day' AS grain, to_char(c.day, 'YYYY-MM-DD') AS label, h.order_status AS part, COALESCE(SUM(h.orders), 0)::numeric AS orders
FROM calendar c
LEFT JOIN hourly h ON date_trunc('day', h.hour) = c.day
GROUP BY c.day, h.order_status
UNION ALL
SELECT 'month', to_char(h.hour, 'YYYY-MM'), h.order_status, SUM(h.orders)
FROM hourly h
GROUP BY to_char(h.hour, 'YYYY-MM'), h.order_status
UNION ALL
SELECT 'weekday', d.weekday::text, NULL, COALESCE(SUM(h.orders), 0) / d.days
FROM weekday_days d
LEFT JOIN hourly h ON EXTRACT(isodow FROM h.hour)::int = d.weekday
GROUP BY d.weekday, d.days
UNION ALL
SELECT 'hour', to_char(of_day.hour, 'FM00'), CASE WHEN d.weekend THEN 'weekend' ELSE 'business day' END,
       COALESCE(SUM(h.orders), 0) / d.days
FROM hour_days d
CROSS JOIN generate_series(0, 23) AS of_day (hour)
LEFT JOIN hourly h
    ON EXTRACT(hour FROM h.hour)::int = of_day.hour
    AND (EXTRACT(isodow FROM h.hour) >= 6) = d.weekend
GROUP BY of_day.hour, d.weekend, d.days
ORDER BY 1, 2, 3;

-- name: category-months
-- Orders that were not cancelled
SELECT
    p.category,
    o.month,
    SUM(o.orders)::bigint AS orders,
    SUM(o.cases)::bigint AS cases,
    SUM(o.cases * p.unit_price) AS value
FROM (
    SELECT
        product_id,
        to_char(date_trunc('month', order_date), 'YYYY-MM') AS month,
        COUNT(*) AS orders,
        SUM(quantity_cases) AS cases
    FROM orders
    WHERE order_status <> 'cancelled'
    GROUP BY product_id, date_trunc('month', order_date)
) o
JOIN products p ON p.product_id = o.product_id
GROUP BY p.category, o.month
ORDER BY p.category, o.month;

-- name: shops
-- Orders that were not cancelled, for each region and each type of shop
SELECT
    CASE WHEN GROUPING(s.region) = 0 THEN 'region' ELSE 'type' END AS grain,
    COALESCE(s.region, s.store_type) AS label,
    COUNT(DISTINCT s.store_id) AS shops,
    COALESCE(SUM(o.orders), 0)::bigint AS orders,
    COALESCE(SUM(o.cases), 0)::bigint AS cases,
    COALESCE(SUM(o.cases * p.unit_price), 0) AS value
FROM stores s
LEFT JOIN (
    SELECT to_store_id, product_id, COUNT(*) AS orders, SUM(quantity_cases) AS cases
    FROM orders
    WHERE order_status <> 'cancelled'
    GROUP BY to_store_id, product_id
) o ON o.to_store_id = s.store_id
LEFT JOIN products p ON p.product_id = o.product_id
WHERE s.store_type <> 'Warehouse'
GROUP BY GROUPING SETS ((s.region), (s.store_type))
ORDER BY grain, value DESC, label;

-- name: stock
-- The shops' positions by the levels of analytics.low_stock_alerts, from the tables, since the view may be stale
SELECT
    s.region,
    COUNT(*) FILTER (WHERE i.quantity_cases - i.reserved_cases <= 10) AS critical,
    COUNT(*) FILTER (WHERE i.quantity_cases - i.reserved_cases BETWEEN 11 AND 25) AS low,
    COUNT(*) FILTER (WHERE i.quantity_cases - i.reserved_cases > 25) AS enough
FROM inventory i
JOIN stores s ON s.store_id = i.store_id
WHERE s.store_type <> 'Warehouse'
GROUP BY s.region
ORDER BY s.region;

-- name: fulfilment
-- Whole hours from the order to its fulfilment, and the share of orders that were fulfilled by the end of that hour.
-- date_part counts in double precision, which costs less than the numeric of EXTRACT.
SELECT
    hours,
    orders,
    SUM(orders) OVER (ORDER BY hours) / SUM(orders) OVER () AS share_within
FROM (
    SELECT floor(date_part('epoch', fulfilled_date - order_date) / 3600)::int AS hours, COUNT(*) AS orders
    FROM orders
    WHERE order_status = 'fulfilled' AND fulfilled_date IS NOT NULL AND order_date IS NOT NULL
    GROUP BY floor(date_part('epoch', fulfilled_date - order_date) / 3600)::int
) by_hour
ORDER BY hours;

-- name: sizes
SELECT
    wanted.name AS table_name,
    pg_table_size(c.oid) AS table_bytes,
    pg_indexes_size(c.oid) AS index_bytes
FROM unnest(ARRAY['products', 'stores', 'users', 'inventory', 'orders']) WITH ORDINALITY AS wanted (name, position)
JOIN pg_class c ON c.oid = to_regclass(wanted.name)
ORDER BY wanted.position;
