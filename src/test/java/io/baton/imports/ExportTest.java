package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.customer.CustomerNumber;
import io.baton.deadline.Deadlines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatonTest
@Tag("C36")
class ExportTest {

    @Autowired
    private Rest rest;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private JdbcClient jdbc;

    private ImportDoor imports;

    @BeforeEach
    void bringCustomersIn() {
        imports = new ImportDoor(rest, jobs);
        imports.run("""
                Company;Contact;Email;Phone;Stage;Owner;Budget;Product;Country;Language;Last note;Due date;Renewal date;Lead cost;Reference
                '=HYPERLINK("evil");'@Ann;out@export.example;+49301234567;Proposal;tom;1250,50 EUR;"Tracker; big";Deutschland;Deutsch;"- said ""no""
                - and then yes";%s;;12,50 EUR;O-1
                Plain Ltd;Ben;plain@export.example;030 99 88 77;In service;;;;;;;;2031-05-01;;O-2
                """.formatted(deadlines.today().plusDays(30)));
    }

    @Test
    void makesHarmlessWhatASpreadsheetWouldCompute() {
        Answer export = rest.get("max", "/api/export/customers.csv");

        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Disposition")).contains("customers.csv");
        assertThat(export.raw().body())
                .startsWith("\uFEFFNumber in Baton;Reference;Company;")
                .contains("\"'=HYPERLINK(\"\"evil\"\")\";'@Ann;out@export.example;+49301234567;")
                .contains(";1250.50;EUR;12.50;EUR;");
        assertThat(rest.get("max", "/api/export/customers.csv?separator=,")
                        .raw()
                        .body())
                .startsWith("\uFEFFNumber in Baton,Reference,Company,");
        assertThat(rest.get("max", "/api/export/customers.csv?separator=x").status())
                .isEqualTo(400);
        assertThat(rest.get("max", "/api/export/passwords.csv").status()).isEqualTo(404);
    }

    @Test
    void canBeImportedAgainAndChangesNothing() {
        String lead = """
                {"company": "Comes Again", "contact": {"name": "Cay Again", "email": "cay@comes-again.example"}}
                """;
        rest.post("integration", "/api/leads", lead);
        Answer secondTime = rest.post("integration", "/api/leads", lead);
        assertThat(secondTime.status()).isEqualTo(200);
        long cameAgain = Long.parseLong(secondTime.body().get("number").asText().substring(2));
        bringTwoIn("again");
        merge(customer("again-1"), customer("again-2"));
        String export = rest.get("max", "/api/export/customers.csv").raw().body();

        JsonNode again = imports.dryRun(export).body();

        assertThat(again.at("/dryRun/created").asInt()).isZero();
        assertThat(jdbc.sql("""
                        select reference || ' ' || outcome from import_row row join customer_reference other using (customer_id)
                         where run_id = ? and reference in ('O-1', 'O-2', 'again-1', 'again-2') order by 1
                        """)
                        .param(again.get("id").asLong())
                        .query(String.class)
                        .list())
                .as("no row of one who was merged would overwrite the one who stayed")
                .containsExactly("O-1 unchanged", "O-2 unchanged", "again-2 unchanged");
        assertThat(jdbc.sql("select outcome from import_row where run_id = ? and customer_id = ?")
                        .params(again.get("id").asLong(), cameAgain)
                        .query(String.class)
                        .single())
                .as("what was noted when they came again is on record")
                .isEqualTo("unchanged");
    }

    @Test
    void namesTheOneWhoStayedByAllReferencesOfThoseWhoWentIntoIt() {
        bringTwoIn("named");
        String stays = customer("named-2");
        jdbc.sql("insert into customer_reference (reference, customer_id) values ('named-0', ?), ('named-3', ?)")
                .params(CustomerNumber.idOf(customer("named-1")), CustomerNumber.idOf(stays))
                .update();

        merge(customer("named-1"), stays);

        assertThat(export("customers")).containsPattern(stays + ";named-2;named Two;.*;named-3, named-0, named-1\r\n");
    }

    @Test
    void findsTheOneWhoStayedByAReferenceThatOnlyTheMergedOneHad() {
        bringTwoIn("found");
        String stays = customer("found-2");
        jdbc.sql("delete from customer_reference where reference = 'found-2'").update();
        merge(customer("found-1"), stays);
        String export = export("customers");

        JsonNode again = imports.dryRun(export.lines()
                        .filter(it -> !it.startsWith("C-") || it.startsWith(stays))
                        .collect(Collectors.joining("\n"))
                        .replaceAll("C-\\d{6};found", ";found"))
                .body();

        assertThat(export).contains(stays + ";found-1;found Two;");
        assertThat(imports.rows(again.get("id").asLong(), "unchanged"))
                .singleElement()
                .extracting(it -> it.get("customer").asText())
                .isEqualTo(stays);
    }

