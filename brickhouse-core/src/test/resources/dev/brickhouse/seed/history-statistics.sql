-- name: largest-month
-- The month with the largest demand for each day of business; public holidays, the days before them and weekends count less.
SELECT extract(month FROM day)::int
  FROM (SELECT order_date::date AS day, count(*) AS orders FROM orders GROUP BY 1) AS days
 GROUP BY date_trunc('month', day), 1
HAVING count(*) >= 26
 ORDER BY avg(orders) DESC
 LIMIT 1;

-- name: year-on-year
SELECT count(*) FILTER (WHERE order_date >= TIMESTAMP '${asOf}' - INTERVAL '1 year')::float8
       / nullif(count(*) FILTER (WHERE order_date < TIMESTAMP '${asOf}' - INTERVAL '1 year'
                                   AND order_date >= TIMESTAMP '${asOf}' - INTERVAL '2 years'), 0)
  FROM orders;

-- name: orders-of-the-last-fortnight
-- Beside those of the four weeks before, without the season.
SELECT sum(orders) FILTER (WHERE day >= DATE '${asOf}' - 14) * 2 / sum(orders) FILTER (WHERE day < DATE '${asOf}' - 14)
  FROM (SELECT order_date::date AS day,
               count(*) / (1 + 0.3 * cos(2 * pi() * (extract(doy FROM order_date::date) - 196) / 365.25)) AS orders
          FROM orders
         WHERE order_date >= DATE '${asOf}' - 42
         GROUP BY 1) AS days;

-- name: least-week-of-deliveries
-- The cases delivered in a week beside those of the week before, at their least.
SELECT min(cases::float8 / previous)
  FROM (SELECT week, sum(quantity_cases) AS cases, lag(sum(quantity_cases)) OVER (ORDER BY week) AS previous
          FROM (SELECT o.*, (DATE '${asOf}' - 1 - fulfilled_date::date) / 7 * -1 AS week FROM orders o WHERE fulfilled_date IS NOT NULL) AS delivered
         GROUP BY week) AS weeks
 WHERE week > (SELECT min((DATE '${asOf}' - 1 - order_date::date) / 7 * -1) + 3 FROM orders);

-- name: oldest-open-beside-longest-wait
SELECT max(TIMESTAMP '${asOf}' - order_date) FILTER (WHERE order_status IN ('pending_review', 'approved'))
       < max(fulfilled_date - order_date)
  FROM orders;

-- name: within-five-minutes
SELECT avg((order_date - previous <= INTERVAL '5 minutes')::int)
  FROM (SELECT order_date, lag(order_date) OVER (PARTITION BY to_store_id ORDER BY order_id) AS previous FROM orders) AS lines
 WHERE previous IS NOT NULL;

-- name: gaps-within-visits
-- Between the lines of visits of 20 or more: the mean correlation of a gap with the next one, the share of gaps of more than
-- eight minutes, and the share of visits with one of more than an hour.
WITH gaps AS (
    SELECT to_store_id, order_date::date AS day, order_id,
           extract(epoch FROM order_date - lag(order_date) OVER (PARTITION BY to_store_id, order_date::date ORDER BY order_id))::float8 AS gap
      FROM orders
), pairs AS (
    SELECT *, lag(gap) OVER (PARTITION BY to_store_id, day ORDER BY order_id) AS previous FROM gaps
), visits AS (
    SELECT corr(gap, previous) AS correlation, avg((gap > 480)::int) AS long, max(gap) > 3600 AS sessions
      FROM pairs GROUP BY to_store_id, day HAVING count(*) >= 20
)
SELECT avg(correlation), avg(long), avg(sessions::int) FROM visits;

-- name: most-common-length-of-visits
-- The share of the visits of an hour or more that last as long as any other, to ten seconds.
SELECT max(visits) / sum(visits)
  FROM (SELECT count(*) AS visits
          FROM (SELECT extract(epoch FROM max(order_date) - min(order_date)) AS seconds FROM orders GROUP BY to_store_id, order_date::date) AS visits
         WHERE seconds >= 3600
         GROUP BY round(seconds / 10)) AS lengths;

