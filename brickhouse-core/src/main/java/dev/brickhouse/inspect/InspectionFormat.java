package dev.brickhouse.inspect;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.parameter.ParameterReader;
import java.util.EnumSet;
import java.util.Set;

/** The files in which an inspection is left. */
public enum InspectionFormat {
    /** One page with charts, for people. */
    HTML,
    /** A file for each query, for spreadsheets. */
    CSV,
    /** One document with the answers to all queries, for programs. */
    JSON;

    private static final ParameterReader<InspectionFormat> READER =
            ParameterReader.option(PropertyNames.INSPECT_FORMAT, InspectionFormat.class);

    /**
     * Reads names with commas between them.
     *
     * @param text null or blank for the page alone
     * @throws dev.brickhouse.problem.ConfigurationException if a name is unknown
     */
    public static Set<InspectionFormat> parse(String text) {
        Set<InspectionFormat> formats = EnumSet.noneOf(InspectionFormat.class);
        for (String name : (text == null || text.isBlank() ? ParameterReader.label(HTML) : text).split(",")) {
            InspectionFormat format = READER.read(name.strip());
            if (format != null) {
                formats.add(format);
            }
        }
        return formats;
    }
}
