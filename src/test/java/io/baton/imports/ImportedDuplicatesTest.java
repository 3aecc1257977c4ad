package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a file brings is compared with those on record, and with each other, by the same table as a lead. */
@BatonTest
class ImportedDuplicatesTest {

    private static final AtomicLong NUMBERS = new AtomicLong(7_000_000);

    @Autowired
    private Rest rest;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    private final String word = "x" + Long.toString(NUMBERS.incrementAndGet(), 36);
    private final String phone = "+49 30 " + NUMBERS.incrementAndGet();

    private ImportDoor imports;

    @BeforeEach
    void openTheDoor() {
        imports = new ImportDoor(rest, jobs);
    }

    @Test
    @Tag("C52")
    void refusesWhoIsCertainlyOnRecordAndHasPeopleCompareWhoLooksLikeIt() {
        String known = lead("Harbour Freight %s".formatted(word), "Hal Arbour", null, phone);
        String other = lead("Quayside %s".formatted(word), "Quinn Uay", "quinn@%s.example".formatted(word), null);
        String csv = """
                Company;Contact;Email;Phone;Reference
                Harbour Freights %1$s;Someone Else;;%2$s;
                %1$s Freight Harbour;Will Other;will@%1$s-freight.example;;
                Dockside %1$s;Dora Ock;dora@%1$s.example;;D-1%1$s
                Harbour Freights %1$s;Someone Else;;%2$s;D-2%1$s
                Called Otherwise;Quinn;quinn@%1$s.example;;
                """.formatted(word, phone);

        Answer dryRun = imports.dryRun(csv);

        long checked = dryRun.body().get("id").asLong();
        assertThat(reasons(checked, 2))
                .containsExactly(
                        "is certainly about %s, Harbour Freight %s (the same phone number and a similar company); if it is another customer, give the row a reference"
                                .formatted(known, word));
        assertThat(reasons(checked, 6))
                .singleElement()
                .asString()
                .startsWith("is certainly about %s, Quayside %s (the same email address)".formatted(other, word));
        assertThat(row(checked, 3).get("notes").toString())
                .contains(
                        "Looks like %s, Harbour Freight %s (the same company by name): somebody is asked to compare them."
                                .formatted(known, word));
        assertThat(comparisons()).isZero();

        JsonNode done = imports.run(csv);

        assertThat(done.at("/progress/created").asInt())
                .as(done.toPrettyString())
                .isEqualTo(3);
        assertThat(pairs())
                .containsExactlyInAnyOrder(
                        "%1$s Freight Harbour, %2$s".formatted(word, known),
                        "Dockside %s, %s".formatted(word, other),
                        "Harbour Freights %1$s, %2$s".formatted(word, known));
        assertThat(comparisons()).isEqualTo(3);

        imports.run(csv);
        assertThat(comparisons()).as("the same file again").isEqualTo(3);
    }

    /** The rows are far enough apart that the first is written long before the last is looked at. */
    @Test
    @Tag("C52")
    void comparesTheRowsOfOneFileWithEachOther() {
        StringBuilder csv = new StringBuilder("""
                Company;Contact;Email;Reference
                Pier %1$s;Ann A;ann@%1$s.example;
                Pier and Sons %1$s;Ann A;Ann@%1$s.example;
                Dock %1$s;Dan D;dan@%1$s-dock.example;D-1%1$s
                Dock %1$s Office;Dan D;dan@%1$s-dock.example;D-2%1$s
                """.formatted(word));
        IntStream.range(0, 520)
                .forEach(i -> csv.append("%2$s;%3$s P;p@%2$s.example;\n"
                        .formatted(
                                i, Integer.toString(46_656 + i * 7_919, 36), Integer.toString(i * 911 + 40_000, 36))));
        csv.append("Jetty %1$s;Bob B;bob@%1$s.example;\n".formatted(word));

        long checked = imports.dryRun(csv.toString()).body().get("id").asLong();

        assertThat(reasons(checked, 3))
                .containsExactly(
                        "is certainly about the same customer as line 2, Pier %s (the same email address); if it is another one, give the row a reference"
                                .formatted(word));
        assertThat(row(checked, 5).get("notes").toString())
                .contains(
                        "Looks like line 4, Dock %s (the same email address); each has a reference of its own, so both are customers."
                                .formatted(word));
        JsonNode looked = rest.get("max", "/api/imports/" + checked).body();
        assertThat(looked.at("/dryRun/alike").asInt()).isEqualTo(1);
        assertThat(looked.get("summary").asText())
                .endsWith("Of the new ones 1 looks like another: somebody is asked to compare them.");
        assertThat(imports.rows(checked, "alike"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("notes").toString())
                        .contains(
                                "Looks like line 2, Pier %s (the same mail domain): somebody is asked to compare them."
                                        .formatted(word)));

        JsonNode done = imports.run(csv.toString());

        assertThat(done.at("/progress/created").asInt()).isEqualTo(524);
        assertThat(pairs()).containsExactly("Jetty %s, %s".formatted(word, number("Pier " + word)));
        assertThat(comparisons()).isEqualTo(1);
        assertThat(imports.rows(done.get("id").asLong(), "alike")
                        .get(0)
                        .get("notes")
                        .toString())
                .contains("Looks like line 2");
        imports.undo(done.get("id").asLong());
        assertThat(comparisons()).isZero();
    }

