-- name: same-text-everywhere
-- for this transaction only: values read the same on every server, whatever its defaults are
SELECT pg_catalog.set_config(name, value, true)
  FROM (VALUES ('DateStyle', 'ISO, YMD'),
               ('IntervalStyle', 'postgres'),
               ('TimeZone', 'UTC'),
               ('extra_float_digits', '1'),
               ('bytea_output', 'hex')) AS setting (name, value);

-- name: checksum
-- a sum does not depend on the order of the rows; 60 bits of each digest stay clear of the sign
SELECT count(*) AS row_count,
       COALESCE(sum(('x' || substr(md5(convert_to(brickhouse_row::text, 'UTF8')), 1, 15))::bit(60)::bigint), 0)::text
           AS checksum
  FROM ${schema}.${table} AS brickhouse_row;
