package io.baton.support;

import io.baton.customer.CustomerNumber;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Something that a customer reported. */
@Entity
@NullUnmarked
class SupportCase {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "case_number")
    @SequenceGenerator(name = "case_number", allocationSize = 1)
    private Long id;

    @Version
    private int version;

    private long customerId;

    private String processInstanceId;

    private String summary;

    private String severity;

    private String owner;

    private Instant openedAt;

    private String openedBy;

    private Instant acknowledgedAt;

    private Instant lastUpdateAt;

    private String lastUpdateText;

    private Instant solvedAt;

    protected SupportCase() {}

    SupportCase(String customer, String processInstance, String summary, Severity severity, Instant now, String by) {
        customerId = CustomerNumber.idOf(customer);
        processInstanceId = processInstance;
        this.summary = summary;
        this.severity = severity.id();
        openedAt = now;
        openedBy = by;
    }

    String number() {
        return "S-%06d".formatted(id);
    }

    String summary() {
        return summary;
    }

    Severity severity() {
        return Severity.of(severity);
    }

    @Nullable
    String owner() {
        return owner;
    }

    boolean isOpen() {
        return solvedAt == null;
    }

    /** Somebody takes it and says how bad it is: from now on it has an owner. */
    void acknowledged(String person, Severity how, Instant now) {
        owner = person;
        severity = how.id();
        acknowledgedAt = now;
    }

    /** Whoever told the customer how it stands has the case from then on: it may have been given to somebody else. */
    void goesOnWith(String person) {
        owner = person;
    }

    /** The customer heard of it. */
    void updated(String text, Instant now) {
        lastUpdateText = text;
        lastUpdateAt = now;
    }

    void solved(Instant now) {
        solvedAt = now;
    }

    CaseView view() {
        return new CaseView(
                number(),
                CustomerNumber.of(customerId),
                summary,
                severity,
                solvedAt != null ? "solved" : acknowledgedAt != null ? "acknowledged" : "new",
                owner,
                openedAt,
                openedBy,
                acknowledgedAt,
                lastUpdateAt,
                lastUpdateText,
                solvedAt);
    }
}
