package dev.brickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.problem.DatabaseException;
import dev.brickhouse.problem.RefusedException;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class SchemaProblemsTest {

    @Test
    void makesOneSentenceOfSeveralLines() {
        Exception failure = new FlywayException("Unable to do it\n------\nMessage : no.");

        assertThat(SchemaProblems.translate(failure, "upgrade schema \"s\""))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("Could not upgrade schema \"s\": Unable to do it ------ Message : no.")
                .hasCause(failure);
    }

    @Test
    void namesTheRemedyForAMissingPrivilege() {
        Exception failure = new FlywayException("wrapped", new SQLException("permission denied for schema s", "42501"));

        assertThat(SchemaProblems.translate(failure, "upgrade schema \"s\""))
                .hasMessage("Could not upgrade schema \"s\": permission denied for schema s; grant that right to the"
                        + " connected user, connect as another one with brickhouse.user, or choose another schema"
                        + " with brickhouse.schema and brickhouse.analyticsSchema.");
    }

    @Test
    void leavesASentenceOfOursAsItIs() {
        RefusedException ours = new RefusedException("Not so.");

        assertThat(SchemaProblems.translate(new FlywayException("wrapped", ours), "upgrade schema \"s\""))
                .isSameAs(ours);
    }
}
