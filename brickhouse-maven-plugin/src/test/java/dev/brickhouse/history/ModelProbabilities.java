package dev.brickhouse.history;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Product;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the model itself says about its draws, for tests that compare orders with it. */
public final class ModelProbabilities {

    private final History history;
    private final Catalog catalog;

    public ModelProbabilities(History history, Catalog catalog) {
        this.history = history;
        this.catalog = catalog;
    }

    /** How likely an order of a day is for each shop, by store id. */
    public Map<Integer, Double> stores(LocalDate day) {
        Map<Integer, Double> probabilities = new LinkedHashMap<>();
        for (int shop = 0; shop < history.shopId.length; shop++) {
            probabilities.put(history.shopId[shop], history.stores.on(day).probability(shop));
        }
        return probabilities;
    }

    /** How likely an order of a month and region is for each category. */
    public Map<String, Double> categories(int month, String region) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        List<String> categories = catalog.categories();
        for (int category = 0; category < categories.size(); category++) {
            probabilities.put(
                    categories.get(category),
                    history.products
                            .categories(month, catalog.regions().indexOf(region))
                            .probability(category));
        }
        return probabilities;
    }

    /** How likely an order for a category is for each of its products, by product id. */
    public Map<Integer, Double> products(String category) {
        Map<Integer, Double> probabilities = new LinkedHashMap<>();
        for (Product product : catalog.productsIn(category)) {
            probabilities.put(
                    product.productId(),
                    history.products
                            .products(catalog.categories().indexOf(category))
                            .probability(product.popularityRank()));
        }
        return probabilities;
    }

    /** The velocity class of a product. */
    public int velocity(int productId) {
        return history.quantities.velocity(productId);
    }

    /** How likely an order for a product of this velocity is for so many cases. */
    public double quantity(int velocity, int cases) {
        return history.quantities.probability(velocity, cases);
    }

    /** How likely each note of a cancelled order is. */
    public Map<String, Double> notes(boolean afterApproval) {
        return (afterApproval ? history.notesAfterApproval : history.notesInReview).probabilities();
    }

    /** How likely a cancelled order had been approved before. */
    public double cancelledAfterApproval() {
        return OrderCursor.CANCELLED_AFTER_APPROVAL;
    }

    /** The demand of a month without the noise, of which only ratios matter. */
    public double demand(YearMonth month) {
        DemandModel model = new DemandModel(history.settings);
        return month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .mapToDouble(model::expected)
                .sum();
    }
}
