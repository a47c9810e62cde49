package dev.brickhouse.history;

import dev.brickhouse.random.CounterRandom;
import dev.brickhouse.random.RandomStreams;
import java.util.function.IntToDoubleFunction;

/**
 * How hard a shortage hits each product: where deliveries fall behind, most products are hardly late, and some are
 * waited for long. Immutable.
 *
 * <p>Products are given by their index in the catalog's list.
 */
final class ShortageClasses {

    /** How long the queue of a class of products is compared with the queue of the whole warehouse; each is as frequent. */
    private static final double[] QUEUES = {0, 0, 0, 0.7, 0.9, 1.1, 1.3, 1.5};

    private final byte[] ofProduct;
    private final double[] shares = new double[QUEUES.length];

    /** @param demand the share that a product has of all that is drunk */
    ShortageClasses(IntToDoubleFunction demand, int products, long seed) {
        long key = CounterRandom.key(seed, RandomStreams.SHORTAGES);
        ofProduct = new byte[products];
        double all = 0;
        for (int product = 0; product < ofProduct.length; product++) {
            ofProduct[product] = (byte) CounterRandom.below(CounterRandom.base(key, product), QUEUES.length);
            // how often a product is ordered follows the square root of what is drunk of it
            double share = Math.sqrt(demand.applyAsDouble(product));
            shares[ofProduct[product]] += share;
            all += share;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= all;
        }
    }

    /** The number of classes of products. */
    int classes() {
        return QUEUES.length;
    }

    /** The share of orders that are for products of a class. */
    double share(int ofClass) {
        return shares[ofClass];
    }

    /** By how much the queue of a class of products is longer than the warehouse's. */
    double queue(int ofClass) {
        return QUEUES[ofClass];
    }

    int classOf(int product) {
        return ofProduct[product];
    }
}
