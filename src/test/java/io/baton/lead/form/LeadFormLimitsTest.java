package io.baton.lead.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the public form is taken, and what its settings may be. */
class LeadFormLimitsTest {

    private final AtomicLong nanos = new AtomicLong(1);
    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    @Test
    @Tag("C46")
    void takesSoManyFromOneAddressAndGoesOnTakingOthers() {
        LeadFormLimits limits = new LeadFormLimits(settings(2, 100, "'none'"), time);

        assertThat(limits.take("a")).isZero();
        assertThat(limits.take("a")).isZero();
        assertThat(limits.take("a")).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        assertThat(limits.take("b")).isZero();

        nanos.addAndGet(Duration.ofMinutes(30).toNanos());
        assertThat(limits.take("a")).isZero();
    }

    @Test
    @Tag("C46")
    void takesSoManyInAllHoweverManyAddressesSend() {
        LeadFormLimits limits = new LeadFormLimits(settings(5, 3, "'none'"), time);

        for (String address : new String[] {"a", "b", "c"}) {
            assertThat(limits.take(address)).isZero();
        }
        assertThat(limits.take("d")).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    @Tag("C46")
    void remembersAsManyAddressesAsItNeedsAndNoMore() {
        LeadFormLimits limits = new LeadFormLimits(settings(1, 1_000_000, "'none'"), time);

        for (int i = 0; i <= 10_000; i++) {
            limits.take("a" + i);
        }

        assertThat(limits.take("a10000")).isPositive();
        assertThat(limits.take("a0")).as("forgotten").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "https://a.example; script-src *",
                "'none' 'self'",
                "example.com\r\nX: y",
                "javascript:x"
            })
    void refusesSitesThatCouldSayMore(String sites) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 1, sites))
                .withMessageContaining("baton.lead-form.frame-ancestors");
    }

    private static LeadFormSettings settings(int perAddress, int perMinute, String sites) {
        return new LeadFormSettings(true, sites, perAddress, perMinute, Duration.ofSeconds(3));
    }
}
