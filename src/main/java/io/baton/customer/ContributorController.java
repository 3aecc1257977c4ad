package io.baton.customer;

import io.baton.api.Act;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who contributes to a customer beside its owner. */
@RestController
@RequestMapping("/api/customers/{number}/contributors")
class ContributorController {

    private final BringIn bringIn;

    ContributorController(BringIn bringIn) {
        this.bringIn = bringIn;
    }

    /** The contributors of a customer. */
    record Answer(List<BringIn.View> items) {}

    /** Whom to bring in, and what for. */
    record Colleague(@Nullable String person, @Nullable String reason) {}

    @GetMapping
    @Act("read-customers")
    Answer list(@PathVariable String number) {
        return new Answer(bringIn.of(number));
    }

    @PostMapping
    @Act("name-contributors")
    @ResponseStatus(HttpStatus.CREATED)
    Answer name(@PathVariable String number, @RequestBody Colleague colleague, Principal by) {
        bringIn.name(number, colleague.person(), colleague.reason(), by.getName());
        return new Answer(bringIn.of(number));
    }

    @DeleteMapping("/{person}")
    @Act("name-contributors")
    Answer letGo(@PathVariable String number, @PathVariable String person, Principal by) {
        bringIn.letGo(number, person, by.getName());
        return new Answer(bringIn.of(number));
    }
}