    @Test
    @Tag("C52")
    void onlySaysWhoLooksLikeAnotherWhereNobodyIsToBeAsked() {
        lead("Groyne %s".formatted(word), "Gro Y", "gro@%s.example".formatted(word), null);
        String csv = """
                Company;Contact;Email
                Breakwater %1$s;Bre A;bre@%1$s.example
                Weir %1$s;Wei R;wei@%1$s-weir.example
                Weir and Lock %1$s;Lou K;lou@%1$s-weir.example
                """.formatted(word);

        JsonNode done = imports.run(csv, "{\"alike\": \"note\"}");

        assertThat(done.at("/progress/created").asInt()).isEqualTo(3);
        assertThat(done.at("/dryRun/alike").asInt()).isZero();
        long id = done.get("id").asLong();
        assertThat(row(id, 2).get("notes").toString()).contains("Groyne %s (the same mail domain).".formatted(word));
        assertThat(row(id, 4).get("notes").toString())
                .contains("Looks like line 3, Weir %s (the same mail domain).".formatted(word));
        assertThat(comparisons()).isZero();
    }

    /** What a dry run found counts once both are there, whenever that is. */
    @Test
    @Tag("C52")
    void comparesARowThatFailedAtFirstOnceItIsThere() {
        jdbc.sql("""
                        create or replace function poison() returns trigger language plpgsql as $$ begin
                            if new.company = 'Sluice %s' then
                                raise exception 'poisoned';
                            end if;
                            return new;
                        end $$
                        """.formatted(word)).update();
        jdbc.sql("create trigger poison before insert on customer for each row execute function poison()")
                .update();
        JsonNode failed;
        try {
            failed = imports.run("""
                    Company;Contact;Email
                    Sluice %1$s;Slu I;slu@%1$s.example
                    Lockkeeper %1$s;Loc K;loc@%1$s.example
                    """.formatted(word));
        } finally {
            jdbc.sql("drop trigger poison on customer").update();
        }
        assertThat(failed.at("/progress/failed").asInt())
                .as(failed.toPrettyString())
                .isEqualTo(1);
        assertThat(comparisons()).isZero();
        long id = failed.get("id").asLong();

        rest.post("max", "/api/imports/" + id + "/retry", "");
        while (imports.step(id)) {
            // All of it.
        }

        assertThat(pairs()).containsExactly("Lockkeeper %s, %s".formatted(word, number("Sluice " + word)));
        assertThat(comparisons()).isEqualTo(1);
    }

    /** Of three rows about one customer the second is no customer that the third could look like. */
    @Test
    @Tag("C52")
    void looksAnewWhereTheMappingIsCorrected() {
        String csv = """
                Company;Contact;Email;Nr
                Levee %1$s;Lev E;lev@%1$s.example;1%1$s
                Dyke %1$s;Dy K;lev@%1$s.example;2%1$s
                Dyke %1$s Ltd;Dy K;dyk@%1$s-dyke.example;3%1$s
                """.formatted(word);
        Answer guessed = imports.dryRun(csv);
        assertThat(guessed.body().at("/dryRun/created").asInt()).isEqualTo(3);
        assertThat(guessed.body().at("/dryRun/alike").asInt()).isZero();

        Answer corrected = rest.method(
                "max",
                "PUT",
                "/api/imports/" + guessed.body().get("id").asLong() + "/mapping",
                "{\"columns\":{\"Nr\":\"\"}}");

        assertThat(corrected.body().at("/dryRun/created").asInt())
                .as(corrected.raw().body())
                .isEqualTo(2);
        assertThat(corrected.body().at("/dryRun/duplicates").asInt()).isEqualTo(1);
        assertThat(corrected.body().at("/dryRun/alike").asInt()).isZero();
    }

    @Test
    @Tag("C36")
    void bringsNoWorkForAClosedCustomerWhoLooksLikeAnother() {
        lead("Slipway %s".formatted(word), "Sli P", "sli@%s.example".formatted(word), null);

        JsonNode done = imports.run("""
                Company;Contact;Email;Stage
                Boathouse %1$s;Bo H;bo@%1$s.example;Lost
                """.formatted(word));

        assertThat(done.at("/progress/created").asInt())
                .as(done.toPrettyString())
                .isEqualTo(1);
        assertThat(comparisons()).isZero();
    }

