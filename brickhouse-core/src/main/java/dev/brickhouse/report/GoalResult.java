package dev.brickhouse.report;

import java.util.List;
import java.util.Map;

/** The result of a goal, for readers of its log and for programs that read its summary. */
public interface GoalResult {

    /** The lines for the log. */
    List<String> lines();

    /** The facts for the {@link GoalSummary}, by name, in the order in which they are written. */
    Map<String, Object> facts();
}
