package dev.brickhouse.demand;

import dev.brickhouse.calendar.DaylightSaving;
import dev.brickhouse.calendar.Days;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Store;
import java.util.List;

/**
 * How far the clock of each shop is behind that of all dates, which is Atlanta's. Where daylight saving time is not kept,
 * it is an hour more in summer. Immutable.
 */
public final class ShopClocks {

    private final int[] inWinter;
    private final boolean[] keepsStandardTime;
    private final Days days;
    private final boolean[] saving;

    private ShopClocks(int[] inWinter, boolean[] keepsStandardTime, Days days) {
        this.inWinter = inWinter;
        this.keepsStandardTime = keepsStandardTime;
        this.days = days;
        saving = new boolean[days.count()];
        for (int day = 0; day < saving.length; day++) {
            saving[day] = DaylightSaving.includes(days.date(day));
        }
    }

    /** Those of a catalog's shops, in the order of its list. */
    public static ShopClocks of(Catalog catalog, Days days) {
        List<Store> shops = catalog.shops();
        boolean[] standardTime = new boolean[shops.size()];
        for (int shop = 0; shop < standardTime.length; shop++) {
            standardTime[shop] = !catalog.savesDaylight(shops.get(shop));
        }
        return new ShopClocks(shops.stream().mapToInt(catalog::hoursBehind).toArray(), standardTime, days);
    }

    /** Those of shops that are as many hours behind on all days. */
    static ShopClocks of(Days days, int... hoursBehind) {
        return new ShopClocks(hoursBehind.clone(), new boolean[hoursBehind.length], days);
    }

    /** The same clocks on other days, which begin as these do. */
    ShopClocks on(Days other) {
        return new ShopClocks(inWinter, keepsStandardTime, other);
    }

    /** By how many hours a shop's clock is behind on a day. */
    public int hoursBehind(int shop, int day) {
        return inWinter[shop] + (keepsStandardTime[shop] && isSaving(day) ? 1 : 0);
    }

    private boolean isSaving(int day) {
        return day >= 0 && day < saving.length ? saving[day] : DaylightSaving.includes(days.date(day));
    }
}
