package io.baton;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

/** A person can do it: the real Tasklist in a real Chromium, with clicks and keys. */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
class TasklistBrowserTest {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final By BANNER = By.className("ce-eol-banner");

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    private Browser browser;

    @BeforeAll
    void openTheBrowser() {
        browser = Browser.open(rest.uri("").toString());
    }

    @AfterAll
    void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Tag("C1")
    @Tag("C2")
    @Tag("C3")
    void takesALeadThatCameByPhoneFromItsStartFormToRenewal() {
        signIn("mia", "tasklist");
        String company = "Clicked " + System.nanoTime();

        browser.click("Start process");
        browser.click("New lead");
        browser.fill("Company", company);
        browser.fill("Contact", "Paula Hone");
        browser.fill("Phone", "030 7654321");
        browser.click(By.xpath("//button[normalize-space(.)='Start']"));
        String customer = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> find(company), found -> !found.isMissingNode())
                .get("number")
                .asText();
        stands(customer, "new-lead", "Qualify lead", "sales");

        openAndClaim(customer, "Qualify lead");
        browser.see("Paula Hone");
        browser.choose("Yes, they need");
        browser.fillDate(inDays(2));
        complete(customer, "qualified", "Send proposal", "mia");

        open(customer, "Send proposal");
        browser.choose("Yes, the customer has it");
        browser.fillDate(inDays(9));
        complete(customer, "proposal", "Get decision", "mia");

        open(customer, "Get decision");
        browser.choose("Yes, they buy");
        browser.click(By.xpath("//button[contains(., 'Complete')]"));
        browser.see("Cannot leave Proposal: payment terms not confirmed; scope not confirmed; kickoff date missing.");
        stands(customer, "proposal", "Get decision", "mia");
        browser.choose("Scope is confirmed");
        browser.choose("Payment terms are confirmed");
        browser.fillDate(inDays(4));
        complete(customer, "proposal", "Write handoff note", "mia");

        open(customer, "Write handoff note");
        complete(customer, "ready-for-delivery", "Hold kickoff", "mia");

        open(customer, "Hold kickoff");
        browser.choose("Yes, delivery can start");
        browser.fillDate(inDays(20));
        complete(customer, "active-delivery", "Deliver service", "mia");

        open(customer, "Deliver service");
        browser.choose("Yes, and the customer");
        complete(customer, "active-delivery", "Write handoff note", "mia");

        open(customer, "Write handoff note");
        complete(customer, "in-service", "Set renewal date", "mia");

        open(customer, "Set renewal date");
        browser.fillDate(inDays(200));
        complete(customer, "in-service", "Check in with customer", "mia");

        open(customer, "Check in with customer");
        browser.choose("Start renewal early");
        complete(customer, "renewal", "Review renewal", "mia");
    }

    @Test
    @Tag("C50")
    void showsTheSharedFiltersAndCardsWithCustomerStageAndDue() {
        String company = "On a card " + System.nanoTime();
        walk.newLead(Walk.lead(company));
        signIn("tom", "tasklist");

        for (String filter : List.of("My work", "My team's queue", "Overdue", "Due today", "Leads", "Handoffs")) {
            browser.see(filter);
        }
        browser.click(By.xpath("//*[contains(@class,'task-filters')]//a[contains(., 'Leads')]"));
        browser.type(
                By.cssSelector(".tasks-list input, .search-container input, input[placeholder='Filter Tasks']"), "");
        browser.see("Qualify lead");
        browser.see("Customer");
        browser.see("New lead");
        browser.see("Due in");
    }

    @Test
    void showsNoBannerAndLetsEachPersonIntoTheirApp() {
        for (String[] personAndApp : new String[][] {
            {"mia", "tasklist", "My work"},
            {"max", "cockpit", "Customer lifecycle"},
            {"olga", "cockpit", "Customer lifecycle"},
            {"admin", "admin", "Users"},
            {"mia", "welcome", "Tasklist"}
        }) {
            signIn(personAndApp[0], personAndApp[1]);
            if (personAndApp[1].equals("cockpit")) {
                browser.goTo("/camunda/app/cockpit/default/#/processes");
            }
            browser.see(personAndApp[2]);
            assertThat(browser.shows(BANNER))
                    .as("the banner in " + personAndApp[1])
                    .isFalse();
        }
    }

    @Test
    void refusesAWrongPasswordAndAnAppThatIsNotTheirs() {
        browser.forgetWhoSignedIn();
        browser.goTo(TASKLIST);
        browser.signIn("mia", "wrong");
        browser.see("Login Failed");

        browser.forgetWhoSignedIn();
        browser.goTo("/camunda/app/cockpit/default/");
        browser.signIn("tom", "tom");
        browser.see("Login Failed");
    }

    private void signIn(String person, String app) {
        browser.forgetWhoSignedIn();
        browser.goTo("/camunda/app/" + app + "/default/");
        browser.signIn(person, person);
        browser.seeNoMore(By.cssSelector("input[type=password]"));
    }

    private void openAndClaim(String customer, String task) {
        openTask(customer, task);
        browser.click(By.xpath("//*[contains(@class,'task-card')]//*[contains(normalize-space(.), 'Claim')][not(*)]"));
        browser.see(By.cssSelector(".fjs-form"));
        browser.see("Mia Keller");
    }

    private void open(String customer, String task) {
        openTask(customer, task);
        browser.see(By.cssSelector(".fjs-form"));
    }

    private void openTask(String customer, String task) {
        JsonNode shown = record(customer);
        browser.goTo("/camunda/app/tasklist/default/#/?task="
                + shown.at("/nextStep/taskId").asText());
        browser.see(
                By.xpath("//*[contains(@class,'task-card')]//*[contains(normalize-space(.), '%s')]".formatted(task)));
        browser.see(shown.get("company").asText());
    }

    private void complete(String customer, String stage, String next, String who) {
        browser.click(By.xpath("//button[contains(., 'Complete')]"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> record(customer),
                        shown -> shown.at("/nextStep/what").asText().equals(next)
                                && shown.get("stage").asText().equals(stage));
        stands(customer, stage, next, who);
    }

    private void stands(String customer, String stage, String next, String who) {
        JsonNode shown = record(customer);
        assertThat(shown.get("stage").asText()).isEqualTo(stage);
        assertThat(shown.at("/nextStep/what").asText()).isEqualTo(next);
        assertThat(shown.at("/nextStep/who/id").asText()).isEqualTo(who);
        assertThat(shown.at("/nextStep/due").asText()).isNotEmpty();
    }

    private JsonNode record(String customer) {
        return rest.get("mia", "/api/customers/" + customer).body();
    }

    private JsonNode find(String company) {
        return rest.get("mia", "/api/customers?q=" + company.replace(" ", "%20"))
                .body()
                .at("/items/0");
    }

    private static LocalDate inDays(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days);
    }
}
