package io.baton.gate;

import io.baton.api.Act;
import io.baton.api.FieldChecks;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Facts about a customer and the gate that they open, for other systems. */
@RestController
@RequestMapping("/api/customers/{number}")
class EvidenceController {

    private static final int LARGEST_PAGE = 200;

    private final EvidenceRecord evidence;
    private final Gate gate;

    EvidenceController(EvidenceRecord evidence, Gate gate) {
        this.evidence = evidence;
        this.gate = gate;
    }

    /** A fact, and the gate with it. */
    record Answer(EvidenceView evidence, GateView gate) {}

    /**
     * Facts, newest first.
     *
     * @param next the value of {@code before} for the next page, or null on the last one
     */
    record Page(List<EvidenceView> items, @Nullable Long next) {}

    /** Why a fact is withdrawn. */
    record Withdrawal(@Nullable String reason) {}

    @GetMapping("/gate")
    @Act("read-customers")
    GateView gate(@PathVariable String number) {
        return gate.of(number);
    }

    @GetMapping("/evidence")
    @Act("read-journal")
    Page list(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int size) {
        FieldChecks check = new FieldChecks();
        check.between("size", size, 1, LARGEST_PAGE);
        check.refuseIfWrong();
        List<EvidenceView> items = evidence.newest(number, before == null ? Long.MAX_VALUE : before, size);
        return new Page(items, items.size() < size ? null : items.get(size - 1).id());
    }

    @PostMapping("/evidence")
    @Act("record-evidence")
    Answer put(@PathVariable String number, @RequestBody NewEvidence fact, Principal by) {
        EvidenceView recorded = evidence.stated(number, fact, by.getName());
        return new Answer(recorded, gate.of(number));
    }

    @PostMapping("/evidence/{id}/withdrawal")
    @Act("record-evidence")
    Answer withdraw(
            @PathVariable String number, @PathVariable long id, @RequestBody Withdrawal withdrawal, Principal by) {
        EvidenceView withdrawn = evidence.withdraw(number, id, withdrawal.reason(), by.getName());
        return new Answer(withdrawn, gate.of(number));
    }
}
