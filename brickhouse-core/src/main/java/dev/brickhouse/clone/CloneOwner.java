package dev.brickhouse.clone;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that a clone is for, which the clone's name tells by its number and when it started: PostgreSQL has no
 * other trace of a process that was killed.
 *
 * @param pid the process
 * @param startSecond when it started, in seconds since 1970; 0 if the system does not tell
 */
record CloneOwner(long pid, long startSecond) {

    private static final int RADIX = 36;
    private static final Pattern SUFFIX = Pattern.compile("_(\\d+)_([0-9a-z]+)_[0-9a-f]{8}");

    /** The system derives the time from its clock, which may have been corrected in between. */
    private static final long TOLERANCE_SECONDS = 30;

    static CloneOwner thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new CloneOwner(self.pid(), startSecond(self));
    }

    /** A name that no other clone has. */
    String newName(String source) {
        return source + "_" + pid + "_" + Long.toString(startSecond, RADIX) + "_"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Whose clone it is, unless it has a name that somebody else has given it. */
    static Optional<CloneOwner> of(String source, String clone) {
        Matcher suffix = SUFFIX.matcher(clone.startsWith(source) ? clone.substring(source.length()) : "");
        return suffix.matches()
                ? Optional.of(new CloneOwner(Long.parseLong(suffix.group(1)), Long.parseLong(suffix.group(2), RADIX)))
                : Optional.empty();
    }

    /** Whether the process still runs, rather than another that got its number. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(CloneOwner::startSecond)
                .filter(second ->
                        second == 0 || startSecond == 0 || Math.abs(second - startSecond) <= TOLERANCE_SECONDS)
                .isPresent();
    }

    private static long startSecond(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }
}
