package dev.brickhouse.schema;

import dev.brickhouse.sql.Resources;
import java.util.Set;
import java.util.stream.Collectors;

/** The comments that the migrations make on the application's tables and views, which are not a user's. */
public final class MigratedComments {

    private static final String RESOURCE = "comments.csv";

    private static final Set<String> ALL = read();

    private MigratedComments() {}

    /** Whether a comment is the migrations'. */
    public static boolean contains(String comment) {
        return ALL.contains(comment);
    }

    private static Set<String> read() {
        return Resources.csv(MigratedComments.class, RESOURCE).stream()
                .map(line -> line.getField("comment"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
