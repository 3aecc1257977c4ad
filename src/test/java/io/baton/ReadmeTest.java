package io.baton;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.customer.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the documents say is true. */
class ReadmeTest {

    private static final Path CATALOGUE = Path.of("docs", "catalogue.md");

    @Test
    @Tag("C3")
    @Tag("C4")
    void listsTheStagesAsTheyAre() throws IOException {
        List<String[]> rows = readme().lines()
                .filter(line -> line.startsWith("| **"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .toList();

        assertThat(rows)
                .extracting(row -> row[1].replace("*", ""))
                .containsExactlyElementsOf(
                        Arrays.stream(Stage.values()).map(Stage::label).toList());
        assertThat(rows).allSatisfy(row -> {
            if (row[2].contains(".bpmn")) {
                assertThat(Path.of(row[2].replaceAll(".*`(processes/[^`]+)`.*", "$1")))
                        .isRegularFile();
            }
        });
    }

    @Test
    void keepsExactlyTwoCommandsForSetUp() throws IOException {
        List<String> commands = Pattern.compile("(?m)^(?:\\$ )?(\\./mvnw .*)$")
                .matcher(readme())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(commands).containsExactly("./mvnw spring-boot:run", "./mvnw verify");
    }

    @Test
    void isShortEnoughToBeRead() throws IOException {
        assertThat(readme().lines().count()).isLessThan(150);
    }

    @Test
    void linksToWhatExists() throws IOException {
        for (Path document : documents()) {
            Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)")
                    .matcher(Files.readString(document))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(link -> assertThat(document.toAbsolutePath()
                                    .getParent()
                                    .resolve(link)
                                    .normalize())
                            .as("%s links to %s", document, link)
                            .exists());
        }
    }

    @Test
    @Tag("C16")
    void keepsTheCatalogueEqualToTheModels() throws IOException {
        if (Boolean.getBoolean("catalogue.write")) {
            Files.writeString(CATALOGUE, Catalogue.generated());
        }

        assertThat(Files.readString(CATALOGUE))
                .as("docs/catalogue.md is out of date; its head says how to write it anew")
                .isEqualTo(Catalogue.generated());
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            docs.filter(path -> path.toString().endsWith(".md")))
                    .toList();
        }
    }
}
