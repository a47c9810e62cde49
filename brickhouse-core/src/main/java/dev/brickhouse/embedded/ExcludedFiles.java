package dev.brickhouse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files in the data directory of a server that is shut down which a copy of it can do without. */
public final class ExcludedFiles {

    private static final String LOG = "pg_wal";

    /** The timeline, and the number of the segment in two parts. */
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");

    private static final int TIMELINE_DIGITS = 8;

    private ExcludedFiles() {}

    /**
     * What every start writes anew or belongs to one directory only, and all of the write-ahead log but the segment
     * with the last checkpoint: PostgreSQL keeps emptied segments for later, and reads none of them when it starts
     * after an orderly shutdown.
     *
     * @return relative paths with slashes
     */
    public static Set<String> in(Path dataDirectory) throws IOException {
        Set<String> files = new HashSet<>(Set.of("postmaster.opts", "postmaster.pid", TestData.MARK));
        Optional<ControlFile> control = ControlFile.of(dataDirectory);
        List<Path> segments;
        try (Stream<Path> log = Files.list(dataDirectory.resolve(LOG))) {
            segments = log.filter(file ->
                            SEGMENT.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
        if (control.isPresent() && !segments.isEmpty()) {
            String needed = segment(control.get().checkpoint(), Files.size(segments.get(0)));
            if (segments.stream().anyMatch(file -> name(file).equals(needed))) {
                segments.stream()
                        .filter(file -> !name(file).equals(needed))
                        .forEach(file -> files.add(LOG + "/" + file.getFileName()));
            }
        }
        return files;
    }

    private static String name(Path segment) {
        return segment.getFileName().toString().substring(TIMELINE_DIGITS);
    }

    private static String segment(long position, long segmentBytes) {
        long segmentsOfAPart = (1L << Integer.SIZE) / segmentBytes;
        long number = position / segmentBytes;
        return "%08X%08X".formatted(number / segmentsOfAPart, number % segmentsOfAPart);
    }
}
