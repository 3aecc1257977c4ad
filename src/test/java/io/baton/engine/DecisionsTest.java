package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.BatonTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What Java code reads from tables is what the newest deployed version says at that moment. */
@BatonTest
class DecisionsTest {

    @Autowired
    private Decisions decisions;

    @Autowired
    private RepositoryService repository;

    private final List<String> deployments = new ArrayList<>();

    @AfterEach
    void removeTheTables() {
        deployments.forEach(id -> repository.deleteDeployment(id, true));
    }

    @Test
    void answersByTheInputs() {
        deploy("\"red\"");

        assertThat(answer("a")).isEqualTo("red");
        assertThat(answer("b")).isEqualTo("other");
        assertThat(answer("a")).isEqualTo("red");
        assertThat(answer(null)).isEqualTo("other");
    }

    @Test
    void followsANewVersionAtOnceAndTheOldOneWhenItIsTakenBack() {
        deploy("\"red\"");
        assertThat(answer("a")).isEqualTo("red");

        deploy("\"blue\"");
        assertThat(answer("a")).isEqualTo("blue");

        repository.deleteDeployment(deployments.remove(1), true);
        assertThat(answer("a")).isEqualTo("red");
    }

    @Test
    void asksATableThatReadsTheClockEveryTime() {
        deploy("string(now())");

        assertThat(answer("a")).isNotEqualTo(answer("a"));
    }

    @Test
    void remembersATableWhoseTextsHaveBracketsInThem() {
        deploy("\"red (bright)\"");

        assertThat(decisions.rows("colours", Map.of("letter", "a")))
                .isSameAs(decisions.rows("colours", Map.of("letter", "a")))
                .isEqualTo(List.of(Map.of("colour", "red (bright)")));
    }

    @Test
    void givesAnswersThatNobodyCanChange() {
        deploy("\"red\"");

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() ->
                        decisions.rows("colours", Map.of("letter", "a")).get(0).clear());
    }

    private Object answer(String letter) {
        Map<String, Object> inputs = new java.util.HashMap<>();
        inputs.put("letter", letter);
        return decisions.rows("colours", inputs).get(0).get("colour");
    }

    /** A table that answers so for the letter a. */
    private void deploy(String output) {
        String table = """
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Definitions_Colours" name="Colours"
                    namespace="http://camunda.org/schema/1.0/dmn" xmlns:camunda="http://camunda.org/schema/1.0/dmn">
                  <decision id="colours" name="Colours" camunda:historyTimeToLive="P1D">
                    <decisionTable id="DecisionTable_Colours" hitPolicy="FIRST">
                      <input id="Input_Letter"><inputExpression id="InputExpression_Letter" typeRef="string">
                        <text>letter</text></inputExpression></input>
                      <output id="Output_Colour" name="colour" typeRef="string" />
                      <rule id="DecisionRule_A">
                        <inputEntry id="UnaryTests_A"><text>"a"</text></inputEntry>
                        <outputEntry id="LiteralExpression_A"><text>%s</text></outputEntry>
                      </rule>
                      <rule id="DecisionRule_Other">
                        <inputEntry id="UnaryTests_Other"><text></text></inputEntry>
                        <outputEntry id="LiteralExpression_Other"><text>"other"</text></outputEntry>
                      </rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """.formatted(output);
        deployments.add(repository
                .createDeployment()
                .addString("colours.dmn", table)
                .deploy()
                .getId());
    }
}
