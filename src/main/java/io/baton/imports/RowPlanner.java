package io.baton.imports;

import io.baton.api.Texts;
import io.baton.customer.ComparisonKeys;
import io.baton.customer.Custody;
import io.baton.customer.ImportedCustomers.Correction;
import io.baton.customer.NewCustomer;
import io.baton.customer.Playbooks;
import io.baton.customer.Stage;
import io.baton.deadline.Deadlines;
import io.baton.duplicate.Duplicates;
import io.baton.engine.People;
import io.baton.imports.ImportedRow.Problem;
import io.baton.imports.KnownCustomers.Existing;
import io.baton.imports.RowPlan.Outcome;
import io.baton.sheet.SourceRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Says what is to become of each row, from what is in the file and what is on record at this moment. */
@Component
class RowPlanner {

    private final ImportTables tables;
    private final Playbooks playbooks;
    private final Custody custody;
    private final People people;
    private final Deadlines deadlines;
    private final KnownCustomers known;
    private final Duplicates duplicates;
    private final JdbcTemplate jdbc;

    RowPlanner(
            ImportTables tables,
            Playbooks playbooks,
            Custody custody,
            People people,
            Deadlines deadlines,
            KnownCustomers known,
            Duplicates duplicates,
            JdbcTemplate jdbc) {
        this.tables = tables;
        this.playbooks = playbooks;
        this.custody = custody;
        this.people = people;
        this.deadlines = deadlines;
        this.known = known;
        this.duplicates = duplicates;
        this.jdbc = jdbc;
    }

    Vocabulary vocabulary() {
        return new Vocabulary(tables, playbooks, custody, people, deadlines.today());
    }

    /**
     * As {@link #plan}, for rows that are written in the same transaction: whoever brings one of these customers at the same
     * moment, as a lead or in another file, waits until it ends.
     */
    List<RowPlan> planAlone(List<SourceRow> rows, Columns columns, Mapping mapping, Vocabulary words, long run) {
        List<ImportedRow> read = read(rows, columns, mapping, words);
        duplicates.waitFor(read.stream().map(this::sought).toList());
        return planned(read, mapping, words, run);
    }

    private Duplicates.Sought sought(ImportedRow row) {
        return new Duplicates.Sought(
                row.reference(),
                ComparisonKeys.ofEmail(row.email()),
                known.dialled(row.phone(), row.region()),
                row.company() == null ? null : ComparisonKeys.ofCompany(row.company()));
    }

    /**
     * What is to become of these rows; what the rest of the file says does not matter here.
     *
     * @param run the import: whom it brought already is told apart by line, and not compared
     */
    List<RowPlan> plan(List<SourceRow> rows, Columns columns, Mapping mapping, Vocabulary words, long run) {
        return planned(read(rows, columns, mapping, words), mapping, words, run);
    }

    private static List<ImportedRow> read(List<SourceRow> rows, Columns columns, Mapping mapping, Vocabulary words) {
        RowReader reader = new RowReader(columns, mapping, words);
        return rows.stream().map(reader::read).toList();
    }

    private List<RowPlan> planned(List<ImportedRow> read, Mapping mapping, Vocabulary words, long run) {
        KnownCustomers.Found found = known.find(read);
        OnRecord onRecord = onRecord(found, read);
        return compared(
                read.stream()
                        .map(row -> plan(row, found.match(row), onRecord, mapping, words))
                        .toList(),
                mapping,
                run);
    }

    /** New customers beside those on record who look like them, by the same table as leads. */
    private List<RowPlan> compared(List<RowPlan> plans, Mapping mapping, long run) {
        Iterator<Duplicates.Found> others = duplicates
                .lookForEach(
                        plans.stream()
                                .map(RowPlan::opens)
                                .filter(Objects::nonNull)
                                .toList(),
                        run)
                .iterator();
        return plans.stream()
                .map(plan -> plan.opens() == null ? plan : compared(plan, others.next(), mapping))
                .toList();
    }

