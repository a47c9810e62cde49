-- Operators and functions of other schemas that PostgreSQL would prefer to its own, even though it searches pg_catalog first: they
-- take exactly the types of a call that its own take by an implicit conversion, as its operators for text take varchar, or as any
-- type, as unnest takes any array. Operators of extensions on arrays are left out: they are meant to do the same, faster.
-- PostgreSQL's own have identifiers below 16384, which lets it plan this for the few others. The words are those of any version,
-- since a server that is too old is told as that later.
WITH own_type AS (
    SELECT oid, typname, typcategory, typtype FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace
),
searched AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY (?)
)
SELECT look_alike.schema, (array_agg(look_alike.signature ORDER BY look_alike.kind DESC, look_alike.signature))[1] AS signature
  FROM (SELECT n.nspname AS schema,
               format('operator %s(%s, %s)', o.oprname, format_type(o.oprleft, NULL), format_type(o.oprright, NULL)) AS signature,
               'operator' AS kind, o.oprname AS name, ARRAY[o.oprleft, o.oprright] AS types, 0 AS optional, false AS variadic
          FROM searched n
          JOIN pg_operator o ON o.oprnamespace = n.oid
         WHERE o.oid >= 16384
           AND (o.oprleft = 0 OR o.oprleft IN (SELECT oid FROM own_type))
           AND o.oprright IN (SELECT oid FROM own_type)
           AND NOT (EXISTS (SELECT FROM own_type WHERE oid IN (o.oprleft, o.oprright) AND typcategory = 'A')
                    AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e'))
         UNION ALL
        SELECT n.nspname,
               format('function %s(%s)', f.proname, pg_get_function_identity_arguments(f.oid)),
               'function', f.proname, given.types, f.pronargdefaults, f.provariadic <> 0
          FROM searched n
          JOIN pg_proc f ON f.pronamespace = n.oid
         CROSS JOIN LATERAL (
             SELECT array_agg(CASE WHEN position = f.pronargs AND f.provariadic <> 0 THEN f.provariadic ELSE type END ORDER BY position) AS types
               FROM unnest(f.proargtypes) WITH ORDINALITY AS argument (type, position)) AS given
         WHERE f.oid >= 16384
           AND given.types <@ (SELECT array_agg(oid) FROM own_type)) AS look_alike
 WHERE (SELECT bool_or(own.types = look_alike.types) IS FALSE
          FROM (SELECT 'operator' AS kind, oprname AS name, ARRAY[oprleft, oprright] AS types, 0 AS optional, false AS variadic
                  FROM pg_operator
                 WHERE oprnamespace = 'pg_catalog'::regnamespace
                 UNION ALL
                SELECT 'function', proname, ARRAY(SELECT unnest(proargtypes)), pronargdefaults, provariadic <> 0
                  FROM pg_proc
                 WHERE pronamespace = 'pg_catalog'::regnamespace) AS own
         WHERE own.kind = look_alike.kind
           AND own.name = look_alike.name
           AND (own.variadic
                OR look_alike.variadic
                OR cardinality(own.types) BETWEEN cardinality(look_alike.types) - look_alike.optional
                                              AND cardinality(look_alike.types) + own.optional)
           AND NOT EXISTS (
                 SELECT
                   FROM unnest(own.types, look_alike.types) AS argument (taken, given)
                   LEFT JOIN own_type t ON t.oid = taken
                   LEFT JOIN own_type g ON g.oid = given
                  WHERE NOT COALESCE(
                            taken = given
                            OR g.typtype = 'p'
                            OR t.typname IN ('any', 'anyelement', 'anycompatible')
                            OR t.typname IN ('anyarray', 'anycompatiblearray') AND g.typcategory = 'A'
                            OR t.typname IN ('anynonarray', 'anycompatiblenonarray') AND g.typcategory <> 'A'
                            OR EXISTS (SELECT FROM pg_cast WHERE castsource = given AND casttarget = taken AND castcontext = 'i'),
                            -- an argument that only one of them has
                            taken IS NULL OR given IS NULL)))
 GROUP BY look_alike.schema
