-- for this transaction only: unqualified names mean the target schema and no other
SELECT pg_catalog.set_config('search_path', ?, true)
