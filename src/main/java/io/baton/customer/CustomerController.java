package io.baton.customer;

import io.baton.api.Act;
import io.baton.api.FieldChecks;
import io.baton.api.InBrief;
import io.baton.api.Texts;
import io.baton.customer.CustomerView.JournalPage;
import io.baton.customer.CustomerView.Page;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The record for other systems: lists, one customer, its journal, and notes. */
@RestController
@RequestMapping("/api/customers")
class CustomerController {

    private static final int LARGEST_PAGE = 200;
    /** So that an offset never makes the database walk millions of rows. */
    private static final int LAST_PAGE = 100_000;

    private final CustomerReader reader;
    private final Notes notes;

    CustomerController(CustomerReader reader, Notes notes) {
        this.reader = reader;
        this.notes = notes;
    }

    @GetMapping
    @Act("read-customers")
    Page list(
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        FieldChecks check = new FieldChecks();
        check.between("page", page, 0, LAST_PAGE);
        check.between("size", size, 1, LARGEST_PAGE);
        check.refuseIfWrong();
        return reader.page(
                stage == null ? null : Stage.of(stage),
                Texts.optional("owner", owner, Texts.SHORT),
                Texts.optional("q", q, Texts.SHORT),
                page,
                size);
    }

    @GetMapping("/{number}")
    @Act("read-customers")
    @InBrief
    CustomerView one(@PathVariable String number) {
        return reader.one(number);
    }

    @GetMapping("/{number}/journal")
    @Act("read-journal")
    JournalPage journal(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int size) {
        FieldChecks check = new FieldChecks();
        check.between("size", size, 1, LARGEST_PAGE);
        check.refuseIfWrong();
        return reader.journal(number, before, size);
    }

    @PostMapping("/{number}/notes")
    @Act("write-notes")
    @InBrief
    @ResponseStatus(HttpStatus.CREATED)
    CustomerView note(@PathVariable String number, @RequestBody Note note, Principal by) {
        notes.leave(number, Texts.required("text", note.text(), Texts.LONG), by.getName());
        return reader.one(number);
    }

    /** A note to add. */
    record Note(@Nullable String text) {}
}
