package io.baton.lead.pool;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.customer.Stage;
import io.baton.deadline.OpenDeadlines;
import io.baton.engine.Decisions;
import io.baton.engine.FormContext.Option;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts on record that somebody got in touch with a customer. What counts as a real touch says {@code touch-kinds.dmn}; only
 * that stops the window of a lead's first response and the clock of idle leads.
 */
@Service
@Transactional
public class Touches {

    private static final String TABLE = "touch-kinds";

    private final Decisions decisions;
    private final CustomerRecord record;
    private final Custody custody;
    private final LeadRows leads;
    private final LeadPools leadPools;
    private final LeadStageProcess stage;
    private final OpenDeadlines deadlines;
    private final Clock clock;

    Touches(
            Decisions decisions,
            CustomerRecord record,
            Custody custody,
            LeadRows leads,
            LeadPools leadPools,
            LeadStageProcess stage,
            OpenDeadlines deadlines,
            Clock clock) {
        this.decisions = decisions;
        this.record = record;
        this.custody = custody;
        this.leads = leads;
        this.leadPools = leadPools;
        this.stage = stage;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** The ways to touch a customer, for forms. */
    @Transactional(readOnly = true)
    public List<Option> kinds() {
        return decisions.options(TABLE, "kind");
    }

    /**
     * Somebody got in touch with a customer, or tried to. A new lead that is really touched is answered: whoever waits for
     * its first response has it, and the diagram goes on to the next talk.
     *
     * @param asked the customer's number; one that was merged into another stands for that one
     * @param kind one of {@code touch-kinds.dmn}
     * @param text what was said, for the journal; null where nothing was
     * @param by who did it
     * @throws Refusal where the kind is unknown, the text does not fit, or the acting person has no say in the stage
     */
    public void log(String asked, @Nullable String kind, @Nullable String text, String by) {
        CustomerFacts customer = record.lock(asked);
        custody.requireVoice(customer);
        boolean counts = write(customer, kind, text, by);
        if (!counts || customer.stage() != Stage.NEW_LEAD) {
            return;
        }
        String number = customer.number();
        if (leadPools.takeIfFree(number, by)) {
            stage.ownedBy(number, Party.person(by));
        }
        stage.open(number).forEach(task -> deadlines.answered(number, task, by));
        stage.touched(number);
    }

    /**
     * The same as a form's answer: its task is done by whoever sends it, and nothing has to be told to the diagram.
     *
     * @return whether it was a real touch
     * @throws Refusal where the kind is missing or unknown
     */
    public boolean answered(String number, @Nullable String kind, @Nullable String note, String by) {
        return write(record.facts(number), kind, note, by);
    }

    private boolean write(CustomerFacts customer, @Nullable String kind, @Nullable String text, String by) {
        Map<String, Object> row = rowOf(kind);
        String note = Texts.optional("text", text, Texts.LONG);
        boolean counts = Boolean.TRUE.equals(row.get("counts"));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", kind);
        facts.put("counts", counts);
        record.contacted(customer.number(), by, row.get("label") + " by " + by + ".", facts, note);
        if (counts) {
            leads.findById(CustomerNumber.idOf(customer.number())).ifPresent(lead -> lead.touched(clock.instant()));
        }
        return counts;
    }

    private Map<String, Object> rowOf(@Nullable String kind) {
        List<Map<String, Object>> rows = decisions.rows(TABLE, Map.of());
        return rows.stream()
                .filter(row -> row.get("kind").equals(kind))
                .findFirst()
                .orElseThrow(() -> Refusal.ofField(
                        "kind",
                        "must be one of "
                                + rows.stream()
                                        .map(row -> String.valueOf(row.get("kind")))
                                        .collect(Collectors.joining(", "))));
    }
}
