package io.baton.handoff;

import io.baton.api.Act;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a giver can do while the receiver is asked. */
@RestController
@RequestMapping("/api/customers/{number}/handoff")
class HandoffController {

    private final HandoffWithdrawal withdrawal;
    private final CustomerReader reader;

    HandoffController(HandoffWithdrawal withdrawal, CustomerReader reader) {
        this.withdrawal = withdrawal;
        this.reader = reader;
    }

    /** Why an offer is taken back. */
    record Withdrawal(@Nullable String reason) {}

    @PostMapping("/withdrawal")
    @Act("withdraw-handoffs")
    CustomerView withdraw(@PathVariable String number, @RequestBody Withdrawal body, Principal by) {
        withdrawal.withdraw(number, body.reason(), by.getName());
        return reader.one(number);
    }
}
