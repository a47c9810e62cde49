package dev.brickhouse.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.brickhouse.problem.ConfigurationException;
import org.junit.jupiter.api.Test;

class InspectionFormatTest {

    @Test
    void readsSeveralNamesAndThePageByDefault() {
        assertThat(InspectionFormat.parse(null)).containsExactly(InspectionFormat.HTML);
        assertThat(InspectionFormat.parse(" csv, JSON ,")).containsExactly(InspectionFormat.CSV, InspectionFormat.JSON);
    }

    @Test
    void refusesAnUnknownName() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> InspectionFormat.parse("html,pdf"))
                .withMessage("brickhouse.inspect.format is 'pdf', but it has to be one of: html, csv, json.");
    }
}
