package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record over REST: lists, one customer, the journal, notes, and what is refused. */
@BatonTest
class CustomerControllerTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tag("C5")
    void findsCustomersByStageOwnerNumberAndTheBeginningOfTheirName() {
        String company = "Finders " + System.nanoTime();
        String customer = walk.newLead(Walk.lead(company));
        walk.qualify(customer, "tom");

        for (String query : List.of(
                "q=" + customer,
                "q=" + customer.toLowerCase(),
                "q=" + company.toLowerCase().replace(" ", "%20"))) {
            Answer answer = rest.get("mia", "/api/customers?stage=qualified&owner=tom&" + query);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().get("total").asInt()).isEqualTo(1);
            assertThat(answer.body().at("/items/0/number").asText()).isEqualTo(customer);
        }
        assertThat(rest.get("mia", "/api/customers?stage=proposal&q=" + customer)
                        .body()
                        .get("total")
                        .asInt())
                .isZero();
    }

    @Test
    void takesPercentSignsAndQuotesInASearchAsTheyAre() {
        String word = "w" + System.nanoTime();
        walk.newLead(Walk.lead("Plain " + word));

        for (String q :
                List.of("Plain%25" + word, "_lain%20" + word, "%25" + word, word + "'%20or%201=1--", word + "%5C")) {
            Answer answer = rest.get("mia", "/api/customers?q=" + q);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().get("total").asInt()).isZero();
        }
    }

    @Test
    void showsAPageAndItsSize() {
        for (int i = 0; i < 3; i++) {
            walk.newLead();
        }

        Answer first = rest.get("mia", "/api/customers?size=2");
        Answer second = rest.get("mia", "/api/customers?size=2&page=1");

        assertThat(first.body().get("items")).hasSize(2);
        assertThat(first.body().get("total").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(second.body().at("/items/0/number").asText())
                .isGreaterThan(first.body().at("/items/1/number").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/customers?size=201, size",
        "/api/customers?size=0, size",
        "/api/customers?size=x, size",
        "/api/customers?page=-1, page",
        "/api/customers?page=99999999, page",
        "/api/customers?stage=sold, stage",
        "/api/customers/{number}/journal?size=1000, size",
        "/api/customers/{number}/journal?before=abc, before"
    })
    void refusesAWrongParameterByItsName(String path, String field) {
        String number = path.contains("{number}") ? walk.wonCustomer() : "";

        Answer answer = rest.get("mia", path.replace("{number}", number));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"C-999999", "C-1", "c-000001", "S-000001", "C-99999999999999999999", "x", "..%2f..%2fetc", "%00"})
    void doesNotFindAnUnknownCustomer(String number) {
        for (String path : List.of("", "/journal")) {
            Answer answer = rest.get("mia", "/api/customers/" + number + path);

            assertThat(answer.status()).as(answer.raw().body()).isIn(400, 404);
            assertThat(answer.raw().body()).doesNotContain("Exception");
        }
    }

    @Test
    void pagesThroughTheJournalNewestFirst() {
        String customer = walk.newLead();
        for (int i = 1; i <= 5; i++) {
            rest.post("mia", "/api/customers/" + customer + "/notes", "{\"text\": \"note " + i + "\"}");
        }

        Answer first = rest.get("mia", "/api/customers/" + customer + "/journal?size=3");
        Answer rest2 = rest.get(
                "mia",
                "/api/customers/" + customer + "/journal?size=100&before="
                        + first.body().get("next").asLong());

        assertThat(first.body().get("items"))
                .extracting(item -> item.get("text").asText())
                .containsExactly("note 5", "note 4", "note 3");
        assertThat(rest2.body().get("items"))
                .extracting(item -> item.get("text").asText())
                .startsWith("note 2", "note 1")
                .contains("Entered New lead.");
        assertThat(rest2.body().get("next").isNull()).isTrue();
    }

    @Test
    @Tag("C6")
    @Tag("C8")
    void addsANoteThatEverybodySeesAsTheLastOne() {
        String customer = walk.newLead();

        Answer answer =
                rest.post("sam", "/api/customers/" + customer + "/notes", "{\"text\": \"Promised a call on Friday.\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/detail").asText()).isEqualTo("in-brief");
        JsonNode seen = rest.get("tom", "/api/customers/" + customer).body();
        assertThat(seen.at("/lastNote/text").asText()).isEqualTo("Promised a call on Friday.");
        assertThat(seen.at("/lastNote/by").asText()).isEqualTo("sam");
        assertThat(seen.at("/owner/id").asText()).isEqualTo("sales");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | text",
                "{\"text\": \"  \"} | text",
                "{\"text\": \"<b>bold</b>\"} | text",
                "{\"text\": \"a\\u0007b\"} | text",
                "{\"text\": 5} | text",
                "{\"text\": \"x\", \"by\": \"max\"} | by"
            })
    void refusesAWrongNoteAndWritesNothing(String note, String field) {
        String customer = walk.newLead();
        Map<String, Long> before = rows.counts();

        Answer answer = rest.post("mia", "/api/customers/" + customer + "/notes", note);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    @Tag("C5")
    void keepsTheJournalAppendOnlyInTheDatabaseItself() {
        walk.newLead();

        org.assertj.core.api.Assertions.assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update journal set text = 'x'").update())
                .withMessageContaining("append-only");
        org.assertj.core.api.Assertions.assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("delete from journal").update())
                .withMessageContaining("append-only");
    }

    @Test
    void isDescribedByOpenApi() {
        Answer nobody = rest.send(rest.request(null, "/v3/api-docs").GET().build());
        Answer description = rest.get("mia", "/v3/api-docs");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(description.status()).isEqualTo(200);
        assertThat(description.body().get("paths").fieldNames())
                .toIterable()
                .contains(
                        "/api/leads",
                        "/api/customers",
                        "/api/customers/{number}",
                        "/api/customers/{number}/journal",
                        "/api/customers/{number}/notes");
    }
}
