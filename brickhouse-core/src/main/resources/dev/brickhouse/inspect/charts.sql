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
    WHERE ${in_period}
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

-- name: visits
-- All orders of one shop on one day are a visit, which begins with the first of them. Lines of a visit come in up to 20 bins of
-- equal width and a last one for the hundredth of the visits with the most lines. Orders without a date are left out.
WITH visits AS MATERIALIZED (
    SELECT to_store_id, MIN(order_date) AS begun, COUNT(*) AS lines
    FROM orders
    WHERE ${in_period}
    GROUP BY to_store_id, date_trunc('day', order_date)
), bins AS (
    SELECT GREATEST(1, CEIL(percentile_disc(0.99) WITHIN GROUP (ORDER BY lines) / 20.0))::int AS width FROM visits
), period AS (
    SELECT (MAX(begun)::date - MIN(begun)::date + 1) / 7.0 AS weeks FROM visits
)
SELECT 'shop' AS grain, 0 AS place, 0 AS upto, COUNT(DISTINCT to_store_id)::numeric AS visits FROM visits
UNION ALL
SELECT 'lines', bin * width + 1, CASE WHEN bin < 20 THEN (bin + 1) * width END, COUNT(*)
FROM (SELECT width, LEAST((lines - 1) / width, 20)::int AS bin FROM visits CROSS JOIN bins) binned
GROUP BY bin, width
UNION ALL
SELECT 'week', EXTRACT(isodow FROM begun)::int, EXTRACT(hour FROM begun)::int, COUNT(*) / weeks
FROM visits
CROSS JOIN period
GROUP BY EXTRACT(isodow FROM begun), EXTRACT(hour FROM begun), weeks
ORDER BY grain, place, upto;

-- name: promotions
-- Weeks in which a product is ordered much more than usual, as when it is promoted. Usual is its share of all orders in the
-- eight weeks before and after, save those that are high themselves, times all orders of the week: so neither a season nor a
-- holiday looks like a promotion. Below 20 orders a week chance looks like one, so such products are left out, and a raised
-- week has 1.4 times the usual orders and lies three standard deviations of chance above them.
WITH weekly AS MATERIALIZED (
    SELECT product_id, date_trunc('week', order_date)::date AS week, COUNT(*)::float8 AS orders
    FROM orders
    WHERE ${in_period} AND order_status <> 'cancelled'
    GROUP BY product_id, date_trunc('week', order_date)
), weeks AS (
    SELECT week, SUM(orders) AS orders FROM weekly GROUP BY week
), frequent AS MATERIALIZED (
    SELECT product_id FROM weekly GROUP BY product_id HAVING AVG(orders) >= 20
), shares AS (
    SELECT product_id, week, weekly.orders, weeks.orders AS all_orders, weekly.orders / weeks.orders AS share
    FROM weekly
    JOIN weeks USING (week)
    JOIN frequent USING (product_id)
), first_look AS (
    SELECT *, share > 1.3 * AVG(share) OVER (
        PARTITION BY product_id ORDER BY week
        RANGE BETWEEN INTERVAL '8 weeks' PRECEDING AND INTERVAL '8 weeks' FOLLOWING) AS high
    FROM shares
), compared AS (
    SELECT product_id, week, orders, COUNT(*) FILTER (WHERE NOT high) OVER around AS compared_weeks,
           all_orders * AVG(share) FILTER (WHERE NOT high) OVER around AS usual
    FROM first_look
    WINDOW around AS (
        PARTITION BY product_id ORDER BY week
        RANGE BETWEEN INTERVAL '8 weeks' PRECEDING AND INTERVAL '8 weeks' FOLLOWING)
), judged AS MATERIALIZED (
    SELECT product_id, week, orders, usual,
           CASE WHEN orders >= 1.4 * usual AND orders - usual >= 3 * sqrt(usual) THEN week END AS raised
    FROM compared
    WHERE compared_weeks >= 6
), begun AS (
    SELECT product_id, week
    FROM (SELECT product_id, week, raised, LAG(raised) OVER (PARTITION BY product_id ORDER BY week) AS before FROM judged) judged
    WHERE raised IS NOT NULL AND before IS NULL
), strongest AS (
    SELECT product_id, week, orders, usual FROM judged WHERE raised IS NOT NULL ORDER BY orders / usual DESC, product_id, week LIMIT 10
)
SELECT 'products' AS grain, NULL AS label, NULL AS week, COUNT(*)::float8 AS orders, NULL::float8 AS usual FROM frequent
UNION ALL
SELECT 'looked at', NULL, NULL, COUNT(*), NULL FROM judged
UNION ALL
SELECT 'raised', NULL, NULL, COUNT(raised), NULL FROM judged
UNION ALL
SELECT 'around', ((j.week - b.week) / 7)::text, NULL, SUM(j.orders), SUM(j.usual)
FROM begun b
JOIN judged j ON j.product_id = b.product_id AND j.week BETWEEN b.week - 28 AND b.week + 42
GROUP BY j.week - b.week
UNION ALL
SELECT 'strongest', p.product_name, s.week::text, s.orders, s.usual
FROM strongest s
JOIN products p ON p.product_id = s.product_id;

