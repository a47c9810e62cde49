package dev.brickhouse.history;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Product;
import dev.brickhouse.random.AliasTable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which product is ordered: first the category, by month and region, then the product, by a Zipf law over the ranks of
 * its category. Immutable.
 */
final class ProductSampler {

    /** A category unknown to the model sells like an average small one. */
    private static final double UNKNOWN_SHARE = 3;

    private final int regions;
    private final AliasTable[] byMonthAndRegion;
    private final AliasTable[] byCategory;
    private final int[][] productIds;
    private final double[] share;

    ProductSampler(Catalog catalog, HistorySettings settings) {
        List<String> categories = catalog.categories();
        List<String> regionNames = catalog.regions();
        regions = regionNames.size();
        byCategory = new AliasTable[categories.size()];
        productIds = new int[categories.size()][];
        for (int category = 0; category < byCategory.length; category++) {
            List<Product> products = catalog.productsIn(categories.get(category));
            double[] weights = new double[products.size()];
            productIds[category] = new int[products.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = StrictMath.pow(products.get(i).popularityRank() + 1, -settings.popularityExponent());
                productIds[category][i] = products.get(i).productId();
            }
            byCategory[category] = AliasTable.of(weights);
        }
        byMonthAndRegion = categoryTables(categories, regionNames, settings.seasonality());
        share = new double[catalog.products().size() + 1];
        cumulateShares();
    }

    private AliasTable[] categoryTables(List<String> categories, List<String> regionNames, double seasonality) {
        Map<String, NamedCsvRecord> demands = new HashMap<>();
        ModelData.read("category-demand.csv").forEach(line -> demands.put(line.getField("category"), line));
        Map<String, Double> tastes = new HashMap<>();
        ModelData.read("regional-taste.csv")
                .forEach(line -> tastes.put(
                        line.getField("region") + '/' + line.getField("category"), ModelData.number(line, "factor")));
        AliasTable[] tables = new AliasTable[12 * regions];
        for (int month = 1; month <= 12; month++) {
            double season = DemandModel.seasonAngle(LocalDate.of(2001, month, 15));
            for (int region = 0; region < regions; region++) {
                double[] weights = new double[categories.size()];
                for (int i = 0; i < weights.length; i++) {
                    NamedCsvRecord demand = demands.get(categories.get(i));
                    double share = demand == null ? UNKNOWN_SHARE : ModelData.number(demand, "share");
                    double summer = demand == null ? 0 : ModelData.number(demand, "summer");
                    weights[i] = share
                            * StoreSampler.seasonal(seasonality, summer * season)
                            * tastes.getOrDefault(regionNames.get(region) + '/' + categories.get(i), 1.0);
                }
                tables[index(month, region)] = AliasTable.of(weights);
            }
        }
        return tables;
    }

    private void cumulateShares() {
        for (AliasTable categories : byMonthAndRegion) {
            for (int category = 0; category < byCategory.length; category++) {
                for (int i = 0; i < productIds[category].length; i++) {
                    share[productIds[category][i]] += categories.probability(category)
                            * byCategory[category].probability(i)
                            / byMonthAndRegion.length;
                }
            }
        }
    }

    /** The categories of one month and region. */
    AliasTable categories(int month, int region) {
        return byMonthAndRegion[index(month, region)];
    }

    /** The products of a category, by popularity rank. */
    AliasTable products(int category) {
        return byCategory[category];
    }

    /** Draws a product of {@code category} and returns its id. */
    int productOf(int category, long bits) {
        return productIds[category][byCategory[category].draw(bits)];
    }

    /** The part of all orders that are for this product, over the year and all regions alike. */
    double share(int productId) {
        return share[productId];
    }

    private int index(int month, int region) {
        return (month - 1) * regions + region;
    }
}
