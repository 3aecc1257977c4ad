package io.baton.team;

import io.baton.api.Act;
import io.baton.api.FieldChecks;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The people, who stands in for them, and how much they can carry. */
@RestController
@RequestMapping("/api/team")
class TeamController {

    static final int LARGEST_PAGE = 200;
    /** So that an offset never makes the database walk millions of rows. */
    static final int LAST_PAGE = 100_000;

    private final TeamSettings settings;

    TeamController(TeamSettings settings) {
        this.settings = settings;
    }

    @GetMapping
    @Act("read-team")
    TeamSettings.Page list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        FieldChecks check = new FieldChecks();
        check.between("page", page, 0, LAST_PAGE);
        check.between("size", size, 1, LARGEST_PAGE);
        check.refuseIfWrong();
        return settings.page(page, size);
    }

    @PutMapping("/{person}")
    @Act("change-team")
    TeamMember change(@PathVariable String person, @RequestBody Said said) {
        return settings.change(person, said.backup(), said.capacity());
    }

    /** What a team lead says about a person. */
    record Said(@Nullable String backup, @Nullable Integer capacity) {}
}
