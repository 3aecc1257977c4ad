package io.baton.lead.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.customer.CustomerReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The public form, as a browser without scripts and as somebody with bad manners use it. */
@BatonTest
class LeadFormControllerTest {

    private static final Duration FILL_TIME = Duration.ofSeconds(3);

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private LeadFormSettings settings;

    @Autowired
    private CustomerReader reader;

    @Value("${server.forward-headers-strategy}")
    private String forwardHeaders;

    @Test
    @Tag("C46")
    void needsNoSignInAndNoScript() {
        Answer page = open("");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.raw().body()).contains("<form method=\"post\"").doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @Test
    @Tag("C46")
    @Tag("C33")
    void takesALeadThroughTheOneDoorWithItsCampaign() {
        Answer page = open("?campaign=spring%20fair&source=ads");
        assertThat(page.raw().body()).contains("name=\"campaign\" value=\"spring fair\"");

        Answer sent = send(filled(
                "company",
                "Wren  Works",
                "email",
                "wil@wren-works.example",
                "source",
                "ads",
                "campaign",
                "spring fair"));

        assertThat(sent.status()).as(sent.raw().body()).isEqualTo(303);
        assertThat(sent.header("Location")).isEqualTo("/lead-form?thanks");
        var row = jdbc.sql("select id, source, campaign from customer where company = 'Wren Works'")
                .query()
                .singleRow();
        assertThat(row).containsEntry("source", "ads").containsEntry("campaign", "spring fair");
        String number = "C-%06d".formatted((Long) row.get("id"));
        assertThat(reader.one(number).nextStep().what()).isEqualTo("Qualify lead");
        assertThat(reader.journal(number, null, 50).items())
                .extracting(entry -> entry.by())
                .containsOnly("lead-form");
        assertThat(open("?thanks").raw().body()).contains("What comes next", "within 1 business day");
    }

    @Test
    @Tag("C46")
    void believesNobodyWhatAddressTheyComeFromUnlessTheOperatorNamesAProxy() {
        assertThat(forwardHeaders).isEqualTo("none");
    }

    @Test
    @Tag("C46")
    void sendsASourceThatNobodyKnowsAsTheWeb() {
        send(filled("company", "Finch Works", "email", "f@finch-works.example", "source", "<b>fax</b>"));

        assertThat(jdbc.sql("select source from customer where company = 'Finch Works'")
                        .query(String.class)
                        .single())
                .isEqualTo("web");
    }

    @Test
    @Tag("C46")
    void showsAgainWhatWasTypedAndWhatIsWrongAtEachField() {
        Map<String, Long> before = rows.counts();

        Answer page =
                send(filled("company", "", "email", "not-an-address", "phone", "030 1", "message", "Two\r\nlines"));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.raw().body())
                .contains(
                        "value=\"not-an-address\">",
                        "Two\r\nlines</textarea>",
                        "id=\"company-wrong\">Company must not be blank.",
                        "id=\"email-wrong\">Email must be an email address",
                        "id=\"phone-wrong\">Phone must begin with its country code, as in +49 30 1234567, or choose the country below.")
                .contains("aria-invalid=\"true\" aria-describedby=\"email-wrong\"");
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    @Tag("C46")
    void asksForOneWayToReachThem() {
        Answer page = send(filled("company", "Nobody", "email", ""));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.raw().body()).contains("We need an email address or a phone number.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><script>alert(1)</script>",
                "' onfocus='alert(1)",
                "</textarea><img src=x onerror=alert(1)>",
                "</title><script>x</script>",
                "{{7*7}} ${7*7} <%= 7*7 %>",
                "\u0000\u202e"
            })
    @Tag("C48")
    void showsHostileTextAsTheTextThatItIs(String hostile) {
        Map<String, String> typed = filled("company", "");
        for (String field :
                new String[] {"name", "email", "phone", "region", "product", "message", "source", "campaign"}) {
            typed.put(field, hostile);
        }

        for (Answer page :
                new Answer[] {send(typed), open("?campaign=" + encoded(hostile) + "&product=" + encoded(hostile))}) {
            assertThat(page.raw().body())
                    .doesNotContain("<script", "<img", "onfocus='", "<%=")
                    .contains("<form method=\"post\"");
            assertThat(Pattern.compile("value=\"[^\"]*[<>][^\"]*\"")
                            .matcher(page.raw().body())
                            .find())
                    .isFalse();
        }
    }

    @Test
    @Tag("C46")
    void stillsWhoeverFillsInWhatNoPersonSees() {
        Map<String, Long> before = rows.counts();
        Map<String, String> typed = filled("company", "Spam Ltd", "email", "s@spam.example");
        typed.put("website", "https://spam.example");

        Answer answer = send(typed);

        assertThat(answer.status()).as("as if it had been taken").isEqualTo(303);
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    @Tag("C46")
    void takesNothingThatWasFilledInFasterThanAPersonCouldOrWithAForgedWord() {
        Map<String, Long> before = rows.counts();
        Instant now = Instant.now();
        for (String word : new String[] {
            word(now),
            word(now.minus(Duration.ofHours(25))),
            "1.2",
            "",
            word(now.minusSeconds(60)).replaceAll(".$", "g")
        }) {
            Map<String, String> typed = filled("company", "Fast Ltd", "email", "f@fast.example");
            typed.put("opened", word);

            Answer page = send(typed);

            assertThat(page.status()).as(word).isEqualTo(400);
            assertThat(page.raw().body()).contains("please send it once more", "value=\"Fast Ltd\"");
        }
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    @Tag("C46")
    void takesALongMessageInWhateverLetters() {
        Answer sent = send(filled("company", "Long Ltd", "email", "l@long-ltd.example", "message", "語".repeat(4000)));

        assertThat(sent.status()).as(sent.raw().body()).isEqualTo(303);
    }

    @Test
    @Tag("C48")
    void opensNoOtherDoor() {
        for (String path : new String[] {"/lead-form/", "/lead-form/x", "/lead-form.css", "/LEAD-FORM"}) {
            assertThat(rest.send(rest.request(null, path).GET().build()).status())
                    .as(path)
                    .isIn(401, 403, 404);
        }
        assertThat(rest.method(null, "DELETE", "/lead-form", "").status()).isIn(401, 403, 405);
        assertThat(rest.method(null, "POST", "/lead-form", "{}").status()).isIn(403, 415);
    }

    private Answer open(String query) {
        return rest.send(rest.request(null, "/lead-form" + query).GET().build());
    }

    private Answer send(Map<String, String> typed) {
        String body = typed.entrySet().stream()
                .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        return rest.send(rest.request(null, "/lead-form")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private Map<String, String> filled(String... typed) {
        Map<String, String> form = new HashMap<>(Map.of("name", "Wil Ren", "message", "Please call."));
        form.put("opened", word(Instant.now().minus(FILL_TIME).minusSeconds(1)));
        for (int i = 0; i < typed.length; i += 2) {
            form.put(typed[i], typed[i + 1]);
        }
        return form;
    }

    /** What the page would have held if it had been opened at that moment. */
    private String word(Instant moment) {
        return new OpenedForm(jdbc, settings, InstantSource.fixed(moment)).now();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
