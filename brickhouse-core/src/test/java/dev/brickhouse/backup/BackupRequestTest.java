package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brickhouse.problem.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
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
                "full; plain; schemas; auto; 10; 1; brickhouse.backup.compression is '10', but it has to be a whole number from 0 to 9.",
                "full; directory; schemas; auto; 0; 0; brickhouse.backup.jobs is '0', but it has to be a whole number from 1 to 64."
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

    @ParameterizedTest
    @CsvSource({"PLAIN, 0", "CUSTOM, 6", "DIRECTORY, 6"})
    void aScriptIsNotCompressedByDefault(BackupFormat format, int compression) {
        assertThat(BackupRequest.builder()
                        .format(format)
                        .directory(Path.of("backups"))
                        .build()
                        .compression())
                .isEqualTo(compression);
    }

    @Test
    void itNeverShowsThePassword() {
        assertThat(request("FULL", "Custom", "schemas", "auto", 9, 1).toString())
                .doesNotContain("secret");
    }

    private static BackupRequest request(
            String content, String format, String scope, String writer, int compression, int jobs) {
        return BackupRequest.builder()
                .content(BackupRequest.CONTENT.read(content))
                .format(BackupRequest.FORMAT.read(format))
                .scope(BackupRequest.SCOPE.read(scope))
                .writer(BackupRequest.WRITER.read(writer))
                .compression(compression)
                .jobs(jobs)
                .directory(Path.of("backups"))
                .clientEnvironment(() -> Map.of("PGPASSWORD", "secret"))
                .build();
    }
}
