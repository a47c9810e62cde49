/**
 * Who trades in what: the products, stores and users that every seeded database has.
 *
 * <p>{@link dev.brickhouse.catalog.Catalog#standard()} is the entry point. The rows are in {@code products.csv},
 * {@code stores.csv} and {@code users.csv} beside this package; an id is a row's position in its file, from 1. So a new
 * row goes to the end of its file, or every later id changes.
 *
 * <p>Within a category, {@code products.csv} lists products from the most to the least popular: the position of a row
 * is its {@link dev.brickhouse.catalog.Product#popularityRank() popularity rank}, which the demand model draws by.
 *
 * <p>{@link dev.brickhouse.catalog.Catalog#extended} adds generated rows to them, from {@code cities.csv},
 * {@code product-words.csv}, {@code brand-words.csv} and Datafaker; the order of the lines and of the words in these
 * three files is part of the generator.
 *
 * <p>All products, brands, people and addresses are fictional; ZIP codes are those of the cities.
 */
package dev.brickhouse.catalog;
