package dev.brickhouse.history;

/**
 * What a store has of a product when the history ends.
 *
 * @param inventoryId its number among all positions, from 1
 * @param storeId the store
 * @param productId the product
 * @param quantityCases the cases on hand, 0 or more
 * @param reservedCases the cases of these that are promised to approved orders, from 0 to {@code quantityCases}
 * @param updatedAt the last movement, in microseconds since 1970-01-01T00:00 without a time zone
 * @param version one for the position itself, and one more for each time it was booked: deliveries, and the sales of a day
 */
public record StockPosition(
        int inventoryId,
        int storeId,
        int productId,
        int quantityCases,
        int reservedCases,
        long updatedAt,
        int version) {}
