package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.calendar.Holidays;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Permutation;
import dev.brickhouse.random.RandomStreams;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * When products come and go and when shops open. Most are there before the history begins and stay to its end.
 *
 * <p>Products and shops are given by their index in the catalog's lists. Immutable.
 */
final class Lifecycle {

    /** About one product in fifteen is new within a history, as in a beverage range that is reviewed every year. */
    private static final double LAUNCHED = 0.065;

    private static final double DELISTED = 0.03;

    /** A chain that opens one shop in twelve a year; at most a fourth of the shops are new. */
    private static final double OPENED_PER_YEAR = 0.08;

    private static final double OPENED_AT_MOST = 0.25;

    /** A new product sells its full share after this many weeks, a new shop as well. */
    private static final int RAMP_WEEKS = 8;

    private static final double FIRST_WEEK = 0.35;

    /** What will be delisted sells off. */
    private static final int SELL_OFF_WEEKS = 5;

    private static final int ALWAYS = Integer.MIN_VALUE;
    private static final int NEVER = Integer.MAX_VALUE;

    /** Rows of the catalog that were there before the history are up to this many days older. */
    private static final int OLDEST_DAYS = 1_800;

    private static final int YOUNGEST_DAYS = 20;
    private static final int WAREHOUSE_OLDER_DAYS = 200;

    private static final Preparation PREPARATION_OF_PRODUCT = new Preparation(11, 47);
    private static final Preparation PREPARATION_OF_SHOP = new Preparation(25, 80);

    private final Days days;
    private final long key;
    private final int[] launchWeek;
    private final int[] lastWeek;
    private final int[] openingWeek;
    private final long[] productListed;
    private final long[] shopSetUp;

    Lifecycle(Days days, long seed, int products, int shops) {
        this.days = days;
        key = CounterRandom.key(seed, RandomStreams.LIFECYCLE);
        launchWeek = new int[products];
        lastWeek = new int[products];
        openingWeek = new int[shops];
        Arrays.fill(launchWeek, ALWAYS);
        Arrays.fill(lastWeek, NEVER);
        Arrays.fill(openingWeek, ALWAYS);
        int launches = (int) Math.round(products * LAUNCHED);
        newest(launchWeek, weeksBetween(0.08, 0.8, RandomStreams.LIFECYCLE_LAUNCH, launches));
        delist((int) Math.round(products * DELISTED), products - launches);
        double years = (days.count() - Days.LEAD_IN) / 365.25;
        int openings = (int) Math.round(shops * Math.min(OPENED_AT_MOST, OPENED_PER_YEAR * years));
        newest(openingWeek, weeksBetween(0.1, 0.75, RandomStreams.LIFECYCLE_OPENING, openings));
        productListed = created(launchWeek, RandomStreams.LIFECYCLE_PRODUCT_LISTED, PREPARATION_OF_PRODUCT);
        shopSetUp = created(openingWeek, RandomStreams.LIFECYCLE_SHOP_SET_UP, PREPARATION_OF_SHOP);
    }

    /** Rows get their ids as they come, so the last ones are the new ones. */
    private static void newest(int[] week, int[] ofNew) {
        System.arraycopy(ofNew, 0, week, week.length - ofNew.length, ofNew.length);
    }

    private void delist(int delistings, int old) {
        Permutation order = new Permutation();
        order.set(CounterRandom.base(key, RandomStreams.LIFECYCLE_PRODUCTS), old);
        int[] weeks = weeksBetween(0.25, 0.95, RandomStreams.LIFECYCLE_DELISTING, delistings);
        for (int i = 0; i < delistings; i++) {
            lastWeek[(int) order.apply(i)] = weeks[i];
        }
    }

    private int[] weeksBetween(double from, double to, int purpose, int count) {
        int[] weeks = new int[count];
        Arrays.setAll(weeks, i -> weekBetween(from, to, purpose, i));
        Arrays.sort(weeks);
        return weeks;
    }

    private int weekBetween(double from, double to, int purpose, int i) {
        double unit = CounterRandom.unit(CounterRandom.base(key, i), purpose);
        return (int) (days.weeks() * (from + (to - from) * unit));
    }

    /** The part of its full demand that a product has in a week. */
    double ofProduct(int product, int week) {
        if (week < launchWeek[product] || week > lastWeek[product]) {
            return 0;
        }
        long left = (long) lastWeek[product] - week + 1;
        return ramp(launchWeek[product], week) * Math.min(1, (double) left / SELL_OFF_WEEKS);
    }

    /** The part of its full demand that a shop has in a week. */
    double ofShop(int shop, int week) {
        return week < openingWeek[shop] ? 0 : ramp(openingWeek[shop], week);
    }

    private static double ramp(int from, int week) {
        long since = (long) week - from;
        return since >= RAMP_WEEKS ? 1 : FIRST_WEEK + (1 - FIRST_WEEK) * since / RAMP_WEEKS;
    }

    /** When a product came into the catalog, in microseconds since 1970-01-01T00:00. */
    long productListed(int product) {
        return productListed[product];
    }

    /** When a shop was set up, in microseconds since 1970-01-01T00:00. */
    long shopSetUp(int shop) {
        return shopSetUp[shop];
    }

    /** When the warehouse was set up, before all else, in microseconds since 1970-01-01T00:00. */
    long warehouseSetUp() {
        return onWorkday(days.micros(Days.LEAD_IN - YOUNGEST_DAYS - OLDEST_DAYS - WAREHOUSE_OLDER_DAYS), key);
    }

    /** The first day without a product; {@link Integer#MAX_VALUE} if there is none. */
    int delisted(int product) {
        return lastWeek[product] == NEVER ? NEVER : (lastWeek[product] + 1) * Days.PER_WEEK;
    }

    /** When rows came into being that are first needed in given weeks: one after the other, as their ids say. */
    private long[] created(int[] week, int purpose, Preparation preparation) {
        long[] created = new long[week.length];
        for (int i = 0; i < created.length; i++) {
            long bits = CounterRandom.bits(CounterRandom.base(key, i), purpose);
            long day = week[i] == ALWAYS
                    ? Days.LEAD_IN - YOUNGEST_DAYS - CounterRandom.below(bits, OLDEST_DAYS)
                    : (long) week[i] * Days.PER_WEEK - preparation.days(bits);
            created[i] = onWorkday(days.micros(0) + day * Days.MICROS_PER_DAY, bits);
        }
        // what is sorted stays before the week in which it is needed, since the weeks are sorted too
        Arrays.sort(created);
        return created;
    }

    /** A time in the office on the day of an instant, or on the last workday before it. */
    static long onWorkday(long instant, long bits) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(instant, Days.MICROS_PER_DAY));
        while (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 || Holidays.includes(day)) {
            day = day.minusDays(1);
        }
        return Days.micros(day) + officeTime(bits);
    }

    /** Between half past eight and half past five. */
    private static long officeTime(long bits) {
        double unit = CounterRandom.unit(CounterRandom.base(bits, RandomStreams.LIFECYCLE_OFFICE_TIME));
        return 17 * Days.MICROS_PER_HOUR / 2 + (long) (unit * 9 * Days.MICROS_PER_HOUR);
    }

    /** How many days before its first orders something new is entered. */
    private record Preparation(int least, int most) {

        long days(long bits) {
            return least + CounterRandom.below(bits, most - least + 1L);
        }
    }
}
