package io.baton.team;

import io.baton.api.Act;
import io.baton.api.FieldChecks;
import io.baton.api.Texts;
import java.util.HashMap;
import java.util.Map;
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

/** Who is away when. */
@RestController
@RequestMapping("/api/absences")
class AbsenceController {

    private final Absences absences;
    private final AbsenceReader reader;
    private final AbsenceProcess process;

    AbsenceController(Absences absences, AbsenceReader reader, AbsenceProcess process) {
        this.absences = absences;
        this.reader = reader;
        this.process = process;
    }

    @GetMapping
    @Act("read-absences")
    AbsenceReader.Page list(
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        FieldChecks check = new FieldChecks();
        check.between("page", page, 0, TeamController.LAST_PAGE);
        check.between("size", size, 1, TeamController.LARGEST_PAGE);
        check.refuseIfWrong();
        return reader.page(Texts.optional("person", person, Texts.SHORT), page, size);
    }

    @PostMapping
    @Act("plan-absences")
    @ResponseStatus(HttpStatus.CREATED)
    AbsenceReader.View plan(@RequestBody Absences.Plan plan) {
        // The form says what is wrong in a sentence; a system wants it by field.
        absences.check(plan);
        return reader.ofInstance(process.plan(answers(plan)));
    }

    @PostMapping("/{id}/cancellation")
    @Act("plan-absences")
    AbsenceReader.View callOff(@PathVariable long id) {
        absences.callOff(id);
        return reader.one(id);
    }

    private static Map<String, Object> answers(Absences.Plan plan) {
        Map<String, Object> answers = new HashMap<>();
        putIfGiven(answers, AbsenceProcess.PERSON.name(), plan.person());
        putIfGiven(answers, AbsenceProcess.FROM.name(), plan.from());
        putIfGiven(answers, AbsenceProcess.UNTIL.name(), plan.until());
        putIfGiven(answers, AbsenceProcess.BACKUP.name(), plan.backup());
        putIfGiven(answers, AbsenceProcess.REASON.name(), plan.reason());
        return answers;
    }

    private static void putIfGiven(Map<String, Object> answers, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            answers.put(field, value.strip());
        }
    }
}
