-- name: checksum
-- the rows of this table alone, as COPY takes them, without those of tables that inherit from it;
-- a sum does not depend on the order of the rows; 60 bits of each digest stay clear of the sign
SELECT count(*) AS row_count,
       COALESCE(sum(('x' || substr(md5(convert_to(brickhouse_row::text, 'UTF8')), 1, 15))::bit(60)::bigint), 0)::text
           AS checksum
  FROM ONLY ${schema}.${table} AS brickhouse_row;
