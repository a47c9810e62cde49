package dev.brickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PsqlMessagesTest {

    @Test
    void theErrorThatPsqlStoppedAtIsReadInFull() {
        SQLException refusal = PsqlMessages.refusal("""
                        psql:<stdin>:2: NOTICE:  42P06: schema "public" already exists, skipping
                        LOCATION:  CreateSchemaCommand, schemacmds.c:131
                        psql:<stdin>:10: FEHLER:  2BP01: cannot drop table orders because other objects depend on it
                        DETAIL:  view a depends on table orders
                        view b: LIMIT depends on table orders
                        HINT:  Use DROP ... CASCADE to drop the dependent objects too.
                        CONTEXT:  PL/pgSQL function log_ddl() line 2 at SQL statement
                        SCHEMA NAME:  public
                        TABLE NAME:  orders
                        CONSTRAINT NAME:  late
                        LOCATION:  reportDependentObjects, dependency.c:1201
                        """).orElseThrow();

        assertThat(refusal.getSQLState()).isEqualTo(SqlState.DEPENDENT_OBJECTS_STILL_EXIST);
        assertThat(SqlProblems.oneLine(refusal))
                .isEqualTo(
                        "cannot drop table orders because other objects depend on it: view a depends on table orders"
                                + " view b: LIMIT depends on table orders; Use DROP ... CASCADE to drop the dependent objects too");
        ServerErrorMessage server = ((PSQLException) refusal).getServerErrorMessage();
        assertThat(server.getWhere()).isEqualTo("PL/pgSQL function log_ddl() line 2 at SQL statement");
        assertThat(server.getSchema()).isEqualTo("public");
        assertThat(server.getTable()).isEqualTo("orders");
        assertThat(server.getConstraint()).isEqualTo("late");
        assertThat(server.getRoutine()).isEqualTo("reportDependentObjects");
    }

    /** As where psql is killed after a trigger has warned, or a server in German has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WARNING:  01000: beware",
                "WARNUNG:  01000: Achtung",
                "NOTICE:  42P06: schema \"public\" already exists, skipping",
                "HINWEIS:  00000: nur so"
            })
    void whatIsNoErrorIsNone(String message) {
        assertThat(PsqlMessages.refusal(
                        "psql:<stdin>:2: " + message + "\nLOCATION:  exec_stmt_raise, pl_exec.c:3922\n"))
                .isEmpty();
    }

    @Test
    void whatTheServerDidNotSayIsNone() {
        assertThat(PsqlMessages.refusal(
                        "psql: error: connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:"
                                + "  password authentication failed for user \"u\"\n"))
                .isEmpty();
    }
}
