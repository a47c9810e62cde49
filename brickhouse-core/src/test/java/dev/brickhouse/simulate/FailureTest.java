package dev.brickhouse.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

    @ParameterizedTest
    @CsvSource({
        "40P01,DEADLOCK,true",
        "55P03,DEADLOCK,true",
        "40001,SERIALIZATION,true",
        "23505,NUMBER_TAKEN,true",
        "08006,LOST,true",
        "08001,LOST,true",
        "57P01,LOST,true",
        "57P03,LOST,true",
        "53300,LOST,true",
        "57014,STEP,false",
        "23514,STEP,false",
        "42501,FATAL,false",
        "42P01,FATAL,false",
        "25006,FATAL,false",
        "53100,FATAL,false",
        "28P01,FATAL,false",
        ",STEP,false"
    })
    void isToldByItsState(String state, Failure expected, boolean passing) {
        assertThat(Failure.of(new SQLException("x", state))).isEqualTo(expected);
        assertThat(expected.isTransient()).isEqualTo(passing);
    }

    @Test
    void aPoolWithoutAConnectionHasLostTheServer() {
        assertThat(Failure.of(new SQLTransientConnectionException("timed out"))).isEqualTo(Failure.LOST);
    }
}
