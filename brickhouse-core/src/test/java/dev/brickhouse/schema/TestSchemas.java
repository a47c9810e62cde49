package dev.brickhouse.schema;

import dev.brickhouse.console.Console;
import javax.sql.DataSource;

/** Schemas of tests whose layout does not matter. */
public final class TestSchemas {

    private TestSchemas() {}

    /** As {@link Schemas#migrate}, in the layout that is there. */
    public static SchemaReport migrate(DataSource dataSource, RetailSchema target, Console console) {
        return Schemas.migrate(dataSource, target, null, console);
    }
}
