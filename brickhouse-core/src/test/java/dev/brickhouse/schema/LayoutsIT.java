package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.RefusedException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Layouts on servers that do not offer them. */
class LayoutsIT {

    @Test
    void aServerWithoutCitusSaysWhatToInstallAndIsLeftAsItWas() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() ->
                            Schemas.migrate(database.dataSource(), RetailSchema.DEFAULT, Layout.CITUS, Console.SILENT))
                    .withMessage(
                            "brickhouse.layout is citus, but the server does not offer the extension citus; install"
                                    + " it on every node of the cluster, add it to shared_preload_libraries and restart, or leave"
                                    + " out brickhouse.layout; nothing was changed.");

            assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                    .isEmpty();
        }
    }
}
