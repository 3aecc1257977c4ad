package io.baton.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.engine.Feel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every shipped form with every decision that it offers: the fewest right answers are accepted, and without any one of
 * them the form asks for it. What is visible is read from the conditions by another way than that under test.
 */
class ShippedFormsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);
    private static final Pattern HIDDEN_UNLESS =
            Pattern.compile("=(?:decision != \"([^\"]+)\")?(?: or )?(?:((?:asks|needs)\\w+) != true)?");
    private static final Map<String, Object> LIVE = Map.of(
            "lossReasons", List.of(Map.of("label", "Price", "value", "price")),
            "playbooks", List.of(Map.of("label", "Standard", "value", "standard")),
            "receivers", List.of(Map.of("label", "Dana", "value", "dana")),
            "returnReasons", List.of(Map.of("label", "Unclear", "value", "note-unclear")));

    /**
     * A shipped form with one of its decisions, or with none where it asks for no decision.
     *
     * @param flags whether the customer's playbook asks for everything that the form can ask for, or for nothing
     */
    private record Case(Path file, JsonNode form, @Nullable String decision, boolean flags) {

        Stream<JsonNode> fields() {
            return stream(form.path("components")).filter(it -> it.has("key"));
        }

        boolean isVisible(JsonNode field) {
            String hide = field.path("conditional").path("hide").asText("");
            Matcher unless = HIDDEN_UNLESS.matcher(hide);
            assertThat(hide.isEmpty() || unless.matches())
                    .as("%s: this test cannot read the condition %s", file, hide)
                    .isTrue();
            return hide.isEmpty()
                    || ((unless.group(1) == null || unless.group(1).equals(decision))
                            && (unless.group(2) == null || flags));
        }

        Map<String, Object> live() {
            Map<String, Object> live = new HashMap<>(LIVE);
            fields().forEach(field -> {
                Matcher flag = HIDDEN_UNLESS.matcher(
                        field.path("conditional").path("hide").asText(""));
                if (flags && flag.matches() && flag.group(2) != null) {
                    live.put(flag.group(2), true);
                }
            });
            return live;
        }

        boolean isAskedFor(JsonNode field) {
            return isVisible(field) && field.path("validate").path("required").asBoolean();
        }

        Map<String, @Nullable Object> answers() {
            Map<String, @Nullable Object> answers = new HashMap<>();
            fields().filter(this::isAskedFor)
                    .forEach(it -> answers.put(it.path("key").asText(), answer(it)));
            return answers;
        }

        Object answer(JsonNode field) {
            if (field.path("key").asText().equals("decision")) {
                return String.valueOf(decision);
            }
            return switch (field.path("type").asText()) {
                case "datetime" -> TODAY.toString();
                case "number" -> "1";
                case "checkbox" -> true;
                case "radio" -> field.path("values").path(0).path("value").asText();
                case "select" ->
                    field.has("valuesKey")
                            ? ((Map<?, ?>) ((List<?>) LIVE.get(
                                                    field.path("valuesKey").asText()))
                                            .get(0))
                                    .get("value")
                            : field.path("values").path(0).path("value").asText();
                default -> "Some text";
            };
        }

        FormCheck.Result check(Map<String, @Nullable Object> answers) {
            try {
                return new FormCheck(FormSchema.parse(Files.readAllBytes(file)), new Feel(), TODAY)
                        .check(answers, live());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return file.getFileName()
                    + (decision == null ? "" : ", decision " + decision)
                    + (flags ? ", asked for everything" : "");
        }
    }

    /** Those that show something live are those of tasks. */
    @Test
    @Tag("C16")
    void sayByWhenTheStepIsDone() throws IOException {
        List<String> contexts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("forms")).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                contexts.add(
                        JSON.readTree(file.toFile()).at("/components/0/text").asText());
            }
        }
        contexts.removeIf(context -> !context.contains("{{"));

        assertThat(contexts)
                .hasSizeGreaterThan(10)
                .allSatisfy(context -> assertThat(context).contains("{{windowLine}}"));
    }

    @TestFactory
    Stream<DynamicTest> acceptsTheFewestRightAnswers() throws IOException {
        return cases(it -> {
            FormCheck.Result result = it.check(it.answers());

            assertThat(result.problems()).isEmpty();
            assertThat(result.accepted()).isEqualTo(it.answers());
        });
    }

    @TestFactory
    Stream<DynamicTest> acceptsWhatTheBrowserSendsForEmptyFields() throws IOException {
        return cases(it -> {
            Map<String, @Nullable Object> answers = it.answers();
            it.fields()
                    .filter(it::isVisible)
                    .forEach(field -> answers.putIfAbsent(
                            field.path("key").asText(),
                            Kind.of(field.path("type").asText()).empty()));

            assertThat(it.check(answers).problems()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> asksForEachAnswerThatIsLeftOut() throws IOException {
        return cases(it -> it.fields().filter(it::isAskedFor).forEach(field -> {
            Map<String, @Nullable Object> answers = it.answers();
            answers.remove(field.path("key").asText());
            String label = field.path("label").asText(field.path("dateLabel").asText());

            // Without a decision everything that depends on it is hidden, and so not asked for.
            assertThat(it.check(answers).problems()).singleElement().asString().startsWith(label);
        }));
    }

    @TestFactory
    Stream<DynamicTest> takesNothingThatIsHiddenOrForeign() throws IOException {
        return cases(it -> {
            Map<String, @Nullable Object> answers = it.answers();
            it.fields()
                    .filter(field -> !it.isVisible(field))
                    .forEach(field -> answers.put(field.path("key").asText(), "forged"));
            assertThat(it.check(answers).accepted()).isEqualTo(it.answers());

            answers.put("stageLine", "forged");
            assertThat(it.check(answers).problems()).containsExactly("'stageLine' is not a field of this form.");
        });
    }

    private static Stream<DynamicTest> cases(java.util.function.Consumer<Case> test) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("forms"))) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".form")).sorted().toList()) {
                JsonNode form = JSON.readTree(file.toFile());
                List<String> decisions = stream(form.path("components"))
                        .filter(it -> it.path("key").asText().equals("decision"))
                        .flatMap(it -> stream(it.path("values")))
                        .map(it -> it.path("value").asText())
                        .toList();
                for (boolean flags : new boolean[] {false, true}) {
                    if (decisions.isEmpty()) {
                        cases.add(new Case(file, form, null, flags));
                    }
                    decisions.forEach(it -> cases.add(new Case(file, form, it, flags)));
                }
            }
        }
        return cases.stream().map(it -> DynamicTest.dynamicTest(it.toString(), () -> test.accept(it)));
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        List<JsonNode> list = new ArrayList<>();
        nodes.forEach(list::add);
        return list.stream();
    }
}