    private static RowPlan compared(RowPlan plan, Duplicates.Found others, Mapping mapping) {
        // Another number in the other system is another customer there, until somebody says that it is not.
        if (others.isCertain() && plan.row().reference() == null) {
            return RowPlan.duplicate(
                    plan.row(),
                    "is certainly about %s; if it is another customer, give the row a reference"
                            .formatted(others.inWords()));
        }
        return plan.bringsNoWork() || others.inWords() == null
                ? plan
                : plan.resembling(others, mapping.comparesAlike());
    }

    private RowPlan plan(
            ImportedRow row, KnownCustomers.Match match, OnRecord onRecord, Mapping mapping, Vocabulary words) {
        if (!row.problems().isEmpty()) {
            return RowPlan.refused(row, row.problems());
        }
        if (match.doubt() != null) {
            return RowPlan.duplicate(row, match.doubt());
        }
        return match.customer() == null
                ? created(row, mapping, words)
                : updated(row, match.customer(), onRecord, words);
    }

    private RowPlan created(ImportedRow row, Mapping mapping, Vocabulary words) {
        Stage stage = row.stage() == null ? Stage.NEW_LEAD : row.stage();
        List<Problem> problems = new ArrayList<>();
        if (row.company() == null) {
            problems.add(new Problem("", "", "names no company"));
        }
        if (row.contact() == null) {
            problems.add(new Problem("", "", "names no contact"));
        }
        if (row.email() == null && row.phone() == null) {
            problems.add(new Problem("", "", "has neither a mail address nor a phone number"));
        }
        if (row.number() != null && row.reference() == null) {
            // Of another installation: kept, so that the same file finds the customer again.
            row = withReference(row, row.number());
        }
        String playbook = row.playbook() == null
                ? words.choosePlaybook(source(row), row.product(), row.region())
                : row.playbook();
        if (!stage.isEnd() && !words.uses(playbook, stage)) {
            problems.add(new Problem(
                    "", "", "stands in " + stage.label() + ", which the playbook " + playbook + " does without"));
        }
        List<String> notes = new ArrayList<>(row.notes());
        if (row.owner() != null && !stage.isEnd() && !words.wearsOneOf(row.owner(), words.hatsFor(playbook, stage))) {
            String wrong = "%s wears none of the hats that work in %s: %s"
                    .formatted(row.owner(), stage.label(), String.join(", ", words.hatsFor(playbook, stage)));
            if (mapping.givesToTeam()) {
                notes.add(wrong + "; the stage's team has the customer.");
                row = withoutOwner(row);
            } else {
                problems.add(new Problem("", "", "has an owner who cannot have it: " + wrong));
            }
        }
        if (!problems.isEmpty()) {
            return RowPlan.refused(row, problems);
        }
        if (stage.isEnd() && mapping.skipsClosed()) {
            return RowPlan.skipped(row);
        }
        LocalDate due = stage.isEnd() ? null : row.due();
        if (due != null && due.isBefore(words.today())) {
            notes.add("The due date " + due + " has passed: the step is due today.");
            due = words.today();
        }
        if (row.renewalOn() != null && row.renewalOn().isBefore(words.today())) {
            notes.add("The renewal date " + row.renewalOn() + " has passed: the next one will be asked for.");
        }
        return new RowPlan(
                row,
                Outcome.NEW,
                null,
                null,
                Map.of("playbook", playbook, "stage", stage),
                noteTexts(row),
                due,
                row.window() == null ? words.window(stage) : row.window(),
                List.of(),
                notes,
                new NewCustomer(
                        Objects.requireNonNull(row.company()),
                        Objects.requireNonNull(row.contact()),
                        row.email(),
                        row.phone(),
                        known.dialled(row.phone(), row.region()),
                        playbook,
                        source(row),
                        row.campaign(),
                        row.product(),
                        row.region(),
                        row.language(),
                        row.timeline(),
                        row.budgetAmount(),
                        row.budgetCurrency(),
                        row.costAmount(),
                        row.costCurrency()),
                null,
                false);
    }

    /** The team that has a customer of the stage whom nobody owns. */
    String team(String playbook, Stage stage) {
        String team = custody.of(playbook, stage).team();
        return team == null ? "sales" : team;
    }