-- name: backlog
-- Orders, deliveries and what is open, by week and by age. Weeks and ages count back from the last day with an order or a
-- delivery. When an order was cancelled is not recorded, so cancelled orders are left out, as are those without a date.
WITH daily AS MATERIALIZED (
    SELECT
        order_date::date AS ordered,
        CASE WHEN order_status = 'fulfilled' THEN
            -- long after the last order, or before its own, is no time of delivery
            CASE WHEN fulfilled_date BETWEEN order_date AND ${end_of_period} + INTERVAL '1 year' THEN fulfilled_date ELSE order_date END::date
        END AS delivered,
        order_status,
        COUNT(*) AS orders
    FROM orders
    WHERE ${in_period} AND order_status <> 'cancelled'
    GROUP BY 1, 2, 3
), period AS (
    SELECT MIN(LEAST(ordered, delivered)) AS first_day, MAX(GREATEST(ordered, delivered)) AS last_day FROM daily
), moves AS (
    SELECT (last_day - ordered) / 7 AS weeks_ago, orders AS ordered, 0 AS delivered FROM daily CROSS JOIN period
    UNION ALL
    SELECT (last_day - delivered) / 7, 0, orders FROM daily CROSS JOIN period WHERE delivered IS NOT NULL
), weeks AS (
    SELECT
        last_day - 7 * weeks_ago AS week,
        last_day - 7 * weeks_ago - 6 >= first_day AS whole,
        COALESCE(SUM(m.ordered), 0) AS ordered,
        COALESCE(SUM(m.delivered), 0) AS delivered
    FROM period
    CROSS JOIN generate_series(0, (last_day - first_day) / 7) AS weeks_ago
    LEFT JOIN moves m USING (weeks_ago)
    GROUP BY weeks_ago, first_day, last_day
)
SELECT 'week' AS grain, to_char(week, 'YYYY-MM-DD') AS label, NULL AS status, whole, ordered, delivered,
       SUM(ordered - delivered) OVER (ORDER BY week) AS open
FROM weeks
UNION ALL
SELECT 'age', (last_day - ordered)::text, order_status, NULL, NULL, NULL, orders
FROM daily
CROSS JOIN period
WHERE delivered IS NULL AND order_status <> 'fulfilled'
ORDER BY grain, label, status;

