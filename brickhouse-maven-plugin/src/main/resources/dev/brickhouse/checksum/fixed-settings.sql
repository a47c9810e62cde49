-- name: fixed-settings
-- up to the end of the transaction
SELECT pg_catalog.set_config(name, value, true)
  FROM (VALUES ('search_path', ''),
               ('standard_conforming_strings', 'on'),
               ('quote_all_identifiers', 'off'),
               ('row_security', 'off'),
               ('xmloption', 'content'),
               ('DateStyle', 'ISO, YMD'),
               ('IntervalStyle', 'postgres'),
               ('TimeZone', 'UTC'),
               ('lc_monetary', 'C'),
               ('extra_float_digits', '1'),
               ('bytea_output', 'hex')) AS setting (name, value);
