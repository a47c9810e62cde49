package dev.brickhouse.history;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.catalog.Store;
import dev.brickhouse.catalog.StoreType;
import dev.brickhouse.random.AliasTable;
import dev.brickhouse.random.CounterRandom;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which shop orders, by its type, its own size, the month and the weekday. Immutable.
 *
 * <p>An outcome is the position of the shop in the list of shops.
 */
final class StoreSampler {

    /** Shops of one type differ in size by up to this factor and its inverse. */
    private static final double LARGEST_SIZE = 1.8;

    private record TypeDemand(double share, double weekend, double summer, double december) {}

    private final AliasTable[] byMonthAndWeekday = new AliasTable[12 * 7];

    StoreSampler(List<Store> shops, HistorySettings settings) {
        Map<StoreType, TypeDemand> demands = new EnumMap<>(StoreType.class);
        for (NamedCsvRecord line : ModelData.read("store-type-demand.csv")) {
            demands.put(
                    StoreType.fromLabel(line.getField("store_type")),
                    new TypeDemand(
                            ModelData.number(line, "share"),
                            ModelData.number(line, "weekend"),
                            ModelData.number(line, "summer"),
                            ModelData.number(line, "december")));
        }
        double[] sizes = sizes(shops, settings.seed());
        for (int month = 1; month <= 12; month++) {
            double season = DemandModel.seasonAngle(LocalDate.of(2001, month, 15));
            for (int weekday = 1; weekday <= 7; weekday++) {
                double[] weights = new double[shops.size()];
                for (int i = 0; i < weights.length; i++) {
                    TypeDemand demand = demands.get(shops.get(i).type());
                    weights[i] = demand.share()
                            * sizes[i]
                            * (weekday >= DayOfWeek.SATURDAY.getValue() ? demand.weekend() : 1)
                            * seasonal(settings.seasonality(), demand.summer() * season)
                            * (month == 12 ? seasonal(settings.seasonality(), demand.december() - 1) : 1);
                }
                byMonthAndWeekday[index(month, weekday)] = AliasTable.of(weights);
            }
        }
    }

    /** The shops on a day; a holiday is like a Sunday. */
    AliasTable on(LocalDate day) {
        DayOfWeek weekday = DemandModel.isHoliday(day) ? DayOfWeek.SUNDAY : day.getDayOfWeek();
        return byMonthAndWeekday[index(day.getMonthValue(), weekday.getValue())];
    }

    private static int index(int month, int weekday) {
        return (month - 1) * 7 + weekday - 1;
    }

    private static double[] sizes(List<Store> shops, long seed) {
        long key = CounterRandom.key(seed, RandomStreams.STORE_SIZE);
        double[] sizes = new double[shops.size()];
        for (int i = 0; i < sizes.length; i++) {
            double unit = CounterRandom.unit(
                    CounterRandom.bits(CounterRandom.base(key, shops.get(i).storeId()), 0));
            sizes[i] = StrictMath.pow(LARGEST_SIZE, 2 * unit - 1);
        }
        return sizes;
    }

    /** A seasonal factor, never so low that a shop or a category vanishes. */
    static double seasonal(double seasonality, double deviation) {
        return Math.max(0.05, 1 + seasonality * deviation);
    }
}
