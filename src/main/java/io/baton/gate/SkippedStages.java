package io.baton.gate;

import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.Stage;
import io.baton.engine.Decisions;
import io.baton.gate.GateView.Skipped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Of customers who were placed in a stage without having gone through those before it: what those ask for and nobody has
 * shown. It is listed as work until somebody puts it on file, and is never taken for met.
 */
@Component
public class SkippedStages {

    private final Decisions decisions;
    private final EvidenceKeys keys;
    private final Custody custody;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    SkippedStages(
            Decisions decisions,
            EvidenceKeys keys,
            Custody custody,
            JdbcClient jdbc,
            JdbcTemplate batches,
            Clock clock) {
        this.decisions = decisions;
        this.keys = keys;
        this.custody = custody;
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Puts on record what the stages before their own ask for, for customers of whom nothing but their record is known.
     *
     * @param customers whose rows are written already
     */
    public void placed(List<CustomerFacts> customers) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Object[]> rows = new ArrayList<>();
        for (CustomerFacts customer : customers) {
            // Every customer has a contact.
            Set<String> onRecord = FactsOnFile.known(customer, true);
            Arrays.stream(Stage.values())
                    .filter(stage -> stage.compareTo(customer.stage()) < 0)
                    .filter(stage -> custody.uses(customer.playbook(), stage))
                    .forEach(stage -> asked(customer.playbook(), stage).stream()
                            .filter(key -> !onRecord.contains(key))
                            .forEach(key -> rows.add(
                                    new Object[] {CustomerNumber.idOf(customer.number()), stage.id(), key, now})));
        }
        batches.batchUpdate(
                "insert into skipped_criterion (customer_id, stage, criterion, since) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                rows);
    }

    private List<String> asked(String playbook, Stage stage) {
        return decisions.rows("exit-criteria", Map.of("playbook", playbook, "stage", stage.id())).stream()
                .flatMap(row -> row.get("checklist") == null
                        ? java.util.stream.Stream.of(row)
                        : decisions.rows("checklists", Map.of("checklist", row.get("checklist"))).stream())
                .map(row -> (String) row.get("evidence"))
                .toList();
    }

    /** What the stages asked for that the customer was placed behind, in their order, whether it is shown by now or not. */
    List<Skipped> of(CustomerFacts customer) {
        Map<String, EvidenceKey> known = keys.all();
        return jdbc
                .sql("select stage, criterion, since from skipped_criterion where customer_id = :customer")
                .param("customer", CustomerNumber.idOf(customer.number()))
                .query((row, index) -> new Skipped(
                        row.getString("stage"),
                        row.getString("criterion"),
                        known.containsKey(row.getString("criterion"))
                                ? known.get(row.getString("criterion")).label()
                                : row.getString("criterion"),
                        instant(row.getObject("since", java.time.OffsetDateTime.class))))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparing((Skipped it) -> Stage.of(it.stage()))
                        .thenComparing(Skipped::criterion))
                .toList();
    }

    private static Instant instant(java.time.OffsetDateTime time) {
        return time.toInstant();
    }
}
