package dev.brickhouse.backup;

/** The build machine's pg_dump, for tests of other rooms. */
public final class PgDumpHere {

    private PgDumpHere() {}

    /** Skips a test where it is older than the server, or there is none. */
    public static void assumeNewEnough() {
        BackupCases.assumeWritable(WriterKind.PG_DUMP);
    }
}
