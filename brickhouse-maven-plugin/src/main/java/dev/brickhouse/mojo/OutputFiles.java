package dev.brickhouse.mojo;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** Where one execution of a goal writes its files, with a POM or without. */
record OutputFiles(MavenSession session, MavenProject project, MojoExecution execution) {

    /** The project's build directory; without a POM, <code>target</code> where Maven was started. */
    Path buildDirectory() {
        // without a POM, Maven leaves the expression of its build directory unresolved
        return project.getBasedir() == null
                ? Path.of(session.getExecutionRootDirectory(), "target")
                : Path.of(project.getBuild().getDirectory());
    }

    /** The folder of this plugin in the build directory. */
    Path directory() {
        return buildDirectory().resolve("brickhouse");
    }

    /** The goal's JSON summary, a file for each execution, so that two of one goal do not overwrite each other's. */
    Path summary() {
        return file(".json");
    }

    /** The goal's environment variables for other programs, a file for each execution. */
    Path variables() {
        return file(".env");
    }

    private Path file(String extension) {
        String goal = execution.getGoal();
        String id = execution.getExecutionId();
        boolean ofMaven =
                id == null || id.equals("default") || id.equals("default-cli") || id.equals("default-" + goal);
        return directory().resolve((ofMaven ? goal : goal + "-" + id.replaceAll("[^A-Za-z0-9._-]", "_")) + extension);
    }
}