    private static String source(ImportedRow row) {
        return row.source() == null ? "import" : row.source();
    }

    private static List<String> noteTexts(ImportedRow row) {
        List<String> texts = new ArrayList<>();
        if (row.lastNote() != null) {
            texts.add(row.lastNote());
        }
        if (row.nextStep() != null) {
            texts.add(nextStep(row.nextStep()));
        }
        return texts;
    }

    private static String nextStep(String text) {
        String said = "Next step: " + text;
        return said.length() > Texts.LONG ? text : said;
    }

    private RowPlan updated(ImportedRow row, Existing customer, OnRecord onRecord, Vocabulary words) {
        Changes changes = new Changes();
        Correction correction = new Correction(
                changes.of("company", customer.company(), row.company()),
                changes.of("contact", customer.contact(), row.contact()),
                changes.of("email", customer.email(), row.email()),
                changes.of("phone", customer.phone(), row.phone()),
                known.dialled(row.phone(), row.region()),
                changes.of("campaign", customer.campaign(), row.campaign()),
                changes.of("product", customer.product(), row.product()),
                changes.of("region", customer.region(), row.region()),
                changes.of("language", customer.language(), row.language()),
                changes.of("timeline", customer.timeline(), row.timeline()),
                changes.amount(customer, row),
                changes.amountChanged ? row.budgetCurrency() : null,
                changes.of("decisionOn", customer.decisionOn(), row.decisionOn()),
                changes.of("renewalOn", customer.renewalOn(), row.renewalOn()));
        boolean recordChanges = !changes.all.isEmpty();
        List<String> notes = new ArrayList<>(row.notes());
        if (recordChanges) {
            notes.add("Changes " + changes.inWords() + ".");
        }
        boolean sameStage = row.stage() == null || row.stage() == customer.stage();
        if (!sameStage) {
            notes.add(
                    "Stands in %s here and in %s in the file: a customer moves by its gates alone, so it stays where it is."
                            .formatted(
                                    customer.stage().label(),
                                    Objects.requireNonNull(row.stage()).label()));
        }
        if (row.playbook() != null && !row.playbook().equals(customer.playbook())) {
            notes.add("Follows the playbook %s here and %s in the file; a manager changes it."
                    .formatted(customer.playbook(), row.playbook()));
        }
        if (row.owner() != null && !row.owner().equals(customer.owner())) {
            notes.add("Belongs to %s here and to %s in the file; it is handed over, not imported."
                    .formatted(customer.owner(), row.owner()));
        }
        LocalDate due = null;
        if (row.due() != null
                && sameStage
                && !customer.stage().isEnd()
                && !row.due().isBefore(words.today())) {
            String window = row.window() == null ? words.window(customer.stage()) : row.window();
            LocalDate agreed = onRecord.agreed().get(customer.id() + " " + window);
            if (window != null && !row.due().equals(agreed)) {
                due = row.due();
                changes.all.put("due", Map.of("from", String.valueOf(agreed), "to", due.toString()));
            }
        }
        List<String> texts = noteTexts(row).stream()
                .filter(text -> !onRecord.notes().contains(customer.id() + " " + text))
                .toList();
        boolean newReference = row.reference() != null && !customer.references().contains(row.reference());
        if (newReference) {
            changes.all.put("reference", Map.of("from", "", "to", row.reference()));
        }
        boolean anything = !changes.all.isEmpty() || !texts.isEmpty();
        return new RowPlan(
                row,
                anything ? Outcome.UPDATE : Outcome.UNCHANGED,
                customer.number(),
                recordChanges ? correction : null,
                changes.all,
                texts,
                due,
                row.window() == null ? words.window(customer.stage()) : row.window(),
                List.of(),
                notes,
                null,
                null,
                false);
    }

    /** Gathers what differs; a cell that is empty says nothing. */
    private static final class Changes {

        private final Map<String, Object> all = new LinkedHashMap<>();
        private boolean amountChanged;

