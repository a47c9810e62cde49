package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The page docs/reference.md: every goal and every parameter, as the plugin's descriptor has them. */
final class ReferencePage {

    private static final String INTRODUCTION = """
            # Goals and parameters

            Every parameter of every goal, made from the plugin's own descriptor, which is also what `mvn brickhouse:help -Ddetail`
            prints. In the POM a parameter is an element of `<configuration>` with the short name; anywhere else it is the property:
            `-Dbrickhouse.…` on the command line, or `<brickhouse.…>` among the properties of a POM or profile.
            [Which value counts](maven.md#which-value-counts) where there are several.

            """;

    private static final String ENVIRONMENT = """

            ## Environment variables

            They may also stand in a [file `.env`](maven.md#which-value-counts). `PATH`, on which `pg_dump` and `psql` are looked for, and
            `XDG_CACHE_HOME`, [the directory for caches](platforms.md), are honored as usual.

            | variable | stands for |
            | --- | --- |
            """;

    /** The classes that declare what several goals share, in the order in which a reader meets them. */
    private static final Map<String, String> SHARED = shared();

    private final List<MojoDescriptor> goals;

    ReferencePage(PluginDescriptor plugin) {
        goals = plugin.getMojos().stream()
                .filter(goal -> !goal.getGoal().equals("help"))
                .sorted(Comparator.comparing(MojoDescriptor::getGoal))
                .toList();
    }

    private static Map<String, String> shared() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("AbstractBrickhouseMojo", "Every goal");
        titles.put("AbstractConnectionMojo", "Connection");
        titles.put("AbstractDatabaseMojo", "Embedded server");
        titles.put("AbstractHistoryMojo", "Rows of a seed");
        titles.put("AbstractSeedMojo", "Loading of a seed");
        return titles;
    }

    String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("| goal | default phase | does |\n| --- | --- | --- |\n");
        for (MojoDescriptor goal : goals) {
            page.append("| [`%s`](#%s) | %s | %s |\n"
                    .formatted(goal.getGoal(), goal.getGoal(), phase(goal), firstSentence(goal.getDescription())));
        }
        SHARED.forEach((declaring, title) -> {
            Map<String, Parameter> parameters = new LinkedHashMap<>();
            goals.forEach(goal -> declaredBy(declaring, goal).forEach(each -> parameters.put(each.getName(), each)));
            if (!parameters.isEmpty()) {
                MojoDescriptor any = goals.stream()
                        .filter(goal -> !declaredBy(declaring, goal).isEmpty())
                        .findFirst()
                        .orElseThrow();
                page.append("\n## ").append(title).append("\n\n").append(users(declaring));
                page.append(table(any, List.copyOf(parameters.values())));
            }
        });
        for (MojoDescriptor goal : goals) {
            page.append("\n## ").append(goal.getGoal()).append("\n\n");
            page.append(markdown(goal.getDescription())).append("\n\n");
            page.append(table(goal, declaredBy(simpleName(goal), goal)));
        }
        return page.append(environmentVariables()).toString();
    }

    /** The variables that stand for a parameter, as the parameters' descriptions name them. */
    private String environmentVariables() {
        StringBuilder section = new StringBuilder(ENVIRONMENT);
        for (String variable : variables()) {
            List<String> properties = goals.stream()
                    .flatMap(goal -> PluginDescriptorTest.parameters(goal).stream()
                            .filter(each -> each.getDescription()
                                    .matches("(?s).*[Ee]nvironment(:|\\s+variable)\\s+(<code>)?" + variable + "\\b.*"))
                            .map(each -> PluginDescriptorTest.property(goal, each)))
                    .distinct()
                    .map(property -> "`" + property + "`")
                    .toList();
            if (properties.isEmpty()) {
                throw new AssertionError("no parameter's description names the variable " + variable);
            }
            section.append("| `%s` | %s |\n".formatted(variable, String.join(", ", properties)));
        }
        return section.toString();
    }

    /** In the order in which {@link PropertyNames} has them. */
    private static List<String> variables() {
        return Arrays.stream(PropertyNames.class.getFields())
                .filter(field -> field.getName().startsWith("ENV_"))
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .filter(name -> name.matches("[A-Z_]+"))
                .toList();
    }

    private String users(String declaring) {
        List<String> names = goals.stream()
                .filter(goal -> !declaredBy(declaring, goal).isEmpty())
                .map(goal -> "`" + goal.getGoal() + "`")
                .toList();
        return names.size() == goals.size() ? "" : "Of " + String.join(", ", names) + ".\n\n";
    }

    private static String table(MojoDescriptor goal, List<Parameter> parameters) {
        return parameters.stream()
                .sorted(Comparator.comparing(Parameter::getName))
                .map(each -> "| `%s` | `%s` | %s |\n"
                        .formatted(
                                each.getName(),
                                PluginDescriptorTest.property(goal, each),
                                markdown(each.getDescription())))
                .collect(Collectors.joining("", "| in the POM | property | what it is |\n| --- | --- | --- |\n", ""));
    }

    private static List<Parameter> declaredBy(String declaring, MojoDescriptor goal) {
        return PluginDescriptorTest.parameters(goal).stream()
                .filter(each -> declaring.equals(declaringClass(goal, each.getName())))
                .toList();
    }

    private static String declaringClass(MojoDescriptor goal, String field) {
        try {
            for (Class<?> type = Class.forName(goal.getImplementation()); type != null; type = type.getSuperclass()) {
                for (var each : type.getDeclaredFields()) {
                    if (each.getName().equals(field)) {
                        return type.getSimpleName();
                    }
                }
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError("the descriptor names a class that is not there", e);
        }
        throw new AssertionError("no field " + field + " in " + goal.getImplementation());
    }

    private static String simpleName(MojoDescriptor goal) {
        return goal.getImplementation().substring(goal.getImplementation().lastIndexOf('.') + 1);
    }

    private static String phase(MojoDescriptor goal) {
        return goal.getPhase() == null ? "none" : goal.getPhase();
    }

    private static String firstSentence(String text) {
        return markdown(text).replaceFirst("(?s)(?<=[.])\\s.*", "");
    }

    private static String markdown(String html) {
        return html.replaceAll("</?code>", "`")
                .replaceAll("</?(p|ul)>", " ")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .trim();
    }
}
