package dev.brickhouse.settings;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.ConfigurationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a URL that the driver does not understand, without revealing what may be a password. */
final class UrlAdvice {

    private static final String EXAMPLE = "jdbc:postgresql://localhost:5432/postgres";

    /** As libpq and many hosting services write it, also with jdbc: put in front. */
    private static final Pattern LIBPQ =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:(.*)@)?([^@?/]+)(/[^@?]*)?(?:\\?[^@]*)?");

    private static final Pattern PORT =
            Pattern.compile("//(?:[^/?]*,)?(?:[^/?:,\\[]+|\\[[^\\]]*\\]):(\\d+)(?=[,/?]|$)");
    private static final int HIGHEST_PORT = 65_535;

    private UrlAdvice() {}

    static ConfigurationException refusal(String url) {
        // anything before an @ may be part of a password with odd characters
        String shown = JdbcUrl.mask(url.replaceAll("//.*@", "//******@"));
        return new ConfigurationException(PropertyNames.URL + " is '" + shown + "', but " + advice(url) + ".");
    }

    private static String advice(String url) {
        Matcher port = PORT.matcher(url);
        if (url.startsWith(JdbcUrl.PREFIX) && port.find() && isNoPort(port.group(1))) {
            return "a port has to be a number from 1 to " + HIGHEST_PORT;
        }
        if (url.startsWith(JdbcUrl.PREFIX) && url.contains("service=") && !url.contains("@")) {
            return "its service is not in the file that PGSERVICEFILE names, ~/.pg_service.conf or pg_service.conf, or it"
                    + " is not a URL that the driver understands, such as " + EXAMPLE;
        }
        Matcher libpq = LIBPQ.matcher(url);
        boolean nearly = libpq.matches()
                && (!url.startsWith(JdbcUrl.PREFIX) || libpq.group(1) != null || libpq.group(3) == null);
        return nearly
                ? "the driver takes it in another form; write " + JdbcUrl.PREFIX + "//" + libpq.group(2)
                        + (libpq.group(3) == null ? "/" : libpq.group(3))
                        + ", with user and password set on their own by "
                        + PropertyNames.USER + " and " + PropertyNames.PASSWORD
                : "it has to be a JDBC URL such as " + EXAMPLE + ", with user and password set on their own";
    }

    private static boolean isNoPort(String digits) {
        return digits.length() > 5 || Integer.parseInt(digits) == 0 || Integer.parseInt(digits) > HIGHEST_PORT;
    }
}
