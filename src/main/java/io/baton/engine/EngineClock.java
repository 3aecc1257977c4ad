package io.baton.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The one time in the application: business code reads the same clock as the engine's timers, so that a test or the
 * demo that moves it moves both.
 */
@Configuration(proxyBeanMethods = false)
public class EngineClock {

    /**
     * Sets the application's clock for the length of an act; for the demo's past, and for nothing else outside tests.
     */
    public static void at(Instant past, Runnable act) {
        ClockUtil.setCurrentTime(Date.from(past));
        try {
            act.run();
        } finally {
            ClockUtil.reset();
        }
    }

    @Bean
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return ClockUtil.getCurrentTime().toInstant();
            }
        };
    }
}
