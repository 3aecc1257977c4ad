package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A team's whole spreadsheet at once: how many rows a second become customers at their stage, with duplicate search and
 * process start, beside the bare engine that starts the same diagrams in the same batches and does nothing else.
 */
@MeasuredBaton
class ImportBenchmark {

    private static final int ROWS = Integer.getInteger("bench.rows", 2_000);
    private static final int BARE_ROWS = Math.min(ROWS, 4_000);
    private static final int AT_ONCE = 200;
    private static final Path REPORT = Path.of("target", "bench", "imports.md");
    private static final String BOUNDARY = "------a-boundary";
    private static final Map<String, String> STAGES = Map.of(
            "Lead", "Activity_NewLead",
            "Qualified", "Activity_Qualified",
            "Proposal", "Activity_Proposal",
            "Onboarding", "Activity_ActiveDelivery",
            "Live", "Activity_InService");

    @Autowired
    private ManagementService jobs;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private ObjectMapper json;

    @LocalServerPort
    private int port;

    @Test
    void importsAWholeSpreadsheet() throws Exception {
        importFile(AT_ONCE, "warm");
        Bare bare = bare();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);

        Costliest costliest = new Costliest(jdbc);
        costliest.reset();
        Times first = importFile(ROWS, "first");
        double peak = peak();
        String statements = costliest.of(ROWS);
        Times second = importFile(ROWS, "first");

        String report = """
                # An import of %,d rows

                | | seconds | rows per second |
                |---|---:|---:|
                | upload, reading and dry run | %.1f | %.0f |
                | the run: duplicate search, customers, processes | %.1f | %.0f |
                | both | %.1f | %.0f |
                | the same file again: dry run, in which nothing changes | %.1f | %.0f |
                | bare engine, process start alone in batches of %d | %.1f | %.0f |

                Run / bare: %.2f. Processor time of a row in the run: %s; in the bare engine: %s. Old generation of the heap at its peak: %.0f MB of at most %d MB. %d processors.

                Statements a row, the costliest:

                %s
                """.formatted(
                        ROWS,
                        first.taken(),
                        ROWS / first.taken(),
                        first.run(),
                        ROWS / first.run(),
                        first.taken() + first.run(),
                        ROWS / (first.taken() + first.run()),
                        second.taken(),
                        ROWS / second.taken(),
                        AT_ONCE,
                        bare.seconds(),
                        ROWS / bare.seconds(),
                        first.run() / bare.seconds(),
                        first.each(),
                        bare.each(),
                        peak,
                        Runtime.getRuntime().maxMemory() / 1024 / 1024,
                        Runtime.getRuntime().availableProcessors(),
                        statements);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        System.out.println(report);
        assertThat(jdbc.sql("select count(*) from customer_reference where reference like 'first-%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(ROWS);
    }

    private record Times(double taken, double run, ProcessorTime each) {}

    private Times importFile(int rows, String name) throws Exception {
        Path file = file(rows, name);
        long start = System.nanoTime();
        long id = upload(file);
        double taken = seconds(start);
        ProcessorTime before = ProcessorTime.now(jdbc);
        start = System.nanoTime();
        String process =
                jobs.createJobQuery().messages().active().listPage(0, 1).get(0).getProcessInstanceId();
        // By its process alone: to look through the jobs of all customers is no work of an import.
        for (Job next = next(process); next != null; next = next(process)) {
            jobs.executeJob(next.getId());
        }
        double run = seconds(start);
        ProcessorTime each = ProcessorTime.now(jdbc).since(before, rows);
        assertThat(jdbc.sql("select state from import_run where id = " + id)
                        .query(String.class)
                        .single())
                .isEqualTo("DONE");
        assertThat(jdbc.sql(
                                "select count(*) from import_row where outcome = 'refused' or result in ('refused', 'failed')")
                        .query(Long.class)
                        .single())
                .isZero();
        return new Times(taken, run, each);
    }

    private @Nullable Job next(String process) {
        return jobs.createJobQuery().processInstanceId(process).listPage(0, 1).stream()
                .findFirst()
                .orElse(null);
    }

    private long upload(Path file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/imports"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("max:max".getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString("--" + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"deals.csv\"\r\n\r\n"),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
                .build();
        JsonNode answer = json.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
        return answer.get("id").asLong();
    }

    private static Path file(int rows, String name) throws IOException {
        List<String> stages = STAGES.keySet().stream().sorted().toList();
        Companies companies = new Companies(4);
        Path file = Files.createTempFile("import", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "Deal ID;Company name;Contact person;E-mail;Phone;Stage;Owner;Amount;Currency;Next step;Due date\n");
            for (int i = 0; i < rows; i++) {
                String stage = stages.get(i % stages.size());
                out.write(
                        "%2$s-%1$d;%4$s;%5$s;info@%2$s%1$d.example;+49 30 %1$07d;%3$s;;%1$d,50;EUR;Call them about offer %1$d;31.12.2030\n"
                                .formatted(i, name, stage, companies.get(), companies.person()));
            }
        }
        return file;
    }

    private record Bare(double seconds, ProcessorTime each) {}

    /** The time for as many process starts at the same stages, many in one transaction. */
    private Bare bare() throws Exception {
        List<String> activities = STAGES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
        try (BareArm arm = BareArm.beside(pool)) {
            var commands = ((ProcessEngineConfigurationImpl) arm.engine().getProcessEngineConfiguration())
                    .getCommandExecutorTxRequired();
            arm.engine().getIdentityService().setAuthentication("integration", List.of());
            double seconds = 0;
            ProcessorTime before = null;
            for (int from = -AT_ONCE; from < BARE_ROWS; from += AT_ONCE) {
                int first = from;
                before = from == 0 ? ProcessorTime.now(jdbc) : before;
                long start = System.nanoTime();
                commands.execute(context -> {
                    for (int i = first; i < first + AT_ONCE; i++) {
                        arm.engine()
                                .getRuntimeService()
                                .createProcessInstanceByKey("customer-lifecycle")
                                .businessKey("C-9" + (i + AT_ONCE))
                                .setVariables(Map.of("source", "import"))
                                .startBeforeActivity(activities.get((i + AT_ONCE) % activities.size()))
                                .execute();
                    }
                    return null;
                });
                seconds += from < 0 ? 0 : seconds(start);
            }
            return new Bare(seconds * ROWS / BARE_ROWS, ProcessorTime.now(jdbc).since(before, BARE_ROWS));
        }
    }

    private static double peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(it -> it.getName().contains("Old Gen") || it.getName().contains("Tenured"))
                .mapToDouble(it -> it.getPeakUsage().getUsed() / 1024.0 / 1024.0)
                .sum();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
