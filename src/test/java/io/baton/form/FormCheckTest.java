package io.baton.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.baton.engine.Feel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form's rules do with a submission, kind of field by kind of field. */
class FormCheckTest {

    private static final Feel FEEL = new Feel();
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);
    private static final Object FILE = new Object();

    private String components = "";
    private Map<String, Object> before = Map.of();

    @Test
    void takesATextAndNothingElseForAText() {
        field("{'type': 'textarea', 'key': 'note', 'label': 'Note'}");

        accepts(of("note", "Call\nagain."), entry("note", "Call\nagain."));
        accepts(of("note", ""), entry("note", ""));
        accepts(of("note", null), entry("note", null));
        accepts(of());
        refuses(of("note", 5), "Note: write a text.");
        refuses(of("note", true), "Note: write a text.");
        refuses(of("note", List.of("a")), "Note: write a text.");
        refuses(of("note", Map.of("a", "b")), "Note: write a text.");
        refuses(of("note", FILE), "Note: write a text.");
        refuses(of("note", "x".repeat(4001)), "Note: it must be at most 4000 characters long, but is 4001.");
        refuses(of("note", "a\u0000b"), "Note: it must not contain control characters.");
    }

    @Test
    void makesALineOfATextField() {
        field("{'type': 'textfield', 'key': 'company', 'label': 'Company'}");

        accepts(of("company", "ACME\nLtd"), entry("company", "ACME Ltd"));
    }

    @Test
    void asksForWhatIsRequired() {
        field("{'type': 'textfield', 'key': 'company', 'label': 'Company', 'validate': {'required': true}}");
        field("{'type': 'number', 'key': 'amount', 'label': 'Amount', 'validate': {'required': true}}");
        field("{'type': 'datetime', 'key': 'on', 'dateLabel': 'Due on', 'validate': {'required': true}}");
        field("{'type': 'checkbox', 'key': 'agreed', 'label': 'Agreed', 'validate': {'required': true}}");
        field("{'type': 'radio', 'key': 'answer', 'label': 'Is it so?', 'values': [], 'validate': {'required': true}}");
        field("{'type': 'taglist', 'key': 'tags', 'label': 'Tags', 'values': [], 'validate': {'required': true}}");
        String[] asked = {
            "Company: fill this in.",
            "Amount: fill this in.",
            "Due on: fill this in.",
            "Agreed: tick this.",
            "Is it so? Choose one.",
            "Tags: choose at least one."
        };

        refuses(of(), asked);
        refuses(
                of("company", "  ", "amount", null, "on", "", "agreed", false, "answer", null, "tags", List.of()),
                asked);
    }

    @Test
    void namesAFieldByItsKeyWhereItsLabelIsComputed() {
        field("{'type': 'textfield', 'key': 'who', 'label': '=name', 'validate': {'required': true}}");

        refuses(of(), "who: fill this in.");
    }

    @Test
    void limitsTheLengthOfTexts() {
        field(
                "{'type': 'textfield', 'key': 'region', 'label': 'Country', 'validate': {'minLength': 2, 'maxLength': 2}}");
        field("{'type': 'textfield', 'key': 'code', 'label': 'Code', 'validate': {'maxLength': '=longest'}}");
        before = Map.of("longest", 1);

        accepts(of("region", " DE "), entry("region", " DE "));
        accepts(of("region", "", "code", "x"), entry("region", ""), entry("code", "x"));
        refuses(of("region", "D"), "Country: write at least 2 characters.");
        refuses(of("region", "DEU"), "Country: write at most 2 characters.");
        refuses(of("code", "xy"), "Code: write at most 1 character.");
    }

    @Test
    void readsAPatternAsTheBrowserDoes() {
        field("{'type': 'textarea', 'key': 'code', 'label': 'Code', 'validate': {'pattern': '^[A-Z[&&]{2}\\\\d$'}}");

        accepts(of("code", "A[7"), entry("code", "A[7"));
        accepts(of("code", ""), entry("code", ""));
        refuses(of("code", "AB"), "Code: write it in the way that is asked for.");
        refuses(of("code", "AB7\n"), "Code: write it in the way that is asked for.");
        refuses(of("code", "ab7"), "Code: write it in the way that is asked for.");
    }

    @Test
    void knowsAddressesAndPhoneNumbers() {
        field("{'type': 'textfield', 'key': 'email', 'label': 'Email', 'validate': {'validationType': 'email'}}");
        field("{'type': 'textfield', 'key': 'phone', 'label': 'Phone', 'validate': {'validationType': 'phone'}}");

        accepts(of("email", "ann@example.com"), entry("email", "ann@example.com"));
        accepts(of("phone", "+4930664040900"), entry("phone", "+4930664040900"));
        refuses(of("email", "ann"), "Email: write an email address such as name@example.com.");
        refuses(of("phone", "030 1"), "Phone: write an international phone number such as +49301234567.");
    }

    @Test
    void keepsMoneyAsAText() {
        field("{'type': 'number', 'key': 'amount', 'label': 'Amount', 'serializeToString': true, 'decimalDigits': 2, "
                + "'validate': {'min': 0, 'max': 1000}}");

        accepts(of("amount", "12.50"), entry("amount", "12.50"));
        accepts(of("amount", 12.5), entry("amount", "12.5"));
        accepts(of("amount", "1e2"), entry("amount", "100"));
        accepts(of("amount", ""), entry("amount", null));
        refuses(of("amount", "12,50"), "Amount: give a number.");
        refuses(of("amount", "NaN"), "Amount: give a number.");
        refuses(of("amount", "1e999999999"), "Amount: give a number.");
        refuses(of("amount", Double.POSITIVE_INFINITY), "Amount: give a number.");
        refuses(of("amount", true), "Amount: give a number.");
        refuses(of("amount", "12.505"), "Amount: give at most 2 decimal digits.");
        refuses(of("amount", "-0.01"), "Amount: give at least 0.");
        refuses(of("amount", "1000.01"), "Amount: give at most 1000.");
    }

    @Test
    void keepsOtherNumbersAsNumbersOfOneKind() {
        field("{'type': 'number', 'key': 'seats', 'label': 'Seats', 'decimalDigits': 0, 'increment': 5, "
                + "'validate': {'min': '=least'}}");
        field("{'type': 'number', 'key': 'rate', 'label': 'Rate'}");
        before = Map.of("least", 5);

        accepts(of("seats", 10, "rate", 2.0), entry("seats", 10L), entry("rate", 2L));
        accepts(of("rate", 0.5), entry("rate", 0.5));
        refuses(of("seats", "10"), "Seats: give a number.");
        refuses(of("seats", 10.5), "Seats: give a whole number.");
        refuses(of("seats", 12), "Seats: give a multiple of 5.");
        refuses(of("seats", 0), "Seats: give at least 5.");
    }

    @Test
    void takesRealDatesOnly() {
        field("{'type': 'datetime', 'subtype': 'date', 'key': 'on', 'dateLabel': 'Due on'}");

        accepts(of("on", "2024-02-29"), entry("on", "2024-02-29"));
        accepts(of("on", null), entry("on", null));
        for (Object wrong : List.of("2026-02-30", "2026-2-3", "+12026-01-01", "2026-05-04T10:00", "soon")) {
            refuses(of("on", wrong), "Due on: give a date such as 2026-03-31.");
        }
        refuses(of("on", 20260504), "Due on: give a date.");
        refuses(of("on", FILE), "Due on: give a date.");
    }

    @Test
    void takesTodayAndLaterWhereTheFormDisallowsPassedDates() {
        field(
                "{'type': 'datetime', 'subtype': 'date', 'key': 'on', 'dateLabel': 'Due on', 'disallowPassedDates': true}");

        accepts(of("on", "2026-05-04"), entry("on", "2026-05-04"));
        refuses(of("on", "2026-05-03"), "Due on: choose today or a later day.");
    }

    @Test
    void takesTimesAndDatesWithTimes() {
        field("{'type': 'datetime', 'subtype': 'time', 'key': 'at', 'timeLabel': 'At'}");
        field("{'type': 'datetime', 'subtype': 'datetime', 'key': 'from', 'dateLabel': 'From'}");

        accepts(
                of("at", "14:30+02:00", "from", "2026-05-04T10:20Z"),
                entry("at", "14:30+02:00"),
                entry("from", "2026-05-04T10:20Z"));
        accepts(of("at", "14:30", "from", "2026-05-04T10:20"), entry("at", "14:30"), entry("from", "2026-05-04T10:20"));
        refuses(of("at", "25:00"), "At: give a time such as 14:30.");
        refuses(of("from", "2026-05-04"), "From: give a date and a time such as 2026-03-31T14:30.");
        refuses(of("from", "2026-02-30T10:00"), "From: give a date and a time such as 2026-03-31T14:30.");
    }

    @Test
    void takesATickAsYesOrNo() {
        field("{'type': 'checkbox', 'key': 'agreed', 'label': 'Agreed'}");

        accepts(of("agreed", true), entry("agreed", true));
        accepts(of("agreed", false), entry("agreed", false));
        refuses(of("agreed", "true"), "Agreed: tick it or leave it.");
    }

    @Test
    void takesOnlyWhatTheFormOffers() {
        field("{'type': 'radio', 'key': 'answer', 'label': 'Is it so?', "
                + "'values': [{'label': 'Yes', 'value': 'yes'}, {'label': 'No', 'value': 'no'}]}");

        accepts(of("answer", "yes"), entry("answer", "yes"));
        accepts(of("answer", null), entry("answer", null));
        refuses(of("answer", "maybe"), "Is it so? Choose one of those that are offered.");
        refuses(of("answer", List.of("yes")), "Is it so? Choose one of those that are offered.");
    }

    @Test
    void takesOnlyWhatIsOfferedLive() {
        field("{'type': 'select', 'key': 'receiver', 'label': 'Who takes over?', 'valuesKey': 'receivers'}");

        refuses(of("receiver", "dana"), "Who takes over? Choose one of those that are offered.");

        before = Map.of("receivers", List.of(Map.of("label", "Dana", "value", "dana"), "mia"));
        accepts(of("receiver", "dana"), entry("receiver", "dana"));
        accepts(of("receiver", "mia"), entry("receiver", "mia"));
        refuses(of("receiver", "sam"), "Who takes over? Choose one of those that are offered.");
    }

    @Test
    void takesOnlyWhatIsOfferedByAnExpression() {
        field("{'type': 'select', 'key': 'size', 'label': 'Size', 'valuesExpression': '=[1, base * 2]'}");
        before = Map.of("base", 2);

        accepts(of("size", 4), entry("size", 4L));
        refuses(of("size", 3), "Size: choose one of those that are offered.");
    }

    @Test
    void takesEachOfSeveralChoicesOnce() {
        field("{'type': 'checklist', 'key': 'days', 'label': 'Days', 'values': ["
                + "{'label': 'Mon', 'value': 'mon'}, {'label': 'Tue', 'value': 'tue'}]}");

        accepts(of("days", List.of("tue", "mon")), entry("days", List.of("tue", "mon")));
        accepts(of("days", List.of()), entry("days", List.of()));
        refuses(of("days", List.of("mon", "mon")), "Days: choose from those that are offered, each once.");
        refuses(of("days", List.of("sun")), "Days: choose from those that are offered, each once.");
        refuses(of("days", "mon"), "Days: choose from those that are offered.");
    }

    @Test
    void neitherAsksForNorBelievesWhatIsHidden() {
        field("{'type': 'radio', 'key': 'decision', 'label': 'Decision', "
                + "'values': [{'label': 'Yes', 'value': 'yes'}, {'label': 'No', 'value': 'no'}]}");
        field("{'type': 'textfield', 'key': 'why', 'label': 'Why?', 'conditional': {'hide': '=decision != \"no\"'}, "
                + "'validate': {'required': true}}");

        accepts(of("decision", "yes"), entry("decision", "yes"));
        accepts(of("decision", "yes", "why", "because"), entry("decision", "yes"));
        accepts(of("decision", "no", "why", "because"), entry("decision", "no"), entry("why", "because"));
        refuses(of("decision", "no"), "Why? Fill this in.");
        accepts(of("decision", null), entry("decision", null));
        accepts(of());
    }

    @Test
    void doesNotLetAHiddenAnswerHideAnotherField() {
        field("{'type': 'checkbox', 'key': 'urgent', 'label': 'Urgent'}");
        field("{'type': 'textfield', 'key': 'skip', 'label': 'Skip', 'conditional': {'hide': '=not(urgent)'}}");
        field("{'type': 'textfield', 'key': 'why', 'label': 'Why', 'conditional': {'hide': '=skip = \"x\"'}, "
                + "'validate': {'required': true}}");

        accepts(of("urgent", true, "skip", "x"), entry("urgent", true), entry("skip", "x"));
        refuses(of("urgent", false, "skip", "x"), "Why: fill this in.");
        refuses(of("skip", "x"), "Why: fill this in.");
    }

    @Test
    void hidesAGroupAsAWhole() {
        field("{'type': 'group', 'label': 'Offer', 'conditional': {'hide': '=not(sent)'}, 'components': ["
                + "{'type': 'textfield', 'key': 'offer', 'label': 'Offer', 'validate': {'required': true}}]}");

        before = Map.of("sent", false);
        accepts(of("offer", "x"));
        before = Map.of("sent", true);
        refuses(of(), "Offer: fill this in.");
    }

    @Test
    void showsAFieldWhoseConditionCannotBeRead() {
        field("{'type': 'textfield', 'key': 'a', 'label': 'A', 'conditional': {'hide': '=broken (('}, "
                + "'validate': {'required': true}}");
        field("{'type': 'textfield', 'key': 'b', 'label': 'B', 'conditional': {'hide': 'true'}, "
                + "'validate': {'required': true}}");

        refuses(of(), "A: fill this in.", "B: fill this in.");
    }

    @Test
    void discardsWhatIsDisabledOrReadonly() {
        field(
                "{'type': 'textfield', 'key': 'number', 'label': 'Number', 'disabled': true, 'validate': {'required': true}}");
        field("{'type': 'textfield', 'key': 'owner', 'label': 'Owner', 'readonly': true}");
        field("{'type': 'textfield', 'key': 'price', 'label': 'Price', 'readonly': '=locked'}");
        field("{'type': 'textfield', 'key': 'why', 'label': 'Why', 'conditional': {'hide': '=owner = \"me\"'}, "
                + "'validate': {'required': true}}");
        before = Map.of("owner", "tom", "locked", true);

        accepts(of("number", "forged", "owner", "me", "price", "1", "why", "so"), entry("why", "so"));
        refuses(of("owner", "me"), "Why: fill this in.");

        before = Map.of("owner", "tom", "locked", false);
        accepts(of("price", "1", "why", "so"), entry("price", "1"), entry("why", "so"));
    }

    @Test
    void givesAReadonlyFieldItsOwnValueOnlyWhereNoneWasKnown() {
        field("{'type': 'textfield', 'key': 'currency', 'label': 'Currency', 'readonly': true, 'defaultValue': 'EUR'}");

        accepts(of("currency", "USD"), entry("currency", "EUR"));

        before = Map.of("currency", "CHF");
        accepts(of("currency", "USD"));
    }

    @Test
    void computesAnewWhatTheFormComputes() {
        field("{'type': 'number', 'key': 'net', 'label': 'Net'}");
        field("{'type': 'expression', 'key': 'gross', 'expression': '=net * 2'}");
        field("{'type': 'expression', 'key': 'big', 'expression': '=gross > 10'}");
        field("{'type': 'textfield', 'key': 'why', 'label': 'Why', 'conditional': {'hide': '=not(big)'}, "
                + "'validate': {'required': true}}");

        accepts(of("net", 4, "gross", 1, "big", true), entry("net", 4L), entry("gross", 8L), entry("big", false));
        refuses(of("net", 6, "gross", 1, "big", false), "Why: fill this in.");
    }

    @Test
    void refusesKeysThatTheFormDoesNotHave() {
        field("{'type': 'text', 'text': '{{company}}'}");
        field("{'type': 'textfield', 'key': 'note', 'label': 'Note'}");

        refuses(of("note", "x", "company", "Other"), "'company' is not a field of this form.");
        refuses(of("x".repeat(60), null), "'" + "x".repeat(40) + "…' is not a field of this form.");
        refuses(of("a\n<b> is suspended", 1), "'a??b??is?suspended' is not a field of this form.");
        assertThat(check(of("a", 1, "b", 1, "c", 1, "d", 1, "e", 1)).problems())
                .hasSize(4)
                .endsWith("2 more are not fields of this form.");
    }

    @Test
    void checksTheRowsOfAList() {
        field(
                "{'type': 'dynamiclist', 'path': 'items', 'label': 'Items', 'isRepeating': true, 'components': ["
                        + "{'type': 'textfield', 'key': 'name', 'label': 'Name', 'validate': {'required': true}}, "
                        + "{'type': 'textfield', 'key': 'why', 'label': 'Why', 'conditional': {'hide': '=this.name = \"a\"'}}]}");

        accepts(
                of("items", List.of(of("name", "a", "why", "hidden"), of("name", "b", "why", "c"))),
                entry("items", List.of(of("name", "a"), of("name", "b", "why", "c"))));
        accepts(of("items", List.of()), entry("items", List.of()));
        refuses(of("items", List.of(of("name", "a"), of())), "Items, row 2, Name: fill this in.");
        refuses(of("items", "a"), "Items: give a list.");
        refuses(of("items", List.of(of("name", "a", "price", 1))), "'price' is not a field of this form.");
        refuses(of("items", List.of("a")), "'items' is not a field of this form.", "Items, row 1, Name: fill this in.");
        refuses(of("items", java.util.Collections.nCopies(201, of("name", "a"))), "Items: give at most 200 rows.");
    }

    @Test
    void checksWhatStandsInAnObject() {
        field("{'type': 'group', 'path': 'customer', 'components': ["
                + "{'type': 'textfield', 'key': 'name', 'label': 'Name', 'validate': {'required': true}}]}");
        field("{'type': 'textfield', 'key': 'customer.city', 'label': 'City'}");

        accepts(
                of("customer", of("name", "ACME", "city", "Bonn")),
                entry("customer", of("name", "ACME", "city", "Bonn")));
        refuses(of("customer", of("name", "ACME", "secret", 1)), "'customer.secret' is not a field of this form.");
        refuses(of("customer", "x"), "'customer' is not a field of this form.", "Name: fill this in.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decision != \"x\"",
                "not(decision = \"x\")",
                "decision = null",
                "if decision = \"x\" then false else true"
            })
    void hidesByTheAbsenceOfAnAnswerAsTheBrowserDoes(String condition) {
        field("{'type': 'textfield', 'key': 'decision', 'label': 'Decision'}");
        components += ", {\"type\": \"textfield\", \"key\": \"a\", \"conditional\": {\"hide\": \"="
                + condition.replace("\"", "\\\"") + "\"}, \"validate\": {\"required\": true}}";

        accepts(of("decision", null), entry("decision", null));
    }

    @Test
    void saysWhichRuleOfAFormCannotBeRead() {
        field("{'type': 'textfield', 'key': 'code', 'validate': {'pattern': '(('}}");

        assertThatIllegalArgumentException().isThrownBy(this::form).withMessageStartingWith("The pattern of 'code'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FormSchema.parse("[]".getBytes(StandardCharsets.UTF_8)))
                .withMessage("The form has no components");
    }

    private void field(String component) {
        components += (components.isEmpty() ? "" : ", ")
                + component.replace("\\\"", "\"").replaceAll("\"", "\\\\\"").replace('\'', '"');
    }

    private FormSchema form() {
        return FormSchema.parse(("{\"components\": [" + components + "]}").getBytes(StandardCharsets.UTF_8));
    }

    private FormCheck.Result check(Map<String, @Nullable Object> submitted) {
        return new FormCheck(form(), FEEL, TODAY).check(submitted, before);
    }

    @SafeVarargs
    private void accepts(Map<String, @Nullable Object> submitted, Map.Entry<String, Object>... accepted) {
        FormCheck.Result result = check(submitted);

        assertThat(result.problems()).isEmpty();
        Map<String, Object> expected = new HashMap<>();
        Arrays.stream(accepted).forEach(it -> expected.put(it.getKey(), it.getValue()));
        assertThat(result.accepted()).isEqualTo(expected);
    }

    private void refuses(Map<String, @Nullable Object> submitted, String... problems) {
        assertThat(check(submitted).problems()).containsExactly(problems);
    }

    private static Map<String, @Nullable Object> of(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
