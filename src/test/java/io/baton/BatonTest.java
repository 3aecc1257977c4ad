package io.baton;

import io.baton.deadline.stalled.NothingStalls;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/**
 * The whole application on a real PostgreSQL and a real port, shared by all tests that use it. Timers fire when a test
 * fires them ({@link TimeMachine}); the team is that of the demo, without its customers. After each test
 * the time is real again, before each class there is {@link NobodyOnRecord}, and at its end {@link NothingStalls}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "baton.admin-password=admin"})
@ContextConfiguration(initializers = FreshData.class)
@Import({
    Team.class,
    TimeMachine.class,
    Walk.class,
    Rest.class,
    WebApp.class,
    Modeler.class,
    Unguarded.class,
    Rows.class,
    Absentees.class,
    NextRun.class,
    Waiting.class
})
@TestExecutionListeners(
        listeners = {NobodyOnRecord.class, NothingStalls.class, TimeMachine.RealTimeAfterwards.class},
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface BatonTest {}
