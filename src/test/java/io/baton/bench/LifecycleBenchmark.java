package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.baton.Walk;
import io.baton.bench.Comparison.Kind;
import io.baton.engine.Desk;
import io.baton.lead.LeadIntake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Measures lead intake and the whole lifecycle, ours and the bare engine's in turn. */
@MeasuredBaton
class LifecycleBenchmark {

    private static final int WARM_UP = 40;
    private static final int WARM_UP_THREADS = 2;
    /** What a whole lifecycle may write, measured by what the bare engine writes. */
    private static final double MOST_WAL = 0.7;

    @Autowired
    private LeadIntake intake;

    @Autowired
    private Desk desk;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private ObjectMapper json;

    @LocalServerPort
    private int port;

    private final AtomicInteger companies = new AtomicInteger();
    private final Map<Arm, Tally> tallies = new HashMap<>();

    @Test
    void writesAtMostSevenTenthsOfWhatTheBareEngineWrites() throws Exception {
        List<Comparison> comparisons = new ArrayList<>();
        try (BareArm bare = BareArm.beside(pool);
                Meter meter = new Meter(pool)) {
            Arm baton = new BatonArm(port, intake, desk, pool, json);
            for (Arm arm : List.of(baton, bare)) {
                tallies.put(arm, new Tally());
                for (Workload workload : Workload.values()) {
                    run(arm, workload, WARM_UP, WARM_UP_THREADS);
                }
                meter.calibrate(arm);
            }

            for (Workload workload : Workload.values()) {
                for (int threads : List.of(1, 2)) {
                    comparisons.add(compare(meter, workload, threads, List.of(baton, bare, bare, baton)));
                }
            }

            Report report = new Report(meter.server(), comparisons);
            report.write();
            System.out.println(report.tables());
            tallies.forEach((arm, tally) -> tally.checkEngine(arm));
            tallies.get(baton).checkRecord(baton);
        }
        assertThat(comparisons)
                .filteredOn(comparison -> comparison.workload() == Workload.WHOLE_LIFECYCLE)
                .allSatisfy(comparison -> assertThat(comparison.ratio(Kind.WAL)).isLessThanOrEqualTo(MOST_WAL));
    }

    /** As many rounds as threads: a round by one thread takes longer, and there is less in it that varies. */
    private Comparison compare(Meter meter, Workload workload, int threads, List<Arm> turns) throws Exception {
        Comparison comparison = new Comparison(workload, threads, new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int round = 0; round < threads; round++) {
            for (Arm arm : turns) {
                Figures figures =
                        meter.measure(arm, workload.units(), () -> run(arm, workload, workload.units(), threads));
                comparison
                        .passes()
                        .computeIfAbsent(arm.name(), name -> new ArrayList<>())
                        .add(figures);
                comparison.statements().put(arm.name(), meter.statements(workload.units()));
            }
        }
        return comparison;
    }

    /** Does the units on so many threads, and fails where one of them fails. */
    private void run(Arm arm, Workload workload, int units, int threads) throws Exception {
        tallies.get(arm).add(workload, units);
        AtomicInteger left = new AtomicInteger(units);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                done.add(workers.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        workload.once(arm, Walk.lead("Company " + companies.incrementAndGet()));
                    }
                }));
            }
            for (Future<?> worker : done) {
                worker.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }
}
