-- name: position
SELECT store_id, version, quantity_cases, reserved_cases
  FROM ${schema}.inventory
 WHERE product_id = ?
   AND store_id IN (?, ?);

-- name: change
UPDATE ${schema}.inventory
   SET quantity_cases = quantity_cases + ?, reserved_cases = reserved_cases + ?,
       version = version + 1, last_updated = LOCALTIMESTAMP
 WHERE product_id = ?
   AND store_id = ?
   AND version = ?
RETURNING txid_current();
