package io.baton.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.BatonTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** A demo never becomes production unnoticed, nor the other way round. */
@BatonTest
class InstallationTest {

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void isNoDemoAgain() {
        jdbc.sql("update installation set demo = false").update();
    }

    @Test
    void remembersThatTheFirstStartWasNoDemo() {
        assertThat(installation(false, false).isDemo()).isFalse();
    }

    @Test
    void refusesToStartTheDemosDatabaseWithoutItsProfile() {
        jdbc.sql("update installation set demo = true").update();

        assertThatExceptionOfType(WrongInstallation.class)
                .isThrownBy(() -> installation(false, false).afterPropertiesSet())
                .withMessageStartingWith("This database was filled by the demo");
    }

    @Test
    void startsTheDemosDatabaseWithItsProfileOrWhenToldTo() {
        jdbc.sql("update installation set demo = true").update();

        installation(true, false).afterPropertiesSet();
        installation(false, true).afterPropertiesSet();

        assertThat(installation(true, false).isDemo()).isTrue();
    }

    @Test
    void refusesToFillAWorkingDatabaseWithTheDemo() {
        assertThatExceptionOfType(WrongInstallation.class)
                .isThrownBy(() -> installation(true, false).afterPropertiesSet())
                .withMessageStartingWith("This database was not filled by the demo");
    }

    private Installation installation(boolean demoProfile, boolean keepDemo) {
        MockEnvironment environment = new MockEnvironment();
        if (demoProfile) {
            environment.setActiveProfiles("demo");
        }
        return new Installation(jdbc, environment, keepDemo);
    }
}
