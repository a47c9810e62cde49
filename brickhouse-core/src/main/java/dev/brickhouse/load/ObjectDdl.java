package dev.brickhouse.load;

import dev.brickhouse.load.SuspendedObject.Kind;
import dev.brickhouse.sql.Identifiers;

/**
 * The statements that drop the indexes and constraints of a table and make them again.
 *
 * @param schema the schema of the table, unquoted
 * @param table the table, unquoted
 */
record ObjectDdl(String schema, String table) {

    /**
     * What an index is built under: the settings that its definition was written with, the database's own tablespace
     * (only indexes of that one are suspended), and enough memory to sort a few million keys without a disk.
     */
    static final String BUILD_SETTINGS = "SET LOCAL standard_conforming_strings = on;"
            + " SET LOCAL intervalstyle = postgres; SET LOCAL default_tablespace = '';"
            + " SET LOCAL maintenance_work_mem = '256MB'";

    String drop(SuspendedObject object) {
        return object.kind() == Kind.INDEX
                ? "DROP INDEX " + Identifiers.qualify(schema, object.name())
                : alterTable() + " DROP CONSTRAINT " + Identifiers.quote(object.name());
    }

    /** Whether its index is made before its constraint: not if it is a key of a partitioned table. */
    boolean hasIndexOfItsOwn(SuspendedObject object) {
        return object.kind() == Kind.INDEX || object.kind() != Kind.FOREIGN_KEY && !object.isPartitioned();
    }

    /** Also of the index of a key. One whose constraint was not added before a crash exists already. */
    String createIndex(SuspendedObject object) {
        if (object.isPartitioned()) {
            return object.createIndex("IF NOT EXISTS " + Identifiers.quote(object.name()), qualifiedTable());
        }
        return object.definition().replaceFirst("^CREATE( UNIQUE)? INDEX ", "CREATE$1 INDEX IF NOT EXISTS ");
    }

    /** What follows {@link #alterTable()}. */
    String addConstraint(SuspendedObject object) {
        String name = Identifiers.quote(object.name());
        if (object.isPartitioned()) {
            return "ADD CONSTRAINT " + name + ' ' + object.definition();
        }
        return "ADD CONSTRAINT " + name + ' '
                + switch (object.kind()) {
                    case PRIMARY_KEY -> "PRIMARY KEY USING INDEX " + name;
                    case UNIQUE -> "UNIQUE USING INDEX " + name;
                    case FOREIGN_KEY, INDEX -> object.definition();
                };
    }

    String alterTable() {
        return "ALTER TABLE " + qualifiedTable();
    }

    private String qualifiedTable() {
        return Identifiers.qualify(schema, table);
    }
}
