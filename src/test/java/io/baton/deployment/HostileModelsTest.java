package io.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Modeler;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Models that are made to read files, to call other machines or to fill the memory, through both doors of deployment. */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
class HostileModelsTest {

    /** How long the refusal of one of these may take; a bomb that goes off takes minutes. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    @Autowired
    private Modeler modeler;

    @Autowired
    private WebApp webApp;

    @Autowired
    private Rows rows;

    private Session olga;

    @BeforeAll
    void signIn() {
        olga = webApp.signIn("olga", "cockpit");
    }

    @BeforeEach
    void begin() {
        modeler.begin();
    }

    @AfterEach
    void takeBack() {
        modeler.takeBack();
    }

    static Stream<Arguments> hostileXml() throws IOException {
        Map<String, Path> models = Map.of(
                "bpmn", Path.of("processes/lead/lead-intake.bpmn"), "dmn", Path.of("processes/lead/route-lead.dmn"));
        Map<String, String> types = new LinkedHashMap<>();
        types.put("reads a file", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
        types.put("calls another machine", "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:9/e\">]>");
        types.put("loads its type from elsewhere", "<!DOCTYPE x PUBLIC \"e\" \"http://127.0.0.1:9/e.dtd\">");
        types.put(
                "loads entities from elsewhere",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p.dtd\">%p;<!ENTITY e \"x\">]>");
        types.put("laughs a billion times", "<!DOCTYPE x [" + laughs() + "]>");
        types.put("repeats one long text", "<!DOCTYPE x [<!ENTITY e \"" + "x".repeat(50_000) + "\">]>");
        types.put("names itself", "<!DOCTYPE x [<!ENTITY e \"&f;\"><!ENTITY f \"&e;\">]>");
        return models.entrySet().stream()
                .flatMap(model -> types.entrySet().stream()
                        .map(type -> Arguments.of(
                                model.getKey() + " that " + type.getKey(),
                                "hostile." + model.getKey(),
                                hostile(
                                        model.getValue(),
                                        type.getValue(),
                                        type.getKey().startsWith("repeats") ? 5_000 : 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileXml")
    @Tag("C48")
    void readsNoDocumentType(String name, String file, String text) {
        refusedByBothDoors(
                Map.of(file, text.getBytes(StandardCharsets.UTF_8)), file + ": has a document type declaration");
        // Who looks for the declaration in the bytes must read them as whoever parses them.
        byte[] wide = text.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"").getBytes(StandardCharsets.UTF_16);
        refusedByBothDoors(Map.of(file, wide), file + ": ");
    }

    static Stream<Arguments> hostileForms() {
        String head = "{\"id\":\"hostile\",\"type\":\"default\",\"schemaVersion\":16,\"components\":";
        String group = "[{\"type\":\"group\",\"label\":\"G\",\"components\":";
        String many = IntStream.range(0, 15_000)
                .mapToObj(i -> "{\"type\":\"textfield\",\"key\":\"k%d\",\"label\":\"L\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]}"));
        Map<String, byte[]> flood = new LinkedHashMap<>();
        for (int i = 0; i < 101; i++) {
            flood.put(
                    "flood-" + i + ".form",
                    (head.replace("hostile", "flood-" + i) + "[]}").getBytes(StandardCharsets.UTF_8));
        }
        return Stream.of(
                Arguments.of("a form of a megabyte", form(head + "[{\"label\":\"" + "x".repeat(1024 * 1024) + "\"}]}")),
                Arguments.of("a form of 15,000 fields", form(head + many)),
                Arguments.of(
                        "groups in 2,000 groups", form(head + group.repeat(2_000) + "[]" + "}]".repeat(2_000) + "}")),
                Arguments.of("groups that never end", form(head + group.repeat(10_000))),
                Arguments.of("a number of a million digits", form(head + "[],\"x\":" + "9".repeat(1_000_000) + "}")),
                Arguments.of("a hundred and one forms", flood));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileForms")
    @Tag("C48")
    void takesNoFormThatIsMadeToFillTheMemory(String name, Map<String, byte[]> files) {
        refusedByBothDoors(files, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lead-intake.bpmn\u0000.txt",
                "lead-intake\u0000.bpmn",
                "lead-intake\u0007.bpmn",
                "lead-intake.bpmn/",
                "lead-intake.bpmn.exe",
                "../../../etc/passwd",
                ".bpmn.jsp"
            })
    @Tag("C48")
    void takesNoFileWhoseNameHidesWhatItIs(String name) throws IOException {
        refusedByBothDoors(Map.of(name, Files.readAllBytes(Path.of("processes/lead/lead-intake.bpmn"))), "");
    }

    private void refusedByBothDoors(Map<String, byte[]> files, String sentence) {
        Map<String, String> before = rows.contents();

        List<Answer> answers = Assertions.assertTimeout(
                AT_ONCE, () -> List.of(modeler.deployBytes("olga", files), deployInCockpit(files)));

        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
            assertThat(answer.body().path("message").asText())
                    .contains(sentence)
                    .isNotBlank()
                    .hasSizeLessThan(100_000)
                    .doesNotContain("root:", "org.camunda", "io.baton", "com.fasterxml", "Exception", "\tat ");
        }
        assertThat(rows.contents()).isEqualTo(before);
    }

    private Answer deployInCockpit(Map<String, byte[]> files) {
        return olga.send(olga.request(WebApp.ENGINE + "/deployment/create")
                .header("Content-Type", "multipart/form-data; boundary=----WebKitFormBoundaryBaton")
                .POST(BodyPublishers.ofByteArray(Modeler.body(files)))
                .build());
    }

    private static String hostile(Path model, String type, int times) {
        try {
            String text = Files.readString(model);
            int root = text.indexOf("?>") + 2;
            String uses = type.contains("PUBLIC") ? "x" : "&e;".repeat(times);
            return text.substring(0, root)
                    + type
                    + text.substring(root).replaceFirst("name=\"[^\"]*\"", "name=\"" + uses + "\"");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String laughs() {
        StringBuilder laughs = new StringBuilder("<!ENTITY e0 \"ha\">");
        for (int i = 1; i <= 10; i++) {
            laughs.append("<!ENTITY e%s \"%s\">".formatted(i == 10 ? "" : i, ("&e" + (i - 1) + ";").repeat(10)));
        }
        return laughs.toString();
    }

    private static Map<String, byte[]> form(String text) {
        return Map.of("hostile.form", text.getBytes(StandardCharsets.UTF_8));
    }
}