-- name: pace-of-shops
-- The median gap between two lines of the slowest tenth of the shops beside that of the quickest.
SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY pace) / percentile_cont(0.1) WITHIN GROUP (ORDER BY pace)
  FROM (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS pace
          FROM (SELECT to_store_id, extract(epoch FROM order_date - lag(order_date) OVER (PARTITION BY to_store_id, order_date::date ORDER BY order_id)) AS gap
                  FROM orders) AS gaps
         GROUP BY to_store_id) AS shops;

-- name: orders-on-holidays
-- Those of Independence Day beside those of a mean day.
SELECT avg(orders) FILTER (WHERE extract(month FROM day) = 7 AND extract(day FROM day) = 4) / avg(orders)
  FROM (SELECT day, (SELECT count(*) FROM orders WHERE order_date >= day AND order_date < day + 1) AS orders
          FROM (SELECT generate_series(min(order_date)::date, max(order_date)::date, INTERVAL '1 day')::date AS day FROM orders) AS all_days) AS days;

-- name: lines-of-a-visit
SELECT count(*)::float8 / count(DISTINCT (to_store_id, order_date::date)) FROM orders;

-- name: same-product-twice-a-day
SELECT 1 - count(DISTINCT (to_store_id, product_id, order_date::date))::float8 / count(*) FROM orders;

-- name: interval-variation
-- The median over the positions ordered at least a dozen times.
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY variation)
  FROM (SELECT stddev_pop(days) / avg(days) AS variation
          FROM (SELECT to_store_id, product_id, extract(epoch FROM order_date - lag(order_date) OVER (PARTITION BY to_store_id, product_id ORDER BY order_id)) / 86400 AS days
                  FROM orders) AS intervals
         WHERE days IS NOT NULL
         GROUP BY to_store_id, product_id
        HAVING count(*) >= 12) AS positions;

-- name: interval-and-quantity
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY correlation)
  FROM (SELECT corr(days, quantity_cases) AS correlation
          FROM (SELECT to_store_id, product_id, quantity_cases,
                       extract(epoch FROM order_date - lag(order_date) OVER (PARTITION BY to_store_id, product_id ORDER BY order_id)) / 86400 AS days
                  FROM orders) AS intervals
         WHERE days IS NOT NULL
         GROUP BY to_store_id, product_id
        HAVING count(*) >= 12) AS positions;

-- name: ordered-while-open
-- Where there is no backlog: orders of more than a hundred days before the end.
SELECT avg((order_date < previous_end)::int)
  FROM (SELECT order_date, lag(COALESCE(fulfilled_date, CASE WHEN order_status = 'cancelled' THEN order_date ELSE 'infinity' END)) OVER (PARTITION BY to_store_id, product_id ORDER BY order_id) AS previous_end
          FROM orders) AS orders
 WHERE previous_end IS NOT NULL
   AND order_date < TIMESTAMP '${asOf}' - INTERVAL '100 days';

-- name: quantity-by-store-size
-- The usual order follows what a shop sells of a product.
SELECT corr(ln(cases_a_day), ln(usual))
  FROM (SELECT sum(quantity_cases) AS cases_a_day, avg(quantity_cases) AS usual
          FROM orders GROUP BY to_store_id, product_id HAVING count(*) >= 12) AS positions;

