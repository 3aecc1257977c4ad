package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.EditedTable;
import io.baton.Walk;
import io.baton.engine.Desk;
import io.baton.lead.LeadIntake;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many steps wait, and their window becomes a longer one: how long it takes to count what changes, and then to move all of
 * it, deadlines, tasks, timers and journal together. The first lead arrives through the door; the others are copies of all
 * its rows, which the engine takes for its own.
 */
@MeasuredBaton
class RecomputeBenchmark {

    private static final int DEADLINES = Integer.getInteger("bench.deadlines", 10_000);
    private static final double MOST_MILLISECONDS = 20;
    private static final Path REPORT = Path.of("target", "bench", "recompute.md");
    private static final int AT_ONCE = 5_000;
    private static final long FIRST_ID = 10_000_000;

    /** Of the engine those that a waiting task consists of. */
    private static final List<String> ENGINE = List.of(
            "act_ru_execution",
            "act_ru_task",
            "act_ru_identitylink",
            "act_ru_variable",
            "act_ru_job",
            "act_ru_event_subscr",
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst");

    /** What points to rows that are copied, too. */
    private static final Set<String> KEYS = Set.of(
            "id_",
            "root_proc_inst_id_",
            "proc_inst_id_",
            "process_instance_id_",
            "parent_id_",
            "super_exec_",
            "execution_id_",
            "task_id_",
            "act_inst_id_",
            "parent_act_inst_id_",
            "var_scope_",
            "super_process_instance_id_",
            "call_proc_inst_id_",
            "root_process_instance_id_");

    @Autowired
    private LeadIntake intake;

    @Autowired
    private Desk desk;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ManagementService management;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    @Test
    void countsAndMovesAllThatWaits() throws Exception {
        desk.as("integration", () -> intake.receive(Walk.lead("Company"), "integration"));
        copy(DEADLINES - 1);
        jdbc.sql("analyze").update();
        EditedTable table = new EditedTable("deadline/follow-up-windows")
                .row(
                        "",
                        "",
                        "",
                        "",
                        "\"first-response\"",
                        "\"3 business days\"",
                        "",
                        "\"1 business day\"",
                        "\"lead\"",
                        "",
                        "\"Ours\"");
        repository
                .createDeployment()
                .name("A longer window")
                .addString(table.file(), table.xml())
                .deploy();

        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        System.gc();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        double counted = seconds(this::work);
        String task = tasks.createTaskQuery()
                .processDefinitionKey("recompute-deadlines")
                .singleResult()
                .getId();
        desk.as("max", () -> {
            tasks.claim(task, "max");
            forms.submitTaskForm(task, Map.of("decision", "move"));
        });
        jdbc.sql("select pg_stat_statements_reset() is null")
                .query(Boolean.class)
                .single();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        double moved = seconds(this::work);
        double ownCpu = (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / DEADLINES;
        Map<String, Object> database = jdbc.sql(
                        "select sum(calls) / :n as statements, sum(total_exec_time) / :n as busy"
                                + " from pg_stat_statements")
                .param("n", (double) DEADLINES)
                .query()
                .singleRow();
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();

        String report = """
                # %,d open dates under a longer window

                | | seconds | per second | ms each |
                |---|---:|---:|---:|
                | counted | %.1f | %.0f | %.2f |
                | moved: row, task, timer, next step and journal | %.1f | %.0f | %.2f |

                Of moving one, %.2f ms are work of the application's processor and %.2f ms of the database, in %.1f statements.
                %d MB of heap at most, of %d; %d processors, one thread.
                """.formatted(
                        DEADLINES,
                        counted,
                        DEADLINES / counted,
                        counted * 1000 / DEADLINES,
                        moved,
                        DEADLINES / moved,
                        moved * 1000 / DEADLINES,
                        ownCpu,
                        ((Number) database.get("busy")).doubleValue(),
                        ((Number) database.get("statements")).doubleValue(),
                        peak >> 20,
                        Runtime.getRuntime().maxMemory() >> 20,
                        Runtime.getRuntime().availableProcessors());
        write(report);
        assertThat(count("select count(*) from journal where text like 'Due date of%moved from%'"))
                .isEqualTo(DEADLINES);
        assertThat(count("""
                        select count(*) from deadline d
                          join act_ru_task t on t.id_ = d.task_id and t.due_date_ = d.due_at at time zone 'UTC'
                          join act_ru_job j on j.execution_id_ = t.execution_id_ and j.duedate_ <= t.due_date_
                          join customer c on c.id = d.customer_id and c.next_due = d.due_at
                         where d.due_at > d.started_at + interval '2 days'
                        """)).isEqualTo(DEADLINES);
        assertThat(moved * 1000 / DEADLINES).isLessThan(MOST_MILLISECONDS);
    }

    /** Does what the job executor does. */
    private void work() {
        List<Job> jobs;
        do {
            jobs = management
                    .createJobQuery()
                    .processDefinitionKey("recompute-deadlines")
                    .messages()
                    .list();
            jobs.forEach(job -> management.executeJob(job.getId()));
        } while (!jobs.isEmpty());
    }

    private void copy(int times) {
        insert("customer", times, Map.of("id", FIRST_ID + " + n", "next_task_id", copied("next_task_id")));
        insert(
                "deadline",
                times,
                Map.of(
                        "id",
                        FIRST_ID + " + n",
                        "customer_id",
                        FIRST_ID + " + n",
                        "process_instance_id",
                        copied("process_instance_id"),
                        "task_id",
                        copied("task_id")));
        ENGINE.forEach(table -> insert(
                table,
                times,
                columns(table).stream()
                        .filter(column -> KEYS.contains(column) || column.equals("business_key_"))
                        .collect(Collectors.toMap(
                                column -> column,
                                column -> column.equals("business_key_")
                                        ? "case when r.business_key_ is not null then 'C-' || (" + FIRST_ID
                                                + " + n) end"
                                        : copied(column)))));
    }

    /** The same for each pointer to the same row, and as short as the engine's own. */
    private static String copied(String key) {
        return "md5(r." + key + " || '-' || n)";
    }

    /** Copies each row of a table that belongs to the lead so many times, with some columns computed. */
    private void insert(String table, int times, Map<String, String> computed) {
        List<String> columns = columns(table);
        String values = columns.stream()
                .map(column -> computed.getOrDefault(column, "r." + column))
                .collect(Collectors.joining(", "));
        // What belongs to definitions, such as who may start them and what starts them by the clock, is there once.
        String ofTheLead = columns.stream()
                .filter(List.of("proc_inst_id_", "process_instance_id_", "task_id_")::contains)
                .map(column -> column + " is not null")
                .collect(Collectors.joining(" or "));
        jdbc.sql("create table lead_%s as select * from %s where %s"
                        .formatted(table, table, ofTheLead.isEmpty() ? "true" : ofTheLead))
                .update();
        for (int first = 1; first <= times; first += AT_ONCE) {
            jdbc.sql("insert into %s (%s) select %s from lead_%s r, generate_series(%d, %d) n"
                            .formatted(
                                    table,
                                    String.join(", ", columns),
                                    values,
                                    table,
                                    first,
                                    Math.min(times, first + AT_ONCE - 1)))
                    .update();
        }
    }

    private List<String> columns(String table) {
        return jdbc.sql("select column_name from information_schema.columns"
                        + " where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'")
                .param(table)
                .query(String.class)
                .list();
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static void write(String report) throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        System.out.println(report);
    }
}
