package dev.brickhouse.catalog;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;

/**
 * A city with shops.
 *
 * @param name unabbreviated
 * @param state the two capital letters of the US state
 * @param region the sales region
 * @param code how the codes of its stores begin
 * @param zipCodes some of its ZIP codes, of ordinary delivery areas
 * @param weight how large its metropolitan area is compared with the others
 */
record City(String name, String state, String region, String code, List<String> zipCodes, int weight) {

    private static final CsvFile FILE =
            new CsvFile("cities.csv", List.of("city", "state", "region", "code", "zip_codes", "weight"));

    /** All cities that shops of this business can be in. */
    static List<City> all() {
        return FILE.readResource(City::of);
    }

    private static City of(int id, NamedCsvRecord row) {
        return new City(
                row.getField("city"),
                row.getField("state"),
                row.getField("region"),
                row.getField("code"),
                List.of(row.getField("zip_codes").split(";")),
                Integer.parseInt(row.getField("weight")));
    }
}
