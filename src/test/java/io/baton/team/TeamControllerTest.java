package io.baton.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who stands in for whom, and how much each can carry. */
@BatonTest
@Tag("C19")
class TeamControllerTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Autowired
    private Walk walk;

    @Autowired
    private Absentees absentees;

    @Autowired
    private Presence presence;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void everybodyIsBack() {
        absentees.everybodyIsBack();
    }

    @Test
    void showsThePeopleWithTheirBackupsWhoIsAwayAndWhatTheyHave() {
        walk.proposedCustomer();
        Answer said = absentees.say("tom", "{\"backup\":\"mia\",\"capacity\":40}");
        absentees.away("tom", 3, null);

        assertThat(said.status()).isEqualTo(200);
        JsonNode tom = person("tom");
        assertThat(tom.get("name").asText()).isEqualTo("Tom Berg");
        assertThat(tom.get("backup").asText()).isEqualTo("mia");
        assertThat(tom.get("capacity").asInt()).isEqualTo(40);
        assertThat(tom.get("inHand").asInt()).isPositive();
        assertThat(tom.get("backAt").asText()).isEqualTo(absentees.today().plusDays(4) + "T00:00:00Z");
        assertThat(person("mia").get("backAt").isNull()).isTrue();
        JsonNode page = rest.get("mia", "/api/team?page=1&size=3").body();
        assertThat(page.get("items")).hasSize(3);
        assertThat(page.get("total").asInt()).isGreaterThan(8);
    }

    @Test
    void forgetsWhatIsLeftOut() {
        absentees.say("tom", "{\"backup\":\"mia\",\"capacity\":40}");

        absentees.say("tom", "{}");

        assertThat(person("tom").get("backup").isNull()).isTrue();
        assertThat(person("tom").get("capacity").isNull()).isTrue();
    }

    @Test
    void hasRoomUntilAsManyAreInHandAsOneCanCarry() {
        walk.proposedCustomer();
        int inHand = person("tom").get("inHand").asInt();
        assertThat(presence.hasRoom("tom")).as("without a limit").isTrue();

        absentees.say("tom", "{\"capacity\":" + inHand + "}");
        assertThat(presence.hasRoom("tom")).isFalse();
        absentees.say("tom", "{\"capacity\":" + (inHand + 1) + "}");
        assertThat(presence.hasRoom("tom")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"backup":"tom"}            | backup   | must be somebody else
            {"backup":"zoe"}            | backup   | 'zoe' is nobody's user name
            {"backup":"dana"}           | backup   | 'dana' wears none of the hats of tom (sales)
            {"capacity":0}              | capacity | must be between 1 and 100000, but is 0
            {"capacity":-1}             | capacity | must be between 1 and 100000, but is -1
            {"capacity":"many"}         | capacity | has the wrong type or form
            {"backup":"mia","boss":"x"} | boss     | is not a known field
            """)
    void refusesByFieldAndChangesNothing(String body, String field, String reason) {
        Map<String, String> before = rows.contents();

        Answer answer = absentees.say("tom", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.body().at("/errors/0/reason").asText()).isEqualTo(reason);
        assertThat(rows.contents()).isEqualTo(before);
    }

    @Test
    void refusesACircleOfBackupsInWords() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        refusesACircle("mia", "{\"backup\":\"tom\"}", "leads in a circle: mia → tom → mia");

        absentees.say("sue", "{\"backup\":\"mia\"}");
        absentees.say("mia", "{\"backup\":\"dana\"}");
        assertThat(absentees.say("dana", "{\"backup\":\"mia\"}").status()).isEqualTo(400);
        refusesACircle("mia", "{\"backup\":\"sue\"}", "leads in a circle: mia → sue → mia");
    }

    /** Whoever is here ends the chain, so only people who are away at the same time make a circle. */
    @Test
    void refusesACircleThroughTheBackupsOfAbsencesInWords() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        absentees.plan("tom", 5, 9);
        Map<String, String> before = rows.contents();
        String body = "{\"from\":\"%s\",\"until\":\"%s\",\"backup\":\"tom\"}";

        Answer circle = rest.post("mia", "/api/absences", body.formatted(walk.inDays(8), walk.inDays(12)));
        assertThat(circle.status()).isEqualTo(400);
        assertThat(circle.body().at("/errors/0/field").asText()).isEqualTo("backup");
        assertThat(circle.body().at("/errors/0/reason").asText()).isEqualTo("leads in a circle: mia → tom → mia");
        assertThat(rows.contents()).isEqualTo(before);

        Answer apart = rest.post("mia", "/api/absences", body.formatted(walk.inDays(10), walk.inDays(12)));
        assertThat(apart.status()).as("tom is back by then").isEqualTo(201);
    }

    @Test
    void refusesABackupThatMakesACircleOfWhatIsPlanned() {
        absentees.plan("tom", 5, 9);
        absentees.plan("mia", 8, 12, "tom");

        refusesACircle("tom", "{\"backup\":\"mia\"}", "leads in a circle: tom → mia → tom");
    }

    /** Two team leads at the same moment: whoever comes second is refused. */
    @Test
    void makesNoCircleOutOfTwoChangesAtOnce() {
        for (int round = 0; round < 5; round++) {
            jdbc.sql("delete from team_member").update();
            var one = CompletableFuture.supplyAsync(
                    () -> absentees.say("tom", "{\"backup\":\"mia\"}").status());
            var other = CompletableFuture.supplyAsync(
                    () -> absentees.say("mia", "{\"backup\":\"tom\"}").status());

            assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(200, 400);
        }
    }

    @Test
    void isForManagersAndForPeopleWhoExist() {
        assertThat(rest.method("tom", "PUT", "/api/team/tom", "{\"backup\":\"mia\"}")
                        .status())
                .isEqualTo(403);
        assertThat(absentees.say("zoe", "{\"backup\":\"mia\"}").status()).isEqualTo(404);
    }

    private void refusesACircle(String person, String body, String reason) {
        Map<String, String> before = rows.contents();
        Answer answer = absentees.say(person, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("backup");
        assertThat(answer.body().at("/errors/0/reason").asText()).isEqualTo(reason);
        assertThat(rows.contents()).isEqualTo(before);
    }

    private JsonNode person(String id) {
        for (JsonNode person : rest.get("mia", "/api/team?size=200").body().get("items")) {
            if (person.get("person").asText().equals(id)) {
                return person;
            }
        }
        throw new AssertionError("There is no " + id);
    }
}
