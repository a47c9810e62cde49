package dev.brickhouse.demand;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.catalog.StoreType;
import dev.brickhouse.resource.Resources;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How demand follows the year, by region, category and type of shop. Immutable.
 *
 * <p>A factor of 1 is the mean of the year. {@link StrictMath} is used so that the factors are the same to the bit on
 * every machine.
 */
final class Seasons {

    /** Beverage sales follow the heat: the middle of July is the height of the season. */
    static final int PEAK_DAY_OF_YEAR = 196;

    /** A region that the model does not know has the season of the whole country. */
    private static final double UNKNOWN_REGION = 0.15;

    /** No season takes away more than this. */
    private static final double LEAST = 0.05;

    /** December's own demand rises to its height over the weeks before Christmas. */
    private static final int DECEMBER_HEIGHT = 20;

    private static final double DECEMBER_HALF_WIDTH = 24;

    private final double strength;
    private final Map<String, Double> amplitudes = new HashMap<>();
    private final Map<String, Double> summers = new HashMap<>();
    private final Map<String, Double> summersOfCities = new HashMap<>();

    Seasons(double strength) {
        this.strength = strength;
        Resources.csv(Seasons.class, "regional-season.csv")
                .forEach(line -> amplitudes.put(line.getField("region"), Resources.number(line, "amplitude")));
        Resources.csv(Seasons.class, "city-season.csv")
                .forEach(line -> summersOfCities.put(
                        line.getField("city") + ", " + line.getField("state"), Resources.number(line, "summer")));
        List<NamedCsvRecord> categories = Resources.csv(Seasons.class, "category-demand.csv");
        categories.forEach(line -> summers.put(line.getField("category"), Resources.number(line, "summer")));
    }

    /** The course of the year from -1 (middle of January) to 1 (middle of July). */
    static double angle(LocalDate day) {
        return StrictMath.cos(2 * Math.PI * (day.getDayOfYear() - PEAK_DAY_OF_YEAR) / 365.25);
    }

    /** How much a region drinks on a day. */
    double ofRegion(String region, LocalDate day) {
        return factor(amplitudes.getOrDefault(region, UNKNOWN_REGION) * angle(day));
    }

    /** What a category gains from the others on a day. */
    double ofCategory(String category, LocalDate day) {
        return factor(summers.getOrDefault(category, 0.0) * angle(day));
    }

    /** How much more the city of a shop has to do in July than other cities of its region, compared with the mean of the year. */
    double summerOfCity(Store shop) {
        return summersOfCities.getOrDefault(shop.city() + ", " + shop.state(), 0.0);
    }

    /** What a type of shop gains from the others on a day, in a city with such a summer. */
    double ofType(StoreTypeDemand type, double summerOfCity, LocalDate day) {
        double summer = type.summer() + summerOfCity;
        return factor(summer * angle(day)) * factor((type.december() - 1) * nearChristmas(day));
    }

    private double factor(double deviation) {
        return Math.max(LEAST, 1 + strength * deviation);
    }

    /** From 0 to 1 and back, without a step. */
    private static double nearChristmas(LocalDate day) {
        LocalDate height = LocalDate.of(day.getYear() + (day.getMonthValue() == 1 ? -1 : 0), 12, DECEMBER_HEIGHT);
        double distance = Math.abs(day.toEpochDay() - height.toEpochDay()) / DECEMBER_HALF_WIDTH;
        return distance >= 1 ? 0 : 0.5 + 0.5 * StrictMath.cos(Math.PI * distance);
    }

    /** What the model knows of a type of shop. */
    record StoreTypeDemand(double share, double weekend, double summer, double december) {

        static Map<StoreType, StoreTypeDemand> read() {
            Map<StoreType, StoreTypeDemand> demands = new HashMap<>();
            for (NamedCsvRecord line : Resources.csv(Seasons.class, "store-type-demand.csv")) {
                demands.put(
                        StoreType.fromLabel(line.getField("store_type")),
                        new StoreTypeDemand(
                                Resources.number(line, "share"),
                                Resources.number(line, "weekend"),
                                Resources.number(line, "summer"),
                                Resources.number(line, "december")));
            }
            return demands;
        }
    }
}
