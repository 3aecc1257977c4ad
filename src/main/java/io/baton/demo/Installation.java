package io.baton.demo;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows what this database is for. The first start decides; a later start that does not fit is refused, since demo
 * people have known passwords, and a demo filled into a working database would mix invented customers with real ones.
 */
@Component
@DependsOnDatabaseInitialization
class Installation implements InitializingBean {

    private final JdbcClient jdbc;
    private final boolean demoProfile;
    private final boolean keepDemo;

    Installation(JdbcClient jdbc, Environment environment, @Value("${baton.demo.keep:false}") boolean keepDemo) {
        this.jdbc = jdbc;
        this.demoProfile = environment.acceptsProfiles(Profiles.of("demo"));
        this.keepDemo = keepDemo;
    }

    @Override
    public void afterPropertiesSet() {
        jdbc.sql("insert into installation (demo) values (:demo) on conflict do nothing")
                .param("demo", demoProfile)
                .update();
        boolean demo = isDemo();
        if (demo && !demoProfile && !keepDemo) {
            throw new WrongInstallation(
                    "This database was filled by the demo: its people have known passwords and its customers are"
                            + " invented.",
                    "To go on with the demo, start with the profile 'demo'. To begin for real, use another database or"
                            + " data directory. To keep what is there all the same, remove the demo people first and"
                            + " start with --baton.demo.keep=true.");
        }
        if (!demo && demoProfile) {
            throw new WrongInstallation(
                    "This database was not filled by the demo, but the profile 'demo' is active.",
                    "Start without the profile 'demo', or use another database or data directory for the demo.");
        }
    }

    /** Whether the demo filled this database. */
    boolean isDemo() {
        return jdbc.sql("select demo from installation").query(Boolean.class).single();
    }
}
