package dev.brickhouse.validate;

import static dev.brickhouse.validate.SampleReport.FAILED;
import static dev.brickhouse.validate.SampleReport.PASSED;
import static dev.brickhouse.validate.SampleReport.SKIPPED;
import static dev.brickhouse.validate.SampleReport.WARNED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.report.JsonFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportsTest {

    private static final ValidationReport REPORT = SampleReport.of(PASSED, FAILED, WARNED, SKIPPED);

    @TempDir
    private Path directory;

    @Test
    void jsonHoldsEveryCheckAndASummary() {
        Path file = directory.resolve("validate.json");
        JsonFile.write(file, REPORT.facts());

        assertThat(file).isEqualTo(directory.resolve("validate.json"));
        Map<String, Object> json = JsonFile.read(file);
        assertThat(json)
                .containsEntry("schema", "public")
                .containsEntry("analyticsSchema", "analytics")
                .containsEntry("asOf", "2026-11-24")
                .containsEntry("milliseconds", 1234)
                .containsEntry("summary", Map.of("checks", 4, "passed", 1, "errors", 1, "warnings", 1, "skipped", 1));
        assertThat(json.get("checks"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .extracting(check -> check.get("id") + " " + check.get("severity") + " " + check.get("result") + " "
                        + check.get("violations") + " " + check.get("sampleKeys") + " " + check.get("skipReason") + " "
                        + check.get("advice"))
                .containsExactly(
                        "orders-quantity error passed 0 [] null null",
                        "stores-code-unique error violated 7 " + FAILED.sampleKeys() + " null run brickhouse:schema",
                        "inventory-low-share warning violated 1 " + WARNED.sampleKeys() + " null null",
                        "journal-complete error skipped null [] there is no journal null");
    }

    @ParameterizedTest
    @EnumSource(FailOn.class)
    void junitXmlHoldsATestCaseForEachCheck(FailOn failOn) throws Exception {
        Element suite = junit(failOn);

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("name")).isEqualTo("brickhouse-validate");
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getAttribute("time")).isEqualTo("1.234");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-24T10:15:30Z");
        NodeList cases = suite.getElementsByTagName("testcase");
        assertThat(List.of(name(cases, 0), name(cases, 1), name(cases, 2), name(cases, 3)))
                .containsExactly("orders-quantity", "stores-code-unique", "inventory-low-share", "journal-complete");
        assertThat(cases.item(0).getChildNodes().getLength()).isZero();
        assertThat(((Element) suite.getElementsByTagName("skipped").item(0)).getAttribute("message"))
                .isEqualTo("there is no journal");
    }

    @Test
    void aFailureHasTheCountTheRuleAndTheKeys() throws Exception {
        Element suite = junit(FailOn.ERROR);
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);

        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(failure.getAttribute("type")).isEqualTo("error");
        assertThat(failure.getAttribute("message"))
                .isEqualTo("7 violations of: Rule of stores-code-unique. To fix it, run brickhouse:schema.");
        assertThat(failure.getTextContent()).isEqualTo("store_code=<A&B>\"'\nstore_code=\uFFFD\uD83C\uDF7A");
    }

    @Test
    void aWarningIsAFailureOnlyIfItFailsTheBuild() throws Exception {
        Element lenient = junit(FailOn.ERROR);
        Element strict = junit(FailOn.WARNING);

        assertThat(lenient.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("warning: 1 violation of: Rule of inventory-low-share.\n]]> 0 of 3900");
        assertThat(strict.getElementsByTagName("system-out").getLength()).isZero();
        assertThat(strict.getAttribute("failures")).isEqualTo("2");
    }

    private Element junit(FailOn failOn) throws Exception {
        Path file = JUnitXml.write(REPORT, failOn, directory);
        assertThat(file).isEqualTo(directory.resolve("TEST-brickhouse-validate.xml"));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static String name(NodeList cases, int index) {
        return ((Element) cases.item(index)).getAttribute("name");
    }
}
