package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.deadline.Deadlines;
import io.baton.engine.Desk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@BatonTest
@Tag("C36")
class ImportCustomersProcessTest {

    @Autowired
    private Rest rest;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    @Autowired
    private Desk desk;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Deadlines deadlines;

    @Autowired
    private Rows rows;

    private ImportDoor imports;

    @BeforeEach
    void openTheDoor() {
        imports = new ImportDoor(rest, jobs);
    }

    @Test
    void placesEachCustomerAtItsTrueStageWithOwnerNextStepAndDate() {
        String due = deadlines.today().plusDays(20).toString();
        JsonNode done = imports.run("""
                Firma;Ansprechpartner;E-Mail;Phase;Zuständig;Nächster Schritt;Fällig am;Budget;Währung;Nr
                Placed Lead;Ann A;lead@placed.example;Interessent;;;;;;P-1
                Placed Qualified;Ann A;qualified@placed.example;Qualifiziert;tom;Angebot schreiben;%1$s;1.250,50;EUR;P-2
                Placed Proposal;Ann A;proposal@placed.example;Angebot;Tom Berg;nachfassen;%1$s;€ 12.000;;P-3
                Placed Kickoff;Ann A;kickoff@placed.example;Gewonnen;dana;;%1$s;;;P-4
                Placed Delivery;Ann A;delivery@placed.example;In Arbeit;;;%1$s;;;P-5
                Placed Service;Ann A;service@placed.example;Bestandskunde;sue;;;;;P-6
                Placed Renewal;Ann A;renewal@placed.example;Verlängerung;sue;;%1$s;;;P-7
                Placed Lost;Ann A;lost@placed.example;Verloren;;;;;;P-8
                Placed Former;Ann A;former@placed.example;Gekündigt;;;;;;P-9
                """.formatted(due));

        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(done.at("/progress/created").asInt())
                .as(done.toPrettyString())
                .isEqualTo(9);
        stands("Placed Lead", "new-lead", "sales", "Qualify lead", null);
        stands("Placed Qualified", "qualified", "tom", "Send proposal", due);
        stands("Placed Proposal", "proposal", "tom", "Get decision", due);
        stands("Placed Kickoff", "ready-for-delivery", "dana", "Hold kickoff", due);
        stands("Placed Delivery", "active-delivery", "delivery", "Deliver service", due);
        stands("Placed Service", "in-service", "sue", "Set renewal date", null);
        stands("Placed Renewal", "renewal", "sue", "Review renewal", due);
        assertThat(customer("Placed Lost").get("stage").asText()).isEqualTo("lost");
        assertThat(customer("Placed Former").get("stage").asText()).isEqualTo("former-customer");
        assertThat(openTasks("Placed Lost")).isEmpty();
        assertThat(openTasks("Placed Former")).isEmpty();
        assertThat(customer("Placed Qualified").at("/lastNote/text").asText())
                .isEqualTo("Next step: Angebot schreiben");
        assertThat(journal("Placed Qualified"))
                .contains("Imported from customers.csv, line 3, as Qualified.", "Entered Qualified.");
    }

    @Test
    void listsWhatSkippedStagesAskForAndNobodyHasShownWithoutTakingItForMet() {
        imports.run("""
                Company;Contact;Email;Stage;Product
                Skipped Stages;Ann A;skipped@stages.example;Active delivery;Tracker
                """);

        String number = customer("Skipped Stages").get("number").asText();
        JsonNode gate = rest.get("max", "/api/customers/" + number + "/gate").body();
        JsonNode missing = gate.get("missingFromImport");

        assertThat(missing.findValuesAsText("criterion"))
                .contains("scope.confirmed", "payment-terms.confirmed", "kickoff.scheduled")
                .doesNotContain("product.known");
        assertThat(missing.findValuesAsText("stage")).contains("proposal").doesNotContain("active-delivery");
        assertThat(count("select count(*) from evidence where customer_id = " + id(number)))
                .isZero();

        rest.post("max", "/api/customers/" + number + "/evidence", "{\"key\":\"scope.confirmed\"}");

        assertThat(rest.get("max", "/api/customers/" + number + "/gate")
                        .body()
                        .get("missingFromImport")
                        .findValuesAsText("criterion"))
                .doesNotContain("scope.confirmed")
                .contains("payment-terms.confirmed");
        assertThat(form(openTasks("Skipped Stages").get(0).getId(), "dana")).contains("Missing from the import");
    }

