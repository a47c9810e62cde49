package dev.brickhouse.demand;

import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.catalog.StoreType;
import dev.brickhouse.demand.Seasons.StoreTypeDemand;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Noise;
import dev.brickhouse.random.RandomStreams;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;

/**
 * How much the guests of each shop drink: by its size, week by week and day by day. Immutable.
 *
 * <p>Shops are given by their position in the catalog's list of shops.
 */
final class ShopDemand {

    /** Twice the metropolitan area is about one and a half times the shop. */
    private static final double METRO_EXPONENT = 0.6;

    /** Beside its city a shop has luck and location. */
    private static final double SIZE_NOISE = 0.22;

    /** Shops have better and worse months. */
    private static final double SHOP_WANDER = 0.07;

    private static final int SHOP_WANDER_WEEKS = 5;

    /** Fridays and Saturdays are strong where people live; {@link StoreTypeDemand#weekend()} comes on top. */
    private static final double[] WEEKDAY = {0.93, 0.93, 0.96, 1.0, 1.12, 1.1, 0.96};

    /** Guests stock up before a holiday, and shops close early on it. */
    private static final CalendarEffects CALENDAR = new CalendarEffects(1.06, 1.12, 0.6);

    /** What moves the whole chain: news, campaigns, prices. */
    private static final double CHAIN_WANDER = 0.06;

    private static final int CHAIN_WANDER_DAYS = 4;
    private static final double CHAIN_DAILY = 0.028;

    /** The weather moves all shops of a region, for some days at a time. */
    private static final double WEATHER = 0.08;

    private static final int WEATHER_DAYS = 5;

    /** A snowstorm, a power cut or a festival: one day in four hundred in a region. */
    private static final double EVENT_PROBABILITY = 1.0 / 400;

    private static final double EVENT_LOSS = 0.35;
    private static final double EVENT_GAIN = 1.9;

    private final Days days;
    private final Lifecycle lifecycle;
    private final Seasons seasons;
    private final List<Store> shops;
    private final double[] size;
    private final double[] summerOfCity;
    private final int[] region;
    private final StoreTypeDemand[] type;
    private final double[] chain;
    private final double[][] weather;
    private final long wanderKey;

    ShopDemand(Catalog catalog, Days days, Lifecycle lifecycle, Seasons seasons, long seed) {
        this.days = days;
        this.lifecycle = lifecycle;
        this.seasons = seasons;
        shops = catalog.shops();
        size = new double[shops.size()];
        region = new int[shops.size()];
        summerOfCity = shops.stream().mapToDouble(seasons::summerOfCity).toArray();
        type = new StoreTypeDemand[shops.size()];
        wanderKey = CounterRandom.key(seed, RandomStreams.SHOP_WANDER);
        Map<StoreType, StoreTypeDemand> types = StoreTypeDemand.read();
        long sizeKey = CounterRandom.key(seed, RandomStreams.STORE_SIZE);
        for (int shop = 0; shop < size.length; shop++) {
            Store store = shops.get(shop);
            region[shop] = catalog.regions().indexOf(store.region());
            type[shop] = types.get(store.type());
            size[shop] = StrictMath.pow(catalog.metroWeight(store), METRO_EXPONENT)
                    * StrictMath.exp(SIZE_NOISE * Noise.white(sizeKey, store.storeId()))
                    * type[shop].share();
        }
        chain = new double[days.count()];
        weather = new double[catalog.regions().size()][days.count()];
        shocks(seed);
    }

    private void shocks(long seed) {
        long chainKey = CounterRandom.key(seed, RandomStreams.CHAIN_WANDER);
        long dailyKey = CounterRandom.key(seed, RandomStreams.DAILY_NOISE);
        long weatherKey = CounterRandom.key(seed, RandomStreams.WEATHER);
        for (int day = 0; day < days.count(); day++) {
            chain[day] = positive(1
                            + CHAIN_WANDER * Noise.wandering(chainKey, day, CHAIN_WANDER_DAYS)
                            + CHAIN_DAILY * Noise.white(dailyKey, day))
                    * (CALENDAR.ofMonthEnd(days.date(day)) * CALENDAR.ofHolidays(days.date(day)));
        }
        for (int r = 0; r < weather.length; r++) {
            long key = CounterRandom.base(weatherKey, r);
            for (int day = 0; day < days.count(); day++) {
                weather[r][day] = positive(1 + WEATHER * Noise.wandering(key, day, WEATHER_DAYS)) * event(key, day);
            }
        }
    }

    private static double positive(double factor) {
        return Math.max(0.2, factor);
    }

    private static double event(long key, int day) {
        long bits = CounterRandom.bits(CounterRandom.base(key, day), RandomStreams.WEATHER_EVENT);
        if (CounterRandom.unit(bits) >= EVENT_PROBABILITY) {
            return 1;
        }
        return (bits & 1) == 0 ? EVENT_LOSS : EVENT_GAIN;
    }

    int shops() {
        return size.length;
    }

    /** The full size of a shop; only ratios have a meaning. */
    double size(int shop) {
        return size[shop];
    }

    int region(int shop) {
        return region[shop];
    }

    Store store(int shop) {
        return shops.get(shop);
    }

    /** The part of its full size at which a shop is open in a week. */
    double open(int shop, int week) {
        return lifecycle.ofShop(shop, week);
    }

    /** The part of its full size that a shop has in a week, without what its whole region has in common. */
    double inWeek(int shop, int week) {
        double open = open(shop, week);
        if (open == 0) {
            return 0;
        }
        long key = CounterRandom.base(wanderKey, shop);
        return open
                * seasons.ofType(type[shop], summerOfCity[shop], days.date(week * Days.PER_WEEK + Days.PER_WEEK / 2))
                * positive(1 + SHOP_WANDER * Noise.wandering(key, week, SHOP_WANDER_WEEKS));
    }

    /** How much a day of a shop counts, compared with the other days of its week. */
    double onDay(int shop, int day) {
        DayOfWeek weekday = days.weekday(day);
        double weekend = weekday.getValue() >= DayOfWeek.SATURDAY.getValue() ? type[shop].weekend() : 1;
        return WEEKDAY[weekday.getValue() - 1] * weekend * chain[day] * weather[region[shop]][day];
    }
}
