package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.config.PropertyNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What Maven, its help goal and the site know of the plugin: the descriptor that the build has generated, against the
 * schema of its format and against what users expect of every goal.
 */
class PluginDescriptorTest {

    private static final String SINCE = "\\d+\\.\\d+\\.\\d+";

    /** Maven answers a value that is not a number with a stack of converters, so numbers are declared as texts. */
    private static final Set<String> TYPES = Set.of(
            "boolean", "java.lang.String", "java.io.File", "java.util.List", "java.util.Map", "java.util.Properties");

    private final PluginDescriptor plugin = descriptor();

    @Test
    void theDescriptorIsValid() throws SAXException, IOException {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(PluginDescriptorTest.class.getResource("plugin-descriptor.xsd"));
        try (InputStream descriptor = resource("META-INF/maven/plugin.xml")) {
            schema.newValidator().validate(new StreamSource(descriptor));
        }
    }

    @Test
    void thePrefixIsWhatUsersAreTold() {
        assertThat(plugin.getGoalPrefix()).isEqualTo("brickhouse");
        assertThat(plugin.getDescription()).isNotBlank();
    }

    @Test
    void everyGoalIsDescribedAndRunsAnywhere() {
        for (MojoDescriptor goal : goals()) {
            assertThat(goal.getDescription()).as(goal.getGoal()).isNotBlank();
            assertThat(goal.getSince()).as("since of " + goal.getGoal()).matches(SINCE);
            assertThat(goal.isThreadSafe())
                    .as(goal.getGoal() + " is thread-safe")
                    .isTrue();
            assertThat(goal.isProjectRequired())
                    .as(goal.getGoal() + " needs a project")
                    .isFalse();
        }
    }

    @Test
    void everyGoalCanBeSkippedAloneWithAllOthersAndInModules() {
        for (MojoDescriptor goal : goals()) {
            assertThat(parameters(goal).stream().map(each -> property(goal, each)))
                    .as(goal.getGoal())
                    .contains(
                            PropertyNames.SKIP,
                            PropertyNames.PREFIX + goal.getGoal() + ".skip",
                            PropertyNames.RUN_ONLY_AT_EXECUTION_ROOT);
        }
    }

    @Test
    void everyParameterIsDocumented() throws IllegalAccessException {
        Set<String> known = propertyNames();
        for (MojoDescriptor goal : goals()) {
            for (Parameter parameter : parameters(goal)) {
                String where = goal.getGoal() + " <" + parameter.getName() + ">";
                assertThat(parameter.getDescription()).as(where).contains("Default");
                assertThat(parameter.getSince()).as("since of " + where).matches(SINCE);
                assertThat(property(goal, parameter)).as("property of " + where).isIn(known);
                assertThat(parameter.getType()).as("type of " + where).isIn(TYPES);
            }
        }
    }

    @Test
    void noDefaultIsAnExpressionThatStaysOneWithoutAPom() {
        for (MojoDescriptor goal : goals()) {
            for (Parameter parameter : parameters(goal)) {
                assertThat(parameter.getDefaultValue())
                        .as("default of " + goal.getGoal() + " <" + parameter.getName() + ">")
                        .satisfiesAnyOf(
                                value -> assertThat(value).isNull(),
                                value -> assertThat(value).doesNotContain("${"));
            }
        }
    }

    @Test
    void aPropertyIsTheSameParameterInEveryGoal() {
        Map<String, String> parameterByProperty = new HashMap<>();
        for (MojoDescriptor goal : goals()) {
            for (Parameter parameter : parameters(goal)) {
                String before = parameterByProperty.put(property(goal, parameter), parameter.getName());
                assertThat(before)
                        .as(property(goal, parameter) + " in " + goal.getGoal())
                        .isIn(null, parameter.getName());
            }
        }
    }

    @Test
    void aPropertyBearsTheNameOfItsGoalIfItHasOnlyOne() {
        Map<String, Set<String>> goalsByProperty = new TreeMap<>();
        for (MojoDescriptor goal : goals()) {
            for (Parameter parameter : parameters(goal)) {
                goalsByProperty
                        .computeIfAbsent(property(goal, parameter), property -> new TreeSet<>())
                        .add(goal.getGoal());
            }
        }
        goalsByProperty.forEach((property, goals) -> assertThat(goals().stream()
                        .map(MojoDescriptor::getGoal)
                        .filter(goal -> property.startsWith(PropertyNames.PREFIX + goal + ".")))
                .as("goals in the name of %s, which belongs to %s", property, goals)
                .isEqualTo(goals.size() == 1 ? List.copyOf(goals) : List.of()));
    }

    @Test
    void anOldNameStandsForAPropertyThatIsThere() throws IllegalAccessException {
        Set<String> properties = propertyNames();
        assertThat(RenamedProperties.oldNames()).isNotEmpty().doesNotContainAnyElementsOf(properties);
        assertThat(properties.stream().map(RenamedProperties::oldNameOf).flatMap(Optional::stream))
                .containsExactlyInAnyOrderElementsOf(RenamedProperties.oldNames());
    }

    @Test
    void eclipseKnowsEveryGoal() throws Exception {
        try (InputStream file = resource("META-INF/m2e/lifecycle-mapping-metadata.xml")) {
            NodeList mapped = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file)
                    .getElementsByTagName("goal");
            List<String> names = new ArrayList<>();
            for (int i = 0; i < mapped.getLength(); i++) {
                names.add(mapped.item(i).getTextContent());
            }
            assertThat(names)
                    .containsAll(goals().stream().map(MojoDescriptor::getGoal).toList());
        }
    }

    /** All but the generated one. */
    private List<MojoDescriptor> goals() {
        List<MojoDescriptor> goals = plugin.getMojos().stream()
                .filter(each -> !each.getGoal().equals("help"))
                .toList();
        assertThat(goals).isNotEmpty();
        return goals;
    }

    /** Those that users may set. */
    static List<Parameter> parameters(MojoDescriptor goal) {
        return goal.getParameters().stream().filter(Parameter::isEditable).toList();
    }

    static String property(MojoDescriptor goal, Parameter parameter) {
        return PropertyOverrides.propertyOf(
                goal.getMojoConfiguration().getChild(parameter.getName()).getValue(null));
    }

    private static Set<String> propertyNames() throws IllegalAccessException {
        Set<String> values = new HashSet<>();
        for (Field field : PropertyNames.class.getFields()) {
            values.add((String) field.get(null));
        }
        return values;
    }

    static PluginDescriptor descriptor() {
        try (Reader reader = new InputStreamReader(resource("META-INF/maven/plugin.xml"), StandardCharsets.UTF_8)) {
            return new PluginDescriptorBuilder().build(reader);
        } catch (Exception e) {
            throw new AssertionError("target/classes/META-INF/maven/plugin.xml cannot be read", e);
        }
    }

    private static InputStream resource(String name) {
        InputStream stream = PluginDescriptorTest.class.getClassLoader().getResourceAsStream(name);
        assertThat(stream).as(name).isNotNull();
        return stream;
    }
}
