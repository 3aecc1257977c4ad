package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BatonTest
@Tag("C36")
class ImportsPageTest {

    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"deals.csv\"\r\n\r\n"
                    + "Company;Who;Email;Due\nPage <b>Ltd</b>;Ann;ann@page.example;03/04/2031\nPage Ltd;Ben;ben@page.example;05/06/2031\n"
                    + "\r\n--b--\r\n";

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private ManagementService jobs;

    @Test
    void takesAFileFromTheFirstLookToCustomersWithoutAnyScript() {
        Session max = webApp.signIn("max");
        String list = max.get("/imports").raw().body();

        Answer handedIn = upload(max, action(list, "/imports"));
        assertThat(handedIn.status()).as(handedIn.raw().body()).isEqualTo(303);
        String page = handedIn.header("Location");
        String checked = max.get(page).raw().body();

        assertThat(checked)
                .contains("2 rows: 0 new", "Check again", "left out")
                .contains("is a date such as 03/04/2026 the 3rd of April")
                .doesNotContain("<script");

        Answer mapped = form(
                max,
                action(checked, page + "/mapping"),
                "field-A=company&field-B=contact&field-C=email&field-D=due&dates-D=day-first&currency=&ownerNotFound=refuse&closed=record");
        assertThat(mapped.status()).as(mapped.raw().body()).isEqualTo(303);
        String corrected = max.get(page).raw().body();
        assertThat(corrected).contains("2 rows: 1 new", "1 refused", "must not contain HTML");

        assertThat(form(max, action(corrected, page + "/start"), "").status()).isEqualTo(303);
        assertThat(max.get(page).raw().body()).contains("http-equiv=\"refresh\"");
        ImportDoor door = new ImportDoor(rest, jobs);
        while (door.step(0)) {
            // All of it.
        }

        String done = max.get(page).raw().body();
        assertThat(done).contains("1 of 1 rows done: 1 customers created", "Undo this import");
        assertThat(max.get("/imports").raw().body()).contains("deals.csv");
    }

    /** What one step says of a file still holds in the next. */
    @Test
    void asksWhatWordsStandForAndForgetsNoAnswer() {
        Session max = webApp.signIn("max");
        String csv =
                "Company;Contact;Email;Stage;Owner\nWord Ltd;Ann;ann@word.example;Phase \"\"3<;MK\nWord Two Ltd;Ben;ben@word-two.example;Won;dana\n"
                        .replace("Phase \"\"3<", "\"Phase \"\"3<\"");
        Answer handedIn = max.send(max.request(action(max.get("/imports").raw().body(), "/imports"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"words.csv\"\r\n\r\n" + csv
                                + "\r\n--b--\r\n"))
                .build());
        String page = handedIn.header("Location");
        String checked = max.get(page).raw().body();
        assertThat(checked)
                .contains("2 rows: 1 new", "1 refused", "Words nobody knows")
                .contains("<td>Phase &quot;3&lt;</td><td>1</td>", "<td>MK</td><td>1</td>")
                .doesNotContain("<td>Won</td>", "<td>dana</td>");

        String columns = "field-A=company&field-B=contact&field-C=email&field-D=stage&field-E=owner";
        form(
                max,
                action(checked, page + "/mapping"),
                columns + "&" + name(checked, "Phase &quot;3&lt;") + "=proposal&" + name(checked, "MK")
                        + "=tom&currency=CHF&ownerNotFound=team&closed=skip&alike=note");
        String corrected = max.get(page).raw().body();

        assertThat(corrected)
                .contains("2 rows: 2 new", "value=\"CHF\"")
                .contains("<option value=\"proposal\" selected>", "<option value=\"tom\" selected>")
                .contains(
                        "<option value=\"team\" selected>",
                        "<option value=\"skip\" selected>",
                        "<option value=\"note\" selected>");
        assertThat(rest.get("max", "/api" + page)
                        .body()
                        .at("/mapping/values/owner/MK")
                        .asText())
                .isEqualTo("tom");
    }

