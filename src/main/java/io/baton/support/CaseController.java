package io.baton.support;

import io.baton.api.Act;
import io.baton.api.Idempotency;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes in what customers report, and tells how it stands. */
@RestController
@RequestMapping("/api")
class CaseController {

    private final CustomerSupport support;
    private final SupportCaseProcess process;
    private final Idempotency idempotency;

    CaseController(CustomerSupport support, SupportCaseProcess process, Idempotency idempotency) {
        this.support = support;
        this.process = process;
        this.idempotency = idempotency;
    }

    /** The cases of a customer, newest first. */
    record Answer(List<CaseView> items) {}

    @PostMapping("/cases")
    @Act("open-cases")
    ResponseEntity<CaseView> open(
            @RequestBody CustomerSupport.Report report,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal by) {
        return idempotency.once(by.getName(), "cases", key, report, CaseView.class, () -> {
            CaseView opened =
                    support.of(process.begin(CustomerSupport.checked(report))).view();
            return ResponseEntity.created(URI.create("/api/cases/" + opened.number()))
                    .body(opened);
        });
    }

    @GetMapping("/cases/{number}")
    @Act("read-customers")
    CaseView one(@PathVariable String number) {
        return support.one(number);
    }

    @GetMapping("/customers/{number}/cases")
    @Act("read-customers")
    Answer ofCustomer(@PathVariable String number) {
        return new Answer(support.ofCustomer(number));
    }
}
