package dev.brickhouse.report;

import java.util.List;
import java.util.Map;

/** What a goal came to, for those who read its log and for programs that go on from its summary. */
public interface GoalResult {

    /** The lines for the log. */
    List<String> lines();

    /** The facts for the {@link GoalSummary}, by name, in the order in which they are written. */
    Map<String, Object> facts();
}
