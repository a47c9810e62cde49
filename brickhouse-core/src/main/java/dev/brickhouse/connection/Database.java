package dev.brickhouse.connection;

import dev.brickhouse.schema.RetailSchema;
import dev.brickhouse.settings.ConnectionInfo;
import dev.brickhouse.settings.ServerKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** The database that a goal works on until the goal closes it. Thread-safe. */
public interface Database extends AutoCloseable {

    /** A pool of connections. */
    DataSource dataSource();

    /** How many connections can be open at the same time, which may be fewer than were requested. */
    int connections();

    /** How to connect to it from outside. */
    ConnectionInfo connectionInfo();

    /**
     * The environment variables by which PostgreSQL's own programs, such as pg_dump, connect to it. They include the
     * password, so they are fit for a child process but not for a log or a command line. They are to be asked for when
     * the program starts, since the password may expire.
     *
     * @throws dev.brickhouse.problem.DatabaseException if a command is to print the password and fails
     */
    Map<String, String> clientEnvironment();

    /** Whose server it is. */
    ServerKind kind();

    /** How long its server answers, as far as can be told now. */
    ServerLifetime lifetime();

    /** The version of PostgreSQL as the server names it, such as 18.6. */
    String serverVersion();

    /** Where the tables and views are. */
    RetailSchema schema();

    /**
     * As {@link #close()}, and does some work if that has stopped an embedded server.
     *
     * @param ifStopped gets the server's data directory
     * @return what the work has returned; empty also if no server has stopped
     */
    <T> Optional<T> closeThen(Function<Path, Optional<T>> ifStopped);

    /**
     * Closes the connections only.
     *
     * @return the embedded server, which runs on until the caller closes that; empty if it is not an embedded one, or
     *     if this is closed already
     */
    Optional<ServerHandle> closeButServer();

    /** Lets {@link #close()} hand an embedded server on to its next user instead. */
    void leaveServerTo(Consumer<ServerHandle> next);

    /** Closes the connections, and stops an embedded server that nobody else uses. */
    @Override
    void close();
}
