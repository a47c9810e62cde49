-- name: sequences-past-ids
-- Returns the query that compares each sequence with its column, since the sequences' names are only known here.
SELECT string_agg(CASE WHEN s.sequence IS NULL
                       THEN format('SELECT %L', format('%s.%s has no sequence', s.table_name, s.column_name))
                       ELSE format('SELECT %L FROM %s s WHERE CASE WHEN s.is_called THEN s.last_value + 1 ELSE s.last_value END <= (SELECT max(%I) FROM %I)',
                                   s.table_name || '.' || s.column_name, s.sequence, s.column_name, s.table_name)
                   END, ' UNION ALL ' ORDER BY s.position)
  FROM (SELECT wanted.*, pg_catalog.pg_get_serial_sequence(wanted.table_name, wanted.column_name) AS sequence
          FROM (VALUES (1, 'products', 'product_id'),
                       (2, 'stores', 'store_id'),
                       (3, 'users', 'user_id'),
                       (4, 'inventory', 'inventory_id'),
                       (5, 'orders', 'order_id')) AS wanted (position, table_name, column_name)) AS s;

-- name: constraints-valid
-- Casts and parentheses are left out of the comparison: PostgreSQL moves those of a CHECK when it reads back, from a
-- backup for example, what it wrote itself.
-- As the migrations make them. A constraint is in force if it is validated, its index is valid and nobody has disabled
-- the triggers that enforce it.
SELECT format('%s.%s %s', wanted.table_name, wanted.name,
              CASE WHEN found.name IS NULL THEN 'is missing'
                   WHEN found.plain <> plain.wanted THEN format('is %s', found.definition)
                   ELSE 'is not in force' END)
  FROM (VALUES
        ('original', 'products', 'products_pkey', 'PRIMARY KEY (product_id)'),
        ('original', 'stores', 'stores_pkey', 'PRIMARY KEY (store_id)'),
        ('original', 'stores', 'stores_store_code_key', 'UNIQUE (store_code)'),
        ('original', 'users', 'users_pkey', 'PRIMARY KEY (user_id)'),
        ('original', 'users', 'users_username_key', 'UNIQUE (username)'),
        ('original', 'users', 'users_email_key', 'UNIQUE (email)'),
        ('original', 'users', 'users_role_check', 'CHECK (role::text = ANY (ARRAY[''store_manager''::character varying, ''regional_manager''::character varying]::text[]))'),
        ('original', 'users', 'users_store_id_fkey', 'FOREIGN KEY (store_id) REFERENCES stores(store_id)'),
        ('original', 'inventory', 'inventory_pkey', 'PRIMARY KEY (inventory_id)'),
        ('original', 'inventory', 'inventory_product_id_store_id_key', 'UNIQUE (product_id, store_id)'),
        ('original', 'inventory', 'inventory_product_id_fkey', 'FOREIGN KEY (product_id) REFERENCES products(product_id)'),
        ('original', 'inventory', 'inventory_store_id_fkey', 'FOREIGN KEY (store_id) REFERENCES stores(store_id)'),
        ('original', 'orders', 'orders_pkey', 'PRIMARY KEY (order_id)'),
        ('original', 'orders', 'orders_order_number_key', 'UNIQUE (order_number)'),
        ('original', 'orders', 'orders_order_status_check', 'CHECK (order_status::text = ANY (ARRAY[''pending_review''::character varying, ''approved''::character varying, ''fulfilled''::character varying, ''cancelled''::character varying]::text[]))'),
        ('original', 'orders', 'orders_from_store_id_fkey', 'FOREIGN KEY (from_store_id) REFERENCES stores(store_id)'),
        ('original', 'orders', 'orders_to_store_id_fkey', 'FOREIGN KEY (to_store_id) REFERENCES stores(store_id)'),
        ('original', 'orders', 'orders_product_id_fkey', 'FOREIGN KEY (product_id) REFERENCES products(product_id)'),
        ('original', 'orders', 'orders_requested_by_fkey', 'FOREIGN KEY (requested_by) REFERENCES users(user_id)'),
        ('original', 'orders', 'orders_approved_by_fkey', 'FOREIGN KEY (approved_by) REFERENCES users(user_id)'),
        ('plugin', 'brickhouse_seed', 'brickhouse_seed_pkey', 'PRIMARY KEY (seed_id)'),
        ('plugin', 'brickhouse_seed', 'brickhouse_seed_state_check', 'CHECK (state = ANY (ARRAY[''loading''::text, ''finishing''::text, ''complete''::text]))'),
        ('plugin', 'brickhouse_seed', 'brickhouse_seed_total_orders_check', 'CHECK (total_orders >= 0)'),
        ('plugin', 'brickhouse_seed', 'brickhouse_seed_chunk_size_check', 'CHECK (chunk_size > 0)'),
        ('plugin', 'brickhouse_chunk', 'brickhouse_chunk_pkey', 'PRIMARY KEY (seed_id, chunk_no)'),
        ('plugin', 'brickhouse_chunk', 'brickhouse_chunk_check', 'CHECK (first_order <= last_order)'),
        ('plugin', 'brickhouse_chunk', 'brickhouse_chunk_check1', 'CHECK ((loaded_at IS NULL) = (checksum IS NULL) AND (loaded_at IS NULL) = (loaded_by IS NULL))'),
        ('plugin', 'brickhouse_chunk', 'brickhouse_chunk_seed_id_fkey', 'FOREIGN KEY (seed_id) REFERENCES brickhouse_seed(seed_id) ON DELETE CASCADE'),
        ('plugin', 'brickhouse_suspended', 'brickhouse_suspended_pkey', 'PRIMARY KEY (id)'),
        ('plugin', 'brickhouse_suspended', 'brickhouse_suspended_table_name_object_name_key', 'UNIQUE (table_name, object_name)'),
        ('plugin', 'brickhouse_suspended', 'brickhouse_suspended_kind_check', 'CHECK (kind = ANY (ARRAY[''index''::text, ''primary key''::text, ''unique''::text, ''foreign key''::text]))')
        ) AS wanted (made_by, table_name, name, definition)
  LEFT JOIN (SELECT c.relname AS table_name,
                    k.conname AS name,
                    pg_catalog.pg_get_constraintdef(k.oid, true) AS definition,
                    regexp_replace(pg_catalog.pg_get_constraintdef(k.oid, true),
                                   '::(character varying|text)(\[\])?|[()]', '', 'g') AS plain,
                    k.convalidated
                    AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i
                                     WHERE i.indexrelid = k.conindid AND k.contype IN ('p', 'u') AND NOT i.indisvalid)
                    AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t
                                     WHERE t.tgconstraint = k.oid AND t.tgenabled = 'D') AS in_force
               FROM pg_catalog.pg_constraint k
               JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = current_schema) AS found
         ON found.table_name = wanted.table_name AND found.name = wanted.name
 CROSS JOIN LATERAL regexp_replace(wanted.definition, '::(character varying|text)(\[\])?|[()]', '', 'g') AS plain (wanted)
 WHERE (wanted.made_by = 'original' OR current_setting('brickhouse.managed')::boolean)
   AND (found.name IS NULL OR found.plain <> plain.wanted OR NOT found.in_force)
 ORDER BY wanted.table_name, wanted.name;

