package io.baton;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.engine.EngineClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People work with nothing but the web apps in a real browser. */
@BatonTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistBrowserTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @Autowired
    private Rest rest;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Walk walk;

    @Autowired
    private Absentees absentees;

    private Tasklist tasklist;

    @BeforeEach
    void sitDown() {
        if (tasklist == null) {
            tasklist = new Tasklist(browser, rest);
        }
    }

    @Test
    @Tag("C1")
    @Tag("C2")
    @Tag("C3")
    @Tag("C9")
    void onePersonTakesALeadToItsRenewalByFillingInForms() {
        String company = "Söhne & it's *special* [x](http://y)";
        LocalDate inTwoWeeks = LocalDate.now(ZoneOffset.UTC).plusDays(14);
        tasklist.signIn("tasklist", "mia");

        tasklist.start("New lead", () -> {
            tasklist.type("Company", company);
            tasklist.type("Contact", "Ann_B_Example {{company}}");
            tasklist.type("Email", "ann@tasklist-browser.example");
            tasklist.pick("Where does the lead come from?", "Email");
            tasklist.type("Message", "# Call me\n1. soon\n\nhttps://example.com");
        });
        String customer = numberOf(company);
        stands(customer, "new-lead", "Qualify lead", "team sales", "team sales");

        tasklist.open("My team's queue", "Qualify lead", company);
        tasklist.claim();
        stands(customer, "new-lead", "Qualify lead", "mia", "mia");
        assertThat(tasklist.form())
                .contains(
                        company,
                        "Ann_B_Example {{company}} · ann@tasklist-browser.example",
                        "# Call me\n1. soon\nhttps://example.com",
                        customer + " · New lead since");
        tasklist.tick("Yes, they need what we offer and can buy it");
        assertThat(tasklist.chosen("Playbook")).isEqualTo("Standard");
        assertThat(tasklist.refusal()).isEqualTo("A qualified lead needs the date of its next sales step.");
        stands(customer, "new-lead", "Qualify lead", "mia", "mia");
        tasklist.type("Next sales step on", inTwoWeeks);
        tasklist.complete();
        stands(customer, "qualified", "Send proposal", "mia", "mia");

        tasklist.open("My work", "Send proposal", company);
        tasklist.tick("Yes, the customer has it in writing");
        tasklist.type("Amount offered", "1200.50");
        tasklist.pick("Currency", "EUR");
        tasklist.type("Customer decides by", inTwoWeeks);
        tasklist.complete();
        stands(customer, "proposal", "Get decision", "mia", "mia");

        tasklist.open("My work", "Get decision", company);
        assertThat(tasklist.form())
                .contains(
                        "Needed before this stage can end:\n☐ Payment terms confirmed\n☐ Scope confirmed\n☐ Kickoff date");
        tasklist.tick("No, the deal is lost");
        assertThat(tasklist.offers("Why is the deal lost?")).contains("Price", "Not available in time");
        tasklist.tick("Yes, they buy");
        assertThat(tasklist.refusal())
                .isEqualTo("Cannot leave Proposal: payment terms not confirmed; scope not confirmed;"
                        + " kickoff date missing.");
        stands(customer, "proposal", "Get decision", "mia", "mia");
        tasklist.tick("Scope is confirmed in writing");
        tasklist.tick("Payment terms are confirmed in writing");
        tasklist.type("Kickoff on", inTwoWeeks);
        tasklist.complete();
        stands(customer, "proposal", "Write handoff note", "mia", "mia");

        tasklist.open("My work", "Write handoff note", company);
        assertThat(tasklist.chosen("Who takes over?")).isEqualTo("Mia Keller");
        tasklist.complete();
        stands(customer, "ready-for-delivery", "Hold kickoff", "mia", "mia");

        tasklist.open("My work", "Hold kickoff", company);
        tasklist.tick("Yes, delivery can start");
        tasklist.type("Delivery promised for", inTwoWeeks);
        tasklist.complete();
        stands(customer, "active-delivery", "Deliver service", "mia", "mia");

        tasklist.open("My work", "Deliver service", company);
        tasklist.tick("Yes, and the customer confirms it");
        tasklist.tick("The project is invoiced");
        tasklist.complete();
        stands(customer, "active-delivery", "Write handoff note", "mia", "mia");

        tasklist.open("My work", "Write handoff note", company);
        tasklist.complete();
        stands(customer, "in-service", "Set renewal date", "mia", "mia");

        tasklist.open("My work", "Set renewal date", company);
        tasklist.type("Contract renews on", inTwoWeeks.plusYears(1));
        tasklist.complete();
        stands(customer, "in-service", "Check in with customer", "mia", "mia");

        tasklist.open("My work", "Check in with customer", company);
        tasklist.tick("Start renewal early");
        tasklist.type("Note", "Wants to extend.");
        tasklist.complete();
        stands(customer, "renewal", "Review renewal", "mia", "mia");
    }

    @Test
    @Tag("C31")
    @Tag("C57")
    @Tag("C63")
    void twoPeoplePassACustomerFromOneToTheOther() {
        String company = "Passed on " + System.nanoTime();
        String customer = walk.newLead(Walk.lead(company));
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        walk.win(customer, "tom");
        tasklist.signIn("tasklist", "tom");
        tasklist.open("My work", "Write handoff note", company);
        tasklist.pick("Who takes over?", "Dana Ortiz");
        assertThat(tasklist.refusal())
                .isEqualTo("Write a handoff note: dana needs to know what was promised and what is unresolved.");
        tasklist.type("Handoff note", "Promised: live in May.");
        tasklist.complete();
        stands(customer, "proposal", "Accept handoff", "dana", "tom");

        tasklist.signIn("tasklist", "dana");
        tasklist.open("Handoffs", "Accept handoff", company);
        assertThat(tasklist.form()).contains("tom writes:", "Promised: live in May.");
        tasklist.tick("No, the note is not complete");
        tasklist.pick("Why does it go back?", "It does not say whom to talk to");
        tasklist.type("What is missing?", "Who signs?");
        tasklist.complete();
        stands(customer, "proposal", "Write handoff note", "tom", "tom");

        tasklist.signIn("tasklist", "tom");
        tasklist.open("My work", "Write handoff note", company);
        assertThat(tasklist.form()).contains("Sent back", "It does not say whom to talk to: Who signs?");
        tasklist.pick("Who takes over?", "Dana Ortiz");
        tasklist.type("Handoff note", "Promised: live in May. Ann signs.");
        tasklist.complete();
        tasklist.signIn("tasklist", "dana");
        tasklist.open("My work", "Accept handoff", company);
        tasklist.tick("Yes, I own the customer from now on");
        tasklist.complete();

        stands(customer, "ready-for-delivery", "Hold kickoff", "dana", "dana");
        assertThat(rest.post("tom", "/api/customers/" + customer + "/evidence", "{\"key\":\"scope.confirmed\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Tag("C8")
    @Tag("C54")
    void aManagerLetsACustomerGoOnThoughSomethingIsMissing() {
        String company = "In a hurry " + System.nanoTime();
        String customer = walk.newLead(Walk.lead(company, "first-use"));
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        tasklist.signIn("tasklist", "tom");
        tasklist.start("Ask for an override", () -> {
            tasklist.type("Customer", customer);
            tasklist.type("Why should the customer move on all the same?", "The order is in the mail.");
        });

        tasklist.signIn("tasklist", "max");
        tasklist.open("My team's queue", "Decide override", company);
        assertThat(tasklist.form()).contains("☐ Order signed", "Asked for by tom:", "The order is in the mail.");
        tasklist.claim();
        tasklist.tick("Yes, this time");
        tasklist.type("Reason", "I spoke to them.");
        tasklist.complete();

        tasklist.signIn("tasklist", "tom");
        tasklist.open("My work", "Get decision", company);
        tasklist.tick("Yes, they buy");
        tasklist.complete();
        stands(customer, "proposal", "Write handoff note", "tom", "tom");
    }

    @Test
    @Tag("C2")
    @Tag("C19")
    void somebodyIsAwayAndSomebodyElseSeesToWhatCannotWait() {
        String company = "On the phone " + System.nanoTime();
        String customer = walk.newLead(Walk.lead(company));
        walk.qualify(customer, "tom");
        absentees.say("tom", "{\"backup\":\"mia\"}");
        LocalDate today = absentees.today();
        tasklist.signIn("tasklist", "tom");
        tasklist.start("Plan an absence", () -> {
            tasklist.type("First day away", today);
            tasklist.type("Last day away", today.plusDays(7));
            tasklist.type("Reason", "Climbing");
        });
        absentees.fireDueTimers();

        tasklist.signIn("tasklist", "sam");
        tasklist.start("Raise an urgent matter", () -> {
            tasklist.type("Customer", customer);
            tasklist.type("What is urgent?", "They want an answer today.");
        });

        tasklist.signIn("tasklist", "mia");
        tasklist.open("My work", "Take urgent matter", company);
        assertThat(tasklist.form())
                .contains("Urgent, raised by sam:", "They want an answer today.", "tom is away, and mia stands in.");
        tasklist.type("What did you do?", "Gave them the answer.");
        tasklist.complete();
        stands(customer, "qualified", "Send proposal", "mia", "tom");

        tasklist.signIn("tasklist", "tom");
        tasklist.start("Call off an absence", () -> {});
        stands(customer, "qualified", "Send proposal", "tom", "tom");
        absentees.everybodyIsBack();
    }

    @Test
    @Tag("C21")
    @Tag("C50")
    void everyFilterShowsItsWorkWithCustomerStageAndDueDate() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ago(90, () -> walk.newLead(Walk.lead("Waiting Ltd")));
        String late = ago(80, () -> walk.newLead(Walk.lead("Late Ltd")));
        ago(79, () -> qualify(late, "mia", today.minusDays(70)));
        String due = ago(60, () -> walk.newLead(Walk.lead("Today Ltd")));
        ago(59, () -> qualify(due, "mia", today));
        firstOfTheDay(due);
        String passed = ago(50, () -> walk.newLead(Walk.lead("Passed Ltd")));
        ago(49, () -> {
            walk.qualify(passed, "tom");
            walk.sendProposal(passed, "tom");
            walk.win(passed, "tom");
        });
        tasklist.signIn("tasklist", "mia");

        assertThat(tasklist.filters())
                .containsExactly("My work", "My team's queue", "Overdue", "Due today", "Leads", "Handoffs");
        lists("My work", List.of("Late Ltd", "Today Ltd"), List.of("Waiting Ltd", "Passed Ltd"));
        assertThat(tasklist.cards().get(0))
                .isEqualTo(new Tasklist.Card("Send proposal", "Late Ltd", "Qualified", "Due 2 months ago"));
        lists("My team's queue", List.of("Waiting Ltd"), List.of("Late Ltd", "Today Ltd", "Passed Ltd"));
        lists("Overdue", List.of("Waiting Ltd", "Late Ltd"), List.of("Passed Ltd"));
        lists("Due today", List.of("Today Ltd"), List.of("Waiting Ltd", "Late Ltd", "Passed Ltd"));
        lists("Leads", List.of("Waiting Ltd"), List.of("Late Ltd", "Today Ltd", "Passed Ltd"));
        lists("Handoffs", List.of("Passed Ltd"), List.of("Waiting Ltd", "Late Ltd", "Today Ltd"));
    }

    @ParameterizedTest
    @CsvSource({
        "mia, tasklist, Start process",
        "tom, tasklist, Start process",
        "dana, tasklist, Start process",
        "sue, tasklist, Start process",
        "sam, tasklist, Start process",
        "max, tasklist, Start process",
        "max, cockpit, Processes",
        "olga, cockpit, Processes",
        "admin, tasklist, Start process",
        "admin, cockpit, Processes",
        "admin, admin, Users"
    })
    @Tag("C49")
    void everybodyReachesTheirApp(String person, String app, String menu) {
        tasklist.signIn(app, person);

        assertThat(browser.see(By.cssSelector("[cam-widget-header] .sections-menu"))
                        .getText())
                .contains(menu);
    }

    @ParameterizedTest
    @CsvSource({
        "sam, admin",
        "max, admin",
        "olga, tasklist",
        "olga, admin",
        "integration, tasklist",
        "integration, cockpit"
    })
    @Tag("C49")
    void nobodyReachesAnotherApp(String person, String app) {
        tasklist.tryToSignIn(app, person, person);

        browser.see(By.cssSelector(".page-notifications .alert-danger"));
        assertThat(browser.shows(By.cssSelector("[cam-widget-header] .glyphicon-user")))
                .isFalse();
    }

    @Test
    void showsProcessOwnersTheMapWithTheCustomersOnIt() {
        walk.newLead();
        tasklist.signIn("cockpit", "olga");

        browser.click(By.linkText("Processes"));
        browser.click(By.linkText("Customer lifecycle"));

        assertThat(browser.see(By.cssSelector("[data-element-id=Activity_NewLead]"))
                        .isDisplayed())
                .isTrue();
        String count = browser.see(By.cssSelector("[data-container-id=Activity_NewLead] .instance-count"))
                .getText();
        // Beyond a thousand Cockpit writes 1.3k.
        assertThat(count).matches("[1-9].*");
    }

    @Test
    void refusesAWrongPassword() {
        tasklist.tryToSignIn("tasklist", "mia", "wrong");

        assertThat(browser.see(By.cssSelector(".page-notifications .alert-danger"))
                        .getText())
                .contains("Login Failed");
        assertThat(browser.shows(By.cssSelector("form[name=signinForm]"))).isTrue();
    }

    @Test
    void refusesAnAppThatIsNotForTheHat() {
        tasklist.tryToSignIn("cockpit", "tom", "tom");

        assertThat(browser.see(By.cssSelector(".page-notifications .alert-danger"))
                        .getText())
                .contains("missing access rights to application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void bothersNobodyWithTheEnginesEndOfLife(String app) {
        tasklist.signIn(app, "admin");

        assertThat(browser.shows(By.cssSelector(".ce-eol-banner"))).isFalse();
        assertThat(browser.see(By.tagName("body")).getText()).doesNotContain("End of Life");
        Object gap = browser.script("""
                const header = document.querySelector('[cam-widget-header]').getBoundingClientRect();
                const page = document.querySelector('.page-wrap, .ctn-main, .welcome-page').getBoundingClientRect();
                return Math.round(page.top - header.bottom);
                """);
        assertThat(gap).isEqualTo(0L);
    }

    private void lists(String filter, List<String> customers, List<String> butNot) {
        tasklist.choose(filter);

        Awaitility.await(filter)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(tasklist.cards())
                        .extracting(Tasklist.Card::customer)
                        .containsAll(customers)
                        .doesNotContainAnyElementsOf(butNot));
    }

    private String numberOf(String company) {
        String search = URLEncoder.encode(company, StandardCharsets.UTF_8);
        return browser.until("find " + company + " in the record", () -> {
            for (JsonNode item :
                    rest.get("mia", "/api/customers?q=" + search).body().path("items")) {
                if (item.path("company").asText().equals(company)) {
                    return item.path("number").asText();
                }
            }
            return null;
        });
    }

    private void stands(String customer, String stage, String next, String who, String owner) {
        JsonNode record = rest.get("mia", "/api/customers/" + customer).body();
        assertThat(List.of(
                        record.path("stage").asText(),
                        record.path("nextStep").path("what").asText(),
                        party(record.path("nextStep").path("who")),
                        party(record.path("owner"))))
                .containsExactly(stage, next, who, owner);
    }

    private static String party(JsonNode party) {
        String id = party.path("id").asText();
        return party.path("type").asText().equals("team") ? "team " + id : id;
    }

    private void qualify(String customer, String person, LocalDate nextStep) {
        walk.complete(
                customer, "Qualify lead", person, Map.of("decision", "qualified", "nextStepOn", nextStep.toString()));
    }

    /** On a working day many are due before evening; a list shows fifteen. */
    private void firstOfTheDay(String customer) {
        jdbc.sql("""
                        update act_ru_task set due_date_ = date_trunc('day', now() at time zone 'UTC') + interval '1 second'
                         where proc_inst_id_ in (select id_ from act_ru_execution where business_key_ = :customer)
                        """).param("customer", customer).update();
    }

    private static void ago(int days, Runnable act) {
        EngineClock.at(Instant.now().minus(Duration.ofDays(days)), act);
    }

    private static String ago(int days, java.util.function.Supplier<String> act) {
        String[] result = new String[1];
        ago(days, () -> {
            result[0] = act.get();
        });
        return result[0];
    }
}
