package dev.brickhouse.mojo;

import dev.brickhouse.parameter.ParameterReader;
import dev.brickhouse.problem.ConfigurationException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;

/**
 * Makes sure that a parameter that is on or off is given as true or false.
 *
 * <p>Maven takes every other word for false without telling, so that <code>-Dbrickhouse.seed.dryRun=yes</code> would seed.
 */
final class SwitchParameters {

    private SwitchParameters() {}

    /** @throws ConfigurationException if one has another value */
    static void check(MavenSession session, MojoExecution execution, PropertyOverrides overrides) {
        PlexusConfiguration configured = new XmlPlexusConfiguration(execution.getConfiguration());
        PluginParameterExpressionEvaluator evaluator = new PluginParameterExpressionEvaluator(session, execution);
        for (var parameter : execution.getMojoDescriptor().getParameters()) {
            if (!parameter.getType().equals(boolean.class.getName())) {
                continue;
            }
            String name = parameter.getName();
            overrides
                    .of(name)
                    .ifPresentOrElse(
                            given -> ParameterReader.onOff(given.property()).read(given.value()),
                            () -> ParameterReader.onOff("<" + name + ">")
                                    .read(evaluated(
                                            evaluator, configured.getChild(name).getValue(null))));
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
