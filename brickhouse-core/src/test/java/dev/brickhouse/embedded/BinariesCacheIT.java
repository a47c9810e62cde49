package dev.brickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.brickhouse.console.Console;
import dev.brickhouse.problem.BrickhouseException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cache of PostgreSQL's programs, as other processes find it that have one of their own. */
class BinariesCacheIT {

    /** In blocks of 512 or 1024 bytes; the largest program is larger. */
    private static final String FILES_NO_LARGER_THAN = "ulimit -f 4000 && exec \"$@\"";

    private static final String UNPACK = "unpack";
    private static final String START = "start";
    private static final int THREADS = 2;

    @TempDir
    private Path temporary;

    @Test
    void whatIsUnpackedHalfwayIsNotTakenForAllAndTheNextStartHeals() throws Exception {
        assumeThat(Path.of("/bin/sh"))
                .as("a shell that can limit the size of files")
                .isExecutable();
        List<String> limited = new ArrayList<>(List.of("/bin/sh", "-c", FILES_NO_LARGER_THAN, "sh"));
        limited.addAll(command(UNPACK));

        assertThat(said(start(limited, temporary)))
                .hasSize(THREADS)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("PostgreSQL's programs could not be unpacked into the cache " + cache(temporary)
                                + "; make room in it and make it writable, or set the environment variable"
                                + " XDG_CACHE_HOME to another directory ("));
        assertThat(inCache()).isEmpty();

