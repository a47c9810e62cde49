package dev.brickhouse.server;

import dev.brickhouse.schema.RetailSchema;
import java.util.Map;
import javax.sql.DataSource;

/** A database that a goal may use until it closes this. Safe for use by several threads. */
public interface Database extends AutoCloseable {

    /** A pool of connections. */
    DataSource dataSource();

    /** How many connections may be open at the same time, which may be fewer than were wanted. */
    int connections();

    /** How to connect to it from outside. */
    ConnectionInfo connectionInfo();

    /**
     * The environment variables by which PostgreSQL's own programs, such as pg_dump, connect to it. They hold the
     * password: fit for a child process, not for a log or a command line.
     */
    Map<String, String> clientEnvironment();

    /** Whose server it is. */
    ServerKind kind();

    /** Whether it is an embedded server that runs on when nobody uses it, until the goal <code>stop</code>. */
    boolean keepsRunning();

    /** The version of PostgreSQL as the server names it, such as 18.6. */
    String serverVersion();

    /** Where the tables and views are. */
    RetailSchema schema();

    /** Ends the connections; an embedded server that nobody else uses is stopped. */
    @Override
    void close();
}