    @Test
    void givesWhatBelongedToWhoWasMergedToWhoStayedAndSaysOfWhomItWas() {
        bringTwoIn("given");
        String goes = customer("given-1");
        String stays = customer("given-2");
        rest.post("max", "/api/customers/" + goes + "/evidence", "{\"key\": \"contract.signed\"}");
        rest.post("sam", "/api/cases", "{\"customer\": \"%s\", \"summary\": \"It is slow.\"}".formatted(goes));

        merge(goes, stays);

        assertThat(export("customers")).contains("\n" + stays + ";").doesNotContain("\n" + goes + ";");
        assertThat(export("contacts"))
                .contains(stays + ";Ben;two@given.example;;true;\r\n")
                .contains(stays + ";Ann;one@given.example;;false;" + goes + "\r\n");
        assertThat(export("journal"))
                .containsPattern(stays + ";.*;Imported from customers\\.csv, line 2, .*;" + goes + "\r\n");
        assertThat(export("evidence")).containsPattern(stays + ";contract\\.signed;.*;" + goes + "\r\n");
        assertThat(export("cases")).containsPattern("S-\\d{6};" + stays + ";It is slow\\.;.*;" + goes + "\r\n");
        assertThat(export("merged")).containsPattern(goes + ";" + stays + ";given One;.*;max;One of two\\.\r\n");
    }

    @Test
    void overwritesNobodyWhereWhatWasMergedIsImportedByMistake() {
        bringTwoIn("mistaken");
        merge(customer("mistaken-1"), customer("mistaken-2"));

        JsonNode merged = imports.dryRun(export("merged")).body();

        assertThat(merged.at("/dryRun/rows").asInt()).isPositive();
        assertThat(merged.at("/dryRun/refused").asInt())
                .isEqualTo(merged.at("/dryRun/rows").asInt());
    }

    @Test
    void leavesOutEverywhereWhoseImportWasUndone() {
        JsonNode done = imports.run("Company;Contact;Email\nGone Ltd;Gil;gil@gone.example\n");
        long id = done.get("id").asLong();
        String gone = imports.rows(id, "").get(0).get("customer").asText();
        assertThat(export("contacts")).contains(gone);

        rest.post("max", "/api/imports/" + id + "/undo", "");
        while (imports.step(id)) {
            // One batch each time.
        }

        for (String table : List.of("customers", "contacts", "journal", "evidence", "cases", "merged")) {
            assertThat(export(table)).as(table).doesNotContain(gone);
        }
    }

    private String export(String table) {
        return rest.get("max", "/api/export/" + table + ".csv").raw().body();
    }

    private void bringTwoIn(String name) {
        imports.run("""
                Company;Contact;Email;Reference
                %1$s One;Ann;one@%1$s.example;%1$s-1
                %1$s Two;Ben;two@%1$s.example;%1$s-2
                """.formatted(name));
    }

    private String customer(String reference) {
        return CustomerNumber.of(jdbc.sql("select customer_id from customer_reference where reference = ?")
                .param(reference)
                .query(Long.class)
                .single());
    }

    private void merge(String goes, String stays) {
        Answer merged = rest.post(
                "max",
                "/api/customers/" + goes + "/merge",
                "{\"into\": \"%s\", \"reason\": \"One of two.\"}".formatted(stays));
        assertThat(merged.status()).as(merged.raw().body()).isEqualTo(200);
    }

    @Test
    void losesNothingOnTheWayToAnotherInstallation() {
        String export = rest.get("max", "/api/export/customers.csv").raw().body();
        String elsewhere = export.lines().limit(1).findFirst().orElseThrow();
        String rows = export.substring(elsewhere.length())
                .replaceAll("C-\\d{6}", "")
                .replace("O-1", "X-1")
                .replace("O-2", "X-2")
                .replace("export.example", "elsewhere.example")
                .replace("+49301234567", "+49301234568")
                .replace("030 99 88 77", "030 99 88 78");

        JsonNode done = imports.run(elsewhere + rows);

        String columns =
                "company, source, campaign, product, region, language, timeline, budget_amount, budget_currency, cost_amount, cost_currency,"
                        + " playbook, stage, renewal_on, decision_on, last_note_text, value_tier, next_what, next_due";
        for (String line : List.of("1", "2")) {
            String of = "select " + columns
                    + " from customer c join customer_reference r on r.customer_id = c.id where reference = '";
            assertThat(jdbc.sql(of + "X-" + line + "'").query().singleRow())
                    .as(done.toPrettyString())
                    .isEqualTo(jdbc.sql(of + "O-" + line + "'").query().singleRow());
        }
    }

    @Test
    void handsOutAllTablesAsOneArchive() throws IOException, InterruptedException {
        byte[] zip = HttpClient.newHttpClient()
                .send(rest.request("max", "/api/export/all.zip").GET().build(), BodyHandlers.ofByteArray())
                .body();

        List<String> names = new ArrayList<>();
        String journal = "";
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals("journal.csv")) {
                    journal = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        assertThat(names)
                .containsExactly(
                        "customers.csv", "contacts.csv", "journal.csv", "evidence.csv", "cases.csv", "merged.csv");
        assertThat(journal).contains("Imported from customers.csv, line 2, as Proposal.");
    }
}
