package io.baton.gate;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A manager let one customer leave one stage though something was missing. Written once, never changed. */
@Entity
@Immutable
@NullUnmarked
class StageOverride {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "stage_override_seq")
    @SequenceGenerator(name = "stage_override_seq", allocationSize = 50)
    private Long id;

    private long customerId;
    private String stage;
    private String playbook;
    private Instant grantedAt;

    @Column(name = "by_id")
    private String by;

    private String reason;

    protected StageOverride() {}

    StageOverride(CustomerFacts customer, Instant grantedAt, String by, String reason) {
        customerId = CustomerNumber.idOf(customer.number());
        stage = customer.stage().id();
        playbook = customer.playbook();
        this.grantedAt = grantedAt;
        this.by = by;
        this.reason = reason;
    }

    OverrideView view() {
        return new OverrideView(by, grantedAt, reason);
    }
}
