package io.baton.lead.pool;

import io.baton.api.Act;
import io.baton.api.InBrief;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView;
import java.security.Principal;
import java.util.List;
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

/** Shows how the lead pools stand, and takes in that somebody got in touch with a customer. */
@RestController
@RequestMapping("/api")
class PoolController {

    private final PoolOverview overview;
    private final LeadNumbers numbers;
    private final Touches touches;
    private final CustomerReader reader;

    PoolController(PoolOverview overview, LeadNumbers numbers, Touches touches, CustomerReader reader) {
        this.numbers = numbers;
        this.overview = overview;
        this.touches = touches;
        this.reader = reader;
    }

    @GetMapping("/pools")
    @Act("read-team")
    List<PoolView> pools() {
        return overview.all();
    }

    /** Everybody's numbers. */
    @GetMapping("/pools/{pool}/numbers")
    @Act("read-numbers")
    PoolNumbers numbers(
            @PathVariable String pool,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return numbers.of(pool, from, to, null);
    }

    /** The numbers of whoever asks. */
    @GetMapping("/pools/{pool}/numbers/mine")
    @Act("read-own-numbers")
    PoolNumbers ownNumbers(
            @PathVariable String pool,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Principal by) {
        return numbers.of(pool, from, to, by.getName());
    }

    @PostMapping("/customers/{number}/touches")
    @Act("write-notes")
    @InBrief
    @ResponseStatus(HttpStatus.CREATED)
    CustomerView touch(@PathVariable String number, @RequestBody Touch touch, Principal by) {
        touches.log(number, touch.kind(), touch.text(), by.getName());
        return reader.one(number);
    }

    /** How somebody got in touch, and what was said. */
    record Touch(@Nullable String kind, @Nullable String text) {}
}
