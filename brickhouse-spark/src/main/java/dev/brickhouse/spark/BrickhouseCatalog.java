package dev.brickhouse.spark;

import dev.brickhouse.seed.RetailRows;
import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * All five tables of one seed for SQL: with {@code spark.sql.catalog.retail=dev.brickhouse.spark.BrickhouseCatalog} and
 * {@code spark.sql.catalog.retail.scale=100} there is a table {@code retail.orders}. Options are those of
 * {@link BrickhouseSource}; a missing as-of date is the day on which the session first uses the catalog.
 */
public final class BrickhouseCatalog implements TableCatalog {

    private String name;
    private Map<String, String> options;

    /** Spark makes one for each session. */
    public BrickhouseCatalog() {
        // initialize(…) follows
    }

    /** @throws dev.brickhouse.problem.ConfigurationException if an option is not known or cannot be used */
    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {
        this.name = name;
        this.options = ReadOptions.withAsOf(options.asCaseSensitiveMap());
        ReadOptions.of(optionsFor(RetailRows.ORDERS.name()));
    }

    private Map<String, String> optionsFor(String table) {
        Map<String, String> all = ReadOptions.copy(options);
        all.put(ReadOptions.PATH, table);
        return all;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length > 0) {
            throw new NoSuchNamespaceException(namespace);
        }
        return RetailRows.TABLES.stream()
                .map(table -> Identifier.of(namespace, table.name()))
                .toArray(Identifier[]::new);
    }

    @Override
    public Table loadTable(Identifier table) throws NoSuchTableException {
        boolean known = RetailRows.TABLES.stream().anyMatch(each -> each.name().equalsIgnoreCase(table.name()));
        if (table.namespace().length > 0 || !known) {
            throw new NoSuchTableException(table);
        }
        return new BrickhouseTable(optionsFor(table.name()));
    }

    @Override
    public Table alterTable(Identifier table, TableChange... changes) {
        throw unchangeable();
    }

    @Override
    public boolean dropTable(Identifier table) {
        throw unchangeable();
    }

    @Override
    public void renameTable(Identifier table, Identifier newName) {
        throw unchangeable();
    }

    private UnsupportedOperationException unchangeable() {
        return new UnsupportedOperationException(
                "The tables of the catalog " + name + " are made when they are read; nothing in them can be changed.");
    }
}
