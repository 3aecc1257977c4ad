package io.baton.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.api.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Facts arrive over REST and from forms, count once, and open the gate. */
@BatonTest
class EvidenceControllerTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tag("C7")
    void putsAFactOnFileWithWhoWhenAndWhereItsDetailIs() {
        String customer = inProposal();

        Answer answer = put("integration", customer, """
                {"key": "scope.confirmed", "occurredAt": "2026-01-02T03:04:05Z", "eventId": "sign-77",
                 "note": "Signed by Ann.", "documentUrl": "https://files.example.com/scope.pdf"}""");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        JsonNode fact = answer.body().get("evidence");
        assertThat(fact.get("value").asBoolean()).isTrue();
        assertThat(fact.get("by").asText()).isEqualTo("integration");
        assertThat(fact.get("source").asText()).isEqualTo("rest");
        assertThat(fact.get("occurredAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(fact.get("documentUrl").asText()).isEqualTo("https://files.example.com/scope.pdf");
        assertThat(fact.get("withdrawn").isNull()).isTrue();
        assertThat(rest.get("tom", "/api/customers/" + customer + "/evidence")
                        .body()
                        .at("/items/0"))
                .isEqualTo(fact);
        JsonNode entries = rest.get("tom", "/api/customers/" + customer + "/journal")
                .body()
                .get("items");
        assertThat(entries.get(0).get("text").asText()).isEqualTo("Signed by Ann.");
        assertThat(entries.get(1).get("kind").asText()).isEqualTo("evidence");
        assertThat(entries.get(1).get("text").asText()).isEqualTo("Scope confirmed.");
        assertThat(entries.get(1).at("/data/documentUrl").asText()).isEqualTo("https://files.example.com/scope.pdf");
    }

    @Test
    @Tag("C9")
    void tellsWhatIsMetAndWhatIsMissingAlikeInTheGateInARefusalAndInTheForm() {
        String customer = inProposal();
        put("tom", customer, "{\"key\": \"scope.confirmed\"}");

        JsonNode gate = rest.get("dana", "/api/customers/" + customer + "/gate").body();

        assertThat(gate.get("stage").asText()).isEqualTo("proposal");
        assertThat(gate.get("trigger").asText()).isEqualTo("manual");
        assertThat(gate.get("open").asBoolean()).isFalse();
        assertThat(gate.get("criteria").findValuesAsText("criterion"))
                .containsExactly("payment-terms.confirmed", "scope.confirmed", "kickoff.scheduled");
        assertThat(gate.get("criteria").findValuesAsText("met")).containsExactly("false", "true", "false");
        assertThat(gate.at("/criteria/1/by").asText()).isEqualTo("tom");
        assertThat(gate.at("/criteria/0/by").isNull()).isTrue();
        assertThatThrownBy(() -> walk.complete(customer, "Get decision", "tom", Map.of("decision", "won")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.missing())
                                .containsExactly(
                                        new Refusal.Missing("payment-terms.confirmed", "Payment terms confirmed"),
                                        new Refusal.Missing("kickoff.scheduled", "Kickoff date")))
                .hasMessage("Cannot leave Proposal: payment terms not confirmed; kickoff date missing.");
        assertThat(stage(customer)).isEqualTo("proposal");
    }

    @Test
    @Tag("C9")
    void letsACustomerPassOnWhatWasPutOnFileElsewhere() {
        String customer = inProposal();
        put("integration", customer, "{\"key\": \"payment-terms.confirmed\"}");
        put("integration", customer, "{\"key\": \"scope.confirmed\"}");
        Answer last =
                put("integration", customer, "{\"key\": \"kickoff.scheduled\", \"value\": \"" + walk.inDays(9) + "\"}");
        assertThat(last.body().at("/gate/open").asBoolean()).isTrue();

        walk.complete(customer, "Get decision", "tom", Map.of("decision", "won"));
        walk.handOver(customer, "tom", "dana");

        assertThat(stage(customer)).isEqualTo("ready-for-delivery");
        assertThat(rest.get("tom", "/api/customers/" + customer)
                        .body()
                        .at("/nextStep/due")
                        .asText())
                .as("the kickoff that is on file says when it is due")
                .startsWith(walk.inDays(9));
    }

    /** Between the gate and the acceptance days may pass. */
    @Test
    @Tag("C9")
    void keepsACustomerWhoseFactIsWithdrawnWhileItIsHandedOver() {
        String customer = walk.wonCustomer();
        walk.offer(customer, "tom", "dana");
        long scope = idOf(customer, "scope.confirmed");
        Answer withdrawn = rest.post(
                "tom",
                "/api/customers/" + customer + "/evidence/" + scope + "/withdrawal",
                "{\"reason\": \"They want more.\"}");
        assertThat(withdrawn.body().at("/evidence/withdrawn/reason").asText()).isEqualTo("They want more.");
        assertThat(withdrawn.body().at("/gate/open").asBoolean()).isFalse();

        assertThatThrownBy(() -> walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted")))
                .hasMessage("Cannot leave Proposal: scope not confirmed.");

        JsonNode after = rest.get("tom", "/api/customers/" + customer).body();
        assertThat(after.get("stage").asText()).isEqualTo("proposal");
        assertThat(after.at("/owner/id").asText()).isEqualTo("tom");
        put("tom", customer, "{\"key\": \"scope.confirmed\"}");
        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));
        assertThat(stage(customer)).isEqualTo("ready-for-delivery");
    }

    @Test
    @Tag("C54")
    void takesThePenFromWhoeverGaveTheCustomerAway() {
        String customer = walk.wonCustomer();
        walk.handOver(customer, "tom", "dana");
        Map<String, String> before = rows.contents();

        Answer answer = put("tom", customer, "{\"key\": \"contract.signed\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("detail").asText())
                .isEqualTo("Facts about " + customer + " are put on file by its owner dana, the teams delivery and"
                        + " success, or a manager; leave a note instead.");
        assertThat(rows.contents()).isEqualTo(before);
        for (String person : List.of("dana", "sue", "max", "mia", "integration")) {
            assertThat(put(person, customer, "{\"key\": \"contract.signed\"}").status())
                    .as(person)
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("C55")
    void countsAnEventOnceHoweverOftenAndFromWhereverItIsReported() throws Exception {
        String customer = inProposal();
        ExecutorService senders = Executors.newFixedThreadPool(8);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int event = 0; event < 10; event++) {
            String order = "{\"key\": \"orders.shipped\", \"increment\": 3, \"eventId\": \"order-" + event + "\"}";
            for (int times = 0; times < 4; times++) {
                calls.add(() -> put("integration", customer, order));
            }
        }
        Collections.shuffle(calls, new Random(7));
        try {
            for (var call : senders.invokeAll(calls)) {
                assertThat(call.get().status()).as(call.get().raw().body()).isEqualTo(200);
            }
        } finally {
            senders.shutdownNow();
        }

        assertThat(jdbc.sql("select sum(increment) from evidence where customer_id = :id")
                        .param("id", Long.parseLong(customer.substring(2)))
                        .query(Long.class)
                        .single())
                .isEqualTo(30);
        Answer first = put(
                "integration", customer, "{\"key\": \"orders.shipped\", \"increment\": 9, \"eventId\": \"order-0\"}");
        assertThat(first.body().at("/evidence/increment").asLong()).isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from journal where customer_id = :id and kind = 'evidence'")
                        .param("id", Long.parseLong(customer.substring(2)))
                        .query(Long.class)
                        .single())
                .isEqualTo(10);
    }

    /** Whatever the order of arrival: what happened last holds. */
    @Test
    @Tag("C7")
    void endsInTheSameStateInWhateverOrderFactsArrive() {
        List<String> facts = List.of(
                fact("scope.confirmed", "true", "2026-01-01T10:00:00Z", "a"),
                fact("scope.confirmed", "false", "2026-01-02T10:00:00Z", "b"),
                fact("scope.confirmed", "true", "2026-01-03T10:00:00Z", "c"),
                fact("payment-terms.confirmed", "true", "2026-01-03T10:00:00Z", "d"),
                fact("payment-terms.confirmed", "false", "2026-01-03T10:00:00Z", "e"),
                fact("kickoff.scheduled", "\"2026-05-05\"", "2026-01-04T10:00:00Z", "f"),
                fact("kickoff.scheduled", "\"2026-06-06\"", "2026-01-02T10:00:00Z", "g"));
        List<List<String>> states = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            List<String> shuffled = new ArrayList<>(facts);
            Collections.shuffle(shuffled, new Random(seed));
            String customer = inProposal();
            shuffled.forEach(fact ->
                    assertThat(put("integration", customer, fact).status()).isEqualTo(200));

            JsonNode gate =
                    rest.get("mia", "/api/customers/" + customer + "/gate").body();
            String kickoff = jdbc.sql("select agreed_on::text from agreed_date"
                            + " where customer_id = :id and follow_up = 'kickoff'")
                    .param("id", Long.parseLong(customer.substring(2)))
                    .query(String.class)
                    .single();
            List<String> state = new ArrayList<>(gate.get("criteria").findValuesAsText("met"));
            state.addAll(gate.get("criteria").findValuesAsText("at"));
            state.add(kickoff);
            states.add(state);
        }

        assertThat(states).allSatisfy(state -> assertThat(state).isEqualTo(states.get(0)));
        assertThat(states.get(0)).startsWith("false", "true", "true").endsWith("2026-05-05");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|key|must not be blank",
                "{\"key\":\"scope.agreed\"}|key|is unknown; known are payment-terms.confirmed, scope.confirmed,",
                "{\"key\":\"scope.confirmed\",\"value\":\"yes\"}|value|must be true or false",
                "{\"key\":\"scope.confirmed\",\"value\":{\"a\":1}}|value|must be true or false",
                "{\"key\":\"scope.confirmed\",\"increment\":1}|increment|is not counted",
                "{\"key\":\"orders.shipped\",\"value\":5}|value|is counted, give an increment",
                "{\"key\":\"orders.shipped\"}|increment|must be between 1 and 1000000",
                "{\"key\":\"orders.shipped\",\"increment\":0}|increment|must be between 1 and 1000000",
                "{\"key\":\"orders.shipped\",\"increment\":-5}|increment|must be between 1 and 1000000",
                "{\"key\":\"orders.shipped\",\"increment\":1e400}|increment|has the wrong type",
                "{\"key\":\"orders.shipped\",\"increment\":\"7\"}|increment|has the wrong type",
                "{\"key\":\"kickoff.scheduled\"}|value|must be a date",
                "{\"key\":\"kickoff.scheduled\",\"value\":\"2026-02-30\"}|value|must be a date",
                "{\"key\":\"kickoff.scheduled\",\"value\":\"1066-10-14\"}|value|must be a date",
                "{\"key\":\"implementation-contact.named\",\"value\":\" \"}|value|must not be blank",
                "{\"key\":\"implementation-contact.named\",\"value\":\"<script>x</script>\"}|value|HTML",
                "{\"key\":\"scope.confirmed\",\"occurredAt\":\"2199-01-01T00:00:00Z\"}|occurredAt|between the year 2000",
                "{\"key\":\"scope.confirmed\",\"occurredAt\":\"yesterday\"}|occurredAt|has the wrong type",
                "{\"key\":\"scope.confirmed\",\"documentUrl\":\"javascript:alert(1)\"}|documentUrl|must be a web address",
                "{\"key\":\"scope.confirmed\",\"documentUrl\":\"file:///etc/passwd\"}|documentUrl|must be a web address",
                "{\"key\":\"scope.confirmed\",\"eventId\":\"a\\u0000b\"}|eventId|control characters",
                "{\"key\":\"scope.confirmed\",\"by\":\"max\"}|by|is not a known field",
                "{\"key\":\"scope.confirmed\",\"source\":\"form\"}|source|is not a known field",
            })
    void refusesWhatDoesNotFitAndNamesIt(String body, String field, String reason) {
        String customer = inProposal();
        Map<String, Long> before = rows.counts();

        Answer answer = put("integration", customer, body);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.body().at("/errors/0/reason").asText()).contains(reason);
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    void withdrawsAFactOnceWithAReasonAndOnlyWhereItIs() {
        String customer = inProposal();
        String other = inProposal();
        long id = put("tom", customer, "{\"key\": \"scope.confirmed\"}")
                .body()
                .at("/evidence/id")
                .asLong();
        String path = "/evidence/" + id + "/withdrawal";

        assertThat(rest.post("tom", "/api/customers/" + customer + path, "{}")
                        .body()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("reason");
        assertThat(rest.post("tom", "/api/customers/" + other + path, "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(rest.post("tom", "/api/customers/" + customer + path, "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(200);
        assertThat(rest.post("tom", "/api/customers/" + customer + path, "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(409);
        assertThat(rest.get("tom", "/api/customers/" + customer + "/journal")
                        .body()
                        .at("/items/0/text")
                        .asText())
                .isEqualTo("Scope confirmed withdrawn: x");
    }

    @Test
    void neitherChangesNorRemovesWhatWasSaid() {
        String customer = inProposal();
        put("tom", customer, "{\"key\": \"scope.confirmed\"}");

        for (String sql : List.of("delete from evidence", "update evidence set value = 'false'")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("withdraw it with a reason");
        }
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertThat(rest.get("tom", "/api/customers/C-999999/gate").status()).isEqualTo(404);
        assertThat(rest.get("tom", "/api/customers/C-999999/evidence").status()).isEqualTo(404);
        assertThat(put("integration", "C-999999", "{\"key\": \"scope.confirmed\"}")
                        .status())
                .isEqualTo(404);
        assertThat(rest.get("tom", "/api/customers/" + walk.wonCustomer() + "/evidence?size=0")
                        .status())
                .isEqualTo(400);
    }

    private long idOf(String customer, String key) {
        for (JsonNode fact : rest.get("tom", "/api/customers/" + customer + "/evidence")
                .body()
                .get("items")) {
            if (fact.get("key").asText().equals(key)) {
                return fact.get("id").asLong();
            }
        }
        throw new AssertionError("no " + key + " on file");
    }

    private static String fact(String key, String value, String at, String event) {
        return "{\"key\": \"%s\", \"value\": %s, \"occurredAt\": \"%s\", \"eventId\": \"%s\"}"
                .formatted(key, value, at, event);
    }

    private String inProposal() {
        String customer = walk.newLead();
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        return customer;
    }

    private Answer put(String by, String customer, String body) {
        return rest.post(by, "/api/customers/" + customer + "/evidence", body);
    }

    private String stage(String customer) {
        return rest.get("mia", "/api/customers/" + customer).body().get("stage").asText();
    }
}
