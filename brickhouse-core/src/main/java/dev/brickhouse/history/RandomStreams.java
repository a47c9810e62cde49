package dev.brickhouse.history;

/**
 * The numbers of the random streams of one seed, and of the draws within a stream.
 *
 * <p>The numbers are part of the generator: changing one changes every history, which needs a new
 * {@link History#GENERATOR_VERSION}.
 */
final class RandomStreams {

    static final int DAILY_NOISE = 1;
    static final int STORE_SIZE = 3;
    static final int REORDER = 5;
    static final int LIFECYCLE = 6;
    static final int SHOP_WANDER = 7;
    static final int CHAIN_WANDER = 8;
    static final int WEATHER = 9;
    static final int PRODUCT_WANDER = 10;
    static final int PRODUCT_WEEKLY = 11;
    static final int PRODUCT_RANK = 12;
    static final int PROMOTIONS = 13;
    static final int ASSORTMENT = 14;
    static final int VISITS = 15;
    static final int PHASES = 16;
    static final int CANCELLATIONS = 17;
    static final int HOLIDAYS_TAKEN = 18;
    static final int SUPPLY = 19;
    static final int STOCK = 101;

    static final int LIFECYCLE_PRODUCTS = 0;
    static final int LIFECYCLE_SHOPS = 1;
    static final int LIFECYCLE_LAUNCH = 2;
    static final int LIFECYCLE_DELISTING = 3;
    static final int LIFECYCLE_OPENING = 4;
    static final int LIFECYCLE_PRODUCT_LISTED = 5;
    static final int LIFECYCLE_SHOP_SET_UP = 6;

    static final int WEATHER_EVENT = 0;

    static final int PROMOTION_NONE = 0;
    static final int PROMOTION_SECOND_WEEK = 1;
    static final int PROMOTION_WEEK = 2;
    static final int PROMOTION_LIFT = 3;

    static final int VISIT_PATTERN = 0;
    static final int VISIT_HOUR = 1;
    static final int VISIT_SKIPPED = 2;
    static final int VISIT_BEGIN = 3;
    static final int VISIT_FIRST_SHELF = 4;

    static final int REORDER_DEVIATION = 0;
    static final int REORDER_QUANTITY = 1;
    static final int REORDER_ROUNDING = 2;
    static final int ORDER_TIME = 3;
    static final int ORDER_REVIEW = 4;
    static final int ORDER_REVIEW_QUEUE = 5;
    static final int ORDER_PICKING = 6;
    static final int ORDER_PICKING_QUEUE = 7;
    static final int ORDER_TRANSIT = 8;
    static final int ORDER_ARRIVAL = 9;
    static final int ORDER_CANCELLED_AFTER_APPROVAL = 10;
    static final int ORDER_NOTE = 11;
    static final int ORDER_PENDING = 12;
    static final int ORDER_APPROVED = 13;

    static final int STOCK_COVER = 0;
    static final int STOCK_SHELF = 1;
    static final int STOCK_LEAN = 2;
    static final int STOCK_SALE = 3;

    private RandomStreams() {}
}
