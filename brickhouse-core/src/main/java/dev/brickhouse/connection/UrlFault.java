package dev.brickhouse.connection;

import dev.brickhouse.config.PropertyNames;
import dev.brickhouse.problem.SqlProblems;
import dev.brickhouse.problem.SqlState;
import dev.brickhouse.problem.SqlStateClass;
import dev.brickhouse.settings.ResolvedDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A parameter of the URL that is to blame if a log-in fails, which neither the server nor the driver says. */
final class UrlFault {

    /** The classes of SQLSTATEs for what is said wrongly, and for what must not be said now. */
    private static final Set<SqlStateClass> OF_OPTIONS = EnumSet.of(
            SqlStateClass.DATA_EXCEPTION,
            SqlStateClass.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
            SqlStateClass.OBJECT_NOT_IN_PREREQUISITE_STATE);

    private static final String TIME_ZONE = "timezone";

    private UrlFault() {}

    /** Adds to a failed log-in what in the URL is to be corrected, where that is certain. */
    static void explain(SQLException failure, ResolvedDatabase.Connect connect) {
        Properties parameters = Driver.parseURL(connect.url(), null);
        if (parameters == null) {
            return;
        }
        boolean answered = SqlProblems.isFromServer(failure);
        Optional<String> remedy = ClientKeyFault.of(failure, answered, parameters);
        if (remedy.isEmpty() && !answered) {
            remedy = ParameterFault.of(failure, parameters, connect.connectTimeoutSeconds());
        }
        if (remedy.isPresent()) {
            SqlProblems.addRemedy(failure, remedy.get());
            return;
        }
        String role = PGProperty.TARGET_SERVER_TYPE.getOrDefault(parameters);
        String options = PGProperty.OPTIONS.getOrDefault(parameters);
        List<String> hosts = hosts(parameters);
        if (says(failure, PGProperty.TARGET_SERVER_TYPE.getName())
                || hosts.size() > 1 && !role.equals("any") && isUnreachable(failure)) {
            SqlProblems.addRemedy(
                    failure,
                    "of " + String.join(", ", hosts) + " none answers and is what targetServerType=" + role + " in "
                            + PropertyNames.URL + " asks for; check the hosts, or take that parameter out.");
        } else if (options != null && isOfOptions(failure, options)) {
            SqlProblems.addRemedy(
                    failure,
                    "the server does not take the options in " + PropertyNames.URL + " (" + options.strip()
                            + "); correct them there: each is -c name=value, with a setting that the server knows and that"
                            + " this user may change, and its value.");
        }
    }

    /** The driver itself sets Java's time zone, which the server may not know. */
    private static boolean isOfOptions(SQLException failure, String options) {
        return OF_OPTIONS.stream().anyMatch(each -> each.includes(failure))
                && (!says(failure, TIME_ZONE)
                        || options.toLowerCase(Locale.ROOT).contains(TIME_ZONE));
    }

    private static boolean says(SQLException failure, String name) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /** The driver then only tells of the last host that it has tried. */
    private static boolean isUnreachable(SQLException failure) {
        return SqlState.SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION.equals(failure.getSQLState());
    }

    private static List<String> hosts(Properties parameters) {
        String[] names = PGProperty.PG_HOST.getOrDefault(parameters).split(",");
        String[] ports = PGProperty.PG_PORT.getOrDefault(parameters).split(",");
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            hosts.add(names[i] + ":" + ports[Math.min(i, ports.length - 1)]);
        }
        return hosts;
    }
}
