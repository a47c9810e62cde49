package dev.brickhouse.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A beverage that the stores order by the case.
 *
 * @param productId primary key, from 1
 * @param name the name on the label; unique in a catalog
 * @param brand whose product it is
 * @param category its kind of beverage, such as {@code Cola}
 * @param packageSize what one case holds, such as {@code 12 oz can (24-pack)}
 * @param unitPrice the price of one case in US dollars, above zero, kept with exactly two decimals
 * @param popularityRank its place among the products of its category, 0 for the most popular; from its position in
 *     {@code products.csv}
 */
public record Product(
        int productId,
        String name,
        String brand,
        String category,
        String packageSize,
        BigDecimal unitPrice,
        int popularityRank) {

    private static final int PRICE_DECIMALS = 2;
    private static final BigDecimal PRICE_LIMIT = new BigDecimal("100000000");

    /** @throws IllegalArgumentException if a value is missing or does not fit its column, naming the column */
    public Product {
        ColumnChecks.id("product_id", productId);
        ColumnChecks.text("product_name", name, 255);
        ColumnChecks.text("brand", brand, 100);
        ColumnChecks.text("category", category, 50);
        ColumnChecks.text("package_size", packageSize, 50);
        unitPrice = price(unitPrice);
        if (popularityRank < 0) {
            throw new IllegalArgumentException("popularityRank is " + popularityRank + " where ranks begin at 0");
        }
    }

    private static BigDecimal price(BigDecimal price) {
        if (price == null) {
            throw new IllegalArgumentException("unit_price is missing");
        }
        if (price.signum() <= 0 || price.compareTo(PRICE_LIMIT) >= 0) {
            throw new IllegalArgumentException(
                    "unit_price " + price.toPlainString() + " is not between 0.01 and 99999999.99");
        }
        if (price.stripTrailingZeros().scale() > PRICE_DECIMALS) {
            throw new IllegalArgumentException("unit_price " + price.toPlainString() + " has more than two decimals");
        }
        return price.setScale(PRICE_DECIMALS, RoundingMode.UNNECESSARY);
    }
}
