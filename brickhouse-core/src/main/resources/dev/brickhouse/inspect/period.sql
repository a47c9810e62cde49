-- name: span
-- Text, since the dates go into the queries behind the charts. Infinite dates have no place on an axis.
SELECT first_date::text AS first_date, last_date::text AS last_date, infinite,
       last_date - first_date > INTERVAL '4400 days' AS too_long
  FROM (SELECT MIN(order_date) FILTER (WHERE isfinite(order_date)) AS first_date,
               MAX(order_date) FILTER (WHERE isfinite(order_date)) AS last_date,
               COUNT(*) FILTER (WHERE NOT isfinite(order_date)) AS infinite
          FROM orders) AS span;

-- name: usual
SELECT GREATEST(first_date, last_date - INTERVAL '4400 days')::text AS first_date, last_date::text AS last_date
  FROM (SELECT percentile_disc(0.01) WITHIN GROUP (ORDER BY order_date) AS first_date,
               percentile_disc(0.99) WITHIN GROUP (ORDER BY order_date) AS last_date
          FROM orders
         WHERE isfinite(order_date)) AS usual;

-- name: left-out
SELECT COUNT(*) FROM orders WHERE order_date NOT BETWEEN ?::timestamp AND ?::timestamp;
