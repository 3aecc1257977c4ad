package io.baton.bench;

import io.baton.FreshData;
import io.baton.Team;
import io.baton.database.MeasuredDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The whole application on a database of its own, of which every figure can be read, with nothing that runs by itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("bench")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "baton.admin-password=admin",
            "spring.datasource.hikari.maximum-pool-size=" + Arm.CONNECTIONS,
            "spring.datasource.hikari.keepalive-time=0",
            "logging.level.root=warn",
        })
@ContextConfiguration(initializers = {FreshData.class, MeasuredDatabase.class})
@Import(Team.class)
@DirtiesContext
@interface MeasuredBaton {}
