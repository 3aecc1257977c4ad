package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.deadline.Deadlines;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Files and mappings that cannot be used: a clear answer, and nothing half done. */
@BatonTest
@Tag("C36")
class BadFilesTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private Deadlines deadlines;

    private ImportDoor imports;

    @BeforeEach
    void openTheDoor() {
        imports = new ImportDoor(rest, jobs);
    }

    @Test
    void refusesFilesThatCannotBeUsedAndKeepsNothingOfThem() throws IOException {
        Map<String, Long> before = rows.counts();

        assertThat(refusal("Kestrel;Kim;kim@kestrel.example\nHarbour;Hal;hal@harbour.example\n", "a.csv"))
                .contains("has no headings", "cell C1 holds 'kim@kestrel.example'");
        assertThat(refusal("Company;Contact;Email\n", "a.csv")).contains("has no rows below its headings");
        assertThat(refusal("Colour;Shape\nred;round\n", "a.csv"))
                .contains("none of Colour, Shape says which company a row is about");
        assertThat(refusal("%PDF-1.7", "a.csv")).contains("PDF");
        assertThat(refusal("Company;Contact\nA;B\n", "a.xlsx")).contains("plain text");
        assertThat(refusal("Company;Email\nA;\"b\n" + "x;y\n".repeat(100_000), "a.csv"))
                .contains("quotation mark");
        Answer sheet = imports.post("max", "?dryRun=true&sheet=Kunden", "a.xlsx", workbook(), Map.of());
        assertThat(sheet.status()).isEqualTo(400);
        assertThat(sheet.body().get("detail").asText())
                .contains("'Kunden' is not in the workbook; its sheets are Deals");
        assertThat(rest.post("max", "/api/imports", "{}").status()).isEqualTo(415);

        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void refusesAMappingThatDoesNotFitTheFile() {
        String csv = "Firma;Name;Mail\nA;B;a@b.example\n";

        assertThat(imports.dryRun(csv, "{\"columns\":{\"Nope\":\"company\"}}")
                        .body()
                        .get("detail")
                        .asText())
                .contains("is no column of the file; its columns are Firma, Name, Mail");
        assertThat(imports.dryRun(csv, "{\"columns\":{\"Firma\":\"colour\"}}")
                        .body()
                        .get("detail")
                        .asText())
                .contains("'colour', which is no field");
        assertThat(imports.dryRun(csv, "{\"columns\":{\"Firma\":\"company\",\"Name\":\"company\"}}")
                        .body()
                        .get("detail")
                        .asText())
                .contains("two columns for 'company'");
        assertThat(imports.dryRun(csv, "{\"colums\":{}}").body().get("detail").asText())
                .contains("Mapping is no JSON such as");
    }

    @Test
    void namesColumnsThatAreCalledAlikeAndLetsThemBeCorrected() {
        String csv = "Company;Name;Email;Email;\nA Ltd;Ann;old@alike.example;new@alike.example;x\n";

        JsonNode guessed = imports.dryRun(csv).body();

        assertThat(guessed.get("columns").findValuesAsText("heading"))
                .containsExactly("Company", "Name", "Email", "Email (D)");
        assertThat(guessed.at("/columns/2/field").asText()).isEqualTo("email");
        assertThat(guessed.at("/columns/3/field").isNull()).isTrue();
        assertThat(guessed.at("/dryRun/refused").asInt()).isEqualTo(1);

        Answer corrected = rest.method(
                "max",
                "PUT",
                "/api/imports/" + guessed.get("id").asLong() + "/mapping",
                "{\"columns\":{\"Email\":\"\",\"Email (D)\":\"email\"}}");

        assertThat(corrected.status()).as(corrected.raw().body()).isEqualTo(200);
        assertThat(corrected.body().at("/columns/3/field").asText()).isEqualTo("email");
        assertThat(corrected.body().at("/columns/2/field").isNull()).isTrue();
    }

    @Test
    void asksHowDatesAreMeantThatCanBeReadBothWays() {
        String csv =
                "Company;Contact;Email;Due date\nA Ltd;Ann;a@dates.example;03/04/2031\nB Ltd;Bob;b@dates.example;05/06/2031\n";

        JsonNode asked = imports.dryRun(csv).body();
        JsonNode told = imports.dryRun(csv, "{\"dates\":{\"Due date\":\"month-first\"}}")
                .body();

        assertThat(asked.at("/questions/0").asText())
                .contains("Column D, Due date")
                .contains("2 rows depend on it");
        assertThat(asked.at("/dryRun/refused").asInt()).isEqualTo(2);
        assertThat(told.get("questions")).isEmpty();
        assertThat(told.at("/dryRun/created").asInt()).isEqualTo(2);
        assertThat(told.at("/columns/3/dates").asText()).isEqualTo("month-first");
    }

    @Test
    void refusesDatesThatCannotBeAgreedBeforeTheyAreImported() {
        LocalDate last = deadlines.today().plusYears(10);
        String csv = """
                Company;Contact;Email;Stage;Due date;Decision date;Renewal date
                A Ltd;Ann;a@far.example;Proposal;%1$s;%1$s;
                B Ltd;Bob;b@far.example;Proposal;%2$s;;
                C Ltd;Cat;c@far.example;Proposal;;31.12.2099;
                D Ltd;Dan;d@far.example;In service;;;31.12.2099
                """.formatted(last, last.plusDays(1));

        JsonNode dryRun = imports.dryRun(csv).body();

        assertThat(dryRun.at("/dryRun/created").asInt()).isEqualTo(1);
        List<JsonNode> refused = imports.rows(dryRun.get("id").asLong(), "refused");
        assertThat(refused).hasSize(3);
        assertThat(refused.get(2).toString()).contains("Renewal date", "G5", "'31.12.2099' is later than");
        assertThat(refused.get(0).toString())
                .contains("Due date", "E3", "'%s' is later than %s, the last day".formatted(last.plusDays(1), last));
        assertThat(refused.get(1).toString()).contains("Decision date", "F4", "'31.12.2099' is later than");

        JsonNode done = imports.run(csv);

        assertThat(done.at("/progress/failed").asInt())
                .as(done.toPrettyString())
                .isZero();
    }

    @Test
    void refusesAFileOfTwoHundredMegabytesBeforeItIsSent() throws IOException {
        Map<String, Long> before = rows.counts();
        URI door = rest.uri("/api/imports?dryRun=true");
        try (Socket socket = new Socket(door.getHost(), door.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /api/imports?dryRun=true HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                                    + Base64.getEncoder().encodeToString("max:max".getBytes(StandardCharsets.UTF_8))
                                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 209715200\r\n\r\n--b\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream()));

            assertThat(answer.readLine()).contains(" 413 ");
            StringBuilder body = new StringBuilder();
            while (body.indexOf("split it") < 0) {
                body.append((char) answer.read());
            }
            assertThat(body).contains("The file is larger than 32 MB: split it");
        }
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void answersTheSameAgainToTheSameKey() {
        byte[] csv = "Company;Contact;Email\nA Ltd;Ann;a@key.example\n".getBytes(StandardCharsets.UTF_8);

        Answer first = imports.post("max", "?dryRun=true", "a.csv", csv, Map.of(), "Idempotency-Key", "sheet-1");
        Answer same = imports.post("max", "?dryRun=true", "a.csv", csv, Map.of(), "Idempotency-Key", "sheet-1");
        Answer other = imports.post("max", "?dryRun=true", "b.csv", csv, Map.of(), "Idempotency-Key", "sheet-1");

        assertThat(first.status()).as(first.raw().body()).isEqualTo(201);
        assertThat(same.body().get("id")).isEqualTo(first.body().get("id"));
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void isForManagersAndSystemsAlone() {
        byte[] csv = "Company;Contact;Email\nA Ltd;Ann;a@door.example\n".getBytes(StandardCharsets.UTF_8);

        assertThat(imports.post("mia", "?dryRun=true", "a.csv", csv, Map.of()).status())
                .isEqualTo(403);
        assertThat(rest.get("mia", "/api/imports").status()).isEqualTo(403);
        assertThat(rest.get("mia", "/api/export/customers.csv").status()).isEqualTo(403);
        assertThat(rest.get("integration", "/api/export/customers.csv").status())
                .isEqualTo(403);
    }

    private String refusal(String content, String name) {
        Answer answer = imports.post("max", "?dryRun=true", name, content.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        return answer.body().get("detail").asText();
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Test", "1.0")) {
            book.newWorksheet("Deals").value(0, 0, "Company");
        }
        return out.toByteArray();
    }
}
