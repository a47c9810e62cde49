package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.schema.RetailSchema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupRequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "all; plain; schemas; auto; 0; 1; brickhouse.backup.content is 'all', but it has to be one of: full, schema, data.",
                "full; tar; schemas; auto; 0; 1; brickhouse.backup.format is 'tar', but it has to be one of: plain, custom, directory.",
                "full; plain; server; auto; 0; 1; brickhouse.backup.scope is 'server', but it has to be one of: schemas, database.",
                "full; plain; schemas; me; 0; 1; brickhouse.backup.writer is 'me', but it has to be one of: auto, pg_dump, builtin.",
                "full; plain; schemas; auto; 10; 1; brickhouse.backup.compression is 10, but it has to be a number from 0 to 9.",
                "full; directory; schemas; auto; 0; 0; brickhouse.backup.jobs is 0, but it has to be a number from 1 to 64."
            })
    void whatCannotBeUsedIsRefusedInOneSentence(
            String content, String format, String scope, String writer, int compression, int jobs, String sentence) {
        assertThatThrownBy(() -> request(content, format, scope, writer, compression, jobs))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({"plain, schemas, auto, 2", "custom, schemas, builtin, 1", "plain, database, builtin, 1"})
    void whatContradictsItselfIsRefused(String format, String scope, String writer, int jobs) {
        assertThatThrownBy(() -> request("full", format, scope, writer, 0, jobs))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void itNeverShowsThePassword() {
        assertThat(request("FULL", "Custom", "schemas", "auto", 9, 1).toString())
                .doesNotContain("secret");
    }

    private static BackupRequest request(
            String content, String format, String scope, String writer, int compression, int jobs) {
        return BackupRequest.of(
                RetailSchema.DEFAULT,
                content,
                format,
                scope,
                writer,
                compression,
                jobs,
                Path.of("backups"),
                Optional.empty(),
                Map.of("PGPASSWORD", "secret"));
    }
}