    @Test
    void saysOfEveryRowWhatWouldBecomeOfItAndWritesNothingElse() {
        imports.run("""
                Company;Contact;Email;Reference
                Known Ltd;Kim K;kim@known.example;K-1
                """);
        Map<String, Long> before = rows.counts();

        Answer answer = imports.dryRun("""
                Company;Contact;Email;Phone;Stage;Owner;Due date;Budget;Reference
                Fresh Ltd;Fay F;fay@fresh.example;;Proposal;tom;2031-02-01;12000 EUR;F-1
                Known Ltd;Kim Known;kim@known.example;;;;;;K-1
                Known Ltd;Kim K;kim@known.example;;;;;;K-1
                ;Nobody;nobody@nowhere.example;;;;;;N-1
                No Way Ltd;Nick N;;;;;;;N-2
                Wrong Ltd;Will W;not-a-mail;12;Limbo;nobody;31.02.2031;a lot;W-1
                =CMD|calc;Eve E;eve@evil.example;;;;;;E-1
                Extra Ltd;Ed E;ed@extra.example;;;;;;X-1;too;many
                """);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        long id = answer.body().get("id").asLong();
        assertThat(answer.body().at("/dryRun/created").asInt()).isEqualTo(1);
        assertThat(imports.rows(id, "new").get(0).get("line").asInt()).isEqualTo(2);
        assertThat(imports.rows(id, "update").get(0).get("line").asInt()).isEqualTo(3);
        assertThat(reasons(id, 4)).containsExactly("speaks of the same customer as line 3");
        assertThat(reasons(id, 5)).containsExactly("names no company");
        assertThat(reasons(id, 6)).containsExactly("has neither a mail address nor a phone number");
        assertThat(cells(id, 7)).containsExactlyInAnyOrder("C7", "D7", "E7", "F7", "G7", "H7");
        assertThat(reasons(id, 8)).singleElement().asString().contains("holds the formula '=CMD|calc'");
        assertThat(cells(id, 8)).containsExactly("A8");
        assertThat(reasons(id, 9)).singleElement().asString().contains("has 11 cells, but the file has 9 columns");
        Map<String, Long> after = rows.counts();
        List.of("import_run", "import_row", "import_key", "import_alike", "arrival")
                .forEach(table -> {
                    before.remove(table);
                    after.remove(table);
                });
        assertThat(after).isEqualTo(before);
    }

    @Test
    void changesAndDoublesNothingTheSecondTime() {
        String due = deadlines.today().plusDays(12).toString();
        String csv = """
                Company;Contact;Email;Phone;Stage;Next step;Due date;Budget;Currency;Reference
                Twice One;Ann A;one@twice.example;;Proposal;call them;%1$s;1000;EUR;T-1
                Twice Two;Ann A;two@twice.example;;Qualified;;%1$s;;;
                Twice Three;Ann A;;+49 30 555 0001;Won;;;;;
                """.formatted(due);
        imports.run(csv);
        long customers = count("select count(*) from customer");
        long entries = count("select count(*) from journal");

        JsonNode again = imports.run(csv);

        assertThat(again.at("/dryRun/unchanged").asInt())
                .as(again.toPrettyString())
                .isEqualTo(3);
        assertThat(count("select count(*) from customer")).isEqualTo(customers);
        assertThat(count("select count(*) from journal")).isEqualTo(entries);

        JsonNode changed = imports.run("""
                Company;Contact;Email;Phone;Stage;Next step;Due date;Budget;Currency;Reference
                Twice One GmbH;Ann A;one@twice.example;;In service;;;2000;EUR;T-1
                Twice Three;Ann Other;;030/5550001;;;;;;
                """);

        assertThat(changed.at("/progress/updated").asInt())
                .as(changed.toPrettyString())
                .isEqualTo(2);
        assertThat(count("select count(*) from customer")).isEqualTo(customers);
        JsonNode one = customer("Twice One GmbH");
        assertThat(one.get("stage").asText()).isEqualTo("proposal");
        assertThat(imports.rows(changed.get("id").asLong(), "")
                        .get(0)
                        .get("notes")
                        .toString())
                .contains("Stands in Proposal here and in In service in the file");
        assertThat(customer("Twice Three").at("/contact/name").asText()).isEqualTo("Ann Other");
    }

