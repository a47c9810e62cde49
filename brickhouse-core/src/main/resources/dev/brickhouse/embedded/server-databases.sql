-- name: existing
SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ?) AS has_user,
       EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = ?) AS has_database
