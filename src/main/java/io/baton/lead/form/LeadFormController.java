package io.baton.lead.form;

import io.baton.api.ClientNetwork;
import io.baton.api.Refusal;
import io.baton.api.Refusal.FieldProblem;
import io.baton.engine.Decisions;
import io.baton.engine.Desk;
import io.baton.lead.LeadIntake;
import io.baton.lead.NewLead;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page on which anybody can become a lead; source and campaign may stand in its address. */
@RestController
@EnableConfigurationProperties(LeadFormSettings.class)
class LeadFormController {

    static final String PATH = "/lead-form";

    /** Who stands in the journal for what came by the form. */
    private static final String BY = "lead-form";

    private static final String SOURCE = "web";

    /** What the intake calls a field, and what the page calls it. */
    private static final Map<String, String> FIELDS =
            Map.of("contact.name", "name", "contact.email", "email", "contact.phone", "phone", "contact", "email");

    private static final Map<String, String> LABELS = Map.of(
            "company", "Company",
            "name", "Your name",
            "email", "Email",
            "phone", "Phone",
            "region", "Country",
            "product", "What it is about",
            "message", "Your message");

    private final LeadIntake intake;
    private final LeadFormSettings settings;
    private final LeadFormLimits limits;
    private final OpenedForm opened;
    private final Decisions decisions;
    private final Desk desk;

    LeadFormController(
            LeadIntake intake,
            LeadFormSettings settings,
            LeadFormLimits limits,
            OpenedForm opened,
            Decisions decisions,
            Desk desk) {
        this.intake = intake;
        this.settings = settings;
        this.limits = limits;
        this.opened = opened;
        this.decisions = decisions;
        this.desk = desk;
    }

    @GetMapping(PATH)
    ResponseEntity<String> page(@RequestParam Map<String, String> asked) {
        if (!settings.enabled()) {
            return answer(HttpStatus.NOT_FOUND).body(LeadFormPage.closed());
        }
        if (asked.containsKey("thanks")) {
            return answer(HttpStatus.OK).body(LeadFormPage.thanks(firstResponse()));
        }
        Map<String, String> preset = new HashMap<>(asked);
        preset.keySet().retainAll(List.of("source", "campaign", "product", "region"));
        return answer(HttpStatus.OK).body(LeadFormPage.form(preset, List.of(), opened.now()));
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> send(@RequestParam Map<String, String> typed, HttpServletRequest request) {
        if (!settings.enabled()) {
            return answer(HttpStatus.NOT_FOUND).body(LeadFormPage.closed());
        }
        Duration wait = limits.take(ClientNetwork.of(request.getRemoteAddr()));
        if (!wait.isZero()) {
            long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
            return answer(HttpStatus.TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                    .body(LeadFormPage.tooMany(seconds));
        }
        if (!typed.getOrDefault("website", "").isEmpty()) {
            // No person sees that field. Who fills it in learns nothing from the answer.
            return sent();
        }
        if (!opened.isGood(typed.get("opened"))) {
            return again(
                    typed,
                    List.of(new FieldProblem(
                            "company",
                            "That was very fast, or the page was open for long: please send it once more.")));
        }
        try {
            desk.as(BY, () -> intake.receive(lead(typed), BY));
            return sent();
        } catch (Refusal refusal) {
            return again(typed, problems(refusal));
        }
    }

    private NewLead lead(Map<String, String> typed) {
        String source = typed.get("source");
        return new NewLead(
                typed.get("company"),
                new NewLead.Person(typed.get("name"), typed.get("email"), typed.get("phone")),
                typed.get("product"),
                null,
                null,
                source != null && isKnown(source) ? source : SOURCE,
                typed.get("campaign"),
                typed.get("region"),
                null,
                null,
                typed.get("message"));
    }

    private boolean isKnown(String source) {
        return decisions.options("lead-sources", "source").stream()
                .anyMatch(option -> option.value().equals(source));
    }

    private static List<FieldProblem> problems(Refusal refusal) {
        if (refusal.errors().isEmpty()) {
            return List.of(new FieldProblem("company", refusal.getMessage()));
        }
        return refusal.errors().stream()
                .map(it -> {
                    String field = FIELDS.getOrDefault(it.field(), it.field());
                    String label = it.field().equals("contact")
                            ? "We"
                            : LABELS.getOrDefault(field, "The address of this page");
                    String reason = it.field().equals("contact")
                            ? "need an email address or a phone number"
                            : it.reason().replace("come with the region", "choose the country below");
                    return new FieldProblem(field, label + " " + reason + ".");
                })
                .toList();
    }

    private ResponseEntity<String> again(Map<String, String> typed, List<FieldProblem> wrong) {
        return answer(HttpStatus.BAD_REQUEST).body(LeadFormPage.form(typed, wrong, opened.now()));
    }

    /** So that reloading the page sends nothing again. */
    private ResponseEntity<String> sent() {
        return answer(HttpStatus.SEE_OTHER)
                .location(URI.create(PATH + "?thanks"))
                .build();
    }

    private ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src " + LeadFormPage.styleSource()
                                + "; base-uri 'none'; form-action 'self'; frame-ancestors "
                                + settings.frameAncestors());
    }

    /** By when a new lead is answered, as the table of windows says it for everybody; null where it says nothing. */
    private @Nullable String firstResponse() {
        Map<String, Object> everybody = new HashMap<>();
        for (String input : List.of("playbook", "stage", "valueTier", "severity")) {
            everybody.put(input, "");
        }
        everybody.put("window", "first-response");
        return Optional.of(decisions.rows("follow-up-windows", everybody))
                .filter(rows -> !rows.isEmpty())
                .map(rows -> (String) rows.get(0).get("duration"))
                .orElse(null);
    }
}
