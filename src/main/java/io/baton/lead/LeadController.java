package io.baton.lead;

import io.baton.api.Act;
import io.baton.api.Idempotency;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes in leads from other systems. */
@RestController
@RequestMapping("/api/leads")
class LeadController {

    private final LeadIntake intake;
    private final CustomerReader reader;
    private final Idempotency idempotency;

    LeadController(LeadIntake intake, CustomerReader reader, Idempotency idempotency) {
        this.intake = intake;
        this.reader = reader;
        this.idempotency = idempotency;
    }

    @PostMapping
    @Act("hand-in-leads")
    ResponseEntity<CustomerView> receive(
            @RequestBody NewLead lead,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal by) {
        return idempotency.once(by.getName(), "leads", key, lead, CustomerView.class, () -> {
            LeadIntake.Arrival arrival = intake.take(lead, by.getName());
            CustomerView customer = reader.one(arrival.number());
            if (!arrival.isNew()) {
                return ResponseEntity.ok(customer);
            }
            return ResponseEntity.created(URI.create("/api/customers/" + customer.number()))
                    .body(customer);
        });
    }
}