-- name: weekly-orders-of-fast-products
-- Variance over mean of the weekly orders of a product beside its share of all orders, and their correlation from one week to
-- the next: the medians over the quarter of the products that is ordered most often, of those ordered in nearly every week.
WITH numbered AS (
    SELECT product_id, (order_date::date - min(order_date::date) OVER ()) / 7 AS week FROM orders
), weeks AS (
    SELECT week, count(*)::float8 AS all_orders FROM numbered GROUP BY week
), products AS (
    SELECT product_id, week, count(*)::float8 AS orders FROM numbered GROUP BY product_id, week
), shares AS (
    SELECT product_id, week, orders, sum(orders) OVER (PARTITION BY product_id) AS in_all,
           count(*) OVER (PARTITION BY product_id) AS present,
           all_orders * sum(orders) OVER (PARTITION BY product_id) / sum(all_orders) OVER (PARTITION BY product_id) AS expected
      FROM products JOIN weeks USING (week)
), residuals AS (
    SELECT *, (orders - expected) / sqrt(expected) AS residual,
           lag((orders - expected) / sqrt(expected)) OVER (PARTITION BY product_id ORDER BY week) AS previous
      FROM shares WHERE present > 0.9 * (SELECT count(*) FROM weeks)
), statistics AS (
    SELECT product_id, percent_rank() OVER (ORDER BY max(in_all)) AS rank, avg(residual ^ 2) AS dispersion, corr(residual, previous) AS correlation
      FROM residuals GROUP BY product_id
)
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY dispersion), percentile_cont(0.5) WITHIN GROUP (ORDER BY correlation)
  FROM statistics WHERE rank >= 0.75;

-- name: taylor-exponent
-- By how much the logarithm of the standard deviation of the weekly orders of a product grows with that of their mean.
WITH weeks AS (
    SELECT product_id, (order_date::date - (SELECT min(order_date)::date FROM orders)) / 7 AS week, count(*)::float8 AS orders
      FROM orders GROUP BY 1, 2
)
SELECT regr_slope(ln(deviation), ln(mean))
  FROM (SELECT stddev_pop(orders) AS deviation, avg(orders) AS mean
          FROM weeks GROUP BY product_id HAVING count(*) > 0.9 * (SELECT count(DISTINCT week) FROM weeks)) AS products;

-- name: regional-correlation
-- The mean correlation of the weekly orders of two shops beside those of the chain: of one region, and of two.
WITH weeks AS (
    SELECT to_store_id, (order_date::date - (SELECT min(order_date)::date FROM orders)) / 7 AS week, count(*)::float8 AS orders
      FROM orders GROUP BY 1, 2
), relative AS (
    SELECT to_store_id, week, orders / avg(orders) OVER (PARTITION BY to_store_id) AS orders FROM weeks
), residuals AS (
    SELECT to_store_id, week, orders - avg(orders) OVER (PARTITION BY week) AS residual FROM relative
), pairs AS (
    SELECT a.to_store_id AS one, b.to_store_id AS other, corr(a.residual, b.residual) AS correlation
      FROM residuals a JOIN residuals b ON b.week = a.week AND b.to_store_id > a.to_store_id GROUP BY 1, 2
)
SELECT s.region = t.region, avg(correlation)
  FROM pairs JOIN stores s ON s.store_id = one JOIN stores t ON t.store_id = other
 GROUP BY 1 ORDER BY 1 DESC;

-- name: arrivals-in-five-minutes
-- Variance over mean of the orders in five minutes, among the same hour of the same weekday.
WITH counted AS (
    SELECT date_bin('5 minutes', order_date, '2000-01-03') AS slot, count(*)::float8 AS orders FROM orders GROUP BY 1
), slots AS (
    SELECT slot, COALESCE(orders, 0) AS orders
      FROM generate_series(TIMESTAMP '${asOf}' - INTERVAL '200 days', TIMESTAMP '${asOf}' - INTERVAL '5 minutes', INTERVAL '5 minutes') AS slot
      LEFT JOIN counted USING (slot)
     WHERE extract(isodow FROM slot) <= 5 AND extract(hour FROM slot) BETWEEN 8 AND 11
)
SELECT avg(dispersion)
  FROM (SELECT var_pop(orders) / avg(orders) AS dispersion FROM slots
         GROUP BY extract(isodow FROM slot), extract(hour FROM slot)) AS hours;

-- name: hours-to-deliver
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM o.fulfilled_date - o.approved_date) / 3600)
  FROM orders o JOIN stores s ON s.store_id = o.to_store_id
 WHERE s.city IN ('Atlanta', 'Seattle') AND o.order_date < TIMESTAMP '${asOf}' - INTERVAL '100 days'
 GROUP BY s.city ORDER BY s.city;

