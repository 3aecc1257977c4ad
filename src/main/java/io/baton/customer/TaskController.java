package io.baton.customer;

import io.baton.api.Act;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What managers do with open tasks. */
@RestController
@RequestMapping("/api/tasks")
class TaskController {

    private final Reassignment reassignment;
    private final CustomerReader reader;

    TaskController(Reassignment reassignment, CustomerReader reader) {
        this.reassignment = reassignment;
        this.reader = reader;
    }

    @PostMapping("/{id}/reassign")
    @Act("reassign-tasks")
    CustomerView reassign(@PathVariable String id, @RequestBody To to, Principal by) {
        return reader.one(reassignment.reassign(id, to.to(), to.reason(), by.getName()));
    }

    /** To whom, and why. */
    record To(@Nullable String to, @Nullable String reason) {}
}
