package dev.brickhouse;

import dev.brickhouse.embedded.PostgresVersion;
import dev.brickhouse.embedded.TestServer;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** A class path with PostgreSQL's programs, as a user's tests have it. */
final class BinariesOnClassPath implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** From now on, the current thread finds the tested version. */
    BinariesOnClassPath() {
        Path jar = Path.of(
                System.getProperty("brickhouse.test.binaries"),
                PostgresVersion.of(TestServer.postgresVersion()).full() + ".jar");
        try {
            URL[] urls = {jar.toUri().toURL()};
            Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
    }
}
