package dev.brickhouse.embedded;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips, for all to see, the tests that are to run on a server in Docker where there is no Docker. */
public final class DockerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean wanted = "testcontainers".equals(System.getProperty("brickhouse.test.server"));
        return !wanted || DockerClientFactory.instance().isDockerAvailable()
                ? ConditionEvaluationResult.enabled(null)
                : ConditionEvaluationResult.disabled("There is no Docker to run PostgreSQL in");
    }
}
