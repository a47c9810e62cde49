-- name: orders-status
SELECT format('order_id=%s: order_status=%L', order_id, order_status)
  FROM orders
 WHERE order_status NOT IN ('pending_review', 'approved', 'fulfilled', 'cancelled')
 ORDER BY order_id;

-- name: orders-pending-columns
SELECT format('order_id=%s: approved_by=%L approved_date=%L fulfilled_date=%L, wanted NULL', order_id, approved_by, approved_date, fulfilled_date)
  FROM orders
 WHERE order_status = 'pending_review'
   AND (approved_by IS NOT NULL OR approved_date IS NOT NULL OR fulfilled_date IS NOT NULL)
 ORDER BY order_id;

-- name: orders-approved-columns
SELECT format('order_id=%s: approved_by=%L approved_date=%L fulfilled_date=%L, wanted the first two', order_id, approved_by, approved_date, fulfilled_date)
  FROM orders
 WHERE order_status = 'approved'
   AND (approved_by IS NULL OR approved_date IS NULL OR fulfilled_date IS NOT NULL)
 ORDER BY order_id;

-- name: orders-fulfilled-columns
SELECT format('order_id=%s: approved_by=%L approved_date=%L fulfilled_date=%L, wanted all three', order_id, approved_by, approved_date, fulfilled_date)
  FROM orders
 WHERE order_status = 'fulfilled'
   AND (approved_by IS NULL OR approved_date IS NULL OR fulfilled_date IS NULL)
 ORDER BY order_id;

-- name: orders-cancelled-columns
SELECT format('order_id=%s: approved_by=%L approved_date=%L fulfilled_date=%L, wanted the first two or none', order_id, approved_by, approved_date, fulfilled_date)
  FROM orders
 WHERE order_status = 'cancelled'
   AND ((approved_by IS NULL) <> (approved_date IS NULL) OR fulfilled_date IS NOT NULL)
 ORDER BY order_id;

-- name: orders-notes
SELECT format('order_id=%s: order_status=%s notes=%L', order_id, order_status, left(notes, 40))
  FROM orders
 WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND (order_status = 'cancelled') <> (notes IS NOT NULL)
 ORDER BY order_id;

-- name: orders-date-order
SELECT format('order_id=%s: order_date=%L approved_date=%L fulfilled_date=%L', order_id, order_date, approved_date, fulfilled_date)
  FROM orders
 WHERE order_date IS NULL
    OR approved_date <= order_date
    OR fulfilled_date <= approved_date
    OR fulfilled_date <= order_date
 ORDER BY order_id;

-- name: orders-not-in-the-future
-- The columns have no time zone, so the clock of the database server counts, and where on earth it is latest: nobody is
-- ahead of UTC+14. The orders of a seed may reach as far as its as-of date, even where that is later.
SELECT format('order_id=%s: order_date=%L approved_date=%L fulfilled_date=%L, wanted up to %s', order_id, order_date, approved_date, fulfilled_date, date_trunc('second', latest))
  FROM (SELECT o.*,
               CASE WHEN o.order_id <= clock.seeded THEN GREATEST(clock.latest, clock.as_of) ELSE clock.latest END AS latest
          FROM orders o
         CROSS JOIN (SELECT now() AT TIME ZONE INTERVAL '14:00' AS latest,
                            current_setting('brickhouse.as_of')::timestamp AS as_of,
                            current_setting('brickhouse.seeded_orders')::bigint AS seeded) AS clock) AS dated
 WHERE GREATEST(order_date, approved_date, fulfilled_date) > latest
 ORDER BY order_id;

-- name: orders-placed-by-as-of
SELECT format('order_id=%s: order_date=%s, wanted up to %s', order_id, order_date, current_setting('brickhouse.as_of'))
  FROM orders
 WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND order_date > (SELECT current_setting('brickhouse.as_of')::timestamp)
 ORDER BY order_id;

-- name: orders-not-after-as-of
-- When they were placed is the affair of orders-placed-by-as-of; an application may go on with them.
SELECT format('order_id=%s: approved_date=%L fulfilled_date=%L, wanted up to %s', order_id, approved_date, fulfilled_date, current_setting('brickhouse.carried_on_to'))
  FROM orders
 WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND GREATEST(approved_date, fulfilled_date) > (SELECT current_setting('brickhouse.carried_on_to')::timestamp)
 ORDER BY order_id;

-- name: orders-one-visit-a-day
-- A visit with all that interrupts it lasts less than ten hours, as demand/VisitTimeline: of work up to 4.4, of breaks up to 5.
SELECT format('to_store_id=%s: its orders of %s come from %s to %s, wanted one visit of at most 10 hours', to_store_id, day, first::time(0), last::time(0))
  FROM (SELECT to_store_id, order_date::date AS day, min(order_date) AS first, max(order_date) AS last
          FROM orders
         WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
           AND isfinite(order_date)
         GROUP BY to_store_id, order_date::date) AS days
 WHERE last - first > INTERVAL '10 hours'
 ORDER BY to_store_id, day;

-- name: orders-duplicates-have-twins
SELECT format('order_id=%s: is called a duplicate, but its shop ordered product_id=%s only once on that day', order_id, product_id)
  FROM orders o
 WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND notes = 'Duplicate of an earlier request'
   AND NOT EXISTS (SELECT FROM orders twin
                    WHERE twin.to_store_id = o.to_store_id
                      AND twin.product_id = o.product_id
                      AND twin.quantity_cases = o.quantity_cases
                      AND twin.order_id < o.order_id
                      AND twin.order_date >= date_trunc('day', o.order_date))
 ORDER BY order_id;

