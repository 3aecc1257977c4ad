package io.baton;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application on a real PostgreSQL and a real port, shared by all tests that use it. Timers fire when a test
 * fires them ({@link TimeMachine}); the team is that of the demo, without its customers.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "baton.admin-password=admin"})
@ContextConfiguration(initializers = FreshData.class)
@Import({Team.class, TimeMachine.class, Walk.class, Rest.class, WebApp.class, Modeler.class, Unguarded.class, Rows.class
})
public @interface BatonTest {}
