package io.baton.demo;

import io.baton.database.BeforeMigration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Empties the demo's database at the start, when {@code baton.demo.reset=true} asks for it. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoReset {

    private static final Logger LOG = LoggerFactory.getLogger(DemoReset.class);

    @Bean
    static BeforeMigration resetTheDemoIfAsked(@Value("${baton.demo.reset:false}") boolean reset) {
        return flyway -> {
            if (reset && isDemo(JdbcClient.create(flyway.getConfiguration().getDataSource()))) {
                LOG.info("Resetting the demo: everything in its database is removed");
                flyway.clean();
            }
        };
    }

    /** Only what the demo filled is ever removed. */
    private static boolean isDemo(JdbcClient jdbc) {
        boolean known = jdbc.sql("select to_regclass('installation') is not null")
                .query(Boolean.class)
                .single();
        return known
                && jdbc.sql("select demo from installation")
                        .query(Boolean.class)
                        .optional()
                        .orElse(false);
    }
}
