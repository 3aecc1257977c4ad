package io.baton.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.TimeMachine;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Absences over REST: what is planned, and what is refused by field, with nothing changed. */
@BatonTest
@Tag("C19")
class AbsenceControllerTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Autowired
    private Absentees absentees;

    @Autowired
    private TimeMachine time;

    @Autowired
    private Presence presence;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void everybodyIsBack() {
        absentees.everybodyIsBack();
    }

    @Test
    void plansOnesOwnAndShowsTheReasonToThoseWhomItConcerns() {
        Answer answer = rest.post("tom", "/api/absences", """
                {"from":"%s","until":"%s","backup":"mia","reason":"Wedding"}
                """.formatted(day(1), day(3)));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        assertThat(answer.body().get("person").asText()).isEqualTo("tom");
        assertThat(answer.body().get("state").asText()).isEqualTo("planned");
        assertThat(shown("tom").get("reason").asText()).isEqualTo("Wedding");
        assertThat(shown("max").get("reason").asText()).isEqualTo("Wedding");
        assertThat(shown("mia").get("reason").isNull())
                .as("colleagues need not know why")
                .isTrue();
        assertThat(shown("mia").get("backup").asText()).isEqualTo("mia");
    }

    @Test
    void isAwayFromTheFirstMomentOfTheFirstDayUntilTheLastOfTheLast() {
        absentees.plan("tom", 1, 2);
        var midnight =
                absentees.today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var back = midnight.plus(Duration.ofDays(2));

        assertThat(presence.isAway("tom", midnight.minus(Duration.ofMinutes(1))))
                .isFalse();
        assertThat(presence.isAway("tom", midnight)).isTrue();
        assertThat(presence.isAway("tom", back.minus(Duration.ofMinutes(1)))).isTrue();
        assertThat(presence.isAway("tom", back)).isFalse();
        assertThat(presence.isAway("mia", midnight)).isFalse();
        time.moveTo(midnight);
        assertThat(presence.backAt("tom")).contains(back);
        assertThat(presence.presentOrStandIn("tom")).isEmpty();
        assertThat(shown("mia").get("state").asText()).isEqualTo("away");
        time.moveTo(back);
        assertThat(presence.backAt("tom")).isEmpty();
        assertThat(presence.presentOrStandIn("tom")).contains("tom");
        assertThat(shown("mia").get("state").asText()).isEqualTo("over");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"person":"tom"}                                              | from, until | must not be blank
            {"from":"%1","until":"soon"}                                  | until       | must be a date such as 2026-03-31
            {"from":"%1","until":"2026-02-30"}                            | until       | must be a date such as 2026-03-31
            {"from":"%3","until":"%1"}                                    | until       | must not be before from
            {"from":"%-1","until":"%1"}                                   | from        | must not be in the past
            {"from":"%1","until":"%2000"}                                 | until       | must be within 5 years
            {"from":"%11","until":"%12"}                                  | from        | overlaps with an absence of tom
            {"from":"%8","until":"%10"}                                   | from        | overlaps with an absence of tom
            {"from":"%1","until":"%2","backup":"tom"}                     | backup      | must be somebody else
            {"from":"%1","until":"%2","backup":"zoe"}                     | backup      | 'zoe' is nobody's user name
            {"from":"%1","until":"%2","backup":"dana"}                    | backup      | 'dana' wears none of the hats of tom (sales)
            {"person":"zoe","from":"%1","until":"%2"}                     | person      | 'zoe' is nobody's user name
            {"from":"%1","until":"%2","reason":"<script>x</script>"}      | reason      | must not contain HTML
            {"from":"%1","until":"%2","colour":"red"}                     | colour      | is not a known field
            """)
    void refusesByFieldAndChangesNothing(String body, String fields, String reason) {
        absentees.plan("tom", 10, 11);
        Map<String, String> before = rows.contents();
        String by = body.contains("\"person\":\"zoe\"") ? "max" : "tom";

        Answer answer = rest.post(by, "/api/absences", withDays(body));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(String.join(", ", answer.body().get("errors").findValuesAsText("field")))
                .isEqualTo(fields);
        assertThat(answer.body().at("/errors/0/reason").asText()).startsWith(reason);
        assertThat(rows.contents()).isEqualTo(before);
    }

    @Test
    void leavesItToThePersonAndTheManagers() {
        long absence = absentees.plan("tom", 1, 2);
        Map<String, String> before = rows.contents();

        Answer plan =
                rest.post("sue", "/api/absences", withDays("{\"person\":\"tom\",\"from\":\"%5\",\"until\":\"%6\"}"));
        Answer callOff = rest.post("sue", "/api/absences/" + absence + "/cancellation", "");

        assertThat(plan.status()).isEqualTo(403);
        assertThat(plan.body().get("detail").asText()).isEqualTo("That is for tom or a manager to say.");
        assertThat(callOff.status()).isEqualTo(403);
        assertThat(rest.post("max", "/api/absences/999999/cancellation", "").status())
                .isEqualTo(404);
        assertThat(rows.contents()).isEqualTo(before);
    }

    @Test
    void isCalledOffOnceAndNotOnceItIsOver() {
        long planned = absentees.plan("tom", 5, 6);
        long begun = absentees.away("sam", 1, null);
        long over = absentees.away("sue", 0, null);

        Answer first = rest.post("tom", "/api/absences/" + planned + "/cancellation", "");
        Answer second = rest.post("tom", "/api/absences/" + planned + "/cancellation", "");

        assertThat(first.status()).as(first.raw().body()).isEqualTo(200);
        assertThat(first.body().get("state").asText()).isEqualTo("called-off");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().get("detail").asText()).isEqualTo("This absence was called off already.");
        assertThat(presence.isAway("sam")).isTrue();
        assertThat(rest.post("sam", "/api/absences/" + begun + "/cancellation", "")
                        .status())
                .isEqualTo(200);
        assertThat(presence.isAway("sam")).isFalse();
        assertThat(absentees.plan("tom", 5, 6)).as("the days are free again").isPositive();
        time.forward(Duration.ofDays(1));
        assertThat(rest.post("sue", "/api/absences/" + over + "/cancellation", "")
                        .body()
                        .get("detail")
                        .asText())
                .isEqualTo("This absence is over.");
    }

    /** A second click, or two nodes at once. */
    @Test
    void countsOnceWhatComesTwiceAtTheSameMoment() throws Exception {
        String body = withDays("{\"from\":\"%1\",\"until\":\"%2\"}");

        List<Integer> plans =
                atOnce(() -> rest.post("tom", "/api/absences", body).status());
        assertThat(plans).containsExactlyInAnyOrder(201, 400, 400, 400);
        assertThat(absences("tom")).isEqualTo(1);

        long absence = shown("tom").get("id").asLong();
        List<Integer> callOffs = atOnce(() -> rest.post("tom", "/api/absences/" + absence + "/cancellation", "")
                .status());
        assertThat(callOffs).containsExactlyInAnyOrder(200, 409, 409, 409);
    }

    @Test
    void keepsAbsencesOfOnePersonApartInTheDatabaseItself() {
        absentees.plan("tom", 1, 3);

        assertThat(catchThrowable(() -> jdbc.sql("""
                        insert into absence (person, from_at, until_at, planned_by, planned_at, instance_id)
                        select person, from_at + interval '1 day', until_at, planned_by, planned_at, 'other'
                          from absence where cancelled_at is null
                        """).update())).hasMessageContaining("absence_no_overlap");
    }

    @Test
    void listsPageByPage() {
        IntStream.range(1, 4).forEach(i -> absentees.plan("tom", 10 * i, 10 * i + 1));

        JsonNode page =
                rest.get("mia", "/api/absences?person=tom&page=1&size=2").body();

        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("items").findValuesAsText("from")).containsExactly(day(10));
        Answer wrong = rest.get("mia", "/api/absences?size=201&page=-1");
        assertThat(wrong.body().get("errors").findValuesAsText("field")).containsExactly("page", "size");
    }

    private List<Integer> atOnce(Callable<Integer> call) throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Integer> answers = new ArrayList<>();
            for (var future : pool.invokeAll(List.of(call, call, call, call))) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    private long absences(String person) {
        return jdbc.sql("select count(*) from absence where person = :person and cancelled_at is null")
                .param("person", person)
                .query(Long.class)
                .single();
    }

    /** The absence of tom that other tests did not leave behind. */
    private JsonNode shown(String reader) {
        for (JsonNode item :
                rest.get(reader, "/api/absences?person=tom&size=200").body().get("items")) {
            if (!item.get("state").asText().equals("called-off")) {
                return item;
            }
        }
        throw new AssertionError("Tom has no absence");
    }

    private String withDays(String body) {
        return Pattern.compile("%(-?\\d+)").matcher(body).replaceAll(match -> day(Integer.parseInt(match.group(1))));
    }

    private String day(int days) {
        return absentees.today().plusDays(days).toString();
    }
}
