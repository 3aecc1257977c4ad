package io.baton;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

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
        List<Job> due = due(customer, management.createJobQuery().timers());
        due.forEach(job -> management.executeJob(job.getId()));
        return due.size();
    }

    /** Does all that Baton has to do for a customer by now: timers that are due, and what they leave to be done after them. */
    public void work(String customer) {
        List<Job> due;
        do {
            due = due(customer, management.createJobQuery());
            // One of them may end another.
            due.stream().limit(1).forEach(job -> management.executeJob(job.getId()));
        } while (!due.isEmpty());
    }

    /** Of the customer's own instances only: far in the future the work of everybody else in the database is due, too. */
    private List<Job> due(String customer, JobQuery jobs) {
        jobs.duedateLowerThan(Date.from(now().plusMillis(1)));
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(customer).list().stream()
                .flatMap(instance -> jobs.processInstanceId(instance.getId()).list().stream())
                .sorted(Comparator.comparing(Job::getId))
                .toList();
    }

    /** Sets the clock back to the real time; after each test that happens by itself ({@link RealTimeAfterwards}). */
    public void reset() {
        ClockUtil.reset();
    }

    /** After each test the time is real: a clock that is left standing still fails tests elsewhere, in whatever class comes next. */
    static final class RealTimeAfterwards implements TestExecutionListener {

        @Override
        public void afterTestMethod(TestContext test) {
            ClockUtil.reset();
        }

        @Override
        public void afterTestClass(TestContext test) {
            ClockUtil.reset();
        }
    }
}
