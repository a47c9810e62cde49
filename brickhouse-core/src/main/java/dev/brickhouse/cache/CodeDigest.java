package dev.brickhouse.cache;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import net.datafaker.Faker;
import org.flywaydb.core.Flyway;

/**
 * A digest of the code that makes a seed: generator, migrations and views alike. The version alone does not do, since
 * the code of a snapshot changes without it.
 */
final class CodeDigest {

    private CodeDigest() {}

    /** Adds the code to a digest; false if it is nowhere on the disk, so that nobody can tell what it is. */
    static boolean addTo(MessageDigest digest) throws IOException {
        Optional<Path> own = source(CodeDigest.class);
        if (own.isEmpty()) {
            return false;
        }
        if (Files.isDirectory(own.get())) {
            addFiles(own.get().toRealPath(), digest);
        } else {
            addSums(own.get(), digest);
        }
        // a library's version is in the name of its file
        for (Class<?> library : List.of(Faker.class, Flyway.class)) {
            digest.update(source(library)
                    .map(file -> file.getFileName().toString())
                    .orElse("")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return true;
    }

    private static void addFiles(Path directory, MessageDigest digest) throws IOException {
        List<Path> sorted;
        try (Stream<Path> files = Files.walk(directory)) {
            sorted = files.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : sorted) {
            digest.update(directory.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            addSums(file, digest);
        }
    }

    /**
     * Two checksums, which a JVM computes at once, while it takes a good part of a goal's time to digest a jar in a new
     * JVM.
     */
    private static void addSums(Path file, MessageDigest digest) throws IOException {
        byte[] contents = Files.readAllBytes(file);
        CRC32 one = new CRC32();
        one.update(contents);
        CRC32C other = new CRC32C();
        other.update(contents);
        String sums = contents.length + " " + one.getValue() + " " + other.getValue() + "\n";
        digest.update(sums.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Path> source(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::exists);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            // in a jar within a jar, or so
            return Optional.empty();
        }
    }
}
