package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.deadline.Deadlines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        String export = rest.get("max", "/api/export/customers.csv").raw().body();

        JsonNode again = imports.dryRun(export).body();

        assertThat(again.at("/dryRun/created").asInt()).isZero();
        assertThat(jdbc.sql("""
                        select outcome from import_row row join customer_reference other using (customer_id)
                         where run_id = ? and reference in ('O-1', 'O-2')
                        """)
                        .param(again.get("id").asLong())
                        .query(String.class)
                        .list())
                .containsExactly("unchanged", "unchanged");
        assertThat(jdbc.sql("select outcome from import_row where run_id = ? and customer_id = ?")
                        .params(again.get("id").asLong(), cameAgain)
                        .query(String.class)
                        .single())
                .as("what was noted when they came again is on record")
                .isEqualTo("unchanged");
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
        assertThat(names).containsExactly("customers.csv", "contacts.csv", "journal.csv", "evidence.csv", "cases.csv");
        assertThat(journal).contains("Imported from customers.csv, line 2, as Proposal.");
    }
}
