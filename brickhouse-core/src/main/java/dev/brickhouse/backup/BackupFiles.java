package dev.brickhouse.backup;

import dev.brickhouse.digest.Sha256;
import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.problem.FileFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of a backup: their sizes and digests, and how they disappear when they were not completed. */
final class BackupFiles {

    private static final int BUFFER_BYTES = 1 << 16;

    private BackupFiles() {}

    /** Reads every file of a backup, in the order of their names. */
    static List<BackupManifest.Part> describe(Path backup) throws IOException {
        List<BackupManifest.Part> parts = new ArrayList<>();
        for (Path file : files(backup)) {
            parts.add(new BackupManifest.Part(
                    backup.relativize(file).toString().replace('\\', '/'), Files.size(file), sha256(file)));
        }
        return parts;
    }

    /**
     * Compares a backup with what was written.
     *
     * @throws EnvironmentException if a file is missing, truncated, changed or was added
     */
    static void verify(Path backup, BackupManifest manifest) {
        List<BackupManifest.Part> found;
        try {
            found = describe(backup);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "The backup " + backup + " cannot be read; make it readable, or name another one ("
                            + FileFailures.words(e) + ").",
                    e);
        }
        for (BackupManifest.Part expected : manifest.files()) {
            BackupManifest.Part actual = found.stream()
                    .filter(part -> part.path().equals(expected.path()))
                    .findFirst()
                    .orElseThrow(() -> damaged(backup, expected.path() + " is missing"));
            String name = expected.path().isEmpty() ? "it" : expected.path();
            if (actual.bytes() != expected.bytes()) {
                throw damaged(backup, name + " has " + actual.bytes() + " bytes instead of " + expected.bytes());
            }
            if (!actual.sha256().equals(expected.sha256())) {
                throw damaged(backup, name + " was changed");
            }
        }
        if (found.size() > manifest.files().size()) {
            throw damaged(backup, "it holds files that were not written with it");
        }
    }

    /** Deletes a file, or a directory with everything in it, if it is there. */
    static void delete(Path backup) throws IOException {
        if (Files.notExists(backup)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(backup)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<Path> files(Path backup) throws IOException {
        try (Stream<Path> tree = Files.walk(backup, FileVisitOption.FOLLOW_LINKS)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Sha256.begin();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static EnvironmentException damaged(Path backup, String how) {
        return new EnvironmentException("The backup " + backup + " is damaged: " + how
                + "; nothing was changed in the database; copy the backup again from where it is whole, or take"
                + " another one.");
    }
}
