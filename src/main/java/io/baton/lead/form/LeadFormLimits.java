package io.baton.lead.form;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How often the form is taken: so many times from one address, so many times in all. Behind a proxy the address is the
 * proxy's unless {@code server.forward-headers-strategy} is {@code native}.
 */
@Component
class LeadFormLimits {

    private static final int ADDRESSES_REMEMBERED = 10_000;

    /** By access order, so that the least recent is forgotten first. */
    private final Map<String, Bucket> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES_REMEMBERED;
        }
    };

    private final LeadFormSettings settings;
    private final TimeMeter time;
    private final Bucket all;

    @Autowired
    LeadFormLimits(LeadFormSettings settings) {
        // The machine's own time: the application's clock may be moved by the demo.
        this(settings, TimeMeter.SYSTEM_MILLISECONDS);
    }

    LeadFormLimits(LeadFormSettings settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
        this.all = bucket(settings.perMinute(), Duration.ofMinutes(1));
    }

    /**
     * Counts one more.
     *
     * @return how long to wait before it can be taken; zero where it is taken now
     */
    Duration take(String address) {
        Duration wait = wait(of(address));
        return wait.isZero() ? wait(all) : wait;
    }

    private synchronized Bucket of(String address) {
        return addresses.computeIfAbsent(address, it -> bucket(settings.perAddress(), Duration.ofHours(1)));
    }

    private Bucket bucket(int capacity, Duration period) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(capacity)
                        .refillGreedy(capacity, period)
                        .build())
                .withCustomTimePrecision(time)
                .build();
    }

    private static Duration wait(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }
}
