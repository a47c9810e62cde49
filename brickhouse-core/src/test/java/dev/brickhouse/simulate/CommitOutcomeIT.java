package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.schema.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommitOutcomeIT {

    @Test
    void tellsCommittedTransactionsFromAllOthers() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            CommitOutcome outcome = new CommitOutcome(database.dataSource(), () -> false);
            connection.setAutoCommit(false);
            long committed = transactionId(connection);
            connection.commit();
            long rolledBack = transactionId(connection);
            connection.rollback();

            assertThat(outcome.committed(committed)).isTrue();
            assertThat(outcome.committed(rolledBack)).isFalse();
            // as after a crash that lost the traces of the last transactions
            assertThat(outcome.committed(rolledBack + 1_000)).isFalse();
        }
    }

    @Test
    void waitsForTheOneThatIsAtWork() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.dataSource().getConnection()) {
            CommitOutcome outcome = new CommitOutcome(database.dataSource(), () -> false);
            connection.setAutoCommit(false);
            long transaction = transactionId(connection);
            CompletableFuture<Boolean> committed = CompletableFuture.supplyAsync(() -> outcome.committed(transaction));
            Thread.sleep(50);
            assertThat(committed).isNotDone();

            connection.commit();

            assertThat(committed.get()).isTrue();
        }
    }

    private static long transactionId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT txid_current()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
