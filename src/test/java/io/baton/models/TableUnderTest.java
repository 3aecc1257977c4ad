package io.baton.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;

/** One table alone on the DMN engine; it remembers which of its rows the cases of a test have hit. */
public final class TableUnderTest {

    private final Table table;
    private final Set<String> rowsHit = new TreeSet<>();
    private final DmnEngine engine;
    private final DmnDecision decision;

    /** @param path below `processes` and without ending, such as `lead/route-lead` */
    public TableUnderTest(String path) {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        DmnDecisionTableEvaluationListener remember =
                event -> event.getMatchingRules().forEach(rule -> rowsHit.add(rule.getId()));
        engine = configuration
                .customPostDecisionTableEvaluationListeners(List.of(remember))
                .buildEngine();
        Path file = Path.of("processes", path + ".dmn");
        try (InputStream model = Files.newInputStream(file)) {
            decision = engine.parseDecision(file.getFileName().toString().replace(".dmn", ""), model);
            table = Table.read(new ModelFile(path + ".dmn", Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> inputs() {
        return table.inputs();
    }

    public List<String> outputs() {
        return table.outputs();
    }

    /** The rows of the answer, each by the names of the outputs. */
    public List<Map<String, Object>> decide(Map<String, ?> inputs) {
        return engine.evaluateDecisionTable(decision, new HashMap<>(inputs)).getResultList();
    }

    /** What the rows that no case has hit are for; empty once every row has its case. */
    public List<String> rowsWithoutCase() {
        return table.rules().stream()
                .filter(rule -> !rowsHit.contains(rule.getId()))
                .map(rule -> rule.getDescription().getTextContent())
                .toList();
    }

    /** The lines of a CSV file below the test resources, without the heading and each cut at its commas. */
    public static List<List<String>> cases(String csv) {
        try {
            List<List<String>> cases = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of("src/test/resources", csv))) {
                cases.add(List.of(line.split(",")));
            }
            return cases.subList(1, cases.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
