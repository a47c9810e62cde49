package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.seed.RowSettings;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the rows depend on, from the parameters of the goals to the settings. */
class RowParametersTest {

    /** A parameter that is not handed on would have no effect, and nobody would be told. */
    @Test
    void everyParameterIsHandedOn() throws IllegalAccessException {
        SeedMojo mojo = new SeedMojo();
        Map<String, String> given = new HashMap<>();
        for (Field parameter : AbstractHistoryMojo.class.getDeclaredFields()) {
            parameter.setAccessible(true);
            parameter.set(mojo, "value of " + parameter.getName());
            String name = parameter.getName();
            given.put(
                    name.equals("seed") ? PropertyNames.RANDOM_SEED : PropertyNames.PREFIX + name, "value of " + name);
        }

        assertThat(mojo.rowValues()).isEqualTo(given);
        assertThat(given.keySet()).containsExactlyInAnyOrderElementsOf(RowSettings.PROPERTIES);
    }
}
