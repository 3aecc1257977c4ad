package io.baton.gate;

import io.baton.api.Refusal;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A fact about a customer that is on file. It is never changed; what was wrong is withdrawn, and stays readable. */
@Entity
@NullUnmarked
class Evidence {

    /** What one event can add to a count. */
    static final long LARGEST_INCREMENT = 1_000_000;

    /** Through which door it came. */
    enum Source {
        FORM,
        REST;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "evidence_seq")
    @SequenceGenerator(name = "evidence_seq", allocationSize = 50)
    private Long id;

    @Column(updatable = false)
    private long customerId;

    private String key;

    private String value;

    private Long increment;

    private Instant occurredAt;

    private Instant recordedAt;

    @Column(name = "by_id")
    private String by;

    private String source;

    private String eventId;

    private String note;

    private String documentUrl;

    private Instant withdrawnAt;
    private String withdrawnBy;
    private String withdrawnReason;

    protected Evidence() {}

    Evidence(long customerId, Said said, Source source, String by, Instant now) {
        this.customerId = customerId;
        this.key = said.key();
        this.value = said.value();
        this.increment = said.increment();
        this.occurredAt = said.occurredAt();
        this.recordedAt = now;
        this.by = by;
        this.source = source.id();
        this.eventId = said.eventId();
        this.note = said.note();
        this.documentUrl = said.documentUrl();
    }

    /**
     * A fact that was checked.
     *
     * @param value what is so, or null where it is counted
     * @param increment how many more there are, or null where it is not counted
     * @param eventId by which the sender knows the event, or null
     */
    record Said(
            String key,
            @Nullable String value,
            @Nullable Long increment,
            Instant occurredAt,
            @Nullable String eventId,
            @Nullable String note,
            @Nullable String documentUrl) {}

    /** It was wrong: from now on it counts no more. */
    void withdraw(String reason, String by, Instant now) {
        if (withdrawnAt != null) {
            throw Refusal.conflict("This was already withdrawn by " + withdrawnBy + ".");
        }
        withdrawnAt = now;
        withdrawnBy = by;
        withdrawnReason = reason;
    }

    long customerId() {
        return customerId;
    }

    String key() {
        return key;
    }

    EvidenceView view() {
        return new EvidenceView(
                id,
                key,
                shown(),
                increment,
                occurredAt,
                recordedAt,
                by,
                source,
                eventId,
                note,
                documentUrl,
                withdrawnAt == null ? null : new EvidenceView.Withdrawn(withdrawnAt, withdrawnBy, withdrawnReason));
    }

    private @Nullable Object shown() {
        return "true".equals(value) || "false".equals(value) ? Boolean.valueOf(value) : value;
    }
}
