package dev.brickhouse.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block of Java in docs/testing.md compiles, or is the very code of a project that the build runs. One that has
 * imports has all that it needs.
 */
class DocumentedCodeTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface) (\\w+)");

    private static final Path PROJECTS = Path.of("..", "src", "it");

    private static final String IMPORTS = Stream.of(
                    "dev.brickhouse.*",
                    "dev.brickhouse.junit.*",
                    "io.quarkus.test.common.*",
                    "java.sql.*",
                    "java.time.LocalDate",
                    "java.util.Map",
                    "javax.sql.DataSource",
                    "org.junit.jupiter.api.Test",
                    "static org.junit.jupiter.api.Assertions.*")
            .map(name -> "import " + name + ";\n")
            .collect(Collectors.joining());

    @TempDir
    Path classes;

    @TestFactory
    Stream<DynamicTest> everyBlock() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "testing.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(3);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.lines().findFirst().orElseThrow(),
                        () -> assertThat(isRun(block) ? "" : problems(block))
                                .as(block)
                                .isEmpty()));
    }

    /** Whether a project has it, in whatever form. */
    private static boolean isRun(String block) throws IOException {
        try (Stream<Path> files = Files.walk(PROJECTS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (withoutSpace(Files.readString(file)).contains(withoutSpace(block))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s", "");
    }

    /** What the compiler says; statements are put into a method. */
    private String problems(String block) {
        Matcher type = TYPE.matcher(block);
        String name = type.find() ? type.group(1) : "Statements";
        String code = name.equals("Statements")
                ? "class Statements {\n    void run() throws Exception {\n" + block + "    }\n}\n"
                : block;
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("memory:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code.startsWith("import ") ? code : IMPORTS + code;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(source))
                .call();
        return said.toString();
    }
}
