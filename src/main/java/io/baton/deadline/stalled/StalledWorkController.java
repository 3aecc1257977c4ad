package io.baton.deadline.stalled;

import io.baton.api.Act;
import io.baton.api.FieldChecks;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What stalls, at any moment that somebody asks. */
@RestController
@RequestMapping("/api/stalled")
class StalledWorkController {

    private static final int LARGEST_PAGE = 200;
    /** So that an offset never makes the database walk millions of rows. */
    private static final int LAST_PAGE = 100_000;

    private final StalledWork stalledWork;

    StalledWorkController(StalledWork stalledWork) {
        this.stalledWork = stalledWork;
    }

    @GetMapping
    @Act("read-stalled")
    StalledPage list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        FieldChecks check = new FieldChecks();
        check.between("page", page, 0, LAST_PAGE);
        check.between("size", size, 1, LARGEST_PAGE);
        check.refuseIfWrong();
        return stalledWork.page(page, size);
    }
}
