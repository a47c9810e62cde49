package dev.brickhouse.mojo;

import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;

/**
 * Makes sure that a parameter that is on or off is given as true or false.
 *
 * <p>Maven takes every other word for false without telling, so that <code>-Dbrickhouse.dryRun=yes</code> would seed.
 */
final class SwitchParameters {

    private SwitchParameters() {}

    /** @throws ConfigurationException if one has another value */
    static void check(MavenSession session, MojoExecution execution) {
        Properties commandLine = session.getUserProperties();
        PlexusConfiguration declared = execution.getMojoDescriptor().getMojoConfiguration();
        PlexusConfiguration configured = new XmlPlexusConfiguration(execution.getConfiguration());
        PluginParameterExpressionEvaluator evaluator = new PluginParameterExpressionEvaluator(session, execution);
        for (var parameter : execution.getMojoDescriptor().getParameters()) {
            if (!parameter.getType().equals(boolean.class.getName())) {
                continue;
            }
            String name = parameter.getName();
            String property =
                    CommandLineOverrides.propertyOf(declared.getChild(name).getValue(null));
            if (property != null && commandLine.containsKey(property)) {
                ParameterReader.onOff(property).read(commandLine.getProperty(property));
            } else {
                ParameterReader.onOff("<" + name + ">")
                        .read(evaluated(evaluator, configured.getChild(name).getValue(null)));
            }
        }
    }

    private static String evaluated(PluginParameterExpressionEvaluator evaluator, String expression) {
        try {
            Object value = evaluator.evaluate(expression);
            return value == null ? null : value.toString();
        } catch (ExpressionEvaluationException e) {
            throw new ConfigurationException("The value " + expression + " cannot be resolved; correct it.", e);
        }
    }
}
