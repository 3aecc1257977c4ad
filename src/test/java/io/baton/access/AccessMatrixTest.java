package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import io.baton.api.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may do what, cell by cell over HTTP: {@code access/matrix.csv} says it, in classes of operations. A denied cell
 * leaves every row of every table as it was.
 */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final Path MATRIX = Path.of("src", "test", "resources", "access", "matrix.csv");

    @Autowired
    private WebApp webApp;

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private Absentees absentees;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private FilterService filters;

    @Autowired
    private HistoryService history;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping endpoints;

    private int absencesPlanned;

    private final Map<String, Session> sessions = new HashMap<>();

    /** What all tables hold, where nothing was changed since the last look. */
    private @Nullable Map<String, String> contents;

    /** What a denied attempt left as it was serves the next one. */
    private final Map<String, Situation> untouched = new HashMap<>();

    /** A customer and its open task, and the person who tries something with them. */
    private record Situation(
            String person,
            String customer,
            String task,
            String instance,
            String decision,
            String finished,
            long evidence) {}

    record Cell(String operation, String role, boolean allowed) {

        @Override
        public String toString() {
            return operation + " by " + role + ": " + (allowed ? "yes" : "no");
        }
    }

    static Stream<Cell> cells() throws IOException {
        List<String[]> lines =
                Files.readAllLines(MATRIX).stream().map(line -> line.split(",")).toList();
        String[] roles = lines.get(0);
        List<Cell> cells = new ArrayList<>();
        for (String[] line : lines.subList(1, lines.size())) {
            for (int i = 1; i < roles.length; i++) {
                cells.add(new Cell(line[0], roles[i], line[i].equals("yes")));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    @Tag("C48")
    void allowsAndDeniesAsTheMatrixSays(Cell cell) {
        if (cell.allowed()) {
            contents = null;
            Situation situation = situation(cell.role());
            endRecomputation(cell.operation());
            Answer answer = attempt(cell.operation(), situation);

            assertThat(answer.status()).as(answer.raw().body()).isBetween(200, 299);
            putRight(cell.operation(), situation);
        } else {
            Situation situation = untouched.computeIfAbsent(cell.role(), role -> {
                contents = null;
                return situation(role);
            });
            Map<String, String> before = contents == null ? rows.contents() : contents;

            Answer answer = attempt(cell.operation(), situation);

            assertThat(answer.status()).as(answer.raw().body()).isIn(401, 403, 404);
            contents = rows.contents();
            assertThat(contents).isEqualTo(before);
        }
    }

    /** What an administrator may break is repaired, so that no customer stalls when the class is over. */
    private void putRight(String operation, Situation it) {
        if (operation.equals("suspend-lifecycle")) {
            runtime.activateProcessInstanceById(it.instance());
        } else if (List.of("cancel-lifecycle", "throw-error-at-task").contains(operation)) {
            // Either ends the lifecycle without a step that writes it into the record.
            jdbc.sql("update customer set stage = 'lost' where id = :id")
                    .param("id", Long.parseLong(it.customer().substring(2)))
                    .update();
        } else {
            endRecomputation(operation);
        }
    }

    /** One at a time waits for an answer, of this attempt or of an earlier test. */
    private void endRecomputation(String operation) {
        if (List.of("recompute-deadlines", "start-recompute-form").contains(operation)) {
            runtime.createProcessInstanceQuery().processDefinitionKey("recompute-deadlines").list().stream()
                    .map(ProcessInstance::getId)
                    .forEach(id -> runtime.deleteProcessInstance(id, "the attempt is over"));
        }
    }

    @Test
    void knowsEveryCallUnderApi() {
        List<String> unknown = new ArrayList<>();
        endpoints.getHandlerMethods().forEach((mapping, method) -> {
            boolean ours = method.getBeanType().getName().startsWith("io.baton.");
            boolean forAnybody = mapping.getDirectPaths().equals(Set.of("/lead-form"));
            if (ours && !forAnybody && method.getMethodAnnotation(Act.class) == null) {
                unknown.add(mapping + " " + method);
            }
        });

        assertThat(unknown).as("calls that the table authority does not decide").isEmpty();
    }

    private Situation situation(String role) {
        return switch (role) {
            case "other-staff" -> freeLead("sam");
            case "hat" -> freeLead("tom");
            case "assignee" -> takenLead("tom", "tom");
            case "colleague" -> takenLead("mia", "tom");
            case "owner" -> {
                String customer = walk.newLead();
                walk.qualify(customer, "tom");
                tasks.setAssignee(openTask(customer), "mia");
                yield of("tom", customer, "lost");
            }
            case "former-owner" -> {
                String customer = walk.wonCustomer();
                walk.handOver(customer, "tom", "dana");
                yield of("tom", customer, "cancelled");
            }
            case "manager" -> freeLead("max");
            case "process-owner" -> freeLead("olga");
            case "administrator" -> takenLead("admin", "admin");
            case "integration" -> freeLead("integration");
            case "anonymous" -> freeLead(null);
            default -> throw new IllegalArgumentException(role);
        };
    }

    private Situation freeLead(String person) {
        return of(person, walk.newLead(), "lost");
    }

    private Situation takenLead(String by, String person) {
        String customer = walk.newLead();
        tasks.setAssignee(openTask(customer), by);
        return of(person, customer, "lost");
    }

    private Situation of(String person, String customer, String decision) {
        String task = openTask(customer);
        return new Situation(
                person,
                customer,
                task,
                tasks.createTaskQuery().taskId(task).singleResult().getProcessInstanceId(),
                decision,
                finishedInstance(),
                rest.post("max", "/api/customers/" + customer + "/evidence", "{\"key\":\"contract.signed\"}")
                        .body()
                        .at("/evidence/id")
                        .asLong());
    }

    private String openTask(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getId();
    }

    private Answer attempt(String operation, Situation it) {
        String engine = WebApp.ENGINE;
        String task = engine + "/task/" + it.task();
        String instance = engine + "/process-instance/" + it.instance();
        String answers = "{\"variables\":{\"decision\":{\"value\":\"%s\"},\"lossReason\":{\"value\":\"price\"}}}"
                .formatted(it.decision());
        return switch (operation) {
            case "read-customers" -> api(it).get("/api/customers");
            case "read-one-customer" -> api(it).get("/api/customers/" + it.customer());
            case "read-journal" -> api(it).get("/api/customers/" + it.customer() + "/journal");
            case "read-models" -> api(it).get("/api/models");
            case "read-stalled" -> api(it).get("/api/stalled");
            case "read-windows" -> api(it).get("/api/windows");
            case "read-changed-dates" -> api(it).get("/api/deadlines/changes");
            case "read-imports" -> api(it).get("/api/imports");
            case "import-customers" -> api(it).method("PUT", "/api/imports/" + importNumber() + "/mapping", "{}");
            case "export-customers" -> api(it).get("/api/export/contacts.csv");
            case "recompute-deadlines" -> api(it).post("/api/deadlines/recomputation", "{}");
            case "start-recompute-form" ->
                web(it).post(engine + "/process-definition/key/recompute-deadlines/submit-form", "{\"variables\":{}}");
            case "write-note" -> api(it).post("/api/customers/" + it.customer() + "/notes", "{\"text\":\"A note.\"}");
            case "log-reply" -> api(it).post("/api/customers/" + it.customer() + "/replies", "{\"text\":\"Yes.\"}");
            case "read-deadlines" -> api(it).get("/api/customers/" + it.customer() + "/deadlines");
            case "record-evidence" ->
                api(it).post("/api/customers/" + it.customer() + "/evidence", "{\"key\":\"scope.confirmed\"}");
            case "withdraw-evidence" ->
                api(it).post(
                                "/api/customers/" + it.customer() + "/evidence/" + it.evidence() + "/withdrawal",
                                "{\"reason\":\"Said by mistake.\"}");
            case "read-gate" -> api(it).get("/api/customers/" + it.customer() + "/gate");
            case "read-evidence" -> api(it).get("/api/customers/" + it.customer() + "/evidence");
            case "read-contributors" -> api(it).get("/api/customers/" + it.customer() + "/contributors");
            case "name-contributor" ->
                api(it).post(
                                "/api/customers/" + it.customer() + "/contributors",
                                "{\"person\":\"sam\",\"reason\":\"Knows them.\"}");
            case "let-contributor-go" ->
                api(it).method("DELETE", "/api/customers/" + it.customer() + "/contributors/sam", "");
            case "preview-playbook" ->
                api(it).post(
                                "/api/customers/" + it.customer() + "/playbook?preview=true",
                                "{\"playbook\":\"first-use\"}");
            case "change-playbook" ->
                api(it).post(
                                "/api/customers/" + it.customer() + "/playbook",
                                "{\"playbook\":\"first-use\",\"reason\":\"They are software.\"}");
            case "merge-customer" ->
                api(it).post(
                                "/api/customers/" + it.customer() + "/merge",
                                "{\"into\":\"" + spareCustomer + "\",\"reason\":\"One and the same.\"}");
            case "read-absences" -> api(it).get("/api/absences");
            case "plan-own-absence" -> planAbsence(api(it), "");
            case "plan-absence-of-another" -> planAbsence(api(it), "\"person\":\"dana\",");
            case "call-off-absence-of-another" ->
                api(it).post("/api/absences/" + spareAbsence() + "/cancellation", "{}");
            case "read-team" -> api(it).get("/api/team");
            case "read-pools" -> api(it).get("/api/pools");
            case "read-numbers" -> api(it).get("/api/pools/sales/numbers?from=2026-01-01&to=2026-02-01");
            case "read-own-numbers" -> api(it).get("/api/pools/sales/numbers/mine?from=2026-01-01&to=2026-02-01");
            case "log-touch" ->
                api(it).post("/api/customers/" + it.customer() + "/touches", "{\"kind\":\"no-answer\"}");
            case "change-team" -> api(it).method("PUT", "/api/team/sue", "{\"backup\":\"mia\",\"capacity\":500}");
            case "start-bring-in-form" ->
                web(it).post(
                                engine + "/process-definition/key/bring-in/submit-form",
                                "{\"variables\":{\"customer\":{\"value\":\"" + it.customer()
                                        + "\"},\"person\":{\"value\":\"sam\"},\"reason\":{\"value\":\"Knows them.\"}}}");
            case "hand-in-lead" ->
                api(it).post("/api/leads", "{\"company\":\"X\",\"contact\":{\"name\":\"Y\",\"phone\":\"+49 30 123\"}}");
            case "reassign-task" ->
                api(it).post("/api/tasks/" + it.task() + "/reassign", "{\"to\":\"mia\",\"reason\":\"Tom is away.\"}");
            case "read-task" -> web(it).get(task);
            case "read-form" -> web(it).get(task + "/form-variables?deserializeValues=false");
            case "claim-task" -> web(it).post(task + "/claim", "{\"userId\":\"%s\"}".formatted(it.person()));
            case "give-task-back" -> web(it).post(task + "/unclaim", "{}");
            case "take-over-task" -> web(it).post(task + "/assignee", "{\"userId\":\"%s\"}".formatted(it.person()));
            case "complete-task" -> web(it).post(task + "/complete", answers);
            case "submit-form" -> web(it).post(task + "/submit-form", answers);
            case "set-task-variable" -> web(it).method("PUT", task + "/variables/company", "{\"value\":\"Mine\"}");
            case "set-due-date" ->
                web(it).method(
                                "PUT",
                                task,
                                "{\"name\":\"Qualify lead\",\"assignee\":null,\"due\":\"2031-01-01T00:00:00.000+0000\"}");
            case "throw-error-at-task" -> web(it).post(task + "/bpmnError", "{\"errorCode\":\"deal.lost\"}");
            case "start-lifecycle" ->
                web(it).post(
                                engine + "/process-definition/key/customer-lifecycle/start",
                                "{\"variables\":{\"source\":{\"value\":\"web\"},\"product\":{\"value\":null},"
                                        + "\"region\":{\"value\":null}},\"businessKey\":\"" + it.customer() + "\"}");
            case "start-lead-form" ->
                web(it).post(
                                engine + "/process-definition/key/lead-intake/submit-form",
                                "{\"variables\":{\"company\":{\"value\":\"Walk-in\"},\"contactName\":{\"value\":\"W\"},"
                                        + "\"phone\":{\"value\":\"+49 30 1234\"},\"source\":{\"value\":\"phone\"}}}");
            case "cancel-lifecycle" -> web(it).method("DELETE", instance, "");
            case "suspend-lifecycle" -> web(it).method("PUT", instance + "/suspended", "{\"suspended\":true}");
            case "modify-lifecycle" ->
                web(it).post(
                                instance + "/modification",
                                "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\""
                                        + tasks.createTaskQuery()
                                                .taskId(it.task())
                                                .singleResult()
                                                .getTaskDefinitionKey()
                                        + "\"}]}");
            case "read-filters" -> web(it).get(engine + "/filter");
            case "change-filter" ->
                web(it).method(
                                "PUT",
                                engine + "/filter/" + spareFilter(),
                                "{\"resourceType\":\"Task\",\"name\":\"Spare\",\"query\":{},"
                                        + "\"properties\":{\"priority\":99}}");
            case "create-user" ->
                web(it).post(
                                engine + "/user/create",
                                "{\"profile\":{\"id\":\"u%d\",\"firstName\":\"a\",\"lastName\":\"b\"},"
                                                .formatted(System.nanoTime())
                                        + "\"credentials\":{\"password\":\"secret-1234\"}}");
            case "read-definitions" -> web(it).get(engine + "/process-definition/key/customer-lifecycle");
            case "delete-history" ->
                web(it).method(
                                "POST",
                                engine + "/history/process-instance/delete",
                                "{\"historicProcessInstanceIds\":[\"" + it.finished() + "\"]}");
            default -> throw new IllegalArgumentException("The matrix names an unknown operation: " + operation);
        };
    }

    /** So far ahead that nobody is away while other tests run, and each on a day of its own. */
    private Answer planAbsence(Caller caller, String person) {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(1400 + absencesPlanned++);
        return caller.post("/api/absences", "{%s\"from\":\"%s\",\"until\":\"%s\"}".formatted(person, day, day));
    }

    private long importNumber() {
        return jdbc.sql("select max(id) from import_run where state = 'CHECKED'")
                .query(Long.class)
                .single();
    }

    @BeforeAll
    void checkAFile() {
        jdbc.sql("""
                        insert into import_run (id, by_id, created_at, file_name, read_as, warnings, headings, looks, mapping,
                                                state, row_count)
                        values (nextval('import_run_seq'), 'max', now(), 'a.csv', 'CSV', '[]', '["Company"]', '[]', '{}',
                                'CHECKED', 0)
                        """).update();
    }

    private long spareAbsence() {
        return jdbc.sql("select min(id) from absence where person = 'sue' and cancelled_at is null")
                .query(Long.class)
                .single();
    }

    /** Into which others are merged. */
    private String spareCustomer = "";

    @BeforeAll
    void openASpareCustomer() {
        spareCustomer = walk.newLead();
    }

    @BeforeAll
    void planSpareAbsences() {
        for (int i = 0; i < 3; i++) {
            absentees.plan("sue", 1300 + i, 1300 + i);
        }
    }

    @AfterAll
    void haveEverybodyBack() {
        absentees.everybodyIsBack();
    }

    /** A filter that no other test looks at, since those who may change it do. */
    private String spareFilter() {
        return filters.createFilterQuery().filterName("Spare").singleResult().getId();
    }

    @BeforeAll
    void createTheSpareFilter() {
        filters.saveFilter(filters.newTaskFilter("Spare").setQuery(tasks.createTaskQuery()));
    }

    @AfterAll
    void deleteTheSpareFilter() {
        filters.deleteFilter(spareFilter());
    }

    /** One instance that has ended, the same for all cells while it is there. */
    private String finishedInstance() {
        List<HistoricProcessInstance> ended = history.createHistoricProcessInstanceQuery()
                .finished()
                .rootProcessInstances()
                .listPage(0, 1);
        if (!ended.isEmpty()) {
            return ended.get(0).getId();
        }
        String customer = walk.newLead();
        walk.complete(customer, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        return finishedInstance();
    }

    private Caller api(Situation it) {
        return new Caller() {
            @Override
            public Answer get(String path) {
                return rest.get(it.person(), path);
            }

            @Override
            public Answer method(String method, String path, String json) {
                return rest.method(it.person(), method, path, json);
            }
        };
    }

    private Caller web(Situation it) {
        // A system has no web app to sign in to: it tries without a session.
        Session session = it.person() == null || it.person().equals("integration")
                ? webApp.visit()
                : sessions.computeIfAbsent(it.person(), person -> webApp.signIn(person, apps(person)));
        return new Caller() {
            @Override
            public Answer get(String path) {
                return session.get(path);
            }

            @Override
            public Answer method(String method, String path, String json) {
                return session.method(method, path, json);
            }
        };
    }

    private static String apps(String person) {
        return switch (person) {
            case "olga" -> "cockpit";
            default -> "tasklist";
        };
    }

    /** One door. */
    private interface Caller {

        Answer get(String path);

        Answer method(String method, String path, String json);

        default Answer post(String path, String json) {
            return method("POST", path, json);
        }
    }
}
