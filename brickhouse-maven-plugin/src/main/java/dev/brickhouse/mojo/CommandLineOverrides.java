package dev.brickhouse.mojo;

import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;

/**
 * Lets -D on the command line win over the POM's configuration.
 *
 * <p>Maven itself lets a literal value in a configuration win over the property, which surprises users of every
 * database plugin. What was typed for this one run is more explicit than what stands in a file.
 */
final class CommandLineOverrides {

    private CommandLineOverrides() {}

    static void apply(AbstractBrickhouseMojo mojo, MavenSession session, MojoExecution execution)
            throws MojoExecutionException {
        Properties commandLine = session.getUserProperties();
        PlexusConfiguration overrides = new XmlPlexusConfiguration("configuration");
        PlexusConfiguration declared = execution.getMojoDescriptor().getMojoConfiguration();
        for (PlexusConfiguration parameter : declared.getChildren()) {
            String property = propertyOf(parameter.getValue(null));
            if (property != null && commandLine.containsKey(property)) {
                overrides.addChild(parameter.getName(), commandLine.getProperty(property));
            }
        }
        try {
            new BasicComponentConfigurator()
                    .configureComponent(
                            mojo,
                            overrides,
                            new PluginParameterExpressionEvaluator(session, execution),
                            execution.getMojoDescriptor().getPluginDescriptor().getClassRealm());
        } catch (ComponentConfigurationException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /** The property of an expression such as <code>${brickhouse.host}</code>; null for anything else. */
    static String propertyOf(String expression) {
        boolean single =
                expression != null && expression.startsWith("${") && expression.indexOf('}') == expression.length() - 1;
        return single ? expression.substring(2, expression.length() - 1) : null;
    }
}
