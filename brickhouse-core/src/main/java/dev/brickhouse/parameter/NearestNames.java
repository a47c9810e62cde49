package dev.brickhouse.parameter;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody may have meant who wrote a name that there is not. */
public final class NearestNames {

    private static final int MOST = 3;
    private static final int LEAST_DISTANCE_ALLOWED = 2;

    /** A name of any length may have one wrong letter in so many. */
    private static final int LETTERS_FOR_A_MISTAKE = 3;

    private static final int LETTERS_THAT_BEGIN_A_NAME = 3;

    /** A section such as <code>backup.</code> that was forgotten, or is too much, counts like so many wrong letters. */
    private static final int MISTAKES_OF_A_SECTION = 2;

    private NearestNames() {}

    /**
     * The names that are nearest to an unknown one: by letters, whatever their case; by how they begin; and by their part
     * behind the last dot, as whoever forgets <code>backup.</code> in <code>backup.format</code> means that.
     *
     * @return up to three that are equally near, in the order of the alphabet; empty if none is near
     */
    public static List<String> to(String unknown, Collection<String> known) {
        SortedMap<Integer, TreeSet<String>> byDistance = new TreeMap<>();
        for (String name : known) {
            byDistance
                    .computeIfAbsent(
                            distance(unknown.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)),
                            distance -> new TreeSet<>())
                    .add(name);
        }
        int allowed = Math.max(LEAST_DISTANCE_ALLOWED, unknown.length() / LETTERS_FOR_A_MISTAKE);
        return byDistance.isEmpty() || byDistance.firstKey() > allowed
                ? List.of()
                : byDistance.get(byDistance.firstKey()).stream().limit(MOST).toList();
    }

    /**
     * Asks for the names that are nearest to an unknown one, for the sentence in which it stands.
     *
     * @param written how a name is written there
     * @return such as " (did you mean scale?)"; empty if none is near
     */
    public static String question(String unknown, Collection<String> known, UnaryOperator<String> written) {
        List<String> names = to(unknown, known);
        return names.isEmpty()
                ? ""
                : names.stream().map(written).collect(Collectors.joining(" or ", " (did you mean ", "?)"));
    }

    private static int distance(String unknown, String known) {
        LevenshteinDistance letters = LevenshteinDistance.getDefaultInstance();
        if (unknown.length() >= LETTERS_THAT_BEGIN_A_NAME && known.startsWith(unknown)) {
            return Math.min(1, letters.apply(unknown, known));
        }
        boolean oneHasASection = unknown.indexOf('.') < 0 != known.indexOf('.') < 0;
        return oneHasASection
                ? letters.apply(lastPart(unknown), lastPart(known)) + MISTAKES_OF_A_SECTION
                : letters.apply(unknown, known);
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
