package io.baton.deadline;

import io.baton.api.Act;
import io.baton.api.FieldChecks;
import io.baton.api.InBrief;
import io.baton.api.Refusal;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** By when the steps of a customer are done, what became of those before, and waiting for the customer. */
@RestController
@RequestMapping("/api/customers/{number}")
class DeadlineController {

    private static final int MOST = 200;

    private final DeadlineRows rows;
    private final Pauses pauses;
    private final WaitForCustomerProcess waiting;
    private final CustomerReplies replies;
    private final CustomerReader reader;
    private final Clock clock;

    DeadlineController(
            DeadlineRows rows,
            Pauses pauses,
            WaitForCustomerProcess waiting,
            CustomerReplies replies,
            CustomerReader reader,
            Clock clock) {
        this.rows = rows;
        this.pauses = pauses;
        this.waiting = waiting;
        this.replies = replies;
        this.reader = reader;
        this.clock = clock;
    }

    /** Until when the customer is waited for, and why. */
    record Wait(@Nullable String until, @Nullable String reason) {}

    /** What the customer answered. */
    record Reply(@Nullable String text) {}

    @GetMapping("/deadlines")
    @Act("read-customers")
    @Transactional(readOnly = true)
    DeadlineView.Answer deadlines(@PathVariable String number, @RequestParam(defaultValue = "50") int size) {
        FieldChecks check = new FieldChecks();
        check.between("size", size, 1, MOST);
        check.refuseIfWrong();
        return new DeadlineView.Answer(rows.newestOf(reader.family(number), Limit.of(size)).stream()
                .map(deadline -> deadline.view(
                        clock.instant(),
                        deadline.wasEverPaused()
                                ? pauses.findByDeadlineIdOrderByFromAt(deadline.id()).stream()
                                        .map(Pause::view)
                                        .toList()
                                : java.util.List.of()))
                .toList());
    }

    @PostMapping("/pause")
    @Act("pause-deadlines")
    @Transactional
    CustomerView pause(@PathVariable String number, @RequestBody Wait wait) {
        if (wait.until() != null && !wait.until().isBlank()) {
            try {
                LocalDate.parse(wait.until());
            } catch (DateTimeException e) {
                throw Refusal.ofField("until", "must be a date such as 2026-03-31");
            }
        }
        waiting.begin(number, wait.until(), wait.reason());
        return reader.one(number);
    }

    @PostMapping("/replies")
    @Act("write-notes")
    @InBrief
    @ResponseStatus(HttpStatus.CREATED)
    CustomerView replied(@PathVariable String number, @RequestBody Reply reply, Principal by) {
        replies.replied(number, reply.text(), by.getName());
        return reader.one(number);
    }
}
