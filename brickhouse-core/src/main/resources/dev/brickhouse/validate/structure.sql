-- name: sequences-past-ids
-- Returns the query that compares each sequence with its column, since the sequences' names are only known here.
SELECT string_agg(CASE WHEN s.sequence IS NULL
                       THEN format('SELECT %L', format('%s.%s: has no sequence', s.table_name, s.column_name))
                       ELSE format('SELECT format(''%%s: the next value is %%s, the largest id %%s'', %L, n.next, n.largest)
                                      FROM (SELECT CASE WHEN s.is_called THEN s.last_value + %s ELSE s.last_value END AS next,
                                                   (SELECT max(%I) FROM %I) AS largest
                                              FROM %s s) AS n
                                     WHERE n.next <= n.largest',
                                   s.table_name || '.' || s.column_name, s.increment, s.column_name, s.table_name, s.sequence)
                   END, ' UNION ALL ' ORDER BY s.position)
  FROM (SELECT named.*, (SELECT seqincrement FROM pg_catalog.pg_sequence WHERE seqrelid = to_regclass(named.sequence)) AS increment
          FROM (SELECT wanted.*, pg_catalog.pg_get_serial_sequence(wanted.table_name, wanted.column_name) AS sequence
                  FROM (VALUES (1, 'products', 'product_id'),
                       (2, 'stores', 'store_id'),
                       (3, 'users', 'user_id'),
                       (4, 'inventory', 'inventory_id'),
                       (5, 'orders', 'order_id')) AS wanted (position, table_name, column_name)) AS named) AS s;

-- name: constraints-valid
-- DriftDetector finds what is damaged, since it knows what the migrations make.
SELECT damage
  FROM unnest(current_setting('brickhouse.damaged_constraints')::text[]) WITH ORDINALITY AS damaged (damage, position)
 ORDER BY position;

-- name: indexes-valid
-- constraints-valid covers the indexes of constraints.
SELECT damage
  FROM unnest(current_setting('brickhouse.damaged_indexes')::text[]) WITH ORDINALITY AS damaged (damage, position)
 ORDER BY position;

-- name: columns-not-null
SELECT damage
  FROM unnest(current_setting('brickhouse.damaged_not_null')::text[]) WITH ORDINALITY AS damaged (damage, position)
 ORDER BY position;

-- name: columns-default
-- Another default of the application's own is no violation.
SELECT damage
  FROM unnest(current_setting('brickhouse.damaged_defaults')::text[]) WITH ORDINALITY AS damaged (damage, position)
 ORDER BY position;