-- name: july-over-january
SELECT s.city, count(*) FILTER (WHERE extract(month FROM o.order_date) = 7)::float8
               / count(*) FILTER (WHERE extract(month FROM o.order_date) = 1)
  FROM orders o JOIN stores s ON s.store_id = o.to_store_id
 WHERE s.city IN ('Minneapolis', 'Phoenix')
 GROUP BY s.city ORDER BY s.city;

-- name: category-by-store-type
-- Pearson's statistic over its degrees of freedom.
WITH cells AS (
    SELECT s.store_type, p.category, count(*)::float8 AS orders
      FROM orders o JOIN stores s ON s.store_id = o.to_store_id JOIN products p USING (product_id) GROUP BY 1, 2
), expected AS (
    SELECT *, sum(orders) OVER (PARTITION BY store_type) * sum(orders) OVER (PARTITION BY category) / sum(orders) OVER () AS expected FROM cells
)
SELECT sum((orders - expected) ^ 2 / expected)
       / ((count(DISTINCT store_type) - 1) * (count(DISTINCT category) - 1))
  FROM expected;

-- name: cases-by-city
SELECT s.city || ', ' || s.state, sum(quantity_cases) FROM orders o JOIN stores s ON s.store_id = o.to_store_id GROUP BY 1;

-- name: category-steps-at-month-ends
-- The largest change of a category's share between the last and the first week around the end of a month, beyond chance.
SELECT max(abs(after - before) - 4 * sqrt(before / orders_before + after / orders_after))
  FROM (SELECT p.category, month,
               count(*) FILTER (WHERE o.order_date < month) / sum(count(*) FILTER (WHERE o.order_date < month)) OVER (PARTITION BY month) AS before,
               count(*) FILTER (WHERE o.order_date >= month) / sum(count(*) FILTER (WHERE o.order_date >= month)) OVER (PARTITION BY month) AS after,
               sum(count(*) FILTER (WHERE o.order_date < month)) OVER (PARTITION BY month) AS orders_before,
               sum(count(*) FILTER (WHERE o.order_date >= month)) OVER (PARTITION BY month) AS orders_after
          FROM generate_series(date_trunc('month', TIMESTAMP '${asOf}' - INTERVAL '10 months'), TIMESTAMP '${asOf}' - INTERVAL '10 days', INTERVAL '1 month') AS month
          JOIN orders o ON o.order_date >= month - INTERVAL '7 days' AND o.order_date < month + INTERVAL '7 days'
          JOIN products p USING (product_id)
         GROUP BY p.category, month) AS weeks;

-- name: busiest-approver
SELECT max(days) FROM (SELECT count(DISTINCT approved_date::date) AS days FROM orders
                        WHERE approved_date >= TIMESTAMP '${asOf}' - INTERVAL '1 year' GROUP BY approved_by) AS approvers;

-- name: approved-at-night
SELECT avg((extract(hour FROM approved_date) NOT BETWEEN 6 AND 19)::int) FROM orders WHERE approved_date IS NOT NULL;

-- name: wait-by-load
-- Between a day's orders beside the usual and how long the reviews of its visits take, on weekdays without a backlog. On holidays,
-- when fewer than half of the usual orders come, nobody reviews.
WITH visits AS (
    SELECT order_date::date AS day, count(*) AS orders,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM approved_date - order_date) / 3600) AS hours,
           extract(hour FROM min(order_date)) AS hour
      FROM orders
     WHERE order_date < TIMESTAMP '${asOf}' - INTERVAL '60 days' AND approved_date IS NOT NULL
     GROUP BY 1, to_store_id
), days AS (
    SELECT day, sum(orders) AS orders, avg(ln(hours)) FILTER (WHERE hour BETWEEN 7 AND 10) AS wait,
           avg(sum(orders)) OVER (PARTITION BY extract(isodow FROM day) ORDER BY day ROWS BETWEEN 4 PRECEDING AND 4 FOLLOWING) AS usual
      FROM visits GROUP BY 1
), loads AS (
    SELECT day, wait, orders / avg(orders) OVER (PARTITION BY extract(isodow FROM day) ORDER BY day ROWS BETWEEN 4 PRECEDING AND 4 FOLLOWING) AS load
      FROM days WHERE orders > usual / 2
)
SELECT corr(load, wait) FROM loads WHERE extract(isodow FROM day) <= 4;