    @Test
    @Tag("C52")
    void findsACustomerByTheReferenceOfAnotherWhoWasMergedIntoIt() {
        String csv = """
                Company;Contact;Email;Reference
                Mooring %1$s;Mo R;mo@%1$s.example;M-%1$s
                """.formatted(word);
        String stays = lead("Marina %s".formatted(word), "Ma R", "ma@%s-marina.example".formatted(word), null);
        imports.run(csv);
        String goes = number("Mooring " + word);
        Answer merged = rest.post(
                "max", "/api/customers/" + goes + "/merge", "{\"into\":\"%s\",\"reason\":\"one\"}".formatted(stays));
        assertThat(merged.status()).as(merged.raw().body()).isEqualTo(200);

        JsonNode again = imports.run(csv);

        assertThat(again.at("/progress/created").asInt())
                .as(again.toPrettyString())
                .isZero();
        assertThat(imports.rows(again.get("id").asLong(), "")
                        .get(0)
                        .get("customer")
                        .asText())
                .isEqualTo(stays);
    }

    @Test
    @Tag("C52")
    void findsNobodyOfAnImportThatWasUndone() {
        long id = imports.run("""
                        Company;Contact;Email
                        Wharf %1$s;Wil H;wil@%1$s.example
                        """.formatted(word)).get("id").asLong();
        String undone = number("Wharf " + word);
        lead("Wharf Office %s".formatted(word), "Wilma O", "wilma@%s.example".formatted(word), null);
        assertThat(comparisons()).isEqualTo(1);

        imports.undo(id);
        String lead = lead("Wharf %s".formatted(word), "Wil H", "wil@%s.example".formatted(word), null);

        assertThat(lead).isNotEqualTo(undone);
        assertThat(rest.get("max", "/api/customers?q=" + lead)
                        .body()
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(comparisons())
                .as("with the office, and not with who never came")
                .isEqualTo(1);
        Answer merged = rest.post(
                "max", "/api/customers/" + lead + "/merge", "{\"into\":\"%s\",\"reason\":\"one\"}".formatted(undone));
        assertThat(merged.status()).as(merged.raw().body()).isEqualTo(409);
    }

    @Test
    @Tag("C52")
    void findsACustomerByWhatItIsCalledAgainAfterTheImportThatRenamedItWasUndone() {
        String first = "Old %s".formatted(word);
        imports.run("""
                Company;Contact;Email;Reference
                %1$s;Olga L;olga@%2$s.example;R-%2$s
                """.formatted(first, word));
        long id = imports.run("""
                        Company;Contact;Email;Phone;Reference
                        New name %1$s;Olga L;nora@%1$s-new.example;+49 40 5550000;R-%1$s
                        """.formatted(word)).get("id").asLong();
        String number = number("New name " + word);
        assertThat(keys(number))
                .containsExactly(
                        "new name " + word,
                        "l olga",
                        "nora@" + word + "-new.example",
                        word + "-new.example",
                        "+49405550000");
        imports.undo(id);

        assertThat(keys(number))
                .containsExactly("old " + word, "l olga", "olga@" + word + ".example", word + ".example", null);
    }

    private String lead(String company, String contact, String email, String phone) {
        Answer answer =
                rest.post("integration", "/api/leads", """
                {"company": "%s", "contact": {"name": "%s", "email": %s, "phone": %s}, "source": "event"}""".formatted(company, contact, quoted(email), quoted(phone)));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.body().get("number").asText();
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private String number(String company) {
        return jdbc.sql(
                        "select 'C-' || lpad(id::text, 6, '0') from customer where company = :company and undone_at is null")
                .param("company", company)
                .query(String.class)
                .single();
    }

    private List<String> keys(String number) {
        return jdbc.sql("""
                        select unnest(array[c.company_key, p.name_key, p.email_key, p.email_domain, p.phone_key])
                          from customer c join contact p on p.customer_id = c.id where c.id = :id
                        """)
                .param("id", Long.parseLong(number.substring(2)))
                .query(String.class)
                .list();
    }

    private List<String> pairs() {
        return jdbc.sql("""
                        select c.company || ', C-' || lpad(other_id::text, 6, '0')
                          from duplicate_pair d join customer c on c.id = d.one_id
                          join customer o on o.id = d.other_id
                         where c.company like '%' || :word || '%' or o.company like '%' || :word || '%'
                        """).param("word", word).query(String.class).list();
    }

    private long comparisons() {
        return tasks.createTaskQuery()
                .taskName("Compare customers")
                .processVariableValueLike("company", "%" + word + "%")
                .count();
    }

    private List<String> reasons(long id, int line) {
        return row(id, line).get("problems").findValuesAsText("reason");
    }

    private JsonNode row(long id, int line) {
        return imports.rows(id, "").stream()
                .filter(it -> it.get("line").asInt() == line)
                .findFirst()
                .orElseThrow();
    }
}
