package dev.brickhouse.advance;

import static dev.brickhouse.advance.AdvancedDatabase.AS_OF;
import static dev.brickhouse.advance.AdvancedDatabase.TODAY;
import static dev.brickhouse.advance.AdvancedDatabase.advance;
import static dev.brickhouse.advance.AdvancedDatabase.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.problem.RefusedException;
import dev.brickhouse.schema.CitusDatabase;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.schema.Schemas;
import dev.brickhouse.schema.TestDatabase;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedTarget;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The same rows in every layout that can be carried on. */
class AdvancedLayoutsIT {

    @Test
    void newMonthsGetTheirPartitions() throws SQLException {
        LocalDate to = AS_OF.plusDays(45);
        try (TestDatabase plain = TestDatabase.create();
                TestDatabase partitioned = TestDatabase.create()) {
            Schemas.migrate(partitioned.dataSource(), RetailSchema.DEFAULT, Layout.PARTITIONED, Console.SILENT);
            partitioned.execute("DROP TABLE IF EXISTS orders_2026_09, orders_2026_10");
            for (TestDatabase database : new TestDatabase[] {plain, partitioned}) {
                SeedFixture.seeder(database.dataSource()).seed(AdvancedDatabase.request());
                advance(database, to);
                AdvancedDatabase.requireValid(database);
            }

            assertThat(rows(partitioned)).isEqualTo(rows(plain));
            assertThat(partitioned.rows("SELECT count(*) FROM orders_default")).containsExactly("0");
            assertThat(partitioned.rows("SELECT count(*) > 50 FROM orders_2026_10"))
                    .containsExactly("t");
        }
    }

    @Test
    void aClusterIsRefused() throws SQLException {
        try (CitusDatabase database = CitusDatabase.create()) {
            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, Console.SILENT);
            SeedFixture.seeder(database.dataSource()).seed(AdvancedDatabase.request());

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> new Advance(
                                    new SeedTarget(database.dataSource(), RetailSchema.DEFAULT),
                                    Console.SILENT,
                                    Progress.NONE)
                            .run(TODAY, TODAY))
                    .withMessageContaining("have the layout citus, which brickhouse:advance cannot carry on");
        }
    }
}
