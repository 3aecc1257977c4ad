package io.baton.imports;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.CustomerNumber;
import io.baton.deadline.Deadlines;
import io.baton.imports.ImportedRow.Problem;
import io.baton.sheet.CellKind;
import io.baton.sheet.SourceRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands one row after the other: every cell that a column is known for, and everything that is wrong with it. */
final class RowReader {

    private static final String PHONE = "\\+?[0-9(][0-9 ()./-]{2,38}";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Columns columns;
    private final Mapping mapping;
    private final Vocabulary words;

    RowReader(Columns columns, Mapping mapping, Vocabulary words) {
        this.columns = columns;
        this.mapping = mapping;
        this.words = words;
    }

    ImportedRow read(SourceRow row) {
        return new OneRow(row).read();
    }

    private final class OneRow {

        private final SourceRow row;
        private final List<Problem> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        private OneRow(SourceRow row) {
            this.row = row;
        }

        private ImportedRow read() {
            if (row.width() > columns.all().size()) {
                problems.add(new Problem(
                        "",
                        cell(columns.all().size()),
                        "has %d cells, but the file has %d columns: a separator may stand in a text without quotation marks"
                                .formatted(row.width(), columns.all().size())));
            }
            String product = text(Field.PRODUCT, Texts.SHORT);
            String source = source();
            String region =
                    named(Field.REGION, Vocabulary::country, "is no country; write its code such as DE, or its name");
            String playbook = playbook();
            Money budget = money(Field.BUDGET_AMOUNT, Field.BUDGET_CURRENCY);
            Money cost = money(Field.COST_AMOUNT, Field.COST_CURRENCY);
            ImportTables.StageName stage = stage();
            LocalDate due = date(Field.DUE);
            return new ImportedRow(
                    row.line(),
                    number(),
                    text(Field.REFERENCE, Texts.SHORT),
                    text(Field.COMPANY, Texts.SHORT),
                    contact(),
                    checked(Field.EMAIL, (check, text) -> check.email("", text)),
                    checked(
                            Field.PHONE,
                            (check, text) ->
                                    check.matching("", text, PHONE, "must be a phone number such as +49 30 1234567")),
                    source,
                    text(Field.CAMPAIGN, Texts.SHORT),
                    product,
                    region,
                    named(
                            Field.LANGUAGE,
                            Vocabulary::language,
                            "is no language; write its code such as en, or its name"),
                    text(Field.TIMELINE, Texts.SHORT),
                    budget == null ? null : budget.amount(),
                    budget == null ? null : budget.currency(),
                    cost == null ? null : cost.amount(),
                    cost == null ? null : cost.currency(),
                    playbook,
                    stage == null ? null : stage.stage(),
                    stage == null ? null : stage.window(),
                    owner(),
                    text(Field.LAST_NOTE, Texts.LONG),
                    text(Field.NEXT_STEP, Texts.LONG),
                    due,
                    date(Field.RENEWAL_ON),
                    date(Field.DECISION_ON),
                    problems,
                    notes);
        }

        /** The cell's text, or null where it is empty or cannot be used. */
        private @Nullable String raw(Field field) {
            Columns.Column column = columns.of(field);
            if (column == null) {
                return null;
            }
            String text = row.cell(column.index());
            CellKind kind = row.kind(column.index());
            switch (kind) {
                case FORMULA ->
                    wrong(field, "holds the formula '" + shortened(text) + "'; copy it and paste its value alone");
                case ERROR -> wrong(field, "holds the error " + shortened(text) + " of the spreadsheet");
                case TOO_LONG -> wrong(field, "holds more text than a note can: at most " + Texts.LONG + " characters");
                default -> {
                    return text.isEmpty() ? null : text;
                }
            }
            return null;
        }

        private void wrong(Field field, String reason) {
            Columns.Column column = columns.of(field);
            problems.add(
                    column == null
                            ? new Problem("", "", reason)
                            : new Problem(column.heading(), cell(column.index()), reason));
        }

        private String cell(int index) {
            return Columns.letter(index) + row.line();
        }

        private @Nullable String checked(Field field, BiFunction<FieldChecks, String, @Nullable String> rule) {
            String text = raw(field);
            if (text == null) {
                return null;
            }
            FieldChecks check = new FieldChecks();
            String value = rule.apply(check, text);
            if (check.isWrong()) {
                try {
                    check.refuseIfWrong();
                } catch (Refusal refusal) {
                    wrong(
                            field,
                            "'" + shortened(text) + "' "
                                    + refusal.errors().get(0).reason());
                }
                return null;
            }
            return value;
        }

        private @Nullable String text(Field field, int longest) {
            return checked(
                    field, (check, text) -> check.text("", longest == Texts.SHORT ? oneLine(text) : text, longest));
        }

