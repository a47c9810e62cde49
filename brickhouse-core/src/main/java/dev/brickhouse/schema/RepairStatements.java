package dev.brickhouse.schema;

import dev.brickhouse.sql.Identifiers;
import dev.brickhouse.sql.Literals;
import java.util.List;

/** The DDL that repairs one definition of the migrations. Every name is qualified, whatever the search path. */
final class RepairStatements {

    private static final String UNIQUE = "UNIQUE ";

    private RepairStatements() {}

    static List<String> of(RetailSchema target, Drift damage) {
        Definition wanted = damage.wanted();
        String schema = wanted.kind().isOfView() ? target.analytics() : target.name();
        String alter = "ALTER TABLE " + Identifiers.qualify(schema, wanted.table());
        String name = Identifiers.quote(wanted.name());
        String column = alter + " ALTER COLUMN " + name;
        return switch (wanted.kind()) {
            case NOT_NULL -> List.of(column + " SET NOT NULL");
            case DEFAULT -> List.of(column + " SET DEFAULT " + wanted.text());
            case SEQUENCE -> sequence(schema, wanted, column);
            case PRIMARY_KEY, UNIQUE, INDEX, VIEW_INDEX -> index(schema, damage, alter);
            case CHECK, FOREIGN_KEY -> constraint(target, damage, alter);
            case VIEW -> throw new IllegalArgumentException(wanted.name() + " is created by AnalyticsViews");
        };
    }

    private static List<String> index(String schema, Drift damage, String alter) {
        Definition wanted = damage.wanted();
        boolean incomplete = !damage.isMissing() && damage.fault().endsWith("missing in a partition");
        if (!damage.isMissing() && !incomplete) {
            return List.of("REINDEX INDEX " + Identifiers.qualify(schema, wanted.name()));
        }
        if (wanted.kind().isConstraint()) {
            String name = " CONSTRAINT " + Identifiers.quote(wanted.name());
            return List.of(alter + (incomplete ? " DROP" + name + "," : "") + " ADD" + name + ' ' + wanted.text());
        }
        boolean unique = wanted.text().startsWith(UNIQUE);
        return List.of((incomplete ? "DROP INDEX " + Identifiers.qualify(schema, wanted.name()) + "; " : "")
                + "CREATE " + (unique ? UNIQUE : "") + "INDEX " + Identifiers.quote(wanted.name()) + " ON "
                + Identifiers.qualify(schema, wanted.table()) + " USING "
                + wanted.text().substring(unique ? UNIQUE.length() : 0));
    }

    private static List<String> constraint(RetailSchema target, Drift damage, String alter) {
        Definition wanted = damage.wanted();
        String name = Identifiers.quote(wanted.name());
        String add = " ADD CONSTRAINT " + name + ' '
                + wanted.text().replace(" REFERENCES ", " REFERENCES " + target.quoted() + '.');
        if (damage.isMissing()) {
            return List.of(alter + add);
        }
        if (damage.fault().equals("is NOT VALID")) {
            return List.of(alter + " VALIDATE CONSTRAINT " + name);
        }
        // recreated in one step, since only a superuser may enable the triggers of a foreign key
        return List.of(alter + " DROP CONSTRAINT " + name + ',' + add);
    }

    /** Recreates the sequence that was dropped, or attaches the existing one to its column again, past every id. */
    private static List<String> sequence(String schema, Definition wanted, String column) {
        String table = Identifiers.qualify(schema, wanted.table());
        String name = Identifiers.quote(wanted.name());
        if (wanted.text().equals("identity")) {
            return List.of(
                    column + " ADD GENERATED ALWAYS AS IDENTITY",
                    past(
                            "pg_catalog.pg_get_serial_sequence(" + Literals.quote(table) + ", "
                                    + Literals.quote(wanted.name()) + ")",
                            table,
                            name));
        }
        String sequence = Identifiers.qualify(schema, wanted.table() + '_' + wanted.name() + "_seq");
        return List.of(
                "CREATE SEQUENCE IF NOT EXISTS " + sequence + " AS integer",
                "ALTER SEQUENCE " + sequence + " OWNED BY " + table + '.' + name,
                past(Literals.quote(sequence), table, name),
                column + " SET DEFAULT nextval(" + Literals.quote(sequence) + "::regclass)");
    }

    private static String past(String sequence, String table, String column) {
        return "SELECT pg_catalog.setval(" + sequence + "::regclass, GREATEST((SELECT max(" + column + ") FROM " + table
                + "), pg_catalog.nextval(" + sequence + "::regclass)))";
    }
}
