package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches that are written as SQL, as a pattern or as a page, in the record and in the Tasklist. */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
class HostileSearchesTest {

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private JdbcClient jdbc;

    private Session mia;

    @BeforeAll
    void aLeadArrives() {
        walk.newLead();
        mia = webApp.signIn("mia");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or '1'='1",
                "'; drop table customer; --",
                "' union select password from act_id_user --",
                "\\' or 1=1 --",
                "%' and pg_sleep(10) is null --",
                "$$; select 1; $$",
                "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%",
                "_____",
                "\\",
                "\" onmouseover=\"alert(1)",
                "(a+)+$",
                "a & !b | (c)"
            })
    @Tag("C48")
    void takesWhatIsSearchedForAsTheTextThatItIs(String text) {
        Map<String, String> before = rows.contents();
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);

        Answer customers = rest.get("mia", "/api/customers?q=" + encoded);
        Answer asked = mia.get(WebApp.ENGINE + "/task?name=" + encoded);
        Answer posted = mia.post(
                WebApp.ENGINE + "/task",
                "{\"assignee\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        Answer people = mia.get(WebApp.ENGINE + "/user?lastName=" + encoded);

        assertThat(customers.status()).isEqualTo(200);
        // Another test may have given a customer this name.
        assertThat(customers.body().get("items"))
                .allSatisfy(item -> assertThat(item.get("company").asText()).isEqualTo(text));
        for (Answer answer : List.of(asked, posted, people)) {
            assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
        for (Answer answer : List.of(customers, asked, posted, people)) {
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(rows.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sortBy=unknown&sortOrder=asc",
                "sortBy=name;drop table customer&sortOrder=asc",
                "sortBy=name&sortOrder=asc,(select 1)",
                "sortBy=name",
                "sortOrder=asc",
                "priority=x",
                "maxPriority=99999999999999999999",
                "createdAfter=yesterday",
                "processVariables=a_eq_x' or '1'='1,b",
                "processVariables=a_unknown_x",
                "taskVariables=a",
                "active=x&suspended=y",
                "assigneeExpression=${1+1}",
                "dueAfterExpression=${now()}",
                "firstResult=x",
                "maxResults=x"
            })
    @Tag("C48")
    void refusesAQuestionThatTheEngineCannotRead(String query) {
        String encoded = java.util.Arrays.stream(query.split("&"))
                .map(part -> part.split("=", 2))
                .map(part -> part[0] + "=" + URLEncoder.encode(part[1], StandardCharsets.UTF_8))
                .collect(java.util.stream.Collectors.joining("&"));

        Answer answer = mia.get(WebApp.ENGINE + "/task?" + encoded);

        assertThat(answer.status()).as(answer.raw().body()).isIn(400, 404);
        assertThat(answer.raw().body()).doesNotContain("org.postgresql", "org.apache", "SQLException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-2147483648", "2147483647", "2147483648", "0x10", "1e9", "NaN", "", " ", "1;2"})
    @Tag("C48")
    void survivesAnyNumberOfRowsThatIsAskedFor(String rows) {
        String encoded = URLEncoder.encode(rows, StandardCharsets.UTF_8);
        for (String path : List.of(
                WebApp.ENGINE + "/task?maxResults=" + encoded,
                WebApp.ENGINE + "/task?firstResult=" + encoded,
                "/api/customers?page=" + encoded,
                "/api/customers?size=" + encoded)) {
            Answer answer = mia.get(path);

            assertThat(answer.status()).as(path + answer.raw().body()).isLessThan(500);
            assertThat(answer.raw().body()).doesNotContain("Exception:", "\tat ", "SQL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001", "-1", "99999999999", "x", "", "1&maxResults=5000", "1&%6daxResults=5000", "%32001"})
    void refusesAListThatIsLongerThanAnyPage(String limit) {
        Answer answer = mia.get(WebApp.ENGINE + "/task?maxResults=" + limit);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(answer.body().get("detail").asText()).isEqualTo("maxResults must be one number between 0 and 2000.");
    }

    @Test
    void cutsAListThatDoesNotSayHowLongItMayBe() {
        long before = count("act_re_deployment");
        jdbc.sql("""
                insert into act_re_deployment (id_, name_, deploy_time_)
                select 'many-' || n, 'many', now() from generate_series(1, 2100) n
                """).update();
        try {
            Session admin = webApp.signIn("admin");
            assertThat(admin.get(WebApp.ENGINE + "/deployment").body()).hasSize(2_000);
            assertThat(admin.get(WebApp.ENGINE + "/deployment?name=many&firstResult=2000")
                            .body())
                    .hasSize(100);
        } finally {
            jdbc.sql("delete from act_re_deployment where name_ = 'many'").update();
        }
        assertThat(count("act_re_deployment")).isEqualTo(before);
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