        private @Nullable String contact() {
            String whole = text(Field.CONTACT, Texts.SHORT);
            if (whole != null) {
                return whole;
            }
            String first = text(Field.FIRST_NAME, Texts.SHORT);
            String last = text(Field.LAST_NAME, Texts.SHORT);
            String name = ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
            return name.isEmpty() ? null : name;
        }

        private @Nullable String number() {
            String text = raw(Field.NUMBER);
            if (text == null) {
                return null;
            }
            if (!CustomerNumber.isOne(text)) {
                wrong(Field.NUMBER, "'" + shortened(text) + "' is no number of Baton such as C-000123");
                return null;
            }
            return text;
        }

        private @Nullable String named(
                Field field, java.util.function.UnaryOperator<@Nullable String> known, String reason) {
            String text = raw(field);
            if (text == null) {
                return null;
            }
            String value = known.apply(mapping.meaning(field, text));
            if (value == null) {
                wrong(field, "'" + shortened(text) + "' " + reason);
            }
            return value;
        }

        private @Nullable String source() {
            String text = raw(Field.SOURCE);
            if (text == null) {
                return null;
            }
            String meant = words.source(mapping.meaning(Field.SOURCE, text));
            if (meant == null) {
                wrong(
                        Field.SOURCE,
                        "'%s' is no source; known are %s. Say in the mapping what it stands for, or leave the column out"
                                .formatted(shortened(text), Vocabulary.known(words.sources())));
                return null;
            }
            return meant;
        }

        private @Nullable String playbook() {
            return named(Field.PLAYBOOK, words::playbook, "is no playbook; say in the mapping what it stands for");
        }

        private ImportTables.@Nullable StageName stage() {
            String text = raw(Field.STAGE);
            if (text == null) {
                return null;
            }
            ImportTables.StageName stage = words.stage(mapping.meaning(Field.STAGE, text));
            if (stage == null) {
                wrong(
                        Field.STAGE,
                        "'" + shortened(text)
                                + "' is no stage that import-stages knows; say in the mapping what it stands for");
            }
            return stage;
        }

        private @Nullable String owner() {
            String text = raw(Field.OWNER);
            if (text == null) {
                return null;
            }
            String person = words.person(mapping.meaning(Field.OWNER, text));
            if (person == null) {
                if (mapping.givesToTeam()) {
                    notes.add("'" + shortened(text) + "' is nobody's name here: the stage's team has the customer.");
                } else {
                    wrong(
                            Field.OWNER,
                            "'" + shortened(text)
                                    + "' is nobody's user name, name or mail address here; create the account, say in the"
                                    + " mapping who it is, or give such customers to their team");
                }
            }
            return person;
        }

        private record Money(BigDecimal amount, String currency) {}

        private @Nullable Money money(Field amount, Field currencyOf) {
            String text = raw(amount);
            String beside = raw(currencyOf);
            if (text == null) {
                return null;
            }
            Columns.Column column = columns.of(amount);
            Amounts.Reading reading =
                    Amounts.read(text, column == null ? CellKind.TEXT : row.kind(column.index()), null);
            if (reading.problem() != null || reading.amount() == null) {
                wrong(amount, String.valueOf(reading.problem()));
                return null;
            }
            String currency = reading.currency();
            if (beside != null) {
                currency = Amounts.currency(mapping.meaning(currencyOf, beside));
                if (currency == null) {
                    wrong(currencyOf, "'" + shortened(beside) + "' is no currency; write its code such as EUR");
                    return null;
                }
            }
            currency = currency == null ? mapping.currency() : currency;
            if (currency == null) {
                wrong(
                        amount,
                        "'" + shortened(text)
                                + "' says no currency; say in the mapping which one it is, or add a column");
                return null;
            }
            return new Money(reading.amount(), currency);
        }

        private @Nullable LocalDate date(Field field) {
            String text = raw(field);
            if (text == null) {
                return null;
            }
            Columns.Column column = columns.of(field);
            Dates.Reading reading = column == null
                    ? Dates.read(text, CellKind.TEXT, null)
                    : Dates.read(text, row.kind(column.index()), column.order());
            if (reading.problem() != null) {
                wrong(field, reading.problem());
            }
            if (reading.day() != null && isAgreed(field) && reading.day().isAfter(Deadlines.last(words.today()))) {
                wrong(
                        field,
                        "'%s' is later than %s, the last day that can be agreed; give a date that somebody waits for"
                                .formatted(shortened(text), Deadlines.last(words.today())));
                return null;
            }
            return reading.day();
        }
    }

    /** Whether somebody waits for the day, and is reminded of it. */
    private static boolean isAgreed(Field field) {
        return field == Field.DUE || field == Field.DECISION_ON || field == Field.RENEWAL_ON;
    }

    /** A company's name that somebody broke into two lines is one name. */
    static String oneLine(String text) {
        return BLANKS.matcher(text)
                .replaceAll(run ->
                        run.group().chars().anyMatch(it -> it == '\r' || it == '\n' || it == '\t') ? " " : run.group());
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 59) + "…" : line;
    }
}
