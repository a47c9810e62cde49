package dev.brickhouse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.console.Progress;
import dev.brickhouse.schema.RetailSchema;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** A seed in a process of its own, which tells on its standard output of every step it takes. */
final class SeedProcess {

    /** The line that follows every step. */
    static final String STEP = "step";

    /** The line before the checksum, at the end. */
    static final String DONE = "done ";

    private SeedProcess() {}

    /**
     * Starts it.
     *
     * @param url of the database, with the user in it
     */
    static Process start(String url, ExistingSeedPolicy existing) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                new File(System.getProperty("java.home"), "bin/java").getPath(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SeedProcess.class.getName(),
                url,
                existing.name()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /**
     * Kills whichever of some processes is the first to say a line, and waits for the others.
     *
     * @return the last line of the other, if there were two
     */
    static String killFirst(List<Process> processes, String line) {
        AtomicReference<Process> killed = new AtomicReference<>();
        List<CompletableFuture<String>> lastLines = processes.stream()
                .map(process -> CompletableFuture.supplyAsync(() -> lastLine(process, line, killed)))
                .toList();
        String last = lastLines.stream().map(CompletableFuture::join).collect(Collectors.joining());
        assertThat(killed.get()).as("process that was killed after: " + line).isNotNull();
        return last;
    }

    private static String lastLine(Process process, String fatal, AtomicReference<Process> killed) {
        String last = "";
        for (String line : (Iterable<String>) process.inputReader().lines()::iterator) {
            last = line;
            if (line.equals(fatal) && killed.compareAndSet(null, process)) {
                process.destroyForcibly().onExit().join();
                return "";
            }
        }
        return last;
    }

    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        Progress telling = (phase, total, done) -> {
            tell(STEP + " begins " + phase);
            return new Progress.Task() {
                @Override
                public void advance(long steps) {
                    tell(STEP + " in " + phase);
                }

                @Override
                public void close() {}
            };
        };
        Seeder seeder = new Seeder(
                new SeedTarget(dataSource, RetailSchema.DEFAULT),
                dev.brickhouse.catalog.Catalog.standard(),
                Console.of(SeedProcess::tell, SeedProcess::tell, SeedProcess::tell, line -> {}),
                telling);
        Thread interruption = new Thread(() -> tell(seeder.interrupt()));
        Runtime.getRuntime().addShutdownHook(interruption);
        SeedResult summary =
                seeder.seed(SeedFixture.with(SeedFixture.smallRequest(), ExistingSeedPolicy.valueOf(arguments[1])));
        Runtime.getRuntime().removeShutdownHook(interruption);
        tell(DONE + summary.checksum() + " " + summary.outcome());
    }

    private static synchronized void tell(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