    @Test
    void comesThroughARowThatFailsForAnUnexpectedReason() {
        failOn("Poison Ltd");
        JsonNode done;
        try {
            done = imports.run("""
                    Company;Contact;Email
                    Before Ltd;Ann A;ann@before-poison.example
                    Poison Ltd;Ann A;ann@poison.example
                    After Ltd;Ann A;ann@after-poison.example
                    """);
        } finally {
            jdbc.sql("drop trigger poison on contact").update();
        }

        assertThat(done.at("/progress/created").asInt()).isEqualTo(2);
        assertThat(done.at("/progress/failed").asInt()).isEqualTo(1);
        assertThat(reasons(done.get("id").asLong(), 3))
                .singleElement()
                .asString()
                .contains("failed on our side and nothing of it was written");
        assertThat(count("select count(*) from customer where company = 'Poison Ltd'"))
                .isZero();
    }

    @Test
    void triesOnlyThoseRowsAgainThatFailed() {
        failOn("Poison Two Ltd");
        JsonNode failed;
        try {
            failed = imports.run("""
                    Company;Contact;Email
                    Before Two Ltd;Ann A;ann@before-poison-two.example
                    Poison Two Ltd;Ann A;poison@poison-two.example
                    No Address Ltd;Ann A;
                    """);
        } finally {
            jdbc.sql("drop trigger poison on contact").update();
        }
        long id = failed.get("id").asLong();
        long customers = count("select count(*) from customer");

        Answer again = rest.post("max", "/api/imports/" + id + "/retry", "");

        assertThat(again.status()).as(again.raw().body()).isEqualTo(202);
        assertThat(again.body().get("state").asText()).isEqualTo("running");
        assertThat(rest.post("max", "/api/imports/" + id + "/retry", "").status())
                .isEqualTo(409);
        while (imports.step(id)) {
            // One batch each time.
        }
        JsonNode done = rest.get("max", "/api/imports/" + id).body();
        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(done.at("/progress/created").asInt()).isEqualTo(2);
        assertThat(done.at("/progress/failed").asInt()).isZero();
        assertThat(done.at("/progress/toDo").asInt()).isZero();
        assertThat(done.at("/dryRun/refused").asInt()).isEqualTo(1);
        assertThat(count("select count(*) from customer")).isEqualTo(customers + 1);
        assertThat(openTasks("Poison Two Ltd")).hasSize(1);
        Answer nothing = rest.post("max", "/api/imports/" + id + "/retry", "");
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(nothing.body().get("detail").asText()).contains("there is nothing to try again");
        assertThat(rest.post("tom", "/api/imports/" + id + "/retry", "").status())
                .isEqualTo(403);
    }

    @Test
    void listsACountThatWasSkippedUntilItIsReached() {
        imports.run("""
                Company;Contact;Email;Stage;Playbook
                Counted Orders Ltd;Ann A;counted@orders.example;In service;thousand-orders
                """);
        String number = customer("Counted Orders Ltd").get("number").asText();
        assertThat(missingFromImport(number)).contains("orders.shipped");

        put(number, 999, "some");
        assertThat(missingFromImport(number)).contains("orders.shipped");
        put(number, 1, "the last one");

        assertThat(missingFromImport(number)).doesNotContain("orders.shipped");
    }

    private void put(String number, int orders, String event) {
        Answer answer = rest.post(
                "max",
                "/api/customers/" + number + "/evidence",
                "{\"key\": \"orders.shipped\", \"increment\": %d, \"eventId\": \"%s\"}".formatted(orders, event));
        assertThat(answer.status()).as(answer.raw().body()).isBetween(200, 201);
    }

    private List<String> missingFromImport(String number) {
        JsonNode gate = rest.get("max", "/api/customers/" + number + "/gate").body();
        return gate.path("missingFromImport").findValuesAsText("criterion");
    }