-- name: cancellation-dispersion
SELECT sum((cancelled - expected) ^ 2 / expected) / (count(*) - 1)
  FROM (SELECT count(*) FILTER (WHERE order_status = 'cancelled') AS cancelled,
               count(*) * (SELECT avg((order_status = 'cancelled')::int)::float8 FROM orders) AS expected
          FROM orders GROUP BY (order_date::date - DATE '2000-01-03') / 7) AS weeks
 WHERE expected > 0;

-- name: products-launched-and-delisted
-- Ordered for the first time long after the beginning, and for the last time long before the end.
SELECT avg((first_order > begin + INTERVAL '25 days')::int), avg((last_order < TIMESTAMP '${asOf}' - INTERVAL '25 days')::int)
  FROM (SELECT min(order_date) AS first_order, max(order_date) AS last_order FROM orders GROUP BY product_id) AS products
 CROSS JOIN (SELECT min(order_date) AS begin FROM orders) AS history;

-- name: promoted-weeks
-- The weeks of a year in which a product has at least 1.4 times its median share of all orders, for products ordered often.
WITH weeks AS (
    SELECT product_id, week, orders, orders / sum(orders) OVER (PARTITION BY week) AS share
      FROM (SELECT product_id, (order_date::date - DATE '2000-01-03') / 7 AS week, count(*)::float8 AS orders
              FROM orders GROUP BY 1, 2) AS counted
), usual AS (
    SELECT product_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY share) AS share
      FROM weeks GROUP BY product_id HAVING count(*) > 45 AND avg(orders) > 30
)
SELECT avg((weeks.share > 1.4 * usual.share)::int) * 52 FROM weeks JOIN usual USING (product_id);

-- name: creation-dates
SELECT (SELECT count(DISTINCT created_at) FROM products), (SELECT count(DISTINCT created_at) FROM stores),
       (SELECT count(*) FROM orders o JOIN products p USING (product_id) WHERE p.created_at > o.order_date)
       + (SELECT count(*) FROM orders o JOIN stores s ON s.store_id = o.to_store_id WHERE s.created_at > o.order_date)
       + (SELECT count(*) FROM orders o JOIN users u ON u.user_id = o.requested_by WHERE u.created_at > o.order_date);

-- name: shelf-shares
SELECT avg((quantity_cases <= 25)::int), avg((quantity_cases = 0)::int),
       count(*) FILTER (WHERE quantity_cases BETWEEN 26 AND 30)::float8 / nullif(count(*) FILTER (WHERE quantity_cases BETWEEN 21 AND 25), 0)
  FROM inventory i JOIN stores s USING (store_id) WHERE s.store_type <> 'Warehouse';

-- name: shelves-of-what-is-short
-- The median stock of a position in the shops, of products of which the warehouse has less than two days' deliveries beyond what
-- is reserved, beside that of all others; the same for the share of empty positions.
WITH deliveries AS (
    SELECT product_id, sum(quantity_cases) / 28.0 AS cases_a_day FROM orders
     WHERE order_date >= TIMESTAMP '${asOf}' - INTERVAL '28 days' AND order_status <> 'cancelled' GROUP BY 1
), products AS (
    SELECT product_id, i.quantity_cases - i.reserved_cases < 2 * cases_a_day AS short
      FROM inventory i JOIN stores USING (store_id) JOIN deliveries USING (product_id) WHERE store_type = 'Warehouse'
), shelves AS (
    SELECT short, percentile_cont(0.5) WITHIN GROUP (ORDER BY quantity_cases) AS stock, avg((quantity_cases = 0)::int) AS empty
      FROM inventory JOIN stores USING (store_id) JOIN products USING (product_id) WHERE store_type <> 'Warehouse' GROUP BY short
)
SELECT s.stock / o.stock, s.empty / o.empty FROM shelves s JOIN shelves o ON s.short AND NOT o.short;

