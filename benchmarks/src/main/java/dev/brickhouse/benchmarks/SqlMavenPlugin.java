package dev.brickhouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The plugin that Maven users load SQL files with, on a file of INSERT statements in one transaction. */
final class SqlMavenPlugin {

    private static final String PLUGIN = "org.codehaus.mojo:sql-maven-plugin:3.0.0:execute";

    private final String url;
    private final Path directory;

    SqlMavenPlugin(String url, Path directory) {
        this.url = url;
        this.directory = directory;
    }

    /** Milliseconds of the goal; Maven's own start is taken off by a run on an empty file. */
    long millis(Stream<String> statements) throws IOException, InterruptedException {
        Path project = Files.createDirectories(directory.resolve("sql-maven-plugin"));
        Files.writeString(project.resolve("pom.xml"), pom());
        Path file = project.resolve("orders.sql");
        Files.writeString(file, "SELECT 1;\n");
        // the first time the plugin may have to be downloaded
        run(project);
        long without = run(project);
        Files.write(file, (Iterable<String>) statements::iterator);
        return Math.max(1, run(project) - without);
    }

    private static long run(Path project) throws IOException, InterruptedException {
        String output = Command.run(List.of(
                "mvn", "--batch-mode", "--file", project.resolve("pom.xml").toString(), PLUGIN));
        // in a project without Java it succeeds by doing nothing, unless it is forced
        if (!output.contains("SQL statements executed successfully")) {
            throw new IOException(output);
        }
        Matcher seconds = Pattern.compile("Total time:\\s+([\\d.]+) s").matcher(output);
        Matcher minutes = Pattern.compile("Total time:\\s+(\\d+):(\\d+) min").matcher(output);
        if (seconds.find()) {
            return Math.round(Double.parseDouble(seconds.group(1)) * 1e3);
        }
        if (minutes.find()) {
            return (Long.parseLong(minutes.group(1)) * 60 + Long.parseLong(minutes.group(2))) * 1_000;
        }
        throw new IOException("Maven did not say how long it took:\n" + output);
    }

    private String pom() {
        return """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>benchmark</groupId>
                  <artifactId>sql</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>org.codehaus.mojo</groupId>
                        <artifactId>sql-maven-plugin</artifactId>
                        <version>3.0.0</version>
                        <dependencies>
                          <dependency>
                            <groupId>org.postgresql</groupId>
                            <artifactId>postgresql</artifactId>
                            <version>42.7.14</version>
                          </dependency>
                        </dependencies>
                        <configuration>
                          <driver>org.postgresql.Driver</driver>
                          <url>%s</url>
                          <autocommit>false</autocommit>
                          <forceMojoExecution>true</forceMojoExecution>
                          <srcFiles><srcFile>orders.sql</srcFile></srcFiles>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(url.replace("&", "&amp;"));
    }
}
