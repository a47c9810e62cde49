package dev.brickhouse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/spark.md shows in Java compiles, and its SQL runs on a catalog as the page makes one. */
class DocumentedCodeTest {

    private static final Path PAGE = Path.of("..", "docs", "spark.md");

    private static final String METHOD = """
            import dev.brickhouse.spark.*;
            import org.apache.spark.sql.*;
            class Statements {
                void run(SparkSession spark) {
            %s    }
            }
            """;

    @TempDir
    Path classes;

    @Test
    void theJavaCompiles() throws IOException {
        assertThat(blocks("java"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(problems(block)).as(block).isEmpty());
    }

    @Test
    void theSqlRuns() throws IOException {
        // a catalog is made once for each session
        SparkSession session = LocalSpark.session().newSession();
        session.conf().set("spark.sql.catalog.retail", BrickhouseCatalog.class.getName());
        LocalSpark.SMALL.forEach((name, value) -> session.conf().set("spark.sql.catalog.retail." + name, value));

        assertThat(blocks("sql spark"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.strip().split(";"))
                        .allSatisfy(
                                statement -> assertThat(session.sql(statement).takeAsList(1))
                                        .as(statement)
                                        .isNotEmpty()));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** What the compiler says. */
    private String problems(String block) {
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("memory:///Statements.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return METHOD.formatted(block);
                    }
                };
        StringWriter said = new StringWriter();
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        said,
                        null,
                        null,
                        List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(source))
                .call();
        return said.toString();
    }
}
