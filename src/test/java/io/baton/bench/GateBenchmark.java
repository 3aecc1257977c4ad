package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.Walk;
import io.baton.customer.CustomerRecord;
import io.baton.engine.Desk;
import io.baton.gate.EvidenceRecord;
import io.baton.lead.LeadIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Measures how long it takes to ask the gate of a stage with three criteria, all of them met. */
@MeasuredBaton
class GateBenchmark {

    private static final int CUSTOMERS = 100;
    private static final int ROUNDS = 10;
    private static final double MOST_MILLIS = 5;
    private static final Path REPORT = Path.of("target", "bench", "gate.md");

    @Autowired
    private LeadIntake intake;

    @Autowired
    private Desk desk;

    @Autowired
    private EvidenceRecord evidence;

    @Autowired
    private CustomerRecord record;

    @Test
    void askingTheGateAddsLittleToACompletion() throws IOException {
        List<String> customers = new ArrayList<>();
        String soon = LocalDate.now(ZoneOffset.UTC).plusDays(4).toString();
        for (int i = 0; i < CUSTOMERS; i++) {
            String[] number = new String[1];
            desk.as("integration", () -> number[0] = intake.receive(Walk.lead("Company"), "integration"));
            desk.complete(number[0], "Qualify lead", "tom", Map.of("decision", "qualified", "nextStepOn", soon));
            desk.complete(number[0], "Send proposal", "tom", Map.of("decision", "sent", "decisionOn", soon));
            evidence.confirmed(number[0], "payment-terms.confirmed", true, "tom");
            evidence.confirmed(number[0], "scope.confirmed", true, "tom");
            evidence.confirmed(number[0], "kickoff.scheduled", soon, "tom");
            customers.add(number[0]);
        }
        ask(customers);

        List<Double> millis = ask(customers).stream().sorted().toList();

        double median = millis.get(millis.size() / 2);
        String report = """
                # The gate

                To ask whether a customer with three criteria, all met, may leave its stage, in a transaction of its own,
                ms: median %.2f, 95th percentile %.2f (%d times).
                """.formatted(median, millis.get(millis.size() * 95 / 100), millis.size());
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        System.out.println(report);
        assertThat(median).isLessThan(MOST_MILLIS);
    }

    private List<Double> ask(List<String> customers) {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String customer : customers) {
                long start = System.nanoTime();
                record.requireExit(customer);
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        return millis;
    }
}
