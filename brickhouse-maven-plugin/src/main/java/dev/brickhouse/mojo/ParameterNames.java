package dev.brickhouse.mojo;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.NearestNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Makes sure that the names of parameters are written as they are.
 *
 * <p>Maven ignores a name that it does not know, so that <code>-Dbrickhouse.schemaa=test</code> would replace the rows of
 * the default schema.
 */
final class ParameterNames {

    /** By Maven's custom, a POM keeps the version of a plugin in a property of this name. */
    private static final String VERSION = PropertyNames.PREFIX + "version";

    private static final String NOTHING_DONE = " Nothing was done.";

    private final MavenSession session;
    private final MavenProject project;
    private final MojoExecution execution;
    private final Set<String> exported;
    private final List<MojoDescriptor> goals;

    private ParameterNames(MavenSession session, MavenProject project, MojoExecution execution, Set<String> exported) {
        this.session = session;
        this.project = project;
        this.execution = execution;
        this.exported = exported;
        this.goals = execution.getMojoDescriptor().getPluginDescriptor().getMojos();
    }

    /**
     * Warns once a build of old names, and of properties in POMs that no goal knows. They may be meant for something else.
     *
     * @param exported the properties that the goal start has set
     * @throws ConfigurationException if -D or the configuration in the POM has a name that no goal knows, or a parameter
     *     has different values under its old name and its new one
     */
    static void check(
            MavenSession session, MavenProject project, MojoExecution execution, Set<String> exported, Log log) {
        ParameterNames names = new ParameterNames(session, project, execution, exported);
        names.checkCommandLine();
        names.checkConfiguration();
        RenamedProperties renamed = new RenamedProperties(session, project);
        renamed.warnOfOldNames(log);
        names.oldElements().forEach((oldName, newName) -> renamed.warnOfOldElement(oldName, newName, log));
        names.unknownOfPom().forEach(log::warn);
    }

    /** A property that a POM of the build declares may be given by -D as well: it is the project's own. */
    private void checkCommandLine() {
        Set<String> unknown = unknown(session.getUserProperties());
        // those of MAVEN_OPTS and .mvn/jvm.config, which Maven takes for parameters too
        unknown.addAll(unknown(session.getSystemProperties()));
        unknown.removeIf(name -> session.getProjects().stream()
                .anyMatch(each -> each.getProperties().containsKey(name)));
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("No goal knows the parameter"
                    + (unknown.size() == 1 ? " " : "s ")
                    + unknown.stream().map(this::withNearest).collect(Collectors.joining(" and "))
                    + "; correct the name, or declare a property of the project's own in its POM." + NOTHING_DONE);
        }
    }

    private List<String> unknownOfPom() {
        return unknown(project.getProperties()).stream()
                .filter(name -> session.getRepositorySession().getData().set(getClass() + name, null, true))
                .map(name -> "No goal of this plugin knows the POM's property " + withNearest(name)
                        + "; it has no effect on them")
                .toList();
    }

    private Set<String> unknown(Properties properties) {
        Set<String> names = new TreeSet<>();
        for (String name : properties.stringPropertyNames()) {
            // -DBrickhouse.schema is as easily typed as -Dbrickhouse.schemaa
            boolean ours = name.regionMatches(true, 0, PropertyNames.PREFIX, 0, PropertyNames.PREFIX.length());
            if (ours && !name.equals(VERSION)) {
                names.add(name);
            }
        }
        names.removeAll(properties());
        names.removeAll(RenamedProperties.oldNames());
        names.removeAll(exported);
        return names;
    }

    private Set<String> properties() {
        return goals.stream()
                .flatMap(goal -> Arrays.stream(goal.getMojoConfiguration().getChildren()))
                .map(parameter -> PropertyOverrides.propertyOf(parameter.getValue(null)))
                .filter(property -> property != null && property.startsWith(PropertyNames.PREFIX))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String withNearest(String property) {
        List<String> known = properties().stream()
                .map(each -> each.substring(PropertyNames.PREFIX.length()))
                .toList();
        return property
                + NearestNames.question(
                        property.substring(PropertyNames.PREFIX.length()), known, name -> PropertyNames.PREFIX + name);
    }

    /** Maven hands a goal its own parameters only, so what else there is has to be looked for in the POM. */
    private void checkConfiguration() {
        Plugin plugin = declared();
        if (plugin == null) {
            return;
        }
        // several goals share it, so each of them may have what the others do not know
        Set<String> shared = names(plugin.getConfiguration());
        requireKnown(shared, goals, "this plugin");
        PluginExecution own = plugin.getExecutionsAsMap().get(execution.getExecutionId());
        if (own != null) {
            Set<String> further = names(own.getConfiguration());
            further.removeAll(shared);
            List<MojoDescriptor> its = goals.stream()
                    .filter(goal -> own.getGoals().isEmpty() || own.getGoals().contains(goal.getGoal()))
                    .toList();
            requireKnown(
                    further,
                    its,
                    own.getGoals().isEmpty()
                            ? "this plugin"
                            : (own.getGoals().size() == 1 ? "the goal " : "the goals ")
                                    + String.join(" and ", own.getGoals()));
        }
    }

    /** The new names of the elements that this goal takes from the POM by their old ones. */
    private Map<String, String> oldElements() {
        Map<String, String> old = aliases(List.of(execution.getMojoDescriptor()));
        Plugin plugin = declared();
        Set<String> configured = plugin == null ? new TreeSet<>() : names(plugin.getConfiguration());
        PluginExecution own =
                plugin == null ? null : plugin.getExecutionsAsMap().get(execution.getExecutionId());
        if (own != null) {
            configured.addAll(names(own.getConfiguration()));
        }
        old.keySet().retainAll(configured);
        return old;
    }

    private static Map<String, String> aliases(Collection<MojoDescriptor> goals) {
        return goals.stream()
                .flatMap(goal -> goal.getParameters().stream())
                .filter(parameter -> parameter.getAlias() != null)
                .collect(Collectors.toMap(Parameter::getAlias, Parameter::getName, (one, other) -> one, TreeMap::new));
    }

    private Plugin declared() {
        String key = Plugin.constructKey(execution.getGroupId(), execution.getArtifactId());
        Plugin plugin = project.getPlugin(key);
        return plugin != null || project.getPluginManagement() == null
                ? plugin
                : project.getPluginManagement().getPluginsAsMap().get(key);
    }

    private static Set<String> names(Object configuration) {
        return configuration == null
                ? new TreeSet<>()
                : Stream.of(((Xpp3Dom) configuration).getChildren())
                        .map(Xpp3Dom::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void requireKnown(Set<String> names, Collection<MojoDescriptor> goals, String whose) {
        Set<String> known = goals.stream()
                .flatMap(goal -> goal.getParameters().stream())
                .filter(Parameter::isEditable)
                .map(Parameter::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(known);
        unknown.removeAll(aliases(goals).keySet());
        if (!unknown.isEmpty()) {
            String name = unknown.get(0);
            throw new ConfigurationException("The POM configures <" + name + ">, which is not a parameter of " + whose
                    + NearestNames.question(name, known, each -> "<" + each + ">")
                    + "; correct or remove it." + NOTHING_DONE);
        }
    }
}
