package io.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Leads from other systems: what is taken in, what is refused and how, and what a repeated call gets. */
@BatonTest
class LeadControllerTest {

    private static final String GOOD = """
            {"company": "Kestrel Cycles",
             "contact": {"name": "Kim Estrel", "email": "kim@Kestrel.example", "phone": "+49 30 1234567"},
             "product": "20 seats", "budget": {"amount": "1250.50", "currency": "EUR"}, "timeline": "this spring",
             "source": "web", "campaign": "fair", "region": "de", "language": "en", "playbook": "standard",
             "message": "Please call me before Friday.\\nKim"}""";

    private static final AtomicLong LEADS = new AtomicLong(1_000_000);

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Test
    @Tag("C1")
    @Tag("C5")
    @Tag("C12")
    void takesInALeadAndAnswersTheFourQuestions() {
        Answer answer = rest.post("integration", "/api/leads", fresh());

        assertThat(answer.status()).isEqualTo(201);
        String number = answer.body().get("number").asText();
        assertThat(number).matches("C-\\d{6}");
        assertThat(answer.header("Location")).isEqualTo("/api/customers/" + number);
        assertThat(answer.body().at("/stage").asText()).isEqualTo("new-lead");
        assertThat(answer.body().at("/owner/type").asText()).isEqualTo("team");
        assertThat(answer.body().at("/owner/id").asText()).isEqualTo("sales");
        assertThat(answer.body().at("/nextStep/what").asText()).isEqualTo("Qualify lead");
        assertThat(answer.body().at("/nextStep/due").asText()).isNotEmpty();
        assertThat(answer.body().at("/nextStep/taskId").asText()).isNotEmpty();
        assertThat(answer.body().at("/contact/email").asText()).startsWith("kim@kestrel-");
        assertThat(answer.body().at("/lastNote/text").asText()).startsWith("Please call me");
        assertThat(rest.get("integration", "/api/customers/" + number).body()).isEqualTo(answer.body());
    }

