package io.baton.duplicate;

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

/** Makes one customer of two, and two of one again. */
@RestController
@RequestMapping("/api/customers/{number}/merge")
class MergeController {

    private final Merge merge;
    private final CustomerReader reader;

    MergeController(Merge merge, CustomerReader reader) {
        this.merge = merge;
        this.reader = reader;
    }

    /** Into which customer this one goes, and why. */
    record Into(@Nullable String into, @Nullable String reason) {}

    /** Why the two were two after all. */
    record Undo(@Nullable String reason) {}

    @PostMapping
    @Act("merge-customers")
    CustomerView merge(@PathVariable String number, @RequestBody Into into, Principal by) {
        return reader.one(merge.asked(number, into.into(), into.reason(), by.getName()));
    }

    @PostMapping("/undo")
    @Act("merge-customers")
    CustomerView undo(@PathVariable String number, @RequestBody Undo undo, Principal by) {
        merge.undo(number, undo.reason(), by.getName());
        return reader.one(number);
    }
}