    @Test
    void goesOnAfterACrashAndDoublesNothing() {
        StringBuilder csv = new StringBuilder("Company;Contact;Email;Reference\n");
        for (int i = 0; i < 1_050; i++) {
            csv.append("Crash %04d;Ann A;a%04d@crash.example;Crash-%04d\n".formatted(i, i, i));
        }
        Answer answer = imports.post(
                "max", "", "crash.csv", csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of());
        long id = answer.body().get("id").asLong();
        imports.step(id);
        // The batch is written, and then what was to remember it dies.
        jdbc.sql("""
                        create function crash() returns trigger language plpgsql as
                        $$ begin raise exception 'the machine stops here'; end $$
                        """).update();
        jdbc.sql("create trigger crash before insert on act_ru_job for each row"
                        + " when (new.type_ = 'message') execute function crash()")
                .update();

        try {
            assertThatThrownBy(() -> imports.step(id)).hasStackTraceContaining("the machine stops here");
        } finally {
            jdbc.sql("drop trigger crash on act_ru_job").update();
            jdbc.sql("drop function crash").update();
        }
        long written = count("select count(*) from customer where company like 'Crash %'");
        while (imports.step(id)) {
            // The rest.
        }

        assertThat(written).isEqualTo(1_000);
        assertThat(count("select count(*) from customer where company like 'Crash %'"))
                .isEqualTo(1_050);
        assertThat(count("select count(distinct company) from customer where company like 'Crash %'"))
                .isEqualTo(1_050);
        assertThat(rest.get("max", "/api/imports/" + id).body().get("summary").asText())
                .startsWith("1050 of 1050 rows done: 1050 customers created, 0 updated");
    }