-- name: orders-too-large
-- As demand/ReorderPoints.LARGE_CASES.
SELECT format('order_id=%s: exceeded the shelf with quantity_cases=%s, wanted at least 36', order_id, quantity_cases)
  FROM orders
 WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND notes = 'Ordered quantity exceeds shelf capacity'
   AND quantity_cases < 36
 ORDER BY order_id;

-- name: orders-approver-role
-- Users that do not exist at all are the affair of the checks of the foreign keys.
SELECT format('order_id=%s: approved_by=%s is a %s, wanted a regional_manager', o.order_id, o.approved_by, u.role)
  FROM orders o
  JOIN users u ON u.user_id = o.approved_by
 WHERE u.role <> 'regional_manager'
 ORDER BY o.order_id;

-- name: orders-approver-region
-- Somebody stands in while a manager is away. A few orders prove nothing.
SELECT format('region=%s: its own manager approved %s of %s orders, wanted at least half', region, own, approved)
  FROM (SELECT s.region, count(*) AS approved, count(*) FILTER (WHERE u.region = s.region) AS own
          FROM orders o
          JOIN stores s ON s.store_id = o.to_store_id
          JOIN users u ON u.user_id = o.approved_by
         GROUP BY s.region) AS regions
 WHERE approved >= 100
   AND own < approved / 2
 ORDER BY region;

-- name: orders-one-approver-a-day
-- The region's own manager, or the one who stands in on that day.
SELECT format('region=%s: users %s approved its orders on %s, wanted one of them', s.region, string_agg(DISTINCT o.approved_by::text, ', '), o.approved_date::date)
  FROM orders o
  JOIN stores s ON s.store_id = o.to_store_id
  JOIN users u ON u.user_id = o.approved_by AND u.role = 'regional_manager'
 WHERE o.order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND o.approved_date <= (SELECT current_setting('brickhouse.as_of')::timestamp)
 GROUP BY s.region, o.approved_date::date
HAVING count(DISTINCT o.approved_by) > 1
 ORDER BY o.approved_date::date, s.region;

-- name: orders-requester-store
-- Another shop's manager stands in for one who is away all day.
WITH own AS (
    SELECT DISTINCT o.to_store_id, o.order_date::date AS day
      FROM orders o
      JOIN users u ON u.user_id = o.requested_by AND u.store_id = o.to_store_id
)
SELECT format('order_id=%s: requested_by=%s is a %s of store_id=%L, wanted a store_manager of %s, or of another shop while that one is away', o.order_id, o.requested_by, u.role, u.store_id, o.to_store_id)
  FROM orders o
  JOIN users u ON u.user_id = o.requested_by
  JOIN stores s ON s.store_id = o.to_store_id
 WHERE u.role <> 'store_manager'
    OR (u.store_id IS DISTINCT FROM o.to_store_id
        AND (u.store_id IS NULL
             OR NOT EXISTS (SELECT FROM users m WHERE m.store_id = o.to_store_id AND m.role = 'store_manager')
             OR EXISTS (SELECT FROM own WHERE own.to_store_id = o.to_store_id AND own.day = o.order_date::date)))
 ORDER BY o.order_id;

-- name: orders-from-warehouse
-- An order that an application has just taken may still leave open where it is shipped from.
SELECT format('order_id=%s: from_store_id=%L of store_type=%L', o.order_id, o.from_store_id, s.store_type)
  FROM orders o
  LEFT JOIN stores s ON s.store_id = o.from_store_id
 WHERE s.store_type <> 'Warehouse'
    OR (o.from_store_id IS NULL AND o.order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint))
 ORDER BY o.order_id;

-- name: orders-to-shop
SELECT format('order_id=%s: to_store_id=%s of store_type=%L', o.order_id, o.to_store_id, s.store_type)
  FROM orders o
  JOIN stores s ON s.store_id = o.to_store_id
 WHERE s.store_type = 'Warehouse'
 ORDER BY o.order_id;

-- name: orders-quantity
SELECT format('order_id=%s: quantity_cases=%s', order_id, quantity_cases)
  FROM orders
 WHERE quantity_cases < 1
    OR (quantity_cases NOT BETWEEN 5 AND 50 AND order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint))
 ORDER BY order_id;

-- name: orders-number-format
SELECT format('order_id=%s: order_number=%L', order_id, order_number)
  FROM orders
 WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)
   AND order_number COLLATE "C" !~ '^ORD([0-9]{6}|[1-9][0-9]{6,})$'
 ORDER BY order_id;

-- name: orders-number-rising
-- Longer numbers are larger, equally long ones compare as text; orders-number-format tells of all others.
SELECT format('order_id=%s: order_number=%L after %L', order_id, order_number, previous)
  FROM (SELECT order_id,
               order_number,
               lag(order_number) OVER (ORDER BY order_id) AS previous
          FROM orders
         WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)) AS numbered
 WHERE CASE WHEN (octet_length(order_number), order_number COLLATE "C") < (octet_length(previous), previous COLLATE "C")
            THEN order_number ~ '^ORD[0-9]{6,}$' AND previous ~ '^ORD[0-9]{6,}$'
       END
 ORDER BY order_id;

-- name: orders-date-rising
SELECT format('order_id=%s: order_date=%s after %s', order_id, order_date, previous)
  FROM (SELECT order_id,
               order_date,
               lag(order_date) OVER (ORDER BY order_id) AS previous
          FROM orders
         WHERE order_id <= (SELECT current_setting('brickhouse.seeded_orders')::bigint)) AS dated
 WHERE order_date < previous
 ORDER BY order_id;