-- name: life
-- Products and shops that came or went within the period: before the first order, or after the last, is a silence of at least
-- four weeks and six times the usual time between orders, which chance hardly makes.
WITH positions AS MATERIALIZED (
    SELECT product_id, to_store_id, COUNT(*) AS orders, MIN(order_date) AS first_order, MAX(order_date) AS last_order
    FROM orders
    WHERE ${in_period}
    GROUP BY product_id, to_store_id
), period AS (
    SELECT MIN(first_order) AS first_order, MAX(last_order) AS last_order FROM positions
), lives AS (
    SELECT 'product' AS kind, SUM(orders)::float8 AS orders, MIN(first_order) AS first_order, MAX(last_order) AS last_order
    FROM positions
    GROUP BY product_id
    UNION ALL
    SELECT 'shop', SUM(orders)::float8, MIN(first_order), MAX(last_order)
    FROM positions
    GROUP BY to_store_id
), silences AS (
    SELECT kind, first_order, last_order,
           GREATEST(INTERVAL '28 days', 6 * (last_order - first_order) / (orders - 1)) AS silence
    FROM lives
    WHERE orders > 1
)
SELECT to_char(came.at, 'YYYY-MM') AS month, s.kind, came.event, COUNT(*) AS count
FROM silences s
CROSS JOIN period p
CROSS JOIN LATERAL (VALUES
    ('came', s.first_order, s.first_order - s.silence > p.first_order),
    ('went', s.last_order, s.last_order + s.silence < p.last_order)) AS came (event, at, is_so)
WHERE came.is_so
GROUP BY to_char(came.at, 'YYYY-MM'), s.kind, came.event
ORDER BY month, kind, event;

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
    WHERE order_status <> 'cancelled' AND ${in_period}
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

-- name: cover
-- For how many days the available cases of the shops' positions last at the pace of their orders of the last eight weeks, in
-- steps of five days; null where nothing was ordered in that time. Levels as in the query above.
WITH period AS (
    SELECT MAX(order_date) AS last_order, GREATEST(1, CEIL(date_part('epoch', MAX(order_date) - MIN(order_date)) / 86400)) AS days
    FROM orders
    WHERE order_status <> 'cancelled' AND ${in_period}
), demand AS (
    SELECT
        o.to_store_id AS store_id,
        o.product_id,
        SUM(o.quantity_cases)::float8 / LEAST(56, (SELECT days FROM period)) AS cases_a_day
    FROM orders o
    WHERE o.order_status <> 'cancelled' AND ${in_period} AND o.order_date > (SELECT last_order FROM period) - INTERVAL '56 days'
    GROUP BY o.to_store_id, o.product_id
), covers AS MATERIALIZED (
    SELECT
        i.quantity_cases - i.reserved_cases AS available,
        GREATEST(0, i.quantity_cases - i.reserved_cases) / NULLIF(d.cases_a_day, 0) AS days
    FROM inventory i
    JOIN stores s ON s.store_id = i.store_id
    LEFT JOIN demand d ON d.store_id = i.store_id AND d.product_id = i.product_id
    WHERE s.store_type <> 'Warehouse'
)
SELECT
    CASE WHEN days < 90 THEN FLOOR(days / 5)::int * 5 WHEN days >= 90 THEN 90 END AS days,
    COUNT(*) FILTER (WHERE available <= 10) AS critical,
    COUNT(*) FILTER (WHERE available BETWEEN 11 AND 25) AS low,
    COUNT(*) FILTER (WHERE available > 25) AS enough,
    (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM covers) AS median_days
FROM covers
GROUP BY 1
ORDER BY 1;

-- name: fulfillment
-- Whole hours from the order to its fulfillment, and the share of orders that were fulfilled by the end of that hour.
-- date_part counts in double precision, which costs less than the numeric of EXTRACT.
SELECT
    hours,
    orders,
    SUM(orders) OVER (ORDER BY hours) / SUM(orders) OVER () AS share_within
FROM (
    SELECT floor(date_part('epoch', fulfilled_date - order_date) / 3600)::int AS hours, COUNT(*) AS orders
    FROM orders
    WHERE order_status = 'fulfilled' AND isfinite(fulfilled_date) AND ${in_period}
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
