package dev.brickhouse.demand;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.catalog.Product;
import dev.brickhouse.catalog.StoreType;
import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.Noise;
import dev.brickhouse.random.RandomStreams;
import dev.brickhouse.resource.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which products are drunk: by category, region and type of shop, and week by week. Immutable.
 *
 * <p>Products are given by their index in the catalog's list, which is one less than their id.
 */
final class ProductDemand {

    /** A category unknown to the model sells like an average small one. */
    private static final double UNKNOWN_SHARE = 3;

    /** Ranks of a catalog are an opinion; sales differ from it, so that the first is not always the best seller. */
    private static final double RANK_NOISE = 0.38;

    /** What moves one product: a viral video, a recall, a competitor's price; for weeks at a time. */
    private static final double WANDER = 0.12;

    private static final int WANDER_WEEKS = 5;
    private static final double WEEKLY = 0.03;

    private final Lifecycle lifecycle;
    private final Promotions promotions;
    private final int[] category;
    private final double[] popularity;
    private final double[] share;
    private final Map<String, Double> regionalTastes = new HashMap<>();
    private final Map<String, Double> typeTastes = new HashMap<>();
    private final List<String> categories;
    private final long wanderKey;
    private final long weeklyKey;

    ProductDemand(Catalog catalog, Lifecycle lifecycle, DemandSettings settings) {
        this.lifecycle = lifecycle;
        promotions = new Promotions(settings.seed());
        categories = catalog.categories();
        List<Product> products = catalog.products();
        category = new int[products.size()];
        popularity = new double[products.size()];
        share = new double[categories.size()];
        wanderKey = CounterRandom.key(settings.seed(), RandomStreams.PRODUCT_WANDER);
        weeklyKey = CounterRandom.key(settings.seed(), RandomStreams.PRODUCT_WEEKLY);
        Map<String, Double> shares = new HashMap<>();
        Resources.csv(ProductDemand.class, "category-demand.csv")
                .forEach(line -> shares.put(line.getField("category"), Resources.number(line, "share")));
        Resources.csv(ProductDemand.class, "regional-taste.csv")
                .forEach(line -> regionalTastes.put(
                        line.getField("region") + '/' + line.getField("category"), Resources.number(line, "factor")));
        Resources.csv(ProductDemand.class, "store-type-taste.csv")
                .forEach(line -> typeTastes.put(
                        line.getField("store_type") + '/' + line.getField("category"),
                        Resources.number(line, "factor")));
        long rankKey = CounterRandom.key(settings.seed(), RandomStreams.PRODUCT_RANK);
        double[] sum = new double[share.length];
        for (int product = 0; product < category.length; product++) {
            Product its = products.get(product);
            category[product] = categories.indexOf(its.category());
            double noise = settings.popularityExponent() * RANK_NOISE * Noise.white(rankKey, product);
            popularity[product] =
                    StrictMath.pow(its.popularityRank() + 1, -settings.popularityExponent()) * StrictMath.exp(noise);
            sum[category[product]] += popularity[product];
        }
        for (int i = 0; i < share.length; i++) {
            share[i] = shares.getOrDefault(categories.get(i), UNKNOWN_SHARE) / sum[i];
        }
    }

    int products() {
        return category.length;
    }

    int categories() {
        return categories.size();
    }

    String categoryName(int index) {
        return categories.get(index);
    }

    int category(int product) {
        return category[product];
    }

    /** A product's share of all that is drunk, over the year and everywhere alike; only ratios have a meaning. */
    double share(int product) {
        return popularity[product] * share[category[product]];
    }

    /** How much a region and a type of shop like a category, 1 being neutral. */
    double taste(String region, StoreType type, int ofCategory) {
        return regionalTastes.getOrDefault(region + '/' + categories.get(ofCategory), 1.0)
                * typeTastes.getOrDefault(type.label() + '/' + categories.get(ofCategory), 1.0);
    }

    /** Whether a product is on offer in a week. */
    boolean isPromoted(int product, int week) {
        return promotions.lift(product, week) > 1;
    }

    /** The part of its full demand that a product has in a week; above 1 in a promotion. */
    double inWeek(int product, int week) {
        double life = lifecycle.ofProduct(product, week);
        if (life == 0) {
            return 0;
        }
        double wander = 1
                + WANDER * Noise.wandering(CounterRandom.base(wanderKey, product), week, WANDER_WEEKS)
                + WEEKLY * Noise.white(CounterRandom.base(weeklyKey, product), week);
        return life * Math.max(0.2, wander) * promotions.lift(product, week);
    }
}
