package io.baton.deadline.stalled;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What can be wrong with a live customer so that nothing would ever happen again. */
enum StallProblem {
    /** Neither a task nor a job waits under the number. */
    NOTHING_OPEN("nothing-open"),
    /** A task is open and will never be late. */
    NO_DUE_DATE("no-due-date"),
    /** The owner left, or is a team without people. */
    NOBODY_OWNS("nobody-owns"),
    /** A job failed as often as it is tried. */
    FAILED_JOB("failed-job"),
    /** A timer waits for a date that never comes. */
    NEVER_DUE("never-due"),
    /** The record says live, and the engine has nothing. */
    NO_LIFECYCLE("no-lifecycle"),
    /** A lifecycle runs for nobody on record. */
    NO_RECORD("no-record"),
    /** The record says that it is over, and the lifecycle still runs. */
    ENDED_ON_RECORD("ended-on-record"),
    /** A support case waits for nobody, or for somebody who left. */
    CASE_STALLS("case-stalls");

    private final String id;

    StallProblem(String id) {
        this.id = id;
    }

    /** The stable id, as in the REST interface. */
    @JsonValue
    String id() {
        return id;
    }

    static StallProblem of(String id) {
        return Arrays.stream(values())
                .filter(problem -> problem.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no problem '" + id + "'"));
    }
}