-- name: indexes-valid
-- Those that belong to a constraint are the affair of constraints-valid.
SELECT format('%s %s', wanted.name,
              CASE WHEN found.name IS NULL THEN 'is missing'
                   WHEN found.definition <> wanted.definition THEN format('is %s', found.definition)
                   ELSE 'is invalid' END)
  FROM (VALUES
        ('original', current_schema::text, 'inventory', 'idx_inventory_store_product', 'btree (store_id, product_id)'),
        ('original', current_schema::text, 'orders', 'idx_orders_status', 'btree (order_status)'),
        ('original', current_schema::text, 'orders', 'idx_orders_store', 'btree (to_store_id)'),
        ('original', current_setting('brickhouse.analytics_schema'), 'inventory_summary', 'idx_inventory_summary_region', 'btree (region)'),
        ('original', current_setting('brickhouse.analytics_schema'), 'order_trends', 'idx_order_trends_day', 'btree (order_day)'),
        ('original', current_setting('brickhouse.analytics_schema'), 'low_stock_alerts', 'idx_low_stock_status', 'btree (stock_status)'),
        ('plugin', current_setting('brickhouse.analytics_schema'), 'inventory_summary', 'uq_inventory_summary', 'UNIQUE btree (region, store_name, brand, category)'),
        ('plugin', current_setting('brickhouse.analytics_schema'), 'order_trends', 'uq_order_trends', 'UNIQUE btree (order_day, region, category)'),
        ('plugin', current_schema::text, 'brickhouse_chunk', 'brickhouse_chunk_open', 'btree (seed_id, chunk_no) WHERE loaded_at IS NULL')
        ) AS wanted (made_by, schema_name, table_name, name, definition)
  LEFT JOIN (SELECT n.nspname AS schema_name,
                    c.relname AS table_name,
                    x.relname AS name,
                    CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END
                    || substring(pg_catalog.pg_get_indexdef(i.indexrelid, 0, true) FROM ' USING (.*)$') AS definition,
                    i.indisvalid AND i.indisready AND i.indislive AS valid
               FROM pg_catalog.pg_index i
               JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
               JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace) AS found
         ON found.schema_name = wanted.schema_name AND found.table_name = wanted.table_name AND found.name = wanted.name
 WHERE (wanted.made_by = 'original' OR current_setting('brickhouse.managed')::boolean)
   AND (found.name IS NULL OR found.definition <> wanted.definition OR NOT found.valid)
   AND (wanted.schema_name = current_schema OR EXISTS (SELECT FROM pg_catalog.pg_class v JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
                                                        WHERE n.nspname = wanted.schema_name AND v.relname = wanted.table_name))
 ORDER BY wanted.name;

-- name: columns-not-null
SELECT format('%s.%s', wanted.table_name, c.column_name)
  FROM (VALUES
        ('products', '{product_id, product_name, brand, category, package_size, unit_price}'::text[]),
        ('stores', '{store_id, store_name, store_code, address, city, state, zip_code, region, store_type}'),
        ('users', '{user_id, username, email, first_name, last_name, role}'),
        ('inventory', '{inventory_id, product_id, quantity_cases, reserved_cases}'),
        ('orders', '{order_id, order_number, to_store_id, product_id, quantity_cases, order_status, requested_by}')
        ) AS wanted (table_name, columns)
 CROSS JOIN LATERAL unnest(wanted.columns) AS c (column_name)
 WHERE NOT EXISTS (SELECT
                     FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = to_regclass(wanted.table_name)
                      AND a.attname = c.column_name
                      AND a.attnotnull
                      AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                                       WHERE k.conrelid = a.attrelid AND k.contype = 'n'
                                         AND k.conkey = ARRAY[a.attnum] AND NOT k.convalidated))
 ORDER BY 1;
