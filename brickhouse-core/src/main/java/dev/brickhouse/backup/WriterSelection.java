package dev.brickhouse.backup;

import dev.brickhouse.client.ClientPrograms;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.console.Console;
import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import dev.brickhouse.problem.LockWaits;
import dev.brickhouse.schema.Layout;
import dev.brickhouse.schema.Layouts;
import dev.brickhouse.schema.MonthlyPartitions;
import dev.brickhouse.sql.ConnectionBudget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Decides who writes a backup. */
final class WriterSelection {

    private WriterSelection() {}

    /** The writer for what a snapshot holds. */
    static BackupWriter in(Connection snapshot, BackupRequest request, DataSource dataSource, Console console)
            throws SQLException {
        if (Layouts.isDistributed(snapshot, request.schema())) {
            return ofShards(request, console);
        }
        if (request.content() == BackupContent.DATA
                && !MonthlyPartitions.names(snapshot, request.schema()).isEmpty()) {
            return ofRowsInPartitions(request, console);
        }
        return of(
                request,
                ClientPrograms.ofThisMachine(request.pgDump()),
                snapshot.getMetaData().getDatabaseMajorVersion(),
                console,
                () -> LockWaits.recent(dataSource),
                ConnectionBudget.of(dataSource));
    }

    /**
     * @param major the server's major version, which pg_dump has to be as new as
     * @param locks what is known of those that the writer has waited for
     * @param budget for connections of the writer's own
     * @throws ConfigurationException if pg_dump or pg_restore is needed and there is none that is new enough
     */
    static BackupWriter of(
            BackupRequest request,
            ClientPrograms programs,
            int major,
            Console console,
            LockWaits locks,
            ConnectionBudget budget) {
        if (request.writer() == WriterKind.BUILTIN) {
            return ScriptWriter.toFile(request);
        }
        Optional<ClientPrograms.Program> found = programs.find("pg_dump", major);
        if (found.isPresent() && found.get().major() >= major) {
            return new PgDumpWriter(
                    request, found.get(), reader(request, programs, found.get()), locks, budget, console);
        }
        String why = found.map(program -> "pg_dump at " + program.path() + " is version " + program.version()
                        + ", older than the server's " + major)
                .orElse("no pg_dump was found");
        if (request.writer() == WriterKind.PG_DUMP || request.format() != BackupFormat.PLAIN) {
            throw new ConfigurationException((request.format() == BackupFormat.PLAIN
                            ? PropertyNames.BACKUP_WRITER + " is pg_dump"
                            : "The format " + ParameterReader.label(request.format()) + " needs pg_dump")
                    + ", but " + why + "; " + ClientPrograms.INSTALL_ADVICE + orBuiltin(request) + ".");
        }
        if (request.scope() == BackupScope.DATABASE) {
            throw new ConfigurationException("A backup of the whole database needs pg_dump, but " + why + "; "
                    + ClientPrograms.INSTALL_ADVICE + ", or back up the plugin's own schemas with "
                    + PropertyNames.BACKUP_SCOPE
                    + "=schemas.");
        }
        console.info("The built-in writer takes the backup, since " + why);
        return ScriptWriter.toFile(request);
    }

    private static String orBuiltin(BackupRequest request) {
        if (request.scope() == BackupScope.DATABASE) {
            return "";
        }
        List<String> settings = new ArrayList<>();
        if (request.writer() == WriterKind.PG_DUMP) {
            settings.add(PropertyNames.BACKUP_WRITER + "=builtin");
        }
        if (request.format() != BackupFormat.PLAIN) {
            settings.add(PropertyNames.BACKUP_FORMAT + "=plain");
        }
        return ", or let the built-in writer make a script with " + String.join(" and ", settings);
    }

    /**
     * The writer of the rows alone of orders that are partitioned. pg_dump writes the rows of a partition before those
     * that they refer to, so that no restore could bring them back.
     *
     * @throws ConfigurationException if the request is for pg_dump
     */
    private static BackupWriter ofRowsInPartitions(BackupRequest request, Console console) {
        return builtin(
                request,
                console,
                "A backup of the rows alone (" + PropertyNames.BACKUP_CONTENT
                        + "=data) by pg_dump cannot be restored where the orders are partitioned, since it has their rows before"
                        + " those that they refer to; take a full one, or",
                "pg_dump writes the rows of partitions before those that they refer to");
    }

    /**
     * The writer of tables that Citus distributes. pg_dump does not know of their shards and would write ordinary tables.
     *
     * @throws ConfigurationException if the request is for pg_dump
     */
    static BackupWriter ofShards(BackupRequest request, Console console) {
        return builtin(
                request,
                console,
                "A backup by pg_dump of orders that have the layout " + Layout.CITUS.label()
                        + " would be one of ordinary tables, since it does not know how Citus distributes them;",
                "pg_dump does not know how Citus distributes tables");
    }

    private static BackupWriter builtin(BackupRequest request, Console console, String refusal, String reason) {
        if (request.writer() == WriterKind.PG_DUMP
                || request.format() != BackupFormat.PLAIN
                || request.scope() == BackupScope.DATABASE) {
            throw new ConfigurationException(refusal + " let the built-in writer make a script with "
                    + PropertyNames.BACKUP_WRITER + "=builtin, " + PropertyNames.BACKUP_FORMAT + "=plain and "
                    + PropertyNames.BACKUP_SCOPE + "=schemas.");
        }
        if (request.writer() != WriterKind.BUILTIN) {
            console.info("The built-in writer takes the backup, since " + reason);
        }
        return ScriptWriter.withoutAlternative(request);
    }

    /** What reads a backup back to see that nothing is missing; a script needs nothing. */
    private static Optional<ClientPrograms.Program> reader(
            BackupRequest request, ClientPrograms programs, ClientPrograms.Program pgDump) {
        if (request.format() == BackupFormat.PLAIN) {
            return Optional.empty();
        }
        Optional<ClientPrograms.Program> found = programs.find("pg_restore", pgDump.major());
        if (found.isEmpty() || found.get().major() < pgDump.major()) {
            throw new ConfigurationException("A backup in the format " + ParameterReader.label(request.format())
                    + " is read back by pg_restore to see that nothing is missing, but "
                    + found.map(program -> "the one at " + program.path() + " is version " + program.version()
                                    + ", older than pg_dump's " + pgDump.version())
                            .orElse("no pg_restore was found")
                    + "; " + ClientPrograms.INSTALL_ADVICE + ", or set " + PropertyNames.BACKUP_FORMAT + "=plain.");
        }
        return found;
    }
}
