package dev.brickhouse.history;

/**
 * The numbers of the random streams of one seed, and of the draws for one order or stock position.
 *
 * <p>The numbers are part of the generator: changing one changes every history, which needs a new
 * {@link History#GENERATOR_VERSION}.
 */
final class RandomStreams {

    static final int DAILY_NOISE = 1;
    static final int HOURLY_NOISE = 2;
    static final int STORE_SIZE = 3;
    static final int STATUS = 4;
    static final int ORDERS = 5;

    static final int ORDER_TIME = 0;
    static final int ORDER_STORE = 1;
    static final int ORDER_CATEGORY = 2;
    static final int ORDER_PRODUCT = 3;
    static final int ORDER_QUANTITY = 4;
    static final int ORDER_REVIEW = 5;
    static final int ORDER_FULFILMENT = 6;
    static final int ORDER_CANCELLED_AFTER_APPROVAL = 7;
    static final int ORDER_NOTE = 8;

    static final int STOCK = 101;
    static final int STOCK_RANKS = 102;

    static final int STOCK_COVER = 0;
    static final int STOCK_LAYER = 1;
    static final int STOCK_LOW = 2;
    static final int STOCK_UPDATED = 3;

    private RandomStreams() {}
}
