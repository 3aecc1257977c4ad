package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.baton.Walk;
import io.baton.engine.Desk;
import io.baton.lead.LeadIntake;
import io.baton.lead.NewLead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leads over REST beside many customers who are on record already: how long each waits for its answer while so many come
 * in every second, and how many can come at most; beside the bare engine, which starts the same diagrams and does nothing
 * else.
 *
 * <p>Leads come at fixed moments, whether those before them are answered or not, and wait from their moment on: so a stall
 * counts for all who came during it.
 */
@MeasuredBaton
class IntakeBenchmark {

    private static final int ON_RECORD = Integer.getInteger("bench.customers", 100_000);
    private static final int A_SECOND = Integer.getInteger("bench.rate", 100);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 30);
    private static final int WARM_UP = Integer.getInteger("bench.warm", 6_000);
    private static final int AT_MOST = Integer.getInteger("bench.most", 2_000);
    private static final int PUT_AT_ONCE = 20_000;
    /** More than are answered at once. */
    private static final int SENDERS = 16;

    private static final int THREADS = 2;
    private static final Path REPORT = Path.of("target", "bench", "intake.md");

    @Autowired
    private LeadIntake intake;

    @Autowired
    private Desk desk;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ObjectMapper json;

    @LocalServerPort
    private int port;

    private final Companies companies = new Companies(3);
    private final AtomicInteger takenIn = new AtomicInteger();

    @Test
    void answersLeadsWhileManyComeIn() throws Exception {
        putOnRecord();
        try (BareArm bare = BareArm.beside(pool)) {
            Arm baton = new BatonArm(port, intake, desk, pool, json);
            asFastAsPossible(baton, WARM_UP);
            asFastAsPossible(bare, WARM_UP);

            Costliest costliest = new Costliest(jdbc);
            costliest.reset();
            ProcessorTime before = ProcessorTime.now(jdbc);
            double[] waited = atFixedRate(baton);
            ProcessorTime each = ProcessorTime.now(jdbc).since(before, waited.length);
            String statements = costliest.of(waited.length);
            List<Double> batonMost = new ArrayList<>();
            List<Double> bareMost = new ArrayList<>();
            for (Arm arm : List.of(baton, bare, bare, baton)) {
                (arm == baton ? batonMost : bareMost).add(asFastAsPossible(arm, AT_MOST));
            }

            String report = """
                    # Intake over REST

                    %,d leads, %d a second for %d seconds, beside %,d customers on record: each was answered, after
                    %.0f ms at the median, %.0f ms at the 95th percentile, %.0f ms at the 99th and %.0f ms at the latest.
                    Processor time of each: %s, client included. %d processors.

                    As fast as possible by %d threads: %.0f leads a second (%s); the bare engine through Java %.0f (%s).
                    A lead takes %.2f times as long as in the bare engine.

                    Statements of a lead, the costliest:

                    %s
                    """.formatted(
                            waited.length,
                            A_SECOND,
                            SECONDS,
                            ON_RECORD,
                            quantile(waited, 0.5),
                            quantile(waited, 0.95),
                            quantile(waited, 0.99),
                            quantile(waited, 1),
                            each,
                            Runtime.getRuntime().availableProcessors(),
                            THREADS,
                            mean(batonMost),
                            rounded(batonMost),
                            mean(bareMost),
                            rounded(bareMost),
                            mean(bareMost) / mean(batonMost),
                            statements);
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, report);
            System.out.println(report);
            checkThatNothingIsMissing(takenIn.get());
        }
    }

    /** Customers as an import of long ago left them, in a table's own way: their processes are over. */
    private void putOnRecord() {
        Iterator<String> names = Stream.generate(new Companies(2)).iterator();
        // No connection waits longer than a minute for an answer.
        for (int left = ON_RECORD; left > 0; left -= PUT_AT_ONCE) {
            putOnRecord(Stream.generate(names::next)
                    .limit(Math.min(left, PUT_AT_ONCE))
                    .toArray(String[]::new));
        }
        jdbc.sql("vacuum (analyze) customer").update();
        jdbc.sql("vacuum (analyze) contact").update();
    }

    private void putOnRecord(String[] names) {
        jdbc.sql("""
                with put as (
                    insert into customer (id, version, company, company_key, playbook, stage, stage_since, owner_type, owner_id,
                                          source, value_tier, created_at)
                    select nextval('customer_number'), 0, name, name, 'standard', 'former-customer', now(), 'TEAM', 'success',
                           'import', 'standard', now()
                      from unnest(:names) as name
                    returning id)
                insert into contact (id, customer_id, is_primary, name, name_key, email, email_key, email_domain)
                select -id, id, true, 'Person ' || id, 'person ' || id, mail, mail, domain
                  from (select id, 'p@' || md5(id::text) || '.example' as mail, md5(id::text) || '.example' as domain
                          from put) as people
                """).param("names", names).update();
    }

    /** Milliseconds from the moment of each lead to its answer. */
    private double[] atFixedRate(Arm arm) throws Exception {
        int count = A_SECOND * SECONDS;
        double[] waited = new double[count];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        onThreads(SENDERS, () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                long moment = start + i * 1_000_000_000L / A_SECOND;
                while (System.nanoTime() < moment) {
                    LockSupport.parkNanos(moment - System.nanoTime());
                }
                takeIn(arm);
                waited[i] = (System.nanoTime() - moment) / 1e6;
            }
        });
        return waited;
    }

    /** Leads a second. */
    private double asFastAsPossible(Arm arm, int count) throws Exception {
        AtomicInteger left = new AtomicInteger(count);
        long start = System.nanoTime();
        onThreads(THREADS, () -> {
            while (left.getAndDecrement() > 0) {
                takeIn(arm);
            }
        });
        return count * 1e9 / (System.nanoTime() - start);
    }

    private void takeIn(Arm arm) {
        NewLead lead = Walk.lead(companies.get());
        NewLead.Person person = new NewLead.Person(
                companies.person(), lead.contact().email(), lead.contact().phone());
        arm.takeIn(new NewLead(
                lead.company(), person, null, null, null, lead.source(), null, null, null, null, lead.message()));
        if (arm instanceof BatonArm) {
            takenIn.incrementAndGet();
        }
    }

    private static void onThreads(int threads, Runnable work) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                done.add(workers.submit(work));
            }
            for (Future<?> worker : done) {
                worker.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** Each lead is a customer with a task. */
    private void checkThatNothingIsMissing(int leads) {
        assertThat(jdbc.sql("select count(*) from customer where stage = 'new-lead' and next_task_id is not null")
                        .query(Long.class)
                        .single())
                .isEqualTo(leads);
    }

    private static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(it -> it).average().orElseThrow();
    }

    private static String rounded(List<Double> values) {
        return String.join(", ", values.stream().map(it -> "%.0f".formatted(it)).toList());
    }
}
