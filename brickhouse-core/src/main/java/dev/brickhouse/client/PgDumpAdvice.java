package dev.brickhouse.client;

import dev.brickhouse.config.PropertyNames;

/** How somebody gets at PostgreSQL's own programs. */
public final class PgDumpAdvice {

    /** What to do where they are missing or too old, as a part of a sentence. */
    public static final String INSTALL =
            "install PostgreSQL's client programs (package postgresql-client on Debian and Ubuntu, postgresql on Fedora and"
                    + " Homebrew, the installer's command line tools on Windows) of the server's version or a newer one, or"
                    + " name their pg_dump with " + PropertyNames.PG_DUMP;

    private PgDumpAdvice() {}
}
