package dev.brickhouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionInfoTest {

    @Test
    void plainWordsNeedNoQuotes() {
        ConnectionInfo info = new ConnectionInfo("db.example.com", 5433, "shop", "anna");

        assertThat(info.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:5433/shop");
        assertThat(info.psqlCommand()).isEqualTo("psql -h db.example.com -p 5433 -U anna -d shop");
    }

    @Test
    void aShellReadsOddNamesAsTheyAre() {
        ConnectionInfo info = new ConnectionInfo("localhost", 5432, "my shop; $(rm)", "o'neil");

        assertThat(info.psqlCommand()).isEqualTo("psql -h localhost -p 5432 -U \"o'neil\" -d 'my shop; $(rm)'");
    }

    @Test
    void anIpv6AddressHasBracketsInTheUrlOnly() {
        ConnectionInfo info = new ConnectionInfo("::1", 5432, "shop", "anna");

        assertThat(info.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/shop");
        assertThat(info.psqlCommand()).startsWith("psql -h ::1 ");
    }

    @Test
    void psqlDoesNotTakeAnyNameForAConnectionString() {
        assertThat(new ConnectionInfo("db", 5432, "a=b", "anna").psqlCommand())
                .isEqualTo("psql -h db -p 5432 -U anna -d \"dbname='a=b'\"");
        assertThat(new ConnectionInfo("db", 5432, "a=b 'c", "anna").psqlCommand())
                .isEqualTo("psql -h db -p 5432 -U anna -d 'dbname='\\''a=b \\'\\''c'\\'''");
    }

    @Test
    void bothLinesEncryptAndVerifyAsTheConnectionDoes() {
        Map<String, String> encryption = new LinkedHashMap<>();
        encryption.put("sslmode", "verify-full");
        encryption.put("sslfactory", "org.postgresql.ssl.LibPQFactory");
        encryption.put("sslrootcert", "/my certs/ca.pem");
        ConnectionInfo info = new ConnectionInfo("db", 5432, "shop", "anna", encryption).toDatabase("shop_1");

        assertThat(info.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:5432/shop_1?sslmode=verify-full"
                        + "&sslfactory=org.postgresql.ssl.LibPQFactory&sslrootcert=%2Fmy%20certs%2Fca.pem");
        assertThat(info.psqlCommand())
                .isEqualTo("psql -h db -p 5432 -U anna -d"
                        + " \"dbname=shop_1 sslmode=verify-full sslrootcert='/my certs/ca.pem'\"");
    }
}
