package io.baton.imports;

import io.baton.api.Refusal;
import io.baton.care.RenewalDates;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerLifecycleProcess;
import io.baton.customer.CustomerRecord;
import io.baton.customer.ImportedCustomers;
import io.baton.customer.ImportedCustomers.Origin;
import io.baton.customer.Party;
import io.baton.customer.Stage;
import io.baton.deadline.Deadlines;
import io.baton.duplicate.Duplicates;
import io.baton.engine.OwnTransaction;
import io.baton.gate.SkippedStages;
import io.baton.imports.ImportRun.State;
import io.baton.imports.ImportStore.Done;
import io.baton.imports.ImportedRow.Problem;
import io.baton.sheet.SourceRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Does what the dry run said, batch by batch. A batch and the word that its rows are done are written together; where one
 * row of it fails, each is done alone, so that the others come through.
 */
@Service
class RowImport {

    private static final Logger LOG = LoggerFactory.getLogger(RowImport.class);

    /** As many rows as one job does: few enough for a few seconds, and many enough that no thread waits long for the last. */
    private static final int AT_ONCE = 500;

    /** As many as one transaction writes. */
    private static final int IN_ONE_TRANSACTION = 50;

    /** Where so many rows fail on our side one after the other, it is not the rows that are wrong. */
    static final int MOST_FAILED_IN_A_ROW = 10;

    static final String DECISION = "decision-date";

    private final ImportStore store;
    private final ImportTables tables;
    private final RowPlanner planner;
    private final ImportedCustomers customers;
    private final CustomerRecord record;
    private final CustomerLifecycleProcess lifecycle;
    private final SkippedStages skipped;
    private final Deadlines deadlines;
    private final Duplicates duplicates;
    private final AlikeRows alikeRows;
    private final RenewalDates renewals;
    private final OwnTransaction pieces;
    private final Lanes lanes;

    RowImport(
            ImportStore store,
            ImportTables tables,
            RowPlanner planner,
            ImportedCustomers customers,
            CustomerRecord record,
            CustomerLifecycleProcess lifecycle,
            SkippedStages skipped,
            Deadlines deadlines,
            Duplicates duplicates,
            AlikeRows alikeRows,
            RenewalDates renewals,
            OwnTransaction pieces,
            Lanes lanes) {
        this.store = store;
        this.tables = tables;
        this.planner = planner;
        this.customers = customers;
        this.record = record;
        this.lifecycle = lifecycle;
        this.skipped = skipped;
        this.deadlines = deadlines;
        this.duplicates = duplicates;
        this.alikeRows = alikeRows;
        this.renewals = renewals;
        this.pieces = pieces;
        this.lanes = lanes;
    }

    /**
     * Imports the next batch.
     *
     * @return whether another one has to follow
     */
    boolean next(long run) {
        Batch batch = pieces.call(() -> {
            ImportRun found = store.find(run);
            return new Batch(found, found.columns(tables), store.toDo(run, AT_ONCE));
        });
        if (batch.rows().isEmpty()) {
            return pieces.call(() -> {
                boolean asked = alikeRows.ask(run);
                if (!asked) {
                    store.become(run, State.DONE);
                }
                return asked;
            });
        }
        // No two rows speak of the same customer: those that repeat another one were told apart when the file was read.
        lanes.forEach(batch.pieces(), () -> {
            Vocabulary words = pieces.call(planner::vocabulary);
            return piece -> together(piece, words);
        });
        return true;
    }

    private void together(Batch piece, Vocabulary words) {
        try {
            pieces.call(() -> write(piece, words));
        } catch (RuntimeException e) {
            LOG.info(
                    "Import {}: some rows are done one by one, since one of them fails: {}",
                    piece.run().id(),
                    e.getMessage());
            oneByOne(piece, words);
        }
    }

    /**
     * Does each row alone. Where one after the other fails it is not the rows that are wrong: then nothing is said of them, and
     * the engine tries again later.
     */
    private void oneByOne(Batch batch, Vocabulary words) {
        List<Done> failed = new ArrayList<>();
        for (SourceRow row : batch.rows()) {
            try {
                pieces.call(() -> write(batch.of(List.of(row)), words));
                if (!failed.isEmpty()) {
                    store(batch, failed);
                    failed.clear();
                }
            } catch (Refusal e) {
                failed.add(failed(row, "refused", e.getMessage()));
            } catch (RuntimeException e) {
                LOG.warn("Import {}: line {} cannot be imported", batch.run().id(), row.line(), e);
                failed.add(
                        failed(
                                row,
                                "failed",
                                "failed on our side and nothing of it was written; the log says why. Import the file again later"));
                if (failed.size() >= MOST_FAILED_IN_A_ROW
                        && failed.stream().allMatch(it -> it.result().equals("failed"))) {
                    throw e;
                }
            }
        }
        store(batch, failed);
    }

