package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.Walk;
import io.baton.engine.Desk;
import io.baton.engine.SystemCommands;
import io.baton.lead.LeadIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Measures what the access rules cost whoever claims and completes a task: one task with them, two without, one with, and
 * so on, so that whatever else the machine does hits both alike.
 */
@MeasuredBaton
class AccessBenchmark {

    private static final int WARM_UP = 800;
    private static final int TASKS = 1200;
    private static final double MOST_COST = 1.15;
    private static final Path REPORT = Path.of("target", "bench", "access.md");

    @Autowired
    private LeadIntake intake;

    @Autowired
    private Desk desk;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    @Autowired
    private SystemCommands system;

    private final List<Double> withRules = new ArrayList<>();
    private final List<Double> withoutRules = new ArrayList<>();

    @Test
    void claimAndCompleteCostLittleMoreThanWithoutAnyAccessRule() throws IOException {
        run(WARM_UP);
        withRules.clear();
        withoutRules.clear();

        run(TASKS);

        double ratio = quantile(withRules, 0.5) / quantile(withoutRules, 0.5);
        String report = """
                # Access rules

                Claim and complete of one task (%d each, A B B A by task, one thread), ms: median (quartiles).
                With the rules %s, without %s: ratio %.3f.
                """.formatted(withRules.size(), show(withRules), show(withoutRules), ratio);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        System.out.println(report);
        assertThat(ratio).isLessThanOrEqualTo(MOST_COST);
    }

    private void run(int count) {
        List<String> open = new ArrayList<>();
        desk.as("integration", () -> {
            for (int i = 0; i < count; i++) {
                open.add(intake.receive(Walk.lead("Company " + i), "integration"));
            }
        });
        open.replaceAll(customer -> tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getId());
        desk.as("tom", () -> {
            for (int i = 0; i < open.size(); i++) {
                String task = open.get(i);
                boolean rules = i % 4 == 0 || i % 4 == 3;
                long start = System.nanoTime();
                if (rules) {
                    claim(task);
                    complete(task);
                } else {
                    withoutRules(() -> claim(task));
                    withoutRules(() -> complete(task));
                }
                (rules ? withRules : withoutRules).add((System.nanoTime() - start) / 1e6);
            }
        });
    }

    private String claim(String task) {
        tasks.claim(task, "tom");
        return task;
    }

    private String complete(String task) {
        String nextStepOn = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        forms.submitTaskForm(task, Map.of("decision", "qualified", "nextStepOn", nextStepOn));
        return task;
    }

    /** Neither the engine's permissions nor Baton's own rules are asked. */
    private void withoutRules(Supplier<String> call) {
        system.call(call);
    }

    private static String show(List<Double> millis) {
        return String.format(
                Locale.ROOT, "%.2f (%.2f–%.2f)", quantile(millis, 0.5), quantile(millis, 0.25), quantile(millis, 0.75));
    }

    private static double quantile(List<Double> values, double part) {
        return values.stream()
                .sorted()
                .skip((long) (part * (values.size() - 1)))
                .findFirst()
                .orElseThrow();
    }
}
