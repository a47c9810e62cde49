-- name: monthly-growth
-- The season is divided out day by day; weekdays, month-ends and noise do not follow a trend. The last fortnight, whose
-- counts the status windows shape, and the days around holidays are left out.
WITH days AS (
    SELECT order_date::date AS day, count(*) AS orders
      FROM orders
     GROUP BY 1
), holidays(day) AS (
    VALUES (DATE '2025-11-27'), ('2025-12-25'), ('2026-01-01'), ('2026-05-25'), ('2026-07-04'), ('2026-09-07')
)
SELECT exp(regr_slope(
           ln(orders / (1 + 0.25 * cos(2 * pi() * (extract(doy FROM day) - 196) / 365.25))),
           (day - DATE '2025-11-24') / (365.2425 / 12))) - 1
  FROM days
 WHERE day < DATE '2026-11-10'
   AND NOT EXISTS (SELECT FROM holidays h WHERE days.day BETWEEN h.day - 3 AND h.day);

-- name: july-to-january
SELECT count(*) FILTER (WHERE order_date >= '2026-07-01' AND order_date < '2026-08-01')::float8
       / count(*) FILTER (WHERE order_date >= '2026-01-01' AND order_date < '2026-02-01')
  FROM orders;

-- name: weekend-share
SELECT avg((extract(isodow FROM order_date) >= 6)::int)
  FROM orders;

-- name: weekend-share-by-type
SELECT s.store_type, avg((extract(isodow FROM o.order_date) >= 6)::int)
  FROM orders o
  JOIN stores s ON s.store_id = o.to_store_id
 GROUP BY 1;

-- name: tourist-share-by-month
SELECT extract(month FROM o.order_date)::int, avg((s.store_type = 'Tourist')::int)
  FROM orders o
  JOIN stores s ON s.store_id = o.to_store_id
 GROUP BY 1;

-- name: category-shares-in-january-and-july
SELECT p.category,
       count(*) FILTER (WHERE extract(month FROM o.order_date) = 1)::float8 / max(m.january),
       count(*) FILTER (WHERE extract(month FROM o.order_date) = 7)::float8 / max(m.july)
  FROM orders o
  JOIN products p USING (product_id)
 CROSS JOIN (SELECT count(*) FILTER (WHERE extract(month FROM order_date) = 1) AS january,
                    count(*) FILTER (WHERE extract(month FROM order_date) = 7) AS july
               FROM orders) m
 GROUP BY 1;

-- name: top-products-share
WITH sold AS (
    SELECT count(o.order_id) AS orders,
           row_number() OVER (ORDER BY count(o.order_id) DESC) AS rank,
           count(*) OVER () AS products
      FROM products p
      LEFT JOIN orders o USING (product_id)
     GROUP BY p.product_id
)
SELECT sum(orders) FILTER (WHERE rank <= 0.2 * products) / sum(orders)
  FROM sold;

-- name: gini-over-stores
WITH sold AS (
    SELECT count(*) AS orders, row_number() OVER (ORDER BY count(*)) AS rank, count(*) OVER () AS stores
      FROM orders
     GROUP BY to_store_id
)
SELECT 2 * sum(rank * orders) / (max(stores) * sum(orders)) - (max(stores) + 1.0) / max(stores)
  FROM sold;

-- name: business-hours-share
SELECT avg((extract(hour FROM order_date) BETWEEN 7 AND 17)::int)
  FROM orders
 WHERE extract(isodow FROM order_date) <= 5;

-- name: review-hours
SELECT unnest(percentile_cont(ARRAY[0, 0.5, 0.95, 1]) WITHIN GROUP (
           ORDER BY extract(epoch FROM approved_date - order_date)::float8 / 3600))
  FROM orders
 WHERE approved_date IS NOT NULL;

-- name: fulfilment-hours
SELECT unnest(percentile_cont(ARRAY[0, 0.5, 0.95, 1]) WITHIN GROUP (
           ORDER BY extract(epoch FROM fulfilled_date - approved_date)::float8 / 3600))
  FROM orders
 WHERE fulfilled_date IS NOT NULL;

-- name: mean-review-hours-by-weekday
SELECT extract(isodow FROM order_date)::int, avg(extract(epoch FROM approved_date - order_date)) / 3600
  FROM orders
 WHERE approved_date IS NOT NULL
 GROUP BY 1;

-- name: by-day
SELECT order_date::date, count(*) FROM orders GROUP BY 1;

-- name: by-store
SELECT to_store_id, count(*) FROM orders GROUP BY 1;

-- name: by-month-and-region
SELECT extract(month FROM o.order_date)::int, s.region, count(*)
  FROM orders o
  JOIN stores s ON s.store_id = o.to_store_id
 GROUP BY 1, 2;

-- name: by-region-and-category
SELECT s.region, p.category, count(*)
  FROM orders o
  JOIN stores s ON s.store_id = o.to_store_id
  JOIN products p USING (product_id)
 GROUP BY 1, 2;

-- name: by-category-and-product
SELECT p.category, p.product_id, count(*)
  FROM orders o
  JOIN products p USING (product_id)
 GROUP BY 1, 2;

-- name: by-product-and-quantity
SELECT product_id, quantity_cases, count(*) FROM orders GROUP BY 1, 2;

-- name: by-stage-and-note
SELECT approved_date IS NOT NULL, notes, count(*) FROM orders WHERE order_status = 'cancelled' GROUP BY 1, 2;
