package dev.brickhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class TransactionsTest {

    @Test
    void whatTheWorkFailsOfIsThrownWhateverTheCleanUpFailsOf() {
        SQLException lost = new SQLException("the connection is lost");
        NoSuchElementException confused = new NoSuchElementException();
        IllegalStateException cause = new IllegalStateException("the disk is full");

        assertThatThrownBy(() -> Transactions.call(broken(lost, confused), connection -> {
                    throw cause;
                }))
                .isSameAs(cause);
        assertThat(cause.getSuppressed()).containsExactly(lost, confused);
    }

    @Test
    void aRollbackThatFailsAsTheDriverFailsIsSuppressedToo() {
        NoSuchElementException confused = new NoSuchElementException();
        SQLException cause = new SQLException("the server refuses it");

        assertThatThrownBy(() -> Transactions.call(broken(confused, cause), connection -> {
                    throw cause;
                }))
                .isSameAs(cause);
        assertThat(cause.getSuppressed()).containsExactly(confused);
    }

    /** A connection on which nothing ends well. */
    private static Connection broken(Exception atRollback, Exception atAutoCommit) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("rollback")) {
                        throw atRollback;
                    }
                    if (method.getName().equals("setAutoCommit") && (boolean) arguments[0]) {
                        throw atAutoCommit;
                    }
                    return method.getName().equals("isClosed") ? false : null;
                });
    }
}