    @Test
    void keepsWhatWasSaidElsewhereOfWordsAndOffersThemAllInTime() {
        Session max = webApp.signIn("max");
        StringBuilder csv = new StringBuilder("Company;Contact;Email;Owner\n");
        for (int i = 0; i < 45; i++) {
            csv.append("Many %1$d Ltd;Ann;ann@many-%1$d.example;Person %1$02d\n".formatted(i));
        }
        csv.append("Many M Ltd;Ann;ann@many-m.example;MK\nMany N Ltd;Ann;ann@many-n.example;mk.\n");
        Answer dryRun = new ImportDoor(rest, jobs)
                .dryRun(
                        csv.toString(),
                        "{\"values\": {\"owner\": {\"MK\": \"Mia Keller\", \"Person 44\": \"Tom Berg\"}}}");
        String page = "/imports/" + dryRun.body().get("id").asText();

        String checked = max.get(page).raw().body();
        assertThat(checked)
                .contains("47 rows: 3 new", "44 refused")
                .contains(
                        "Column D, Owner: does it hold what it is taken for? It has 44 words that nobody knows; the 40 most frequent are listed")
                .contains("<td>MK</td><td>2</td>", "<td>Person 39</td>", "<option value=\"mia\" selected>")
                .doesNotContain("<td>Person 40</td>", "<td>mk.</td>");
        form(max, action(checked, page + "/mapping"), everything(checked));

        String again = max.get(page).raw().body();
        assertThat(again).contains("47 rows: 3 new", "<option value=\"mia\" selected>");
        form(
                max,
                action(again, page + "/mapping"),
                everything(again).replace(name(again, "Person 00") + "=", name(again, "Person 00") + "=mia"));

        assertThat(max.get(page).raw().body()).contains("47 rows: 4 new", "<td>Person 40</td>");
    }

    /** All that a browser sends of the page's form where nothing is changed. */
    private static String everything(String page) {
        return Pattern.compile("<select name=\"([^\"]*)\"[^>]*>(.*?)</select>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(select -> {
                    Matcher chosen = Pattern.compile("<option value=\"([^\"]*)\" selected>")
                            .matcher(select.group(2));
                    Matcher first =
                            Pattern.compile("<option value=\"([^\"]*)\"").matcher(select.group(2));
                    return select.group(1) + "="
                            + (chosen.find() ? chosen.group(1) : first.find() ? first.group(1) : "");
                })
                .collect(Collectors.joining("&"));
    }

    /** What the page calls the answer about a word. */
    private static String name(String page, String word) {
        Matcher select = Pattern.compile(
                        "<select name=\"([^\"]*)\" aria-label=\"What " + Pattern.quote(word) + " stands for\">")
                .matcher(page);
        assertThat(select.find()).as(page).isTrue();
        return select.group(1);
    }

    @Test
    void saysOnThePageWhatIsWrongWithAFile() {
        Session max = webApp.signIn("max");

        Answer answer = max.send(max.request(action(max.get("/imports").raw().body(), "/imports"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(FILE.replaceFirst("Company[\\s\\S]*example;05/06/2031", "%PDF-1.7")))
                .build());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.raw().body()).contains("role=\"alert\"", "File is a PDF document");
    }

    @Test
    void isClosedToOthersAndToFormsOfOtherSites() {
        Session max = webApp.signIn("max");
        Session mia = webApp.signIn("mia");

        assertThat(rest.get(null, "/imports").status()).isEqualTo(302);
        assertThat(rest.get(null, "/imports/1").header("Location")).endsWith("/camunda/app/tasklist/default/");
        assertThat(mia.get("/imports").status()).isEqualTo(403);
        assertThat(foreign(max, "/imports").status()).isEqualTo(403);
        assertThat(foreign(max, "/imports?_csrf=guessed").status()).isEqualTo(403);
        assertThat(rest.get("max", "/imports").header("Content-Security-Policy"))
                .contains("default-src 'none'");
    }

    /** As a browser sends it: without the header that only scripts can set. */
    private Answer upload(Session person, String action) {
        return foreign(person, action);
    }

    private Answer foreign(Session person, String path) {
        return person.send(java.net.http.HttpRequest.newBuilder(rest.uri(path))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(FILE))
                .build());
    }

    private Answer form(Session person, String action, String fields) {
        return person.send(java.net.http.HttpRequest.newBuilder(rest.uri(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields))
                .build());
    }

    /** The address of the page's form for this path, with the token in it. */
    private static String action(String page, String path) {
        Matcher form = Pattern.compile("action=\"(" + Pattern.quote(path) + "\\?[^\"]*)\"")
                .matcher(page);
        assertThat(form.find()).as(page).isTrue();
        return form.group(1).replace("&amp;", "&");
    }
}
