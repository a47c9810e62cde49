package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DumpScriptTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void rowsAreCountedByTable() throws IOException {
        assertThat(pass("""
                COPY public.orders (id, notes) FROM stdin;
                1\tCOPY public.stores (id) FROM stdin;
                2\tCREATE SCHEMA x;
                \\.

                COPY "My ""shop.".empty  FROM stdin;
                \\.
                COPY public."Ünusual (é)" ("a
                ;", b) FROM stdin;
                \\\\.
                \\.
                """))
                .containsOnly(
                        Map.entry("\"public\".\"orders\"", 2L),
                        Map.entry("\"My \"\"shop.\".\"empty\"", 0L),
                        Map.entry("\"public\".\"Ünusual (é)\"", 1L));
    }

    @Test
    void rowsThatDoNotEndDoNotCount() throws IOException {
        assertThat(pass("COPY public.orders (id) FROM stdin;\n1\n2\n")).isEmpty();
    }

    @Test
    void onlyStatementsAreMadeFitForPsql() throws IOException {
        String before = """
                CREATE SCHEMA public;
                CREATE SCHEMA IF NOT EXISTS analytics;
                COMMENT ON SCHEMA public IS 'it''s
                CREATE SCHEMA x;
                COPY public.a (id) FROM stdin;
                ';
                CREATE FUNCTION public.f() RETURNS text LANGUAGE plpgsql AS $_$
                CREATE SCHEMA x;
                $_$;
                COPY public.a (id) FROM stdin;
                CREATE SCHEMA public;
                SET transaction_timeout = 0;
                \\.
                """;

        assertThat(pass(before)).containsOnly(Map.entry("\"public\".\"a\"", 2L));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("CREATE SCHEMA IF NOT EXISTS public;" + before.substring(before.indexOf('\n')));
    }

    @Test
    void aNewerSettingIsOnlySetWhereItIsKnown() throws IOException {
        pass("SET lock_timeout = 0;\nSET transaction_timeout = 0;\n");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("SET lock_timeout = 0;\nSELECT pg_catalog.set_config(name, '0', false) FROM"
                        + " pg_catalog.pg_settings WHERE name = 'transaction_timeout';\n");
    }

    @Test
    void aSessionKeepsItsLimitForLocks() throws IOException {
        DumpScript.passToSession(
                new ByteArrayInputStream(
                        "SET lock_timeout = 0;\nSET row_security = off;\n".getBytes(StandardCharsets.UTF_8)),
                options(BackupContent.FULL, BackupScope.DATABASE),
                out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\nSET LOCAL row_security = off;\n");
    }

    @Test
    void aSessionMakesNoSchemaThatItsUserMayNotMakeAndThatStandsAlready() throws IOException {
        String script = "CREATE SCHEMA analytics;\n";
        for (BackupScope scope : BackupScope.values()) {
            DumpScript.passToSession(
                    new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
                    options(BackupContent.FULL, scope),
                    out);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("-- CREATE SCHEMA analytics;\nCREATE SCHEMA IF NOT EXISTS analytics;\n");
    }

    private static BackupManifest.Options options(BackupContent content, BackupScope scope) {
        return new BackupManifest.Options(content, BackupFormat.PLAIN, scope, false);
    }

    @Test
    void rowsComeIntoTablesThatAreThereUnderTheSearchPathOfTheSession() throws IOException {
        DumpScript.passToSession(
                new ByteArrayInputStream("SELECT pg_catalog.set_config('search_path', '', false);\nSELECT 1;\n"
                        .getBytes(StandardCharsets.UTF_8)),
                options(BackupContent.DATA, BackupScope.DATABASE),
                out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\nSELECT 1;\n");
    }

    @Test
    void aCommentThatEveryDatabaseHasIsLeftOut() throws IOException {
        pass("COMMENT ON SCHEMA public IS 'standard public schema';\nCOMMENT ON SCHEMA public IS 'ours';\n");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\nCOMMENT ON SCHEMA public IS 'ours';\n");
    }

    @Test
    void bytesThatAreNoTextStayWhatTheyWere() throws IOException {
        byte[] script = "COMMENT ON TABLE a IS 'é';\r\n\u0080".getBytes(StandardCharsets.ISO_8859_1);

        DumpScript.pass(new ByteArrayInputStream(script), out);

        assertThat(out.toByteArray()).isEqualTo(script);
    }

    private Map<String, Long> pass(String script) throws IOException {
        Charset encoding = StandardCharsets.UTF_8;
        return DumpScript.pass(new ByteArrayInputStream(script.getBytes(encoding)), out);
    }
}
