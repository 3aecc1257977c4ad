package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.baton.Walk;
import io.baton.engine.Desk;
import io.baton.lead.LeadIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Ten thousand steps are overdue in the same minute, as after a weekend: how long until each breach is on record and each
 * ladder is on its first rung, beside the bare engine, whose timers of the same diagrams do nothing and are handed to it one by one.
 */
@MeasuredBaton
@TestPropertySource(
        properties = {"camunda.bpm.job-execution.enabled=true", "spring.datasource.hikari.maximum-pool-size=20"})
class TimerBenchmark {

    private static final int TIMERS = Integer.getInteger("bench.timers", 10_000);
    private static final int BARE_TIMERS = Math.min(TIMERS, 2_000);
    private static final double MOST_SECONDS = 60;
    private static final Duration GIVEN_UP = Duration.ofMinutes(8);
    private static final Path REPORT = Path.of("target", "bench", "timers.md");

    @Autowired
    private LeadIntake intake;

    @Autowired
    private Desk desk;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private JobExecutor executor;

    @AfterEach
    void resetTheClock() {
        ClockUtil.reset();
    }

    @Test
    void recordsTenThousandBreachesWithinAMinute() throws Exception {
        executor.shutdown();
        double bare = bare();

        inParallel(TIMERS, () -> desk.as("integration", () -> intake.receive(Walk.lead("Company"), "integration")));
        Instant due = jdbc.sql("select max(due_at) from deadline")
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
        ClockUtil.setCurrentTime(Date.from(due.plusSeconds(60)));
        jdbc.sql("analyze").update();
        long start = System.nanoTime();
        executor.start();
        double recorded =
                until(start, () -> count("select count(*) from deadline where breached_at is not null") >= TIMERS);
        double escalated = until(start, () -> count("select count(*) from escalation where rung = 1") >= TIMERS);
        executor.shutdown();

        String report = """
                # %,d timers in the same minute

                | | seconds | per second |
                |---|---:|---:|
                | breach, journal and escalation on record | %.1f | %.0f |
                | and each ladder on its first rung | %.1f | %.0f |
                | bare engine, a step that does nothing, fired by two threads | %.1f | %.0f |

                Baton / bare: %.2f. %d processors, %d threads of the job executor at most.
                """.formatted(
                        TIMERS,
                        recorded,
                        TIMERS / recorded,
                        escalated,
                        TIMERS / escalated,
                        bare,
                        TIMERS / bare,
                        recorded / bare,
                        Runtime.getRuntime().availableProcessors(),
                        6);
        write(report);
        assertThat(count("select count(*) from journal where kind = 'breach'")).isEqualTo(TIMERS);
        assertThat(count("select count(*) from act_ru_job where exception_msg_ is not null"))
                .isZero();
        assertThat(recorded).isLessThan(MOST_SECONDS);
    }

    /** Seconds for as many timers, fired by two threads one after the other, without looking for them. */
    private double bare() throws Exception {
        try (BareArm arm = BareArm.beside(pool)) {
            inParallel(BARE_TIMERS, () -> arm.newLead(Walk.lead("Company")));
            ManagementService management = arm.engine().getManagementService();
            Queue<Job> due = new ConcurrentLinkedQueue<>(management
                    .createJobQuery()
                    .timers()
                    .activityId("Event_FirstResponseDue")
                    .list());
            assertThat(due).hasSize(BARE_TIMERS);
            long start = System.nanoTime();
            inParallel(BARE_TIMERS, () -> management.executeJob(due.remove().getId()));
            return (System.nanoTime() - start) / 1e9 * TIMERS / BARE_TIMERS;
        }
    }

    private static void inParallel(int times, Runnable one) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (int i = 0; i < times; i++) {
            threads.execute(one);
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.MINUTES)).isTrue();
    }

    private static double until(long start, BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - start > GIVEN_UP.toNanos()) {
                throw new AssertionError("not done after " + GIVEN_UP);
            }
            // The executor works by itself, in real time: this only looks now and then.
            Thread.sleep(250);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static void write(String report) throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        System.out.println(report);
    }
}
