package dev.brickhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.schema.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "it's", "C:\\data\\new", "\\'; DROP TABLE orders; --", "''\\\\''", "%s ${x} ?"})
    void aTextIsReadBackWhateverABackslashMeansThere(String text) throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            for (String conforming : List.of("on", "off")) {
                Sql.execute(connection, "SET standard_conforming_strings = " + conforming);

                String read = Sql.one(connection, "SELECT " + Literals.quote(text), row -> row.getString(1));

                assertThat(read)
                        .as("standard_conforming_strings = " + conforming)
                        .isEqualTo(text);
            }
        }
    }
}
