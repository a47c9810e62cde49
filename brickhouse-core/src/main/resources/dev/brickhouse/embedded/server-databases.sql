-- name: user-exists
SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ?)

-- name: database-exists
SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = ?)
