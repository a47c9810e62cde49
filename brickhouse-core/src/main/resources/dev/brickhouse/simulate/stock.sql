-- name: position
SELECT store_id, version, quantity_cases, reserved_cases
  FROM ${schema}.inventory
 WHERE product_id = ?
   AND store_id IN (?, ?);

-- name: change
-- The last two parameters are what the cases are then; the row that is returned has null where they are not.
UPDATE ${schema}.inventory
   SET quantity_cases = quantity_cases + ?, reserved_cases = reserved_cases + ?,
       version = version + 1, last_updated = LOCALTIMESTAMP
 WHERE product_id = ?
   AND store_id = ?
   AND version = ?
RETURNING CASE WHEN quantity_cases = ? AND reserved_cases = ? THEN inventory_id END;

-- name: transaction
-- The id of the transaction, to look up a commit whose answer is lost. A statement of its own, since the nodes of a cluster
-- have other ids.
SELECT txid_current();