        /** Each field with what it was and what it is to be. */
        private String inWords() {
            return all.entrySet().stream()
                    .map(it -> {
                        Map<?, ?> change = (Map<?, ?>) it.getValue();
                        return "%s: '%s' to '%s'"
                                .formatted(
                                        it.getKey(),
                                        RowReader.shortened(String.valueOf(change.get("from"))),
                                        RowReader.shortened(String.valueOf(change.get("to"))));
                    })
                    .collect(Collectors.joining(", "));
        }

        private <T> @Nullable T of(String field, @Nullable T before, @Nullable T now) {
            if (now == null || now.equals(before)) {
                return null;
            }
            all.put(field, Map.of("from", before == null ? "" : before.toString(), "to", now.toString()));
            return now;
        }

        private @Nullable BigDecimal amount(Existing customer, ImportedRow row) {
            BigDecimal now = row.budgetAmount();
            BigDecimal before = customer.budgetAmount();
            amountChanged = now != null
                    && (before == null
                            || now.compareTo(before) != 0
                            || !Objects.equals(customer.budgetCurrency(), row.budgetCurrency()));
            if (!amountChanged) {
                return null;
            }
            all.put(
                    "budget",
                    Map.of(
                            "from",
                            before == null ? "" : before.toPlainString() + " " + customer.budgetCurrency(),
                            "to",
                            Objects.requireNonNull(now).toPlainString() + " " + row.budgetCurrency()));
            return now;
        }
    }

    /**
     * What is agreed with and noted about customers who are there already, so that nothing is said twice.
     *
     * @param agreed the day by customer and window
     * @param notes customer and text
     */
    private record OnRecord(Map<String, LocalDate> agreed, Set<String> notes) {}

    private OnRecord onRecord(KnownCustomers.Found found, List<ImportedRow> rows) {
        Map<String, LocalDate> agreed = new HashMap<>();
        Set<String> notes = new HashSet<>();
        if (found.all().isEmpty()) {
            return new OnRecord(agreed, notes);
        }
        Object[] ids = found.all().stream().map(Existing::id).toArray();
        Object[] texts =
                rows.stream().flatMap(row -> noteTexts(row).stream()).distinct().toArray();
        jdbc.query(
                connection -> {
                    var query = connection.prepareStatement(
                            "select customer_id, follow_up, agreed_on from agreed_date where customer_id = any (?)");
                    query.setArray(1, connection.createArrayOf("bigint", ids));
                    return query;
                },
                row -> {
                    agreed.put(
                            row.getLong("customer_id") + " " + row.getString("follow_up"),
                            row.getObject("agreed_on", LocalDate.class));
                });
        jdbc.query(
                connection -> {
                    var query = connection.prepareStatement("""
                            select customer_id, coalesce(data ->> 'message', text) as text from journal
                             where customer_id = any (?)
                               and (kind = 'note' and text = any (?)
                                    or kind in ('lead', 'touch') and coalesce(data ->> 'message', text) = any (?))
                            """);
                    query.setArray(1, connection.createArrayOf("bigint", ids));
                    query.setArray(2, connection.createArrayOf("text", texts));
                    query.setArray(3, connection.createArrayOf("text", texts));
                    return query;
                },
                row -> {
                    notes.add(row.getLong("customer_id") + " " + row.getString("text"));
                });
        return new OnRecord(agreed, notes);
    }

    private static ImportedRow withReference(ImportedRow row, String reference) {
        return copy(row, reference, row.owner());
    }

    private static ImportedRow withoutOwner(ImportedRow row) {
        return copy(row, row.reference(), null);
    }

    private static ImportedRow copy(ImportedRow row, @Nullable String reference, @Nullable String owner) {
        return new ImportedRow(
                row.line(),
                row.number(),
                reference,
                row.company(),
                row.contact(),
                row.email(),
                row.phone(),
                row.source(),
                row.campaign(),
                row.product(),
                row.region(),
                row.language(),
                row.timeline(),
                row.budgetAmount(),
                row.budgetCurrency(),
                row.costAmount(),
                row.costCurrency(),
                row.playbook(),
                row.stage(),
                row.window(),
                owner,
                row.lastNote(),
                row.nextStep(),
                row.due(),
                row.renewalOn(),
                row.decisionOn(),
                row.problems(),
                row.notes());
    }
}
