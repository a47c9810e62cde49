package dev.brickhouse.random;

/**
 * The numbers of the random streams of one seed, and of the draws within a stream.
 *
 * <p>The numbers are part of the generator: changing one changes every history, which needs a new
 * {@code History.GENERATOR_VERSION}.
 */
public final class RandomStreams {

    public static final int DAILY_NOISE = 1;
    public static final int STORE_SIZE = 3;
    public static final int REORDER = 5;
    public static final int LIFECYCLE = 6;
    public static final int SHOP_WANDER = 7;
    public static final int CHAIN_WANDER = 8;
    public static final int WEATHER = 9;
    public static final int PRODUCT_WANDER = 10;
    public static final int PRODUCT_WEEKLY = 11;
    public static final int PRODUCT_RANK = 12;
    public static final int PROMOTIONS = 13;
    public static final int ASSORTMENT = 14;
    public static final int VISITS = 15;
    public static final int PHASES = 16;
    public static final int CANCELLATIONS = 17;
    public static final int HOLIDAYS_TAKEN = 18;
    public static final int SHORTAGES = 19;
    public static final int WAITING = 20;
    public static final int MANAGERS_AWAY = 21;
    public static final int STOCK = 101;
    public static final int CONTINUED_ORDERS = 201;
    public static final int CONTINUED_STOCK = 202;

    public static final int LIFECYCLE_PRODUCTS = 0;
    public static final int LIFECYCLE_SHOPS = 1;
    public static final int LIFECYCLE_LAUNCH = 2;
    public static final int LIFECYCLE_DELISTING = 3;
    public static final int LIFECYCLE_OPENING = 4;
    public static final int LIFECYCLE_PRODUCT_LISTED = 5;
    public static final int LIFECYCLE_SHOP_SET_UP = 6;
    public static final int LIFECYCLE_USER_REGISTERED = 7;
    public static final int LIFECYCLE_OFFICE_TIME = 8;
    public static final int LIFECYCLE_USERS_APART = 9;

    public static final int WEATHER_EVENT = 0;

    public static final int PROMOTION_NONE = 0;
    public static final int PROMOTION_SECOND_WEEK = 1;
    public static final int PROMOTION_WEEK = 2;
    public static final int PROMOTION_LIFT = 3;

    public static final int VISIT_PATTERN = 0;
    public static final int VISIT_HOUR = 1;
    public static final int VISIT_SKIPPED = 2;
    public static final int VISIT_BEGIN = 3;
    public static final int VISIT_FIRST_SHELF = 4;
    public static final int VISIT_REVIEW = 5;
    public static final int VISIT_REVIEW_QUEUE = 6;
    public static final int VISIT_REVIEW_BEGIN = 7;
    public static final int VISIT_PICKING = 8;
    public static final int VISIT_PICKING_QUEUE = 9;
    public static final int VISIT_TRANSIT = 10;
    public static final int VISIT_ARRIVAL = 11;
    public static final int VISIT_ROUNDNESS = 12;
    public static final int VISIT_READING_PACE = 13;
    public static final int VISIT_SPREAD = 14;
    public static final int VISIT_PACE = 15;
    public static final int VISIT_TEMPO = 16;
    public static final int VISIT_STAMINA = 17;
    public static final int VISIT_INTERRUPTED = 18;
    public static final int VISIT_INTERRUPTED_AT = 19;
    public static final int VISIT_INTERRUPTION = 20;
    public static final int VISIT_SESSIONS = 21;
    public static final int VISIT_LUNCH = 22;
    public static final int VISIT_LUNCH_AT = 23;
    public static final int VISIT_MORNING_LOST = 24;
    public static final int VISIT_ON_HOLIDAY = 25;
    public static final int VISIT_DRIFT = 26;

    public static final int REORDER_DEVIATION = 0;
    public static final int REORDER_QUANTITY = 1;
    public static final int REORDER_ROUNDING = 2;
    public static final int ORDER_TIME = 3;
    public static final int ORDER_QUESTIONED = 5;
    public static final int ORDER_UNLOADING = 6;
    public static final int ORDER_READING = 7;
    public static final int ORDER_SECTION = 8;
    public static final int ORDER_CANCELLED_AFTER_APPROVAL = 10;
    public static final int ORDER_NOTE = 11;
    public static final int ORDER_PENDING = 12;
    public static final int ORDER_APPROVED = 13;
    public static final int ORDER_CANCELLED = 14;
    public static final int ORDER_OVERDUE = 15;
    public static final int ORDER_TWIN = 16;

    public static final int STOCK_COVER = 0;
    public static final int STOCK_SHELF = 1;
    public static final int STOCK_LEAN = 2;
    public static final int STOCK_SALE = 3;
    public static final int STOCK_BOOKING = 4;

    private RandomStreams() {}
}
