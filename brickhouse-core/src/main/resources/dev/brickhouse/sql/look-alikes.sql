-- Operators and functions of other schemas that PostgreSQL would prefer to its own, even though it searches pg_catalog first: they
-- take exactly the types of a call that its own take by an implicit conversion, as its operators for text take varchar.
-- Arrays are left out: extensions have operators of their own for them, and no statement of the plugin needs a conversion there.
WITH own_type AS MATERIALIZED (
    SELECT oid FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typcategory <> 'A'
),
look_alike AS MATERIALIZED (
    SELECT n.nspname AS schema,
           format('operator %s(%s, %s)', o.oprname, format_type(o.oprleft, NULL), format_type(o.oprright, NULL)) AS signature,
           'operator' AS kind, o.oprname AS name, ARRAY[o.oprleft, o.oprright] AS types, 0 AS optional, false AS variadic
      FROM pg_namespace n
      JOIN pg_operator o ON o.oprnamespace = n.oid
     WHERE n.nspname = ANY (?)
       AND (o.oprleft = 0 OR o.oprleft IN (SELECT oid FROM own_type))
       AND o.oprright IN (SELECT oid FROM own_type)
    UNION ALL
    SELECT n.nspname,
           format('function %s(%s)', f.proname, pg_get_function_identity_arguments(f.oid)),
           'function', f.proname, given.types, f.pronargdefaults, f.provariadic <> 0
      FROM pg_namespace n
      JOIN pg_proc f ON f.pronamespace = n.oid
     CROSS JOIN LATERAL (
         SELECT array_agg(CASE WHEN position = f.pronargs AND f.provariadic <> 0 THEN f.provariadic ELSE type END ORDER BY position) AS types
           FROM unnest(f.proargtypes) WITH ORDINALITY AS argument (type, position)) AS given
     WHERE n.nspname = ANY (?)
       AND given.types <@ (SELECT array_agg(oid) FROM own_type)
),
own AS NOT MATERIALIZED (
    SELECT 'operator' AS kind, oprname AS name, ARRAY[oprleft, oprright] AS types, 0 AS optional, false AS variadic
      FROM pg_operator
     WHERE oprnamespace = 'pg_catalog'::regnamespace
    UNION ALL
    SELECT 'function', proname, ARRAY(SELECT unnest(proargtypes)), pronargdefaults, provariadic <> 0
      FROM pg_proc
     WHERE pronamespace = 'pg_catalog'::regnamespace
)
SELECT look_alike.schema, (array_agg(look_alike.signature ORDER BY look_alike.kind DESC, look_alike.signature))[1] AS signature
  FROM look_alike
 WHERE EXISTS (
         SELECT
           FROM own
          WHERE (own.kind, own.name) = (look_alike.kind, look_alike.name)
            AND (own.variadic
                 OR look_alike.variadic
                 OR cardinality(own.types) BETWEEN cardinality(look_alike.types) - look_alike.optional
                                               AND cardinality(look_alike.types) + own.optional)
            AND NOT EXISTS (
                  SELECT
                    FROM unnest(own.types, look_alike.types) AS argument (taken, given)
                   WHERE taken <> given
                     AND NOT EXISTS (
                           SELECT
                             FROM pg_cast
                            WHERE castsource = given
                              AND casttarget = taken
                              AND castcontext = 'i')
                     AND NOT EXISTS (SELECT FROM pg_type WHERE oid IN (taken, given) AND typtype = 'p'))
         OFFSET 0)
   AND NOT EXISTS (
         SELECT
           FROM own
          WHERE (own.kind, own.name, own.types) = (look_alike.kind, look_alike.name, look_alike.types)
         OFFSET 0)
 GROUP BY look_alike.schema
