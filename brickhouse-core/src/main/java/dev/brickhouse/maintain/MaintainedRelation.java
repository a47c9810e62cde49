package dev.brickhouse.maintain;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table or view before and after.
 *
 * @param name its name, qualified
 * @param done what was done to it, or why nothing was
 * @param deadRowsBefore the dead rows that took up space before, according to the server's statistics
 * @param deadRowsAfter the same afterwards; the statistics may lag behind by a second
 * @param bytesBefore its size with indexes
 * @param bytesAfter the same afterwards
 */
public record MaintainedRelation(
        String name, String done, long deadRowsBefore, long deadRowsAfter, long bytesBefore, long bytesAfter) {

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("done", done);
        facts.put("deadRowsBefore", deadRowsBefore);
        facts.put("deadRowsAfter", deadRowsAfter);
        facts.put("bytesBefore", bytesBefore);
        facts.put("bytesAfter", bytesAfter);
        return facts;
    }
}
