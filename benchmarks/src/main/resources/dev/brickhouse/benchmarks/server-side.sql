INSERT INTO orders (order_id, order_number, from_store_id, to_store_id, product_id, quantity_cases, order_status,
                    requested_by, approved_by, order_date, approved_date, fulfilled_date, version)
SELECT n, 'ORD' || lpad(n::text, 6, '0'), 1, 2 + (random() * 24)::int, 1 + (random() * 155)::int,
       5 + (random() * 45)::int, 'fulfilled', 1 + (random() * 24)::int, 26 + (random() * 7)::int,
       d, d + random() * interval '2 days', d + interval '2 days' + random() * interval '3 days', 3
  FROM (SELECT n, timestamp '2025-11-24' + random() * interval '360 days' AS d FROM generate_series(1, 242291) AS n) AS x;
