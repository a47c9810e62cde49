package dev.brickhouse.seed;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.load.IndexSuspension;
import dev.brickhouse.load.Journal;
import dev.brickhouse.sql.SqlStatements;
import dev.brickhouse.sql.Transactions;
import java.sql.SQLException;
import java.util.Map;

/**
 * What every part of a seed works with.
 *
 * @param sql the statements of {@code seed.sql}
 * @param indexes those of {@code orders}
 * @param obstacles what would stop the seed
 */
record SeedContext(
        SeedTarget target,
        Catalog catalog,
        Console console,
        Progress progress,
        SqlStatements sql,
        Journal journal,
        IndexSuspension indexes,
        Obstacles obstacles) {

    static SeedContext of(SeedTarget target, Catalog catalog, Console console, Progress progress) {
        String schema = target.schema().name();
        return new SeedContext(
                target,
                catalog,
                console,
                progress,
                statements(target),
                new Journal(schema),
                new IndexSuspension(schema, RetailTables.ORDERS.name()),
                new Obstacles(target));
    }

    static SqlStatements statements(SeedTarget target) {
        return SqlStatements.read(
                SeedContext.class, "seed.sql", Map.of("schema", target.schema().name()));
    }

    /** The schema of the tables, unquoted. */
    String schema() {
        return target.schema().name();
    }

    /** As {@link #inTransaction}, for work without a result. */
    void runInTransaction(Transactions.Task task) throws SQLException {
        Transactions.run(target.dataSource(), task);
    }

    <T> T inTransaction(Transactions.Work<T> work) throws SQLException {
        return Transactions.call(target.dataSource(), work);
    }
}