-- name: days-of-cover
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i.quantity_cases / (d.cases / 56.0))
  FROM inventory i
  JOIN (SELECT to_store_id, product_id, sum(quantity_cases) AS cases FROM orders
         WHERE order_date >= TIMESTAMP '${asOf}' - INTERVAL '56 days' GROUP BY 1, 2) AS d
    ON d.to_store_id = i.store_id AND d.product_id = i.product_id;

-- name: stock-and-sales
-- Correlation of the stock of a position in a shop with its orders of the last eight weeks, and the stock of the tenth of the
-- positions that is ordered most beside that of the tenth that is ordered least.
WITH positions AS (
    SELECT i.quantity_cases, d.cases, ntile(10) OVER (ORDER BY d.cases) AS tenth
      FROM inventory i
      JOIN (SELECT to_store_id, product_id, sum(quantity_cases) AS cases FROM orders
             WHERE order_date >= TIMESTAMP '${asOf}' - INTERVAL '56 days' GROUP BY 1, 2) AS d
        ON d.to_store_id = i.store_id AND d.product_id = i.product_id
)
SELECT corr(quantity_cases, cases), avg(quantity_cases) FILTER (WHERE tenth = 10) / avg(quantity_cases) FILTER (WHERE tenth = 1) FROM positions;

-- name: longest-absence
-- The longest time, in days, in which a store manager placed no order, of each who was there all the year: the median.
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY longest)
  FROM (SELECT requested_by, max(day - previous) AS longest
          FROM (SELECT requested_by, day, lag(day) OVER (PARTITION BY requested_by ORDER BY day) AS previous
                  FROM (SELECT DISTINCT requested_by, order_date::date AS day FROM orders) AS days) AS gaps
          JOIN users u ON u.user_id = requested_by AND u.created_at < TIMESTAMP '${asOf}' - INTERVAL '1 year'
         GROUP BY requested_by) AS managers;

-- name: placed-by-a-stand-in
-- The share of orders that another shop's manager placed, and how many of those on a day on which the shop's own placed any.
WITH days AS (
    SELECT DISTINCT requested_by, order_date::date AS day FROM orders
)
SELECT avg((o.requested_by <> m.user_id)::int), count(*) FILTER (WHERE o.requested_by <> m.user_id AND days.day IS NOT NULL)
  FROM orders o
  JOIN users m ON m.store_id = o.to_store_id
  LEFT JOIN days ON days.requested_by = m.user_id AND days.day = o.order_date::date;

-- name: cancellations-by-shop
-- Variance over mean, beyond what comes by chance, of the cancellations of a shop.
SELECT sum((cancelled - expected) ^ 2 / expected) / (count(*) - 1)
  FROM (SELECT count(*) FILTER (WHERE order_status = 'cancelled') AS cancelled,
               count(*) * (SELECT avg((order_status = 'cancelled')::int)::float8 FROM orders) AS expected
          FROM orders GROUP BY to_store_id) AS shops;

-- name: critical-without-an-order
SELECT avg((NOT EXISTS (SELECT FROM orders o WHERE o.to_store_id = i.store_id AND o.product_id = i.product_id
                           AND (o.order_status IN ('pending_review', 'approved') OR o.order_date >= TIMESTAMP '${asOf}' - INTERVAL '30 days')))::int)
  FROM inventory i JOIN stores s USING (store_id)
 WHERE s.store_type <> 'Warehouse' AND i.quantity_cases <= 10;

-- name: stocked-without-an-order
SELECT count(*) FROM inventory i JOIN stores s USING (store_id)
 WHERE s.store_type <> 'Warehouse' AND i.quantity_cases > 0
   AND NOT EXISTS (SELECT FROM orders o WHERE o.to_store_id = i.store_id AND o.product_id = i.product_id);

