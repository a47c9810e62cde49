-- name: checksum
-- the rows of this table alone, as COPY takes them, without those of tables that inherit from it;
-- a sum does not depend on the order of the rows; 60 bits of each digest stay clear of the sign
SELECT count(*) AS row_count,
       COALESCE(sum(('x' || substr(md5(convert_to(brickhouse_row::text, 'UTF8')), 1, 15))::bit(60)::bigint), 0)::text
           AS checksum
  FROM ONLY ${schema}.${table} AS brickhouse_row;

-- name: checksum-with-partitions
-- the same of the rows of a partitioned table, which has none of its own
SELECT count(*) AS row_count,
       COALESCE(sum(('x' || substr(md5(convert_to(brickhouse_row::text, 'UTF8')), 1, 15))::bit(60)::bigint), 0)::text
           AS checksum
  FROM ${schema}.${table} AS brickhouse_row;

-- name: is-partitioned
SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'p');
