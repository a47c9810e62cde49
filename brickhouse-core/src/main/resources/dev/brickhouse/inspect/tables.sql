-- name: volumes
-- Check data volumes
SELECT
    'products' as table_name, COUNT(*) as record_count FROM products
UNION ALL
SELECT 'stores', COUNT(*) FROM stores
UNION ALL
SELECT 'users', COUNT(*) FROM users
UNION ALL
SELECT 'inventory', COUNT(*) FROM inventory
UNION ALL
SELECT 'orders', COUNT(*) FROM orders;

-- name: inventory-by-region
-- Inventory status by region, the warehouse within its region, as the original has it
SELECT
    s.region,
    COUNT(*) as total_items,
    AVG(i.quantity_cases) as avg_stock,
    COUNT(*) FILTER (WHERE i.quantity_cases <= 50) as low_stock_count
FROM inventory i
JOIN stores s ON i.store_id = s.store_id
GROUP BY s.region
ORDER BY s.region;

-- name: order-status
-- Order status distribution
SELECT order_status, COUNT(*), ROUND(COUNT(*) * 100.0 / SUM(COUNT(*)) OVER(), 2) as percentage
FROM orders
GROUP BY order_status
ORDER BY COUNT(*) DESC, order_status;

-- name: top-products
-- Top performing products by order volume
SELECT
    p.product_name,
    p.brand,
    p.category,
    COUNT(o.order_id) as total_orders,
    SUM(o.quantity_cases) as total_cases_ordered,
    SUM(o.quantity_cases * p.unit_price) as total_value
FROM orders o
JOIN products p ON o.product_id = p.product_id
WHERE o.order_status = 'fulfilled'
GROUP BY p.product_id, p.product_name, p.brand, p.category
ORDER BY total_cases_ordered DESC, p.product_id
LIMIT 10;

-- name: store-performance
-- Store performance by region. The original joins orders with inventory and so counts every order once for each
-- product that its shop stocks; here both are aggregated to one row per shop before the join.
SELECT
    s.region,
    s.store_name,
    COALESCE(o.orders_placed, 0) as orders_placed,
    COALESCE(o.fulfilled_orders, 0) as fulfilled_orders,
    i.avg_inventory_level
FROM stores s
LEFT JOIN (
    SELECT
        to_store_id,
        COUNT(*) as orders_placed,
        SUM(CASE WHEN order_status = 'fulfilled' THEN 1 ELSE 0 END) as fulfilled_orders
    FROM orders
    GROUP BY to_store_id
) o ON s.store_id = o.to_store_id
LEFT JOIN (
    SELECT store_id, AVG(quantity_cases) as avg_inventory_level
    FROM inventory
    GROUP BY store_id
) i ON s.store_id = i.store_id
WHERE s.store_type != 'Warehouse'
ORDER BY orders_placed DESC, s.store_id;
