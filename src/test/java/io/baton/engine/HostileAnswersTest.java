package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** What comes in by forms to make the engine run code, read a file, or store what nobody asked for. */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
class HostileAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = WebApp.ENGINE + "/process-definition/key/lead-intake/submit-form";

    private static final String FAR = LocalDate.now().plusYears(5).toString();

    private static final AtomicInteger PHONES = new AtomicInteger();

    @Autowired
    private WebApp webApp;

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    private Session tom;
    private String customer = "";
    private String task = "";

    @BeforeAll
    void signIn() {
        tom = webApp.signIn("tom");
    }

    @BeforeEach
    void claimANewLead() {
        customer = walk.newLead();
        task = tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getId();
        tom.post(WebApp.ENGINE + "/task/" + task + "/claim", "{\"userId\":\"tom\"}");
    }

    /** Expressions, templates, FEEL, formulas of spreadsheets, SQL: each says {@code 49} or fails where it is run. */
    static Stream<String> code() {
        return Stream.of(
                "${7*7}",
                "#{7*7}",
                "${execution.setVariable('owner','sam')}",
                "${dataSource.connection}",
                "${\"\".getClass().forName(\"java.lang.Runtime\")}",
                "= 7*7",
                "=if true then \"49\" else \"0\"",
                "\") or true or (\"",
                "\" or \"\" = \"",
                "for i in 1..1000000000 return i",
                "{{7*7}}",
                "{{= it.constructor('return 49')() }}",
                "[[${7*7}]] __${T(java.lang.Runtime)}__",
                "%{7*7} *{7*7} @{7*7} ~{7*7}",
                "=HYPERLINK(\"http://localhost/\",\"x\")",
                "'; drop table customer; --",
                "${jndi:ldap://localhost/x}");
    }

    @ParameterizedTest
    @MethodSource("code")
    @Tag("C48")
    void keepsCodeInEveryTextOfANewLeadAsTheTextThatItIs(String code) throws Exception {
        ObjectNode variables = JSON.createObjectNode();
        for (String field : List.of("company", "contactName", "product", "timeline", "message")) {
            variables.putObject(field).put("value", code);
        }
        // A phone number of its own, so that it is not the customer of the code before.
        variables.putObject("phone").put("value", "+4930" + (1_000_000 + PHONES.incrementAndGet()));
        variables.putObject("source").put("value", "phone");

        Answer answer = tom.post(START, JSON.writeValueAsString(Map.of("variables", variables)));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        JsonNode found = null;
        // Whose people are called alike are found, too.
        for (JsonNode item : rest.get("mia", "/api/customers?q=" + URLEncoder.encode(code, StandardCharsets.UTF_8))
                .body()
                .get("items")) {
            found = item.get("company").asText().equals(code) ? item : found;
        }
        assertThat(found).isNotNull();
        assertThat(found.at("/contact/name").asText()).isEqualTo(code);
        assertThat(found.at("/lastNote/text").asText()).isEqualTo(code);
        assertThat(found.at("/owner/id").asText()).isEqualTo("sales");
        String open = found.at("/nextStep/taskId").asText();
        var shown = tom.get(WebApp.ENGINE + "/task/" + open + "/form-variables?deserializeValues=false");
        // Written so that a form's text shows it and runs nothing.
        assertThat(HtmlUtils.htmlUnescape(shown.body().at("/company/value").asText()))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @MethodSource("code")
    @Tag("C48")
    void keepsCodeInANoteAsTheTextThatItIs(String code) throws Exception {
        for (String door : List.of("complete", "submit-form")) {
            claimANewLead();
            ObjectNode variables = JSON.createObjectNode();
            variables.putObject("decision").put("value", "qualified");
            variables.putObject("nextStepOn").put("value", FAR);
            variables.putObject("note").put("value", code);

            Answer answer = tom.post(
                    WebApp.ENGINE + "/task/" + task + "/" + door,
                    JSON.writeValueAsString(Map.of("variables", variables)));

            assertThat(answer.status()).as(answer.raw().body()).isEqualTo(204);
            var shown = rest.get("mia", "/api/customers/" + customer).body();
            assertThat(shown.at("/lastNote/text").asText()).isEqualTo(code);
            assertThat(shown.at("/stage").asText()).isEqualTo("qualified");
        }
    }

    static Stream<Arguments> hostileValues() {
        String bomb = "<!DOCTYPE x [<!ENTITY a \\\"aaaaaaaaaa\\\"><!ENTITY b \\\"&a;&a;&a;&a;\\\">]><x>&b;</x>";
        String thief = "<!DOCTYPE x [<!ENTITY f SYSTEM \\\"file:///etc/passwd\\\">]><x>&f;</x>";
        String object = "'type': 'Object', 'valueInfo': {'objectTypeName': '%s', 'serializationDataFormat': '%s'}";
        return Stream.of(
                value(
                        "a Java object",
                        "'value': 'rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==', "
                                + object.formatted("java.util.HashMap", "application/x-java-serialized-object")),
                value(
                        "a JSON object of a class",
                        "'value': '{}', " + object.formatted("javax.script.ScriptEngineManager", "application/json")),
                value(
                        "an XML object of a class",
                        "'value': '<x/>', " + object.formatted("java.beans.XMLDecoder", "application/xml")),
                value(
                        "a file with a path",
                        "'value': 'YQ==', 'type': 'File', 'valueInfo': {'filename': '../../x.jsp'}"),
                value("bytes", "'value': 'YQ==', 'type': 'Bytes'"),
                value("XML with an entity bomb", "'value': '" + bomb + "', 'type': 'Xml'"),
                value("XML that reads a file", "'value': '" + thief + "', 'type': 'Xml'"),
                value("JSON that names a class", "'value': '[\\\"java.util.HashMap\\\", {}]', 'type': 'Json'"),
                value("JSON that is none", "'value': '{', 'type': 'Json'"),
                value("a type that does not exist", "'value': 'x', 'type': 'Runtime'"),
                value("an empty type", "'value': 'x', 'type': ''"),
                value("a date", "'value': '2031-01-01T00:00:00.000+0000', 'type': 'Date'"),
                value("a number of another type", "'value': 'x', 'type': 'Integer'"),
                value("a number beyond all limits", "'value': 1e400, 'type': 'Double'"),
                value("an object where a value belongs", "'value': {'$type': 'x'}"),
                value("a list where a value belongs", "'value': [[[]]]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileValues")
    @Tag("C48")
    void takesNoValueThatIsMoreThanATextOrANumber(String name, String value) {
        for (String door : List.of("complete", "submit-form")) {
            refuses(
                    WebApp.ENGINE + "/task/" + task + "/" + door,
                    "{'variables': {'decision': {'value': 'qualified'}, 'nextStepOn': {'value': '" + FAR + "'}, "
                            + "'note': {" + value + "}}}");
        }
        refuses(
                START,
                "{'variables': {'company': {" + value + "}, 'contactName': {'value': 'Ann'}, "
                        + "'phone': {'value': '+4930123456'}, 'source': {'value': 'phone'}}}");
        // Who may complete it otherwise is refused nothing: it was the value.
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isEqualTo("tom");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'variables': {}, 'assignee': 'sam'}",
                "{'variables': {'__proto__': {'value': {'owner': 'sam'}}}}",
                "{'variables': {'constructor.prototype.owner': {'value': 'sam'}}}",
                "{'variables': {'owner': {'value': 'sam', 'local': true}}}",
                "{'variables': {'': {'value': 'x'}}}",
                "{'variables': {'camunda:owner': {'value': 'x'}}}",
                "{'variables': {'nrOfInstances': {'value': 0}}}",
                "{'variables': []}",
                "{'variables': 'x'}",
                "{'variables': {'decision': null}}",
                "{'variables': {'decision': 'qualified'}}",
                "[]",
                "null",
                "'x'",
                "{'variables': {'decision': {'value': 'lost'}, ",
                "{} x"
            })
    @Tag("C48")
    void takesNoKeyThatTheFormDoesNotAskFor(String body) {
        for (String door : List.of("complete", "submit-form")) {
            refuses(WebApp.ENGINE + "/task/" + task + "/" + door, body);
        }
        refuses(START, body);
    }

    /** What would start a new line in a header of a mail or of an answer; a browser leaves it out, too. */
    @ParameterizedTest
    @CsvSource({"company", "contactName", "email", "phone", "product", "timeline"})
    @Tag("C48")
    void keepsNoSecondLineWhereOneBelongs(String field) throws Exception {
        for (String line : List.of("\r\nBcc: all@example.com", "\nSet-Cookie: a=b", "\rX: y", "\u0000", "\u2028x")) {
            Map<String, String> answers = new HashMap<>(Map.of(
                    "company", "ACME",
                    "contactName", "Ann",
                    "email", "ann@example.com",
                    "phone", "+4930123456",
                    "source", "phone",
                    "product", "Seats",
                    "timeline", "May"));
            answers.merge(field, line, String::concat);
            ObjectNode variables = JSON.createObjectNode();
            answers.forEach((key, value) -> variables.putObject(key).put("value", value));
            Map<String, String> before = rows.contents();

            Answer answer = tom.post(START, "{\"variables\":" + variables + "}");

            if (answer.status() == 200) {
                String number = answer.body().get("businessKey").asText();
                Map<String, Object> row = jdbc.sql("select * from customer where id = :id")
                        .param("id", Long.parseLong(number.substring(2)))
                        .query()
                        .singleRow();
                assertThat(row.values().stream().map(String::valueOf))
                        .noneMatch(text -> text.matches("(?s).*[\\p{Cc}\\u2028].*"));
            } else {
                assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
                assertThat(rows.contents()).isEqualTo(before);
            }
        }
    }

    @Test
    @Tag("C48")
    void findsNoTaskByAGuessedId() {
        for (String guessed : List.of("1", "00000000-0000-0000-0000-000000000000", "*", "%25", customer, task + "1")) {
            for (String act : List.of("claim", "unclaim", "complete", "submit-form", "assignee")) {
                Answer answer = tom.post(WebApp.ENGINE + "/task/" + guessed + "/" + act, "{\"userId\":\"tom\"}");

                assertThat(answer.status()).as(guessed + " " + act).isIn(400, 404);
                assertThat(answer.raw().body()).doesNotContain("org.camunda", "io.baton", "Caused by");
            }
        }
    }

    private void refuses(String path, String body) {
        Map<String, String> before = rows.contents();

        Answer answer =
                tom.post(path, body.replace("\\\"", "\u0001").replace('\'', '"').replace("\u0001", "\\\""));

        assertThat(answer.status()).as(path + " " + answer.raw().body()).isEqualTo(400);
        assertThat(answer.body().path("message").asText())
                .isNotBlank()
                .doesNotContain("org.camunda", "io.baton", "com.fasterxml", "java.", "ENGINE-", "\tat ");
        assertThat(rows.contents()).isEqualTo(before);
    }

    private static Arguments value(String name, String value) {
        return Arguments.of(name, value);
    }
}
