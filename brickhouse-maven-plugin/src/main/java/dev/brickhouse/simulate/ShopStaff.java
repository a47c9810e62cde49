package dev.brickhouse.simulate;

/**
 * A shop and who acts for it.
 *
 * @param manager the user who orders for it
 * @param regionalManager the user who approves its orders
 */
record ShopStaff(int storeId, String region, int manager, int regionalManager) {}
