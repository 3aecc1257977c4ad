package io.baton.deadline.recompute;

import io.baton.api.Act;
import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.customer.CustomerSight;
import io.baton.deadline.ChangedDates;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which dates are other ones by the tables of now, and the order to move them. */
@RestController
@RequestMapping("/api/deadlines")
class RecomputationController {

    private static final int LARGEST_PAGE = 200;
    /** A call looks at so many dates and no more; {@code next} says where the following one goes on. */
    private static final int MOST_LOOKED = 5_000;

    private final ChangedDates dates;
    private final Recomputation recomputation;
    private final CustomerSight sight;

    RecomputationController(ChangedDates dates, Recomputation recomputation, CustomerSight sight) {
        this.sight = sight;
        this.dates = dates;
        this.recomputation = recomputation;
    }

    @GetMapping("/changes")
    @Act("recompute-deadlines")
    ChangedDates.Look changes(
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int size) {
        FieldChecks check = new FieldChecks();
        check.between("size", size, 1, LARGEST_PAGE);
        check.refuseIfWrong();
        try {
            ChangedDates.Look look = dates.look(after, size, MOST_LOOKED);
            Set<String> seen = sight.seenOf(look.items().stream()
                    .map(ChangedDates.Change::number)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
            return new ChangedDates.Look(
                    look.items().stream()
                            .filter(change -> change.number() == null || seen.contains(change.number()))
                            .toList(),
                    look.looked(),
                    look.next());
        } catch (IllegalArgumentException e) {
            throw Refusal.ofField("after", "is none that a call before gave as next");
        }
    }

    @PostMapping("/recomputation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Act("recompute-deadlines")
    void begin() {
        recomputation.begin();
    }
}