    private static Done failed(SourceRow row, String result, String reason) {
        return new Done(row.line(), result, null, List.of(new Problem("", "", reason)), List.of(), null);
    }

    private void store(Batch batch, List<Done> rows) {
        pieces.call(() -> {
            store.done(batch.run().id(), rows);
            return rows;
        });
    }

    private record Batch(ImportRun run, Columns columns, List<SourceRow> rows) {

        private List<Batch> pieces() {
            List<Batch> pieces = new ArrayList<>();
            for (int from = 0; from < rows.size(); from += IN_ONE_TRANSACTION) {
                pieces.add(of(rows.subList(from, Math.min(from + IN_ONE_TRANSACTION, rows.size()))));
            }
            return pieces;
        }

        private Batch of(List<SourceRow> some) {
            return new Batch(run, columns, some);
        }
    }

    private Batch write(Batch asked, Vocabulary words) {
        ImportRun run = asked.run();
        Batch batch = asked.of(store.stillToDo(run.id(), asked.rows()));
        List<RowPlan> plans = planner.planAlone(batch.rows(), batch.columns(), run.mapping(), words, run.id());
        List<String> known = plans.stream()
                .map(RowPlan::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        record.lockAll(known);
        record.requireNoneUndone(known);
        List<Done> done = new ArrayList<>();
        List<CustomerFacts> placed = new ArrayList<>();
        Map<String, String> references = new LinkedHashMap<>();
        Map<String, Duplicates.Found> alike = new LinkedHashMap<>();
        Map<Long, String> ofOneFile = store.alike(run.id(), batch.rows());
        for (RowPlan plan : plans) {
            Origin origin =
                    new Origin(run.by(), run.id(), run.fileName(), plan.row().line());
            String number = switch (plan.outcome()) {
                case NEW -> created(plan, origin, placed);
                case UPDATE -> updated(plan, origin);
                default -> plan.customer();
            };
            if (number != null && plan.row().reference() != null) {
                references.put(plan.row().reference(), number);
            }
            if (plan.alike() != null && number != null) {
                alike.put(number, plan.alike());
            }
            List<String> notes = new ArrayList<>(plan.notes());
            if (ofOneFile.containsKey(plan.row().line())) {
                notes.add(ofOneFile.get(plan.row().line()));
            }
            done.add(new Done(plan.row().line(), result(plan), number, plan.problems(), notes, before(plan)));
        }
        placed.forEach(lifecycle::joins);
        customers.writeOut();
        store.refer(references);
        alike.forEach(duplicates::compare);
        skipped.placed(
                placed.stream().filter(it -> it.stage() != Stage.NEW_LEAD).toList());
        store.done(run.id(), done);
        return batch;
    }

    private static String result(RowPlan plan) {
        return switch (plan.outcome()) {
            case NEW -> "created";
            case UPDATE -> "updated";
            case UNCHANGED -> "unchanged";
            default -> "refused";
        };
    }

    private static @Nullable Map<String, Object> before(RowPlan plan) {
        return plan.outcome() == RowPlan.Outcome.UPDATE ? plan.changes() : null;
    }

    private String created(RowPlan plan, Origin origin, List<CustomerFacts> placed) {
        ImportedRow row = plan.row();
        Stage stage = (Stage) plan.changes().get("stage");
        String playbook = (String) plan.changes().get("playbook");
        Party owner = row.owner() == null ? Party.team(planner.team(playbook, stage)) : Party.person(row.owner());
        CustomerFacts customer = customers.open(
                Objects.requireNonNull(plan.opens()), stage, owner, row.decisionOn(), row.renewalOn(), origin);
        plan.noteTexts().forEach(text -> customers.note(customer.number(), text, origin));
        if (!stage.isEnd()) {
            if (plan.due() != null && plan.window() != null) {
                deadlines.agreeAtFirst(customer.number(), plan.window(), plan.due());
            }
            if (row.decisionOn() != null && !row.decisionOn().isBefore(deadlines.today())) {
                deadlines.agreeAtFirst(customer.number(), DECISION, row.decisionOn());
            }
            placed.add(customer);
        }
        return customer.number();
    }

    private String updated(RowPlan plan, Origin origin) {
        String number = Objects.requireNonNull(plan.customer());
        if (plan.correction() != null) {
            customers.correct(number, plan.correction(), plan.changes(), origin);
        }
        plan.noteTexts().forEach(text -> customers.note(number, text, origin));
        if (plan.due() != null && plan.window() != null) {
            deadlines.agree(number, plan.window(), plan.due());
        }
        if (plan.row().decisionOn() != null && plan.changes().containsKey("decisionOn")) {
            deadlines.agree(number, DECISION, plan.row().decisionOn());
        }
        if (plan.row().renewalOn() != null && plan.changes().containsKey("renewalOn")) {
            renewals.changed(number);
        }
        return number;
    }
}