    @Test
    void givesALeadWithoutASourceTheSourceOther() {
        Answer answer = rest.post(
                "integration",
                "/api/leads",
                "{\"company\": \"Sourceless Ltd\", \"contact\": {\"name\": \"Ann\", \"phone\": \"+49 30 12345\"}}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("source").asText()).isEqualTo("other");
        assertThat(answer.body().get("playbook").asText()).isEqualTo("standard");
    }

    /** The good one from a customer of whom nobody has heard. */
    private static String fresh() {
        long number = LEADS.incrementAndGet();
        return GOOD.replace("Kestrel.example", "Kestrel-" + number + ".example").replace("30 1234567", "30 " + number);
    }

    static Stream<Arguments> wrongLeads() {
        return Stream.of(
                wrong(
                        "company missing",
                        GOOD.replace("\"company\": \"Kestrel Cycles\",", ""),
                        "company",
                        "must not be blank"),
                wrong("company blank", GOOD.replace("Kestrel Cycles", " \\t "), "company", "must not be blank"),
                wrong("company null", GOOD.replace("\"Kestrel Cycles\"", "null"), "company", "must not be blank"),
                wrong(
                        "company too long",
                        GOOD.replace("Kestrel Cycles", "x".repeat(201)),
                        "company",
                        "must be at most 200 characters long, but is 201"),
                wrong(
                        "company a number",
                        GOOD.replace("\"Kestrel Cycles\"", "12"),
                        "company",
                        "has the wrong type or form"),
                wrong(
                        "company an object",
                        GOOD.replace("\"Kestrel Cycles\"", "{}"),
                        "company",
                        "has the wrong type or form"),
                wrong(
                        "company with HTML",
                        GOOD.replace("Kestrel Cycles", "<script>alert(1)</script>"),
                        "company",
                        "must not contain HTML"),
                wrong(
                        "company with an image",
                        GOOD.replace("Kestrel Cycles", "<img src=x onerror=alert(1)>"),
                        "company",
                        "must not contain HTML"),
                wrong(
                        "company with NUL",
                        GOOD.replace("Kestrel Cycles", "a\\u0000b"),
                        "company",
                        "must not contain control characters"),
                wrong(
                        "company with escape",
                        GOOD.replace("Kestrel Cycles", "a\\u001bb"),
                        "company",
                        "must not contain control characters"),
                wrong(
                        "company written backwards",
                        GOOD.replace("Kestrel Cycles", "a\\u202eb"),
                        "company",
                        "must not contain control characters"),
                wrong(
                        "company half a character",
                        GOOD.replace("Kestrel Cycles", "a\\ud800b"),
                        "company",
                        "must not contain control characters"),
                wrong("company of two lines", GOOD.replace("Kestrel Cycles", "a\\nb"), "company", "must be one line"),
                wrong(
                        "contact missing",
                        GOOD.replaceAll("\"contact\": \\{[^}]*},", ""),
                        "contact.name",
                        "must not be blank"),
                wrong("contact name blank", GOOD.replace("Kim Estrel", ""), "contact.name", "must not be blank"),
                wrong(
                        "no way to reach the contact",
                        GOOD.replaceAll(", \"email\"[^}]*}", "}"),
                        "contact",
                        "needs an email address or a phone number"),
                wrong(
                        "mail without at",
                        GOOD.replace("kim@Kestrel.example", "kim.kestrel.example"),
                        "contact.email",
                        "must be an email address such as name@example.com"),
                wrong(
                        "mail with two ats",
                        GOOD.replace("kim@Kestrel.example", "k@m@x.example"),
                        "contact.email",
                        "must be an email address such as name@example.com"),
                wrong(
                        "mail with a header",
                        GOOD.replace("kim@Kestrel.example", "kim@x.example\\r\\nBcc: all@x.example"),
                        "contact.email",
                        "must be an email address such as name@example.com"),
                wrong(
                        "mail with a name",
                        GOOD.replace("kim@Kestrel.example", "Kim <kim@x.example>"),
                        "contact.email",
                        "must be an email address such as name@example.com"),
                wrong(
                        "phone of letters",
                        GOOD.replace("+49 30 1234567", "call me"),
                        "contact.phone",
                        "must be a phone number such as +49 30 1234567"),
                wrong(
                        "unknown source",
                        GOOD.replace("\"web\"", "\"fax\""),
                        "source",
                        "is unknown; known are web, phone, email, referral, event, ads, partner, import, other"),
                wrong(
                        "unknown playbook",
                        GOOD.replace("\"standard\"", "\"nothing\""),
                        "playbook",
                        "is unknown; known are standard, proof-approval, no-empty-handoff, kickoff-booked,"
                                + " activation-gate, first-campaign, first-reply, first-use, one-event, thousand-orders, contract-billing-contact, required-fields"),
                wrong(
                        "unknown region",
                        GOOD.replace("\"de\"", "\"Germany\""),
                        "region",
                        "must be an ISO 3166-1 code such as DE"),
                wrong(
                        "unknown language",
                        GOOD.replace("\"en\"", "\"English\""),
                        "language",
                        "must be an ISO 639-1 code such as en"),
                wrong(
                        "negative amount",
                        GOOD.replace("1250.50", "-1"),
                        "budget.amount",
                        "must be an amount such as 1250.00"),
                wrong(
                        "amount with an exponent",
                        GOOD.replace("1250.50", "1e400"),
                        "budget.amount",
                        "must be an amount such as 1250.00"),
                wrong(
                        "amount as a number",
                        GOOD.replace("\"1250.50\"", "1250.5"),
                        "budget.amount",
                        "has the wrong type or form"),
                wrong(
                        "amount without a currency",
                        GOOD.replace(", \"currency\": \"EUR\"", ""),
                        "budget.currency",
                        "must be an ISO 4217 code such as EUR"),
                wrong(
                        "unknown currency",
                        GOOD.replace("EUR", "EURO"),
                        "budget.currency",
                        "must be an ISO 4217 code such as EUR"),
                wrong(
                        "message too long",
                        GOOD.replace("Please call me", "x".repeat(4001)),
                        "message",
                        "must be at most 4000 characters long, but is 4020"),
                wrong("unknown field", GOOD.replace("\"campaign\"", "\"stage\""), "stage", "is not a known field"),
                wrong(
                        "unknown nested field",
                        GOOD.replace("\"phone\"", "\"fax\""),
                        "contact.fax",
                        "is not a known field"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongLeads")
    void refusesAWrongLeadNamingTheFieldAndWritesNothing(String name, String lead, String field, String reason) {
        Map<String, Long> before = rows.counts();

        Answer answer = rest.post("integration", "/api/leads", lead);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().get("type").asText()).isEqualTo("urn:baton:problem:invalid-input");
        assertThat(answer.body().get("errors")).anySatisfy(error -> {
            assertThat(error.get("field").asText()).isEqualTo(field);
            assertThat(error.get("reason").asText()).isEqualTo(reason);
        });
        assertThat(rows.counts()).isEqualTo(before);
    }

    static Stream<Arguments> unreadableBodies() {
        return Stream.of(
                Arguments.of("empty", ""),
                Arguments.of("null", "null"),
                Arguments.of("array", "[]"),
                Arguments.of("text", "\"x\""),
                Arguments.of("truncated", GOOD.substring(0, 80)),
                Arguments.of("trailing garbage", GOOD + "x"),
                Arguments.of("a second body", GOOD + GOOD),
                Arguments.of("duplicate key", GOOD.replace("\"company\"", "\"company\": \"Other\", \"company\"")),
                Arguments.of("NaN", GOOD.replace("\"1250.50\"", "NaN")),
                Arguments.of("nested too deeply", "{\"company\": " + "[".repeat(20_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadableBodies")
    void refusesABodyThatItCannotRead(String name, String body) {
        Map<String, Long> before = rows.counts();

        Answer answer = rest.post("integration", "/api/leads", body);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(answer.body().get("type").asText()).isEqualTo("urn:baton:problem:invalid-input");
        assertThat(answer.body().get("detail").asText()).isNotBlank().doesNotContain("Exception", "com.fasterxml");
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void refusesABodyOfTwoMegabytesWithAndWithoutItsLength() {
        String body = GOOD.replace("Please call me", "x".repeat(2_000_000));

        Answer withLength = rest.post("integration", "/api/leads", body);
        Answer chunked = rest.send(rest.request("integration", "/api/leads")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body.getBytes())))
                .build());

        assertThat(withLength.status()).isEqualTo(413);
        assertThat(withLength.body().get("type").asText()).isEqualTo("urn:baton:problem:too-large");
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.body().get("type").asText()).isEqualTo("urn:baton:problem:too-large");
    }

    @Test
    void refusesAnotherContentTypeAndAnotherMethod() {
        Answer text = rest.send(rest.request("integration", "/api/leads")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(GOOD))
                .build());
        Answer delete =
                rest.send(rest.request("integration", "/api/leads").DELETE().build());

        assertThat(text.status()).isEqualTo(415);
        assertThat(text.header("Content-Type")).startsWith("application/problem+json");
        assertThat(delete.status()).isEqualTo(405);
        assertThat(delete.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void refusesWhoeverIsNotSignedIn() {
        Answer nobody = rest.send(rest.request(null, "/api/leads")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(GOOD))
                .build());

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.body().get("type").asText()).isEqualTo("urn:baton:problem:not-signed-in");
    }

    @Test
    void answersTheSameKeyAndBodyWithTheStoredAnswer() {
        String key = "key-" + System.nanoTime();
        String lead = fresh();

        Answer first = rest.post("integration", "/api/leads", lead, "Idempotency-Key", key);
        Map<String, Long> after = rows.counts();
        Answer second = rest.post("integration", "/api/leads", lead, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(rows.counts()).isEqualTo(after);
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        String key = "key-" + System.nanoTime();
        String lead = fresh();
        rest.post("integration", "/api/leads", lead, "Idempotency-Key", key);
        Map<String, Long> before = rows.counts();

        Answer answer =
                rest.post("integration", "/api/leads", lead.replace("Kestrel", "Falcon"), "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("type").asText()).isEqualTo("urn:baton:problem:idempotency-key-reused");
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void keepsTheKeysOfTwoCallersApart() {
        String key = "key-" + System.nanoTime();
        String lead = fresh();

        Answer one = rest.post("integration", "/api/leads", lead, "Idempotency-Key", key);
        Answer other = rest.post("mia", "/api/leads", lead, "Idempotency-Key", key);

        assertThat(one.status()).isEqualTo(201);
        assertThat(other.status()).as("not the other caller's answer").isEqualTo(200);
    }

    @Test
    void forgetsTheKeyOfARefusedCall() {
        String key = "key-" + System.nanoTime();
        String lead = fresh();

        Answer refused = rest.post("integration", "/api/leads", "{}", "Idempotency-Key", key);
        Answer repaired = rest.post("integration", "/api/leads", lead, "Idempotency-Key", key);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(repaired.status()).isEqualTo(201);
    }

    @Test
    void refusesAMalformedKey() {
        for (String key : List.of("x".repeat(129), "two words", " ")) {
            Answer answer = rest.post("integration", "/api/leads", GOOD, "Idempotency-Key", key);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("Idempotency-Key");
        }
    }

    @Test
    void doesTheWorkOnceWhenTheSameCallArrivesManyTimesAtTheSameInstant() throws Exception {
        String key = "key-" + System.nanoTime();
        String lead = fresh();
        long before = rows.counts().get("customer");
        int callers = 12;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(callers);

        List<Future<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            calls.add(threads.submit(() -> {
                start.await();
                return rest.post("integration", "/api/leads", lead, "Idempotency-Key", key);
            }));
        }
        start.countDown();
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> call : calls) {
            answers.add(call.get());
        }
        threads.shutdown();

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
        assertThat(rows.counts().get("customer")).isEqualTo(before + 1);
    }

    private static Arguments wrong(String name, String lead, String field, String reason) {
        return Arguments.of(name, lead, field, reason);
    }
}
