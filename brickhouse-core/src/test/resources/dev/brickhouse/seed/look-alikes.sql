CREATE SCHEMA evil;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
DO $$
DECLARE
    types text[] := '{varchar,text,bpchar,name,int2,int4,int8,numeric,float8,date,timestamp,timestamptz,boolean,oid,regclass}';
    operators text[] := '{=,<>,<,<=,>,>=,+,-,*,/,%,||,~,!~,~~,!~~}';
    functions text[] := '{abs,array_agg,avg,ceil,concat,count,date_trunc,floor,format,hashtext,jsonb_build_object,left,length,lower,md5,max,
        min,quote_ident,replace,right,round,starts_with,string_agg,substr,sum,to_char,to_regclass,upper}';
    l text;
    r text;
    name text;
BEGIN
    FOREACH l IN ARRAY types LOOP
        FOREACH r IN ARRAY types LOOP
            EXECUTE format('CREATE FUNCTION evil.nothing(%s, %s) RETURNS boolean LANGUAGE sql AS %L', l, r, 'SELECT NULL::boolean');
            FOREACH name IN ARRAY operators LOOP
                EXECUTE format('CREATE OPERATOR evil.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = evil.nothing)', name, l, r);
            END LOOP;
            FOREACH name IN ARRAY functions LOOP
                EXECUTE format('CREATE FUNCTION evil.%I(%s, %s) RETURNS text LANGUAGE sql AS %L', name, l, r, 'SELECT NULL::text');
            END LOOP;
        END LOOP;
        FOREACH name IN ARRAY functions LOOP
            EXECUTE format('CREATE FUNCTION evil.%I(%s) RETURNS text LANGUAGE sql AS %L', name, l, 'SELECT NULL::text');
        END LOOP;
    END LOOP;
END $$;
CREATE SCHEMA evil_arrays;
GRANT USAGE ON SCHEMA evil_arrays TO PUBLIC;
DO $$
DECLARE
    t text;
    name text;
BEGIN
    FOREACH t IN ARRAY '{varchar,text,name,int2,int4,int8,oid,numeric,date,boolean}'::text[] LOOP
        EXECUTE format('CREATE FUNCTION evil_arrays.unnest(%s[]) RETURNS SETOF %s LANGUAGE sql AS %L', t, t, format('SELECT NULL::%s', t));
        EXECUTE format('CREATE FUNCTION evil_arrays.cardinality(%s[]) RETURNS int LANGUAGE sql AS %L', t, 'SELECT NULL::int');
        EXECUTE format('CREATE FUNCTION evil_arrays.array_length(%s[], int) RETURNS int LANGUAGE sql AS %L', t, 'SELECT NULL::int');
        EXECUTE format('CREATE FUNCTION evil_arrays.array_to_string(%s[], text) RETURNS text LANGUAGE sql AS %L', t, 'SELECT NULL::text');
        EXECUTE format('CREATE FUNCTION evil_arrays.array_position(%s[], %s) RETURNS int LANGUAGE sql AS %L', t, t, 'SELECT NULL::int');
        EXECUTE format('CREATE FUNCTION evil_arrays.nothing(%s[], %s[]) RETURNS boolean LANGUAGE sql AS %L', t, t, 'SELECT NULL::boolean');
        FOREACH name IN ARRAY '{=,<>,@>,<@,&&,||}'::text[] LOOP
            EXECUTE format('CREATE OPERATOR evil_arrays.%s (LEFTARG = %s[], RIGHTARG = %s[], FUNCTION = evil_arrays.nothing)', name, t, t);
        END LOOP;
    END LOOP;
END $$;
CREATE SCHEMA evil_any;
GRANT USAGE ON SCHEMA evil_any TO PUBLIC;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{count,max,min,array_agg,quote_ident,md5,lower,upper,length}'::text[] LOOP
        EXECUTE format('CREATE FUNCTION evil_any.%I(anyelement) RETURNS text LANGUAGE sql AS %L', name, 'SELECT NULL::text');
    END LOOP;
END $$;
