package dev.brickhouse.validate;

import dev.brickhouse.problem.EnvironmentException;
import dev.brickhouse.report.ReportFile;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a report in the XML dialect of JUnit's Ant task, which CI servers read. */
public final class JUnitXml {

    private static final String FILE = "TEST-brickhouse-validate.xml";
    private static final String SUITE = "brickhouse-validate";
    private static final String CLASS_NAME = "brickhouse.validate";
    private static final double MILLIS = 1e3;

    private final ValidationReport report;
    private final FailOn failOn;
    private final XMLStreamWriter xml;

    private JUnitXml(ValidationReport report, FailOn failOn, XMLStreamWriter xml) {
        this.report = report;
        this.failOn = failOn;
        this.xml = xml;
    }

    /**
     * Writes the file: a test case for each check.
     *
     * @param failOn which violations are failures there; with {@link FailOn#NEVER} still the errors
     * @return the file
     * @throws EnvironmentException if it cannot be written
     */
    public static Path write(ValidationReport report, FailOn failOn, Path directory) {
        Path file = directory.resolve(FILE);
        ReportFile.write(file, of(report, failOn));
        return file;
    }

    private static String of(ValidationReport report, FailOn failOn) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JUnitXml(report, failOn, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("no XML could be made of " + report, e);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", SUITE);
        xml.writeAttribute("tests", Integer.toString(report.results().size()));
        xml.writeAttribute(
                "failures",
                Long.toString(report.results().stream().filter(this::isFailure).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Integer.toString(report.skipped().size()));
        xml.writeAttribute("time", seconds(report.time()));
        xml.writeAttribute(
                "timestamp", report.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        for (CheckResult result : report.results()) {
            line(1);
            testCase(result);
        }
        line(0);
        xml.writeEndElement();
        line(0);
        xml.writeEndDocument();
    }

    private void testCase(CheckResult result) throws XMLStreamException {
        if (!result.skipped() && !result.violated()) {
            xml.writeEmptyElement("testcase");
            attributes(result);
            return;
        }
        xml.writeStartElement("testcase");
        attributes(result);
        line(2);
        if (result.skipped()) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", printable(result.skipReason()));
        } else if (isFailure(result)) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", result.severity().label());
            xml.writeAttribute("message", printable(message(result)));
            xml.writeCharacters(printable(String.join("\n", result.sampleKeys())));
            xml.writeEndElement();
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(printable(result.severity().label() + ": " + message(result) + "\n"
                    + String.join("\n", result.sampleKeys())));
            xml.writeEndElement();
        }
        line(1);
        xml.writeEndElement();
    }

    private void attributes(CheckResult result) throws XMLStreamException {
        xml.writeAttribute("classname", CLASS_NAME);
        xml.writeAttribute("name", result.id());
        xml.writeAttribute("time", seconds(result.time()));
    }

    private boolean isFailure(CheckResult result) {
        return result.violated() && (result.severity() == Severity.ERROR || failOn.includes(result.severity()));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String message(CheckResult result) {
        return result.count() + " of: " + result.rule()
                + result.fix().map(sentence -> " " + sentence).orElse("");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / MILLIS);
    }

    /** A key can hold what XML cannot, even escaped: most control characters, and halves of surrogate pairs. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().map(c -> isXmlCharacter(c) ? c : '\uFFFD').forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isXmlCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