-- name: in-the-hour-that-is-skipped
-- Daylight saving time begins on the second Sunday of March at two.
SELECT count(*) FROM orders
 CROSS JOIN LATERAL (VALUES (order_date), (approved_date), (fulfilled_date)) AS t (at)
 WHERE extract(month FROM at) = 3 AND extract(isodow FROM at) = 7 AND extract(day FROM at) BETWEEN 8 AND 14 AND extract(hour FROM at) = 2;

-- name: daily-model-fit
-- For a model of the weekday, four terms of the season, growth and the calendar. The few shops that order on a holiday are no day's
-- business.
SELECT order_date::date, count(*) FROM orders GROUP BY 1 ORDER BY 1;

-- name: best-selling-fifth
-- The share of the order value that the fifth of the products with the most of it has.
SELECT sum(value) FILTER (WHERE fifth = 1) / sum(value)
  FROM (SELECT value, ntile(5) OVER (ORDER BY value DESC) AS fifth
          FROM (SELECT sum(o.quantity_cases * p.unit_price) AS value
                  FROM orders o JOIN products p USING (product_id)
                 WHERE order_status <> 'cancelled' GROUP BY product_id) AS products) AS fifths;

-- name: weekly-variation
-- The coefficient of variation of the weekly cases of a product, of those ordered in nearly every week: the median.
WITH weeks AS (
    SELECT product_id, (order_date::date - (SELECT min(order_date)::date FROM orders)) / 7 AS week, sum(quantity_cases)::float8 AS cases
      FROM orders GROUP BY 1, 2
)
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY variation)
  FROM (SELECT stddev_pop(cases) / avg(cases) AS variation
          FROM weeks GROUP BY product_id HAVING count(*) > 0.95 * (SELECT count(DISTINCT week) FROM weeks)) AS products;

-- name: taylor-exponent-in-shops
-- As above for the weekly cases of a product in a shop, weeks without an order included.
WITH weeks AS (
    SELECT to_store_id, product_id, (order_date::date - (SELECT min(order_date)::date FROM orders)) / 7 AS week, sum(quantity_cases)::float8 AS cases
      FROM orders GROUP BY 1, 2, 3
), statistics AS (
    SELECT sum(cases) / n AS mean, sqrt(sum(cases ^ 2) / n - (sum(cases) / n) ^ 2) AS deviation
      FROM weeks CROSS JOIN (SELECT count(DISTINCT week) AS n FROM weeks) AS all_weeks
     GROUP BY to_store_id, product_id, n HAVING count(*) > 5
)
SELECT regr_slope(ln(deviation), ln(mean)) FROM statistics WHERE deviation > 0;

-- name: january-and-july
-- The cases of a day of January and of July beside those of the whole history, and July over January.
SELECT january / mean, july / mean, july / january
  FROM (SELECT sum(quantity_cases) FILTER (WHERE extract(month FROM order_date) = 1)::float8 / 31 AS january,
               sum(quantity_cases) FILTER (WHERE extract(month FROM order_date) = 7)::float8 / 31 AS july,
               sum(quantity_cases)::float8 / (max(order_date)::date - min(order_date)::date + 1) AS mean
          FROM orders) AS months;

-- name: stock-beside-orders
-- For how many days the shops' stock lasts at the pace of the orders of the last eight weeks.
SELECT (SELECT sum(quantity_cases) FROM inventory JOIN stores USING (store_id) WHERE store_type <> 'Warehouse')::float8
       / (SELECT sum(quantity_cases) / 56.0 FROM orders WHERE order_date >= TIMESTAMP '${asOf}' - INTERVAL '56 days');

-- name: monday-beside-sunday
SELECT count(*) FILTER (WHERE extract(isodow FROM order_date) = 1)::float8 / count(*) FILTER (WHERE extract(isodow FROM order_date) = 7) FROM orders;
