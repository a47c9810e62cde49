package dev.brickhouse.mojo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;

/**
 * The values of properties that count although Maven does not look at them: -D on the command line wins over the POM's
 * configuration, and the old name of a property works as its new one.
 *
 * <p>Maven itself lets a literal value in a configuration win over the property, which surprises users of every
 * database plugin. What was typed for this one run is more explicit than what stands in a file.
 */
final class PropertyOverrides {

    /** The name under which a value was given, and the value. */
    record Given(String property, String value) {}

    private final MavenSession session;
    private final MojoExecution execution;
    private final RenamedProperties renamed;
    private final Map<String, Given> byParameter = new LinkedHashMap<>();

    PropertyOverrides(MavenSession session, MavenProject project, MojoExecution execution) {
        this.session = session;
        this.execution = execution;
        this.renamed = new RenamedProperties(session, project);
        PlexusConfiguration configuration = new XmlPlexusConfiguration(execution.getConfiguration());
        for (PlexusConfiguration parameter :
                execution.getMojoDescriptor().getMojoConfiguration().getChildren()) {
            String name = parameter.getName();
            String expression = parameter.getValue(null);
            String property = propertyOf(expression);
            if (property != null) {
                boolean configured =
                        !expression.equals(configuration.getChild(name).getValue(null));
                find(property, configured).ifPresent(given -> byParameter.put(name, given));
            }
        }
    }

    /** The value that overrides a parameter, if there is one. */
    Optional<Given> of(String parameter) {
        return Optional.ofNullable(byParameter.get(parameter));
    }

    void apply(AbstractBrickhouseMojo mojo) throws MojoExecutionException {
        PlexusConfiguration configuration = new XmlPlexusConfiguration("configuration");
        byParameter.forEach((parameter, given) -> configuration.addChild(parameter, given.value()));
        try {
            new BasicComponentConfigurator()
                    .configureComponent(
                            mojo,
                            configuration,
                            new PluginParameterExpressionEvaluator(session, execution),
                            execution.getMojoDescriptor().getPluginDescriptor().getClassRealm());
        } catch (ComponentConfigurationException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private Optional<Given> find(String property, boolean configured) {
        Optional<String> oldName = RenamedProperties.oldNameOf(property);
        return onCommandLine(property)
                .or(() -> oldName.flatMap(this::onCommandLine))
                .or(() -> configured ? Optional.empty() : oldName.flatMap(this::anywhere));
    }

    private Optional<Given> onCommandLine(String name) {
        return Optional.ofNullable(session.getUserProperties().getProperty(name))
                .map(value -> new Given(name, value));
    }

    private Optional<Given> anywhere(String name) {
        return renamed.value(name).map(value -> new Given(name, value));
    }

    /** The property of an expression such as <code>${brickhouse.host}</code>; null for anything else. */
    static String propertyOf(String expression) {
        boolean single =
                expression != null && expression.startsWith("${") && expression.indexOf('}') == expression.length() - 1;
        return single ? expression.substring(2, expression.length() - 1) : null;
    }
}
