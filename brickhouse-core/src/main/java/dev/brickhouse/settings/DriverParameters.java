package dev.brickhouse.settings;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.resource.Resources;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * The driver's parameters that a URL may set, and which of them have no effect, because they would change what the
 * plugin's statements mean or how they fail. {@code driver-parameters.csv} is the only list of them.
 */
public final class DriverParameters {

    private static final Map<String, String> WITHOUT_EFFECT = withoutEffect();

    private DriverParameters() {}

    /**
     * The values of the parameters that no URL and no service file can change, where the driver has a default for them.
     */
    public static Properties pinned() {
        Properties pinned = new Properties();
        WITHOUT_EFFECT.keySet().forEach(name -> {
            // the driver may be an older one, where an application's dependencies decide
            PGProperty parameter = PGProperty.forName(name);
            if (parameter != null && parameter.getDefaultValue() != null) {
                pinned.setProperty(name, parameter.getDefaultValue());
            }
        });
        return pinned;
    }

    /** Whether a parameter of a URL has no effect. */
    static boolean isPinned(String name) {
        return WITHOUT_EFFECT.containsKey(name);
    }

    /** For each of these parameters of a URL, a line for the log without a full stop. */
    static List<String> notices(List<String> names) {
        return names.stream()
                .map(name -> name + " in " + PropertyNames.URL + " has no effect: this plugin decides "
                        + WITHOUT_EFFECT.get(name))
                .toList();
    }

    private static Map<String, String> withoutEffect() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (NamedCsvRecord line : Resources.csv(DriverParameters.class, "driver-parameters.csv")) {
            if (line.getField("in_effect").equals("no")) {
                parameters.put(line.getField("name"), line.getField("why"));
            }
        }
        return Collections.unmodifiableMap(parameters);
    }
}
