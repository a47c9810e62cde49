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
