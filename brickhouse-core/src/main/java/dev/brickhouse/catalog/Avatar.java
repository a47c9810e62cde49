package dev.brickhouse.catalog;

import java.util.List;

/** A user's picture as an address that needs no network: the initials on a disc, as an SVG in a data URL. */
final class Avatar {

    /** Dark enough for white letters. */
    private static final List<String> COLORS =
            List.of("1f6f8b", "7a4f9a", "a14a3b", "2f7d4f", "8a6d1d", "3f5fa8", "a03f6f", "4a6670");

    private Avatar() {}

    /** The same for the same names. */
    static String of(String firstName, String lastName) {
        String color = COLORS.get(Math.floorMod((firstName + lastName).hashCode(), COLORS.size()));
        return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'%3E"
                + "%3Ccircle cx='20' cy='20' r='20' fill='%23" + color + "'/%3E"
                + "%3Ctext x='20' y='26' font-family='sans-serif' font-size='16' text-anchor='middle' fill='white'%3E"
                + initial(firstName) + initial(lastName) + "%3C/text%3E%3C/svg%3E";
    }

    private static String initial(String name) {
        return name.substring(0, 1);
    }
}
