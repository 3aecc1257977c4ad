package io.baton;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.boot.test.context.TestComponent;

/** Owns the application's clock in tests: moves it forward only, and fires what has fallen due for a customer. */
@TestComponent
public class TimeMachine {

    private final ManagementService management;
    private final RuntimeService runtime;

    TimeMachine(ManagementService management, RuntimeService runtime) {
        this.management = management;
        this.runtime = runtime;
    }

    /** The application's present time. */
    public Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    /** Moves the clock forward by a duration. */
    public void forward(Duration duration) {
        moveTo(now().plus(duration));
    }

    /** Moves the clock forward to an instant. */
    public void moveTo(Instant instant) {
        if (instant.isBefore(now())) {
            throw new IllegalArgumentException("The clock moves forward only");
        }
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    /**
     * Fires the timers that are due for a customer by now.
     *
     * @return how many were fired
     */
    public int fireDueTimers(String customer) {
        List<Job> due =
                management.createJobQuery().timers().duedateLowerThan(Date.from(now().plusMillis(1))).list().stream()
                        .filter(job -> belongsTo(job, customer))
                        .toList();
        due.forEach(job -> management.executeJob(job.getId()));
        return due.size();
    }

    /** Does all that Baton has to do for a customer by now: timers that are due, and what they leave to be done after them. */
    public void work(String customer) {
        List<Job> due;
        do {
            due = management.createJobQuery().duedateLowerThan(Date.from(now().plusMillis(1))).list().stream()
                    .filter(job -> belongsTo(job, customer))
                    .toList();
            // One of them may end another.
            due.stream().limit(1).forEach(job -> management.executeJob(job.getId()));
        } while (!due.isEmpty());
    }

    private boolean belongsTo(Job job, String customer) {
        // A timer that starts a process belongs to nobody yet.
        return job.getProcessInstanceId() != null
                && runtime.createProcessInstanceQuery()
                                .processInstanceId(job.getProcessInstanceId())
                                .processInstanceBusinessKey(customer)
                                .count()
                        > 0;
    }

    /** Sets the clock back to the real time; called after each test that moved it. */
    public void reset() {
        ClockUtil.reset();
    }
}