    @Test
    void keepsARecordOfClosedCustomersWithoutAnyWork() {
        JsonNode done = imports.run("""
                Company;Contact;Email;Stage;Reference
                Closed Ltd;Ann A;ann@closed.example;Closed lost;CL-1
                """);

        assertThat(done.at("/progress/created").asInt())
                .as(done.toPrettyString())
                .isEqualTo(1);
        assertThat(openTasks("Closed Ltd")).isEmpty();
        assertThat(imports.dryRun("""
                Company;Contact;Email;Stage
                Skipped Ltd;Ann A;ann@skipped.example;Closed lost
                """, "{\"closed\":\"skip\"}")
                        .body()
                        .at("/dryRun/skipped")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void asksInTheTasklistBeforeAnythingIsImported() {
        long id = imports.dryRun("""
                Company;Contact;Email
                Asked Ltd;Ann A;ann@asked.example
                """).body().get("id").asLong();
        rest.post("max", "/api/imports/" + id + "/start?ask=true", "");

        Task task = tasks.createTaskQuery().taskName("Confirm import").singleResult();
        assertThat(task.getAssignee()).isEqualTo("max");
        assertThat(form(task.getId(), "max")).contains("1 row: 1 new").contains("customers");
        assertThat(imports.job(id)).isNull();
        desk.as("max", () -> tasks.complete(task.getId(), Map.of("decision", "import")));
        while (imports.step(id)) {
            // All of it.
        }

        assertThat(customer("Asked Ltd").get("stage").asText()).isEqualTo("new-lead");
    }

    @Test
    void forgetsAnImportThatIsDiscarded() {
        long id = imports.dryRun("""
                Company;Contact;Email
                Unwanted Ltd;Ann A;ann@unwanted.example
                """).body().get("id").asLong();
        rest.post("max", "/api/imports/" + id + "/start?ask=true", "");
        Task task = tasks.createTaskQuery().taskName("Confirm import").singleResult();

        desk.as("max", () -> tasks.complete(task.getId(), Map.of("decision", "discard")));

        assertThat(rest.get("max", "/api/imports/" + id).body().get("state").asText())
                .isEqualTo("discarded");
        assertThat(imports.job(id)).isNull();
        assertThat(rest.post("max", "/api/imports/" + id + "/start", "").status())
                .isEqualTo(409);
    }

    @Test
    void undoesAWholeImportButKeepsWhatPeopleWorkedOn() {
        imports.run("""
                Company;Contact;Email;Product;Reference
                Undo Stays Ltd;Ann A;stays@undo.example;Tracker;U-1
                """);
        String due = deadlines.today().plusDays(9).toString();
        String csv = """
                Company;Contact;Email;Stage;Due date;Product;Reference
                Undo Stays Ltd;Bob B;stays@undo.example;New lead;%1$s;Rocket;U-1
                Undo Gone Ltd;Ann A;gone@gone-undo.example;Proposal;%1$s;;U-2
                Undo Worked Ltd;Ann A;worked@worked-undo.example;Proposal;;;U-3
                """.formatted(due);
        long id = imports.run(csv).get("id").asLong();
        String gone = customer("Undo Gone Ltd").get("number").asText();
        String worked = customer("Undo Worked Ltd").get("number").asText();
        rest.post("mia", "/api/customers/" + worked + "/notes", "{\"text\":\"Spoke to them.\"}");

        imports.undo("integration", id);

        JsonNode undone = rest.get("max", "/api/imports/" + id).body();
        assertThat(undone.get("state").asText()).as(undone.toPrettyString()).isEqualTo("undone");
        assertThat(undone.at("/progress/undone").asInt()).isEqualTo(2);
        assertThat(imports.rows(id, "kept").get(0).get("notes").toString())
                .contains("Kept: mia worked on " + worked + " since.");
        assertThat(customer("Undo Stays Ltd").at("/contact/name").asText()).isEqualTo("Ann A");
        assertThat(jdbc.sql("select product from customer where company = 'Undo Stays Ltd'")
                        .query(String.class)
                        .single())
                .isEqualTo("Tracker");
        assertThat(openTasks("Undo Gone Ltd")).isEmpty();
        assertThat(jdbc.sql("select by_id from journal where customer_id = ? and text = ?")
                        .params(id(gone), "The import that brought this customer was undone.")
                        .query(String.class)
                        .single())
                .isEqualTo("integration");
        assertThat(count("select count(*) from deadline where ended_at is null and customer_id = " + id(gone)))
                .isZero();
        assertThat(rest.get("max", "/api/customers?q=" + gone)
                        .body()
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(openTasks("Undo Worked Ltd")).hasSize(1);

        JsonNode again = imports.run(csv);
        assertThat(again.at("/progress/created").asInt())
                .as(again.toPrettyString())
                .isEqualTo(1);
    }

    @Test
    void movesTheReviewBeforeARenewalWithTheRenewalAndBackWhenItIsUndone() {
        String csv = """
                Company;Contact;Email;Stage;Owner;Renewal date;Reference
                Renews Ltd;Ann A;ann@renews.example;In service;sue;%s;R-1
                """;
        imports.run(csv.formatted(deadlines.today().plusDays(200)));
        String number = customer("Renews Ltd").get("number").asText();
        Instant before = review(number);

        long id = imports.run(csv.formatted(deadlines.today().plusDays(340)))
                .get("id")
                .asLong();

        assertThat(Duration.between(before, review(number)).toDays()).isBetween(136L, 144L);
        imports.undo(id);
        assertThat(review(number)).isEqualTo(before);
    }

    @Test
    void weighsACustomerAnewAndPutsItsDecisionDateBackWhereAnUpdateIsUndone() {
        String csv = """
                Company;Contact;Email;Stage;Owner;Budget;Currency;Decision date;Reference
                Weighed Ltd;Ann A;ann@weighed.example;Proposal;tom;%s;EUR;%s;W-1
                """;
        LocalDate first = deadlines.today().plusDays(30);
        imports.run(csv.formatted("100", first));
        String number = customer("Weighed Ltd").get("number").asText();
        String tier = customer("Weighed Ltd").get("valueTier").asText();

        long id = imports.run(csv.formatted("900000", first.plusDays(30)))
                .get("id")
                .asLong();

        assertThat(customer("Weighed Ltd").get("valueTier").asText()).isNotEqualTo(tier);
        assertThat(decision(number)).isEqualTo(first.plusDays(30));
        imports.undo(id);
        assertThat(customer("Weighed Ltd").get("valueTier").asText()).isEqualTo(tier);
        assertThat(decision(number)).isEqualTo(first);
    }

    @Test
    void undoesTheOtherRowsThoughOneFails() {
        JsonNode done = imports.run("""
                Company;Contact;Email
                Undo One Ltd;Ann A;ann@undo-one.example
                Undo Two Ltd;Ann A;ann@undo-two.example
                Undo Three Ltd;Ann A;ann@undo-three.example
                """);
        long id = done.get("id").asLong();
        stuck("new.company = 'Undo Two Ltd'", () -> imports.undo(id));

        JsonNode undone = rest.get("max", "/api/imports/" + id).body();
        assertThat(undone.get("state").asText()).isEqualTo("undone");
        assertThat(undone.at("/progress/undone").asInt()).isEqualTo(2);
        assertThat(undone.get("summary").asText())
                .isEqualTo(
                        "2 rows undone, 0 kept since people worked on their customers; 0 to go. 1 could not be undone on our side: undo the import once more.");
        assertThat(imports.rows(id, "kept"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("notes").toString())
                        .contains("Kept, since undoing it failed on our side; the log says why."));
        assertThat(openTasks("Undo Two Ltd")).hasSize(1);

        imports.undo(id);

        JsonNode again = rest.get("max", "/api/imports/" + id).body();
        assertThat(again.get("summary").asText())
                .isEqualTo("3 rows undone, 0 kept since people worked on their customers; 0 to go.");
        assertThat(imports.rows(id, "undone").toString()).doesNotContain("failed on our side");
        assertThat(openTasks("Undo Two Ltd")).isEmpty();
        assertThat(rest.post("max", "/api/imports/" + id + "/undo", "").status())
                .isEqualTo(409);
    }

    @Test
    void triesLaterWhereNothingCanBeUndone() {
        String rows = IntStream.range(0, 12)
                .mapToObj("Stuck %1$d Ltd;Ann A;ann@stuck-%1$d.example\n"::formatted)
                .collect(Collectors.joining());
        long id = imports.run("Company;Contact;Email\n" + rows).get("id").asLong();

        stuck(
                "new.company like 'Stuck %'",
                () -> assertThatThrownBy(() -> imports.undo(id)).hasStackTraceContaining("this one is stuck"));
        assertThat(imports.rows(id, "kept")).isEmpty();
        assertThat(rest.get("max", "/api/imports/" + id).body().get("state").asText())
                .isEqualTo("undoing");

        while (imports.step(id)) {
            // All of it.
        }
        assertThat(rest.get("max", "/api/imports/" + id)
                        .body()
                        .at("/progress/undone")
                        .asInt())
                .isEqualTo(12);
    }

    private void stuck(String when, Runnable meanwhile) {
        jdbc.sql("""
                        create function stuck() returns trigger language plpgsql as
                        $$ begin raise exception 'this one is stuck'; end $$
                        """).update();
        jdbc.sql("create trigger stuck before update on customer for each row when (%s) execute function stuck()"
                        .formatted(when))
                .update();
        try {
            meanwhile.run();
        } finally {
            jdbc.sql("drop trigger stuck on customer").update();
            jdbc.sql("drop function stuck").update();
        }
    }

    @Test
    void keepsACustomerWhomALaterImportChangedUnlessThatWasUndone() {
        String csv = """
                Company;Contact;Email;Last note;Product;Reference
                %1$s Ltd;Ann A;ann@%2$s.example;Wants a %3$s.;%3$s;%4$s
                """;
        long kept = imports.run(csv.formatted("Later", "later", "Tracker", "L-1"))
                .get("id")
                .asLong();
        imports.run(csv.formatted("Later", "later", "Rocket", "L-1"));
        long goes = imports.run(csv.formatted("Undone Later", "undone-later", "Tracker", "L-2"))
                .get("id")
                .asLong();
        imports.undo(imports.run(csv.formatted("Undone Later", "undone-later", "Rocket", "L-2"))
                .get("id")
                .asLong());

        imports.undo(kept);
        imports.undo(goes);

        assertThat(rest.get("max", "/api/imports/" + kept)
                        .body()
                        .at("/progress/kept")
                        .asInt())
                .isEqualTo(1);
        assertThat(openTasks("Later Ltd")).hasSize(1);
        assertThat(rest.get("max", "/api/imports/" + goes)
                        .body()
                        .at("/progress/undone")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void changesNobodyWhoHasOnlyTheNumberOfAnotherSystem() {
        imports.run("""
                Company;Contact;Email;Reference
                Numbered Ltd;Ann A;ann@numbered.example;17
                """);
        String number = customer("Numbered Ltd").get("number").asText();

        Answer other = imports.dryRun("""
                Company;Contact;Email;Reference;Baton number
                Somebody Else Inc;Bob B;bob@somebody-else.example;17;
                Somebody Third Inc;Cid C;cid@somebody-third.example;;%s
                Numbered Limited;Bea B;bea@numbered.example;17;
                """.formatted(number));

        long id = other.body().get("id").asLong();
        for (int line : List.of(2, 3)) {
            assertThat(row(id, line).get("outcome").asText()).isEqualTo("duplicate");
            assertThat(reasons(id, line))
                    .containsExactly(
                            "names %s, Numbered Ltd, by its number, and has neither company, person, mail address nor phone number in common with it: correct the number, or what stands on record"
                                    .formatted(number));
        }
        assertThat(row(id, 4).get("outcome").asText()).isEqualTo("update");
        assertThat(row(id, 4).get("notes").toString())
                .contains("Changes company: 'Numbered Ltd' to 'Numbered Limited', contact: 'Ann A' to 'Bea B', email:");
    }

    /** Nobody else is named, and the number is the key to update by. */
    @Test
    void changesByTheNumberAloneWhereARowNamesNobody() {
        imports.run("""
                Company;Contact;Email;Reference
                Delta Ltd;Ann A;ann@delta.example;D-1
                """);

        Answer delta = imports.dryRun("""
                Reference;Email;Phone
                D-1;office@delta.example;+49 30 7654321
                """);

        assertThat(row(delta.body().get("id").asLong(), 2).get("notes").toString())
                .contains("Changes email: 'ann@delta.example' to 'office@delta.example', phone:");
    }

    /** When the review before the renewal is due: the timer of the whole stage. */
    private Instant review(String number) {
        return jobs.createJobQuery().timers().processDefinitionKey("customer-care").list().stream()
                .filter(job -> jobs.createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getJobConfiguration()
                        .contains("'renewal-review'"))
                .filter(job -> runtime.createProcessInstanceQuery()
                                .processInstanceId(job.getProcessInstanceId())
                                .processInstanceBusinessKey(number)
                                .count()
                        > 0)
                .map(job -> job.getDuedate().toInstant())
                .findFirst()
                .orElseThrow();
    }

    private LocalDate decision(String number) {
        return jdbc.sql("select agreed_on from agreed_date where customer_id = ? and follow_up = 'decision-date'")
                .param(id(number))
                .query(LocalDate.class)
                .single();
    }

    private void failOn(String company) {
        jdbc.sql("""
                        create or replace function poison() returns trigger language plpgsql as $$ begin
                            if exists (select 1 from customer where id = new.customer_id and company = '%s') then
                                raise exception 'poisoned';
                            end if;
                            return new;
                        end $$
                        """.formatted(company)).update();
        jdbc.sql("create trigger poison before insert on contact for each row execute function poison()")
                .update();
    }

    private void stands(String company, String stage, String owner, String task, String due) {
        JsonNode customer = customer(company);
        assertThat(customer.get("stage").asText()).as(company).isEqualTo(stage);
        assertThat(customer.at("/owner/id").asText()).as(company).isEqualTo(owner);
        assertThat(customer.at("/nextStep/what").asText()).as(company).isEqualTo(task);
        assertThat(customer.at("/nextStep/who/id").asText()).as(company).isEqualTo(owner);
        if (due != null) {
            assertThat(jdbc.sql("select agreed_on from deadline where of_task and ended_at is null and customer_id = "
                                    + id(customer.get("number").asText()))
                            .query(String.class)
                            .single())
                    .as(company)
                    .isEqualTo(due);
        }
        assertThat(openTasks(company)).extracting(Task::getName).containsExactly(task);
    }

    private List<Task> openTasks(String company) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer(company).get("number").asText())
                .list();
    }

    private JsonNode customer(String company) {
        String number = jdbc.sql(
                        "select 'C-' || lpad(id::text, 6, '0') from customer where company = :company order by id desc limit 1")
                .param("company", company)
                .query(String.class)
                .single();
        return rest.get("max", "/api/customers/" + number).body();
    }

    private List<String> journal(String company) {
        return rest.get(
                        "max",
                        "/api/customers/" + customer(company).get("number").asText() + "/journal")
                .body()
                .get("items")
                .findValuesAsText("text");
    }

    private String form(String task, String person) {
        String[] form = {""};
        desk.as(person, () -> form[0] = forms.getTaskFormVariables(task).toString());
        return form[0];
    }

    private List<String> reasons(long id, int line) {
        return row(id, line).get("problems").findValuesAsText("reason");
    }

    private List<String> cells(long id, int line) {
        return row(id, line).get("problems").findValuesAsText("cell");
    }

    private JsonNode row(long id, int line) {
        return imports.rows(id, "").stream()
                .filter(it -> it.get("line").asInt() == line)
                .findFirst()
                .orElseThrow();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static long id(String number) {
        return Long.parseLong(number.substring(2));
    }
}
