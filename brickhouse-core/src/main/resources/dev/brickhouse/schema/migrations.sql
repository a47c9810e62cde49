-- name: any
SELECT EXISTS (SELECT FROM ${schema}.${history} WHERE success AND version <> ?)
