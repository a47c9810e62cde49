package dev.brickhouse.maintain;

/**
 * A table or view before and after.
 *
 * @param name its name, qualified
 * @param done what was done to it, or why nothing was
 * @param deadRowsBefore rows that were deleted or replaced and still took room, as the server's statistics had it
 * @param deadRowsAfter the same afterwards; the statistics may lag behind by a second
 * @param bytesBefore its size with indexes
 * @param bytesAfter the same afterwards
 */
public record MaintainedRelation(
        String name, String done, long deadRowsBefore, long deadRowsAfter, long bytesBefore, long bytesAfter) {}
