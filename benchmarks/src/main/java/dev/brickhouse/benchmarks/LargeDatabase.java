package dev.brickhouse.benchmarks;

import dev.brickhouse.connection.Database;
import dev.brickhouse.connection.Databases;
import dev.brickhouse.console.Console;
import dev.brickhouse.seed.LargeSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Twenty-four million orders seeded, inspected and validated once, by a process with a small heap. */
public final class LargeDatabase {

    /** Linux counts processor time in hundredths of a second. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int FIRST_TIME_FIELD = 11;

    private LargeDatabase() {}

    /** @param arguments the directory for the server's data, which is made anew; how many times the default number */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        try (Database database = Databases.open(BenchmarkServer.plan(directory), 1, Console.SILENT)) {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LargeSeed.class.getName(),
                    BenchmarkServer.url(database.connectionInfo()),
                    "2",
                    arguments[1],
                    directory.resolve("inspect.html").toString());
            Process process = Command.start(command);
            System.out.print(Command.end(command, process));
            System.out.printf(
                    Locale.ROOT, "Processor time of the server: %.0f s%n", processorSeconds(postmaster(database)));
        }
    }

    private static long postmaster(Database database) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_read_file('postmaster.pid')")) {
            row.next();
            return Long.parseLong(
                    row.getString(1).lines().findFirst().orElseThrow().strip());
        }
    }

    /** Of a process and all of its children that have ended. */
    private static double processorSeconds(long process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int field = FIRST_TIME_FIELD; field < FIRST_TIME_FIELD + 4; field++) {
            ticks += Double.parseDouble(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }
}
