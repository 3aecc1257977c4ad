package io.baton.gate;

import io.baton.api.Act;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes the playbook that a customer follows. */
@RestController
@RequestMapping("/api/customers/{number}/playbook")
class PlaybookController {

    private final PlaybookChange playbooks;

    PlaybookController(PlaybookChange playbooks) {
        this.playbooks = playbooks;
    }

    /** Which playbook, and why; a preview needs no reason. */
    record Change(@Nullable String playbook, @Nullable String reason) {}

    @PostMapping
    @Act("change-playbooks")
    PlaybookChange.View change(
            @PathVariable String number,
            @RequestBody Change change,
            @RequestParam(defaultValue = "false") boolean preview,
            Principal by) {
        return preview
                ? playbooks.preview(number, change.playbook())
                : playbooks.change(number, change.playbook(), change.reason(), by.getName());
    }
}
