package io.baton.deadline;

/** Told of missed deadlines that climb a ladder; implemented by the part that escalates. */
public interface MissedDeadlines {

    /** A deadline was missed just now, and the step is still open. */
    void missed(MissedDeadline deadline);

    /** The step of a missed deadline is done, or not needed any more. */
    void over(long deadline);
}