        Path unpacked = unpackedByAll(List.of(start(command(UNPACK), temporary)));
        assertThat(inCache()).containsExactly(unpacked);
    }

    @Test
    void severalAtOnceAllGetACompleteOne() throws Exception {
        Path first = unpackedByAll(startSeveral());
        assertThat(inCache()).containsExactly(first);

        Files.write(first.resolve("share/postgresql/postgres.bki"), new byte[0]);
        assertThat(unpackedByAll(startSeveral())).isEqualTo(first);
        assertThat(inCache()).containsExactly(first);
    }

    /** Also by a start that has nothing to unpack; what another process is still at work on stays. */
    @Test
    void whatAKilledStartLeftIsRemovedByTheNext() throws Exception {
        Process killed = start(command(UNPACK), temporary);
        awaitHalfDone(killed);
        assertThat(unpackedByAll(List.of(start(command(UNPACK), temporary)))).isDirectory();
        assertThat(unpackedByAll(List.of(killed))).isDirectory();
        Path unpacked = inCache().get(0);
        FileTree.delete(unpacked);

        killed = start(command(UNPACK), temporary);
        awaitHalfDone(killed);
        killed.destroyForcibly().waitFor();
        assertThat(halfDone()).isNotEmpty();
        Files.createDirectory(unpacked.resolveSibling("unpacking-ofAnEarlierVersion"));

        assertThat(unpackedByAll(List.of(start(command(UNPACK), temporary)))).isEqualTo(unpacked);
        assertThat(halfDone()).containsExactly(unpacked.resolveSibling("unpacking-ofAnEarlierVersion"));
        Files.setLastModifiedTime(halfDone().get(0), FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        assertThat(unpackedByAll(List.of(start(command(UNPACK), temporary)))).isEqualTo(unpacked);
        assertThat(cache(temporary)).isDirectoryNotContaining("glob:**unpacking*");
    }

    private void awaitHalfDone(Process unpacking) throws Exception {
        while (halfDone().isEmpty()) {
            assertThat(unpacking.isAlive()).isTrue();
            Thread.sleep(5);
        }
    }

    @Test
    void programsThatMayNotBeRunAreUnpackedAgain() throws Exception {
        Path unpacked = unpackedByAll(List.of(start(command(UNPACK), temporary)));
        Path program = unpacked.resolve("bin/postgres");
        assumeThat(program.toFile().setExecutable(false, false)).isTrue();

        assertThat(unpackedByAll(List.of(start(command(UNPACK), temporary)))).isEqualTo(unpacked);
        assertThat(program).isExecutable();
    }

    /** What a power cut may leave. */
    @ParameterizedTest
    @CsvSource({
        "bin/initdb, 0",
        "bin/postgres, 100000",
        "share/postgresql/postgres.bki, 0",
        "share/postgresql/pg_hba.conf.sample, 0"
    })
    void filesThatLostTheirContentsAreUnpackedAgain(String file, int zeros) throws Exception {
        Path unpacked = unpackedByAll(List.of(start(command(UNPACK), temporary)));
        Path damaged = unpacked.resolve(file);
        byte[] whole = Files.readAllBytes(damaged);
        byte[] torn = whole.clone();
        Arrays.fill(torn, 0, zeros == 0 ? torn.length : zeros, (byte) 0);
        Files.write(damaged, torn);

        assertThat(said(start(command(START), temporary))).containsExactly("started");
        assertThat(damaged).hasBinaryContent(whole);
        assertThat(inCache()).contains(unpacked);
    }

    @Test
    void aLibraryThatOnlyTheFirstSessionLoadsIsUnpackedAgain() throws Exception {
        Path unpacked = unpackedByAll(List.of(start(command(UNPACK), temporary)));
        assertThat(said(start(command(START), temporary))).containsExactly("started");
        Path library = unpacked.resolve("lib/postgresql/plpgsql.so");
        assumeThat(library).exists();
        byte[] whole = Files.readAllBytes(library);
        Files.write(library, new byte[whole.length]);

        assertThat(said(start(command(START), temporary))).containsExactly("started");
        assertThat(library).hasBinaryContent(whole);
    }

    @Test
    void anInitdbThatMakesNothingIsToldWithItsCache() throws Exception {
        Path unpacked = unpackedByAll(List.of(start(command(UNPACK), temporary)));
        Path program = unpacked.resolve("bin/initdb");
        CRC32C sum = new CRC32C();
        byte[] script = "exit 0\n".getBytes(StandardCharsets.UTF_8);
        Files.write(program, script);
        sum.update(script);
        Path list = unpacked.resolve("files.list");
        Files.writeString(
                list,
                Files.readString(list)
                        .replaceFirst("\\d+ \\w+ bin/initdb\n", "7 %08x bin/initdb\n".formatted(sum.getValue())));

        assertThat(said(start(command(START), temporary)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("(initdb: it ended without making a database cluster; delete the cache " + unpacked
                                + ", from which it was run, and run this again)"));
    }

    @Test
    void aDiskFromWhichNothingMayBeRunIsTold() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temporary, "300m,noexec")) {
            assertThat(said(start(command(START), disk.root())))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("could not be started in " + temporary.resolve("pg"))
                            .contains("(the programs in " + cache(disk.root()))
                            .contains(
                                    "may not be run, since the disk is mounted with noexec, for example; set the environment variable"
                                            + " XDG_CACHE_HOME to a directory on another disk)"));
            // the programs are as they were unpacked, and unpacking them again would not help
            assertThat(temporary.resolve("errors.log")).content().doesNotContain("unpacked again");
        }
    }

    private List<Process> startSeveral() throws IOException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(command(UNPACK), temporary));
        }
        return processes;
    }

    /** The directory that all threads of all processes got, having seen that it is as complete as its list. */
    private static Path unpackedByAll(List<Process> processes) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Process process : processes) {
            lines.addAll(said(process));
        }
        assertThat(lines).hasSize(processes.size() * THREADS);
        assertThat(new HashSet<>(lines)).as(lines.toString()).hasSize(1);
        Path unpacked = Path.of(lines.get(0));
        List<String> files = Files.readAllLines(unpacked.resolve("files.list"));
        assertThat(files)
                .hasSizeGreaterThan(100)
                .allSatisfy(line ->
                        assertThat(unpacked.resolve(line.split(" ")[2])).hasSize(Long.parseLong(line.split(" ")[0])));
        return unpacked;
    }

    /** The directories in the cache, which nothing half-done is left in. */
    private List<Path> inCache() throws IOException {
        try (Stream<Path> all = Files.list(cache(temporary))) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private List<Path> halfDone() throws IOException {
        return Files.exists(cache(temporary))
                ? inCache().stream()
                        .filter(each -> each.getFileName().toString().startsWith("unpacking-"))
                        .toList()
                : List.of();
    }

    private static Path cache(Path caches) {
        return caches.resolve("brickhouse-maven-plugin");
    }

    private List<String> command(String what) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-XX:-UsePerfData",
                "-Dbrickhouse.test.binaries=" + System.getProperty("brickhouse.test.binaries"),
                "-Dbrickhouse.test.postgresVersion=" + TestServer.postgresVersion(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BinariesCacheIT.class.getName(),
                what,
                temporary.resolve("pg").toString());
    }

    private Process start(List<String> command, Path caches) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(temporary.resolve("errors.log").toFile());
        builder.environment().put("XDG_CACHE_HOME", caches.toString());
        return builder.start();
    }

    private static List<String> said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Another process: unpacks in several threads or starts a server, and prints what it got or what failed. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        if (arguments[0].equals(UNPACK)) {
            Path archive = TestServer.binaries()
                    .archive(PostgresVersion.of(TestServer.postgresVersion()).full(), Platform.current());
            List<Thread> threads = IntStream.range(0, THREADS)
                    .mapToObj(i -> new Thread(() -> out.println(
                            outcome(() -> BinariesCache.unpacked(archive).toString()))))
                    .toList();
            threads.forEach(Thread::start);
        } else {
            out.println(outcome(() -> {
                Console warnings = Console.of(line -> {}, System.err::println, System.err::println, line -> {});
                EmbeddedServer.start(TestServer.settings(Path.of(arguments[1])), warnings)
                        .close();
                return "started";
            }));
        }
    }

    private static String outcome(Supplier<String> work) {
        try {
            return work.get();
        } catch (BrickhouseException e) {
            return e.getMessage();
        }
    }
}
